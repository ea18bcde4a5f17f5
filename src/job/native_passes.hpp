#pragma once

#include "job/blueprint.hpp"

namespace peaksite {

/// Layers that are counted on their own cells: amounts, so that mass is kept, and classes, so that areas are exact. One
/// pass per raster, on the lattice of its file, with the zones brought into its plane; zones end where the grid ends.

/// The zones of a set in another plane, edges cut to `tolerance_metres`: straight from their file where they lie inside the grid,
/// else through the grid's plane, cut at its edge.
std::vector<Shape> zones_on(const OpenPlan& open, Blueprint& blueprint, std::size_t set, const Crs& crs, double tolerance_metres);

/// Σ coverage · amount of an extensive layer, for all sets.
Slot native_moments(const OpenPlan& open, Blueprint& blueprint, const Layer& layer, const MomentNeeds& needs);
/// Quantiles of the value of a native pass.
Slot native_distribution(Blueprint& blueprint, int pass);
/// Areas by class of a categorical layer, for all sets.
Slot native_classes(const OpenPlan& open, Blueprint& blueprint, const Layer& layer);

} // namespace peaksite
