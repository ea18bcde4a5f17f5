#pragma once

#include "geo/crs.hpp"
#include "geo/shape.hpp"

#include <span>
#include <stop_token>
#include <vector>

namespace peaksite {

/// Land that two parcels claim, m² on the ellipsoid.
struct Collision {
    std::size_t first = 0;
    std::size_t second = 0; ///< the higher number
    double square_metres = 0;
    bool operator==(const Collision&) const = default;
};

/// The pairs of parcels (valid polygons in the plane of `crs`) that have more than `least` m² in common, by number: in
/// a survey each is a fault of the data. The same for any number of threads. Throws Stopped, and InputError as
/// TrueAreas does.
std::vector<Collision> collisions(std::span<const Shape> parcels, const Crs& crs, double least, unsigned threads,
                                  const std::stop_token& stop = {});

} // namespace peaksite
