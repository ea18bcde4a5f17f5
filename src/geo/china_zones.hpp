#pragma once

#include "geo/crs.hpp"

#include <optional>
#include <string>

namespace peaksite {

/// Datums of Chinese maps whose Gauss–Krüger zones are in the EPSG register.
enum class ChinaDatum { china_2000, xian_1980, beijing_1954 };

/// A Gauss–Krüger system as Chinese offices name it.
struct GaussKruger {
    ChinaDatum datum = ChinaDatum::china_2000;
    int degrees = 3;    ///< width of the zone: 3 or 6
    int zone = 0;       ///< 25–45 for 3 degrees, 13–23 for 6
    bool prefix = true; ///< eastings begin with the zone: 35 500 000 on the central meridian instead of 500 000

    bool operator==(const GaussKruger&) const = default;
};

/// Degrees east: 105 for the 3-degree zone 35.
int central_meridian(const GaussKruger& system);

/// "EPSG:4523"; nothing when there is no such zone in China.
std::optional<std::string> epsg_of(const GaussKruger& system);

/// The Gauss–Krüger system that a CRS is, by its code or else by datum, central meridian, scale and false easting;
/// nothing when it is none of China's.
std::optional<GaussKruger> gauss_kruger_of(const Crs& crs);

/// The zone of 3 degrees that holds a longitude, 25–45.
int zone_of_3_degrees(double longitude);

} // namespace peaksite
