#pragma once

#include "eval/program.hpp"

#include <array>

namespace peaksite {

/// A condition by class.
using ClassTable = std::array<Truth, 256>;

/// Classes without names: their keys are their codes, any code may be asked for, and codes are numbers with an order.
bool codes_alone(const ClassInput& layer);

/// The classes for which a relation holds: "layer == 'water'", "layer != 3", "layer in ['water', 'wetland']". Classes
/// are named by key or by code; no data and codes that are no class (without a key, or beyond the list) are unknown.
/// Throws UsageError for what is no class, and for relations of order, which codes without names have.
ClassTable class_table(const Syntax& relation, const ClassInput& layer);

} // namespace peaksite
