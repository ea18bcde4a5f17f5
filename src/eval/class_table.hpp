#pragma once

#include "eval/program.hpp"

#include <array>

namespace peaksite {

/// A condition by class.
using ClassTable = std::array<Truth, 256>;

/// The classes for which a relation holds: "layer == 'water'", "layer != 3", "layer in ['water', 'wetland']". Classes
/// are named by key or by code; no data is unknown. Throws UsageError for relations of order and for what is no class.
ClassTable class_table(const Syntax& relation, const ClassInput& layer);

} // namespace peaksite
