#include "geo/china_zones.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace peaksite {

namespace {

// First codes of the EPSG register: every series counts up by one from zone to zone.
struct Series {
    ChinaDatum datum;
    int degrees;
    bool prefix;
    int first_code;
};
constexpr std::array series{
    Series{ChinaDatum::china_2000, 3, true, 4513},    Series{ChinaDatum::china_2000, 3, false, 4534},
    Series{ChinaDatum::china_2000, 6, true, 4491},    Series{ChinaDatum::china_2000, 6, false, 4502},
    Series{ChinaDatum::xian_1980, 3, true, 2349},     Series{ChinaDatum::xian_1980, 3, false, 2370},
    Series{ChinaDatum::xian_1980, 6, true, 2327},     Series{ChinaDatum::xian_1980, 6, false, 2338},
    Series{ChinaDatum::beijing_1954, 3, true, 2401},  Series{ChinaDatum::beijing_1954, 3, false, 2422},
    Series{ChinaDatum::beijing_1954, 6, true, 21413}, Series{ChinaDatum::beijing_1954, 6, false, 21453}};

constexpr int first_zone(int degrees) { return degrees == 3 ? 25 : 13; }
constexpr int last_zone(int degrees) { return degrees == 3 ? 45 : 23; }

std::optional<GaussKruger> by_code(std::string_view authority)
{
    constexpr std::string_view epsg = "EPSG:";
    if (!authority.starts_with(epsg)) return {};
    int code = 0;
    std::from_chars(authority.data() + epsg.size(), authority.data() + authority.size(), code);
    for (const auto& one : series) {
        const int zone = first_zone(one.degrees) + code - one.first_code;
        if (code >= one.first_code && zone <= last_zone(one.degrees))
            return GaussKruger{.datum = one.datum, .degrees = one.degrees, .zone = zone, .prefix = one.prefix};
    }
    return {};
}

std::optional<double> parameter(std::string_view wkt, std::string_view name)
{
    const auto at = wkt.find("\"" + std::string{name} + "\",");
    if (at == std::string_view::npos) return {};
    const auto* begin = wkt.data() + at + name.size() + 3;
    double value = 0;
    if (std::from_chars(begin, wkt.data() + wkt.size(), value).ec != std::errc{}) return {};
    return value;
}

std::optional<ChinaDatum> datum_of(std::string_view name)
{
    const auto holds = [&](auto words) {
        return std::ranges::any_of(words,
                                   [&](std::string_view word) { return name.find(word) != std::string_view::npos; });
    };
    if (holds(std::array{"China 2000", "China_2000", "CGCS2000", "CGCS_2000"})) return ChinaDatum::china_2000;
    if (holds(std::array{"Xian", "Xi'an"})) return ChinaDatum::xian_1980;
    if (holds(std::array{"Beijing"})) return ChinaDatum::beijing_1954;
    return {};
}

} // namespace

int central_meridian(const GaussKruger& system) { return system.degrees == 3 ? 3 * system.zone : 6 * system.zone - 3; }

std::optional<std::string> epsg_of(const GaussKruger& system)
{
    if (system.degrees != 3 && system.degrees != 6) return {};
    if (system.zone < first_zone(system.degrees) || system.zone > last_zone(system.degrees)) return {};
    const auto found = std::ranges::find_if(series, [&](const Series& one) {
        return one.datum == system.datum && one.degrees == system.degrees && one.prefix == system.prefix;
    });
    return "EPSG:" + std::to_string(found->first_code + system.zone - first_zone(system.degrees));
}

std::optional<GaussKruger> gauss_kruger_of(const Crs& crs)
{
    if (const auto known = by_code(crs.authority())) return known;
    const auto& wkt = crs.wkt();
    if (wkt.find("Transverse Mercator") == std::string::npos) return {};
    const auto datum = datum_of(crs.datum());
    const auto meridian = parameter(wkt, "Longitude of natural origin"), easting = parameter(wkt, "False easting");
    const auto scale = parameter(wkt, "Scale factor at natural origin"),
               latitude = parameter(wkt, "Latitude of natural origin"), northing = parameter(wkt, "False northing");
    if (!datum || !meridian || !easting || scale.value_or(1) != 1 || latitude.value_or(0) != 0 ||
        northing.value_or(0) != 0)
        return {};
    constexpr double middle = 500000, million = 1e6;
    const double prefix = (*easting - middle) / million;
    const auto zone_3 = static_cast<int>(std::lround(*meridian / 3)),
               zone_6 = static_cast<int>(std::lround((*meridian + 3) / 6));
    for (const int degrees : {3, 6}) {
        const GaussKruger system{
            .datum = *datum, .degrees = degrees, .zone = degrees == 3 ? zone_3 : zone_6, .prefix = prefix != 0};
        if (central_meridian(system) == *meridian && (prefix == 0 || prefix == system.zone) && epsg_of(system))
            return system;
    }
    return {};
}

int zone_of_3_degrees(double longitude)
{
    return std::clamp(static_cast<int>(std::lround(longitude / 3)), first_zone(3), last_zone(3));
}

} // namespace peaksite
