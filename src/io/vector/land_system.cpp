#include "io/vector/land_system.hpp"

#include "base/error.hpp"
#include "base/parse_number.hpp"
#include "geo/nesting.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace peaksite {

namespace {

constexpr double million = 1e6;

std::string value_of(const LandCoordinates& land, std::string_view key)
{
    for (const auto& [name, value] : land.header)
        if (name == key) return value;
    return {};
}

bool holds_any(std::string_view name, auto words)
{
    return std::ranges::any_of(words, [&](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

std::optional<ChinaDatum> datum_of(std::string_view name)
{
    if (holds_any(name, std::array{"2000", "CGCS", "cgcs"})) return ChinaDatum::china_2000;
    if (holds_any(name, std::array{"80", "西安", "Xian"})) return ChinaDatum::xian_1980;
    if (holds_any(name, std::array{"54", "北京", "Beijing"})) return ChinaDatum::beijing_1954;
    return {};
}

std::optional<int> whole(const std::string& value)
{
    const auto parsed = parse_number(value);
    constexpr double most = 1000;
    if (!parsed || std::fabs(*parsed) > most) return {};
    return static_cast<int>(*parsed);
}

template <class Use>
void for_each_point(LandCoordinates& land, Use use)
{
    for (auto& parcel : land.parcels)
        for (auto& ring : parcel.rings)
            for (auto& point : ring) use(parcel, point);
}

bool has_prefix(double easting) { return easting >= 13 * million && easting < 46 * million; }
bool is_northing(double value) { return value >= 0 && value < 6.1e6; }

// Eastings where northings belong, beyond doubt: a zone prefix, or northings no easting without prefix reaches.
bool axes_exchanged(LandCoordinates& land)
{
    bool all = true;
    for_each_point(land, [&](const LandParcel&, Point p) {
        const bool prefixed = has_prefix(p.y) && is_northing(p.x);
        const bool bare = p.y > 1e5 && p.y < 9e5 && p.x > million && p.x < 6.1e6;
        all = all && (prefixed || bare);
    });
    return all;
}

std::set<int> prefixes(LandCoordinates& land, const std::string& file, bool& some_without)
{
    std::set<int> zones;
    for_each_point(land, [&](const LandParcel& parcel, Point p) {
        if (has_prefix(p.x))
            zones.insert(static_cast<int>(p.x / million));
        else
            some_without = true;
        if (zones.size() > 1)
            throw InputError{text("file '{}': the eastings of parcel '{}' begin with another zone ({}) than those "
                                  "before ({}); write a file for each zone",
                                  file, parcel.number, *zones.rbegin(), *zones.begin())};
    });
    return zones;
}

void check_unit(const LandCoordinates& land, const std::string& file)
{
    const auto unit = value_of(land, "计量单位");
    if (!unit.empty() && !holds_any(lower(unit), std::array{"米", "m"}))
        throw InputError{
            text("file '{}': coordinates are counted in '{}'; convert them to metres (计量单位=米)", file, unit)};
    if (unit.find("千米") != std::string::npos || unit.find("公里") != std::string::npos)
        throw InputError{
            text("file '{}': coordinates are counted in '{}'; convert them to metres (计量单位=米)", file, unit)};
}

void settle_zone(LandCoordinates& land, const std::string& file, std::optional<int> of_numbers)
{
    const auto stated = whole(value_of(land, "带号"));
    if (stated && of_numbers && *stated != *of_numbers)
        land.warnings.push_back(
            text("file '{}': the header says zone {}, the eastings begin with {}; the eastings are believed", file,
                 *stated, *of_numbers));
    const auto name = value_of(land, "坐标系");
    const auto datum = datum_of(name);
    if (!datum)
        return land.warnings.push_back(text("file '{}': the coordinate system '{}' is none of 2000国家大地坐标系, "
                                            "1980西安坐标系, 1954北京坐标系; say it in the plan: crs = \"EPSG:…\"",
                                            file, name));
    const auto zone = of_numbers ? of_numbers : stated;
    if (!zone)
        return land.warnings.push_back(text("file '{}' does not say its zone (带号), nor do the eastings; say the "
                                            "coordinate system in the plan: crs = \"EPSG:…\"",
                                            file));
    GaussKruger system{
        .datum = *datum, .degrees = *zone >= 25 ? 3 : 6, .zone = *zone, .prefix = of_numbers.has_value()};
    const auto degrees = whole(value_of(land, "几度分带"));
    if (degrees && *degrees != system.degrees)
        land.warnings.push_back(text("file '{}': the header says zones of {} degrees, but zone {} is one of {} degrees",
                                     file, *degrees, *zone, system.degrees));
    if (!epsg_of(system))
        return land.warnings.push_back(
            text("file '{}': there is no zone {} in China; say the coordinate system in the plan: crs = \"EPSG:…\"",
                 file, *zone));
    land.system = system;
}

} // namespace

void settle_system(LandCoordinates& land, const std::string& file)
{
    check_unit(land, file);
    if (axes_exchanged(land)) {
        for_each_point(land, [](const LandParcel&, Point& p) { std::swap(p.x, p.y); });
        land.warnings.push_back(text(
            "file '{}': X holds eastings and Y northings; they were exchanged back, X (north) comes first in 国土坐标",
            file));
    }
    bool some_without = false;
    const auto zones = prefixes(land, file, some_without);
    if (!zones.empty() && some_without) {
        for_each_point(land,
                       [&](const LandParcel&, Point& p) { p.x += has_prefix(p.x) ? 0 : *zones.begin() * million; });
        land.warnings.push_back(
            text("file '{}': some eastings lack the zone prefix {}; it was added", file, *zones.begin()));
    }
    settle_zone(land, file, zones.empty() ? std::nullopt : std::optional{*zones.begin()});
}

std::vector<std::pair<std::string, std::string>> header_of(const GaussKruger& system, int decimals)
{
    const auto* name = system.datum == ChinaDatum::china_2000  ? "2000国家大地坐标系"
                       : system.datum == ChinaDatum::xian_1980 ? "1980西安坐标系"
                                                               : "1954北京坐标系";
    const auto precision =
        decimals == 0 ? std::string{"1"} : "0." + std::string(static_cast<std::size_t>(decimals - 1), '0') + "1";
    return {{"格式版本号", "1.01版本"},
            {"坐标系", name},
            {"几度分带", std::to_string(system.degrees)},
            {"投影类型", "高斯克吕格"},
            {"计量单位", "米"},
            {"带号", std::to_string(system.zone)},
            {"精度", precision},
            {"转换参数", "0,0,0,0,0,0,0"}};
}

double parcel_area(const LandParcel& parcel)
{
    return plane_area({.polygons = nested(parcel.rings), .lines = {}, .points = {}});
}

} // namespace peaksite
