#pragma once

#include "plan/plan.hpp"
#include "plan/read/keys.hpp"

namespace peaksite {

/// What the names of a plan stand for in its expressions. Raster layers are numbered by their place in the plan;
/// whoever reads them may renumber. Absent layers are not among them.
Symbols symbols_of(const Plan& plan);

/// A derived layer that is more than an expression: slope(layer) or distance(layer).
struct Derivation {
    enum class Kind : std::uint8_t { expression, slope, distance } kind = Kind::expression;
    std::string layer;
};
Derivation derivation_of(const Layer& layer);

/// Looks for what only the whole plan shows: ids used twice, names of layers, zones and technologies that do not exist,
/// units and types of every expression.
void check_plan(const Plan& plan, Faults& faults);

} // namespace peaksite
