#pragma once

#include "geo/shape.hpp"
#include "geo/true_area.hpp"

#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace peaksite {

/// What a parcel and a zone have in common.
struct CommonPart {
    std::size_t parcel = 0;
    std::size_t zone = 0;
    double square_metres = 0;
    bool operator==(const CommonPart&) const = default;
};

/// Parcels laid over zones: areas on the ellipsoid, m².
struct Overlay {
    std::vector<double> parcel_areas;
    std::vector<double> zone_areas;
    std::vector<CommonPart> parts; ///< by parcel, then zone; only those with area
    std::vector<double> outside;   ///< by parcel: in no zone
    bool operator==(const Overlay&) const = default;
};

/// Lays parcels (a land survey, or one boundary) over zones that may overlap, nest and be multipart. Both are valid
/// polygons in the plane of `crs`, in which their edges are straight; bring one side over with `projected` before.
///
/// A parcel that no zone's boundary reaches lies in a zone wholly or not at all; for the others areas are found by
/// slabs (SlabSweep) on the edges near them. Parts of a parcel in zones that do not overlap add up with `outside` to
/// the parcel, and the parcels of a partition to the zone, to 1e-11 of the whole and the resolution of the coordinates
/// (about 1e-9 m times the boundary's length for eastings of 10 million m). Common parts under that resolution, and
/// below a square millimetre, are none: what only touches does not overlap. The same bits for any number of threads.
/// Throws Stopped, and InputError as TrueAreas does.
Overlay overlay(std::span<const Shape> parcels, std::span<const Shape> zones, const Crs& crs, int threads,
                std::stop_token stop = {});

} // namespace peaksite
