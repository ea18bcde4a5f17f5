#pragma once

#include "job/open/open_plan.hpp"

namespace peaksite {

/// The grid of a plan and the zones in its plane.
struct GridFrame {
    Grid grid;
    Crs crs;
    double cell_metres = 0; ///< the shorter side of a cell on the ground, about
    int tile = 512;
    std::vector<std::vector<Shape>> zones; ///< by set and zone: polygons in the grid's plane, valid
    std::vector<std::vector<double>>
        inside_share; ///< by set and zone: share of its area within the grid, 1 for zones without boundary
    std::vector<std::string> operations; ///< how coordinates were converted, for the manifest
};

/// Settles coordinate system, cell size and extent, and brings the zones into the plane. Throws UsageError where the
/// plan does not go with its files, InputError where zones cannot be converted or nothing overlaps.
GridFrame build_grid(const OpenPlan& open, std::vector<Sentence>& warnings);

/// Polygons of a set in another plane: edges densified to `tolerance_metres`, made valid again.
std::vector<Shape> zones_in(const ZoneSet& set, const Crs& crs, double tolerance_metres, unsigned threads,
                            std::vector<Sentence>& warnings);

/// Metres per unit of a CRS: 1 for metres, about 111,000 for degrees.
double metres_per_unit(const Crs& crs);

/// A sentence about a conversion whose datum shift is not known, and nothing for others.
std::optional<Sentence> shift_warning(const Transform& transform, const std::string& what, const Crs& from,
                                      const Crs& to);

} // namespace peaksite
