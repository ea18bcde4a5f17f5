#pragma once

#include "terrain.hpp"

namespace demo {

struct Town {
    Place at;
    double radius_km = 0;
    double people = 0;
};

const std::vector<Town>& towns();

/// Codes of ESA WorldCover.
enum class Cover : int {
    unknown = 0,
    forest = 10,
    shrub = 20,
    grassland = 30,
    cropland = 40,
    built = 50,
    bare = 60,
    water = 80,
    wetland = 90
};

/// What grows and shines on the land.
class Land {
public:
    explicit Land(const Terrain& terrain) : m_terrain(terrain) {}

    const Terrain& terrain() const { return m_terrain; }
    Cover cover(Place p) const;
    double irradiation(Place p) const;     ///< kWh/m2 and year
    double wind_speed(Place p) const;      ///< m/s at 100 m above ground
    double capacity_factor(Place p) const; ///< net of losses
    double people_per_km2(Place p) const;
    double emission_per_km2(Place p) const; ///< t CO2 and year, without the large plants
    double open_share(Place p) const;       ///< percent of the land open to turbines after local planning
    /// Whether the surveys left the place out.
    static bool unseen(Place p);

private:
    Cover wild(Place p, double slope, double dryness) const;
    const Terrain& m_terrain;
};

} // namespace demo
