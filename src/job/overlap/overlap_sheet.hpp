#pragma once

#include "map/sheet/sheet.hpp"
#include "model/renewables/overlap_table.hpp"

namespace peaksite {

class Catalogue;

/// Where the figures of an overlap analysis lie: polygons, each with the system it is in.
struct OverlapGround {
    struct Figure {
        Shape shape;
        Crs crs;
        std::size_t of = 0; ///< the layer; of boundaries their number
    };
    std::vector<Figure> boundaries;
    std::vector<Figure> parcels; ///< those that a boundary occupies, whole
};

/// The map of an overlap analysis: the boundaries, and in colours what they occupy of the layers; in words which layers
/// they leave alone and which were not supplied. In the Gauss–Krüger zone of the boundaries, or an equal-area plane
/// where they reach farther than one or lie outside China.
Sheet overlap_sheet(const OverlapTable& table, const OverlapGround& ground, const Catalogue& catalogue);

} // namespace peaksite
