#pragma once

#include "plane.hpp"

#include <cstdint>
#include <vector>

namespace demo {

/// A stream that cuts its valley into the land.
struct River {
    Path course;
    double source_m = 0; ///< elevation of its water at the first place
    double mouth_m = 0;  ///< and at the last
    double half_width_km = 0;
    double valley_km = 0; ///< where the valley has risen to the land around
};

struct Lake {
    Place centre;
    double radius_km = 0;
    double level_m = 0;
    std::uint64_t seed = 0;
    /// Kilometres from the shore, negative in the water.
    double offshore(Place p) const;
};

/// Elevation and water of the province, computed once on cells of 200 m.
class Terrain {
public:
    Terrain();

    double elevation(Place p) const { return sample(m_elevation, p); }
    /// Kilometres to the nearest bank, negative in the water.
    double bank(Place p) const;
    double slope_degrees(Place p) const;
    /// Height above the land about 3 km around, in metres.
    double exposure(Place p) const;
    /// From 0 (moist) to 1 (desert).
    double dryness(Place p) const;

    const std::vector<River>& rivers() const { return m_rivers; }
    const std::vector<Lake>& lakes() const { return m_lakes; }

private:
    double sample(const std::vector<float>& field, Place p) const;
    void carve(const River& river);
    static double height(Place p);
    Place place(int row, int column) const;
    std::size_t at(int row, int column) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column);
    }

    Rim m_rim;
    int m_columns = 0, m_rows = 0;
    std::vector<River> m_rivers;
    std::vector<Lake> m_lakes;
    std::vector<float> m_bank, m_elevation;
};

} // namespace demo
