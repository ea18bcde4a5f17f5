#pragma once

#include <vector>

namespace demo {

/// A place in the invented province: kilometres east and north of its south-west corner.
struct Place {
    double x = 0;
    double y = 0;
};

using Path = std::vector<Place>;

/// Degrees (CGCS2000) of a place. The plane is a plain stretch of the graticule, so that straight lines stay straight.
inline constexpr double west = 106.75, south = 37.1, km_per_degree_east = 87.7, km_per_degree_north = 111.0;

inline Place degrees(Place p) { return {.x = west + p.x / km_per_degree_east, .y = south + p.y / km_per_degree_north}; }
inline Place from_degrees(Place p)
{
    return {.x = (p.x - west) * km_per_degree_east, .y = (p.y - south) * km_per_degree_north};
}

/// What the rasters cover: the province and a rim around it.
struct Rim {
    double xmin = -22, ymin = -40, xmax = 272, ymax = 240;
    bool holds(Place p) const { return p.x >= xmin && p.x <= xmax && p.y >= ymin && p.y <= ymax; }
};

/// 0 below `low`, 1 above `high`, smooth between.
double smooth_step(double low, double high, double value);

double distance(Place a, Place b);

/// Kilometres to the nearest point of a path.
double distance(Place p, const Path& path);

} // namespace demo
