#include "model/emissions/facilities.hpp"

#include "geo/transform.hpp"
#include "support/drawing.hpp"

#include <gtest/gtest.h>

#include <random>

namespace peaksite {
namespace {

const Crs& degrees()
{
    static const Crs crs = Crs::parse("EPSG:4490");
    return crs;
}

ZoneSet zones_of(const std::vector<std::pair<std::string, Shape>>& zones)
{
    ZoneSet set{.id = "z", .title = {}, .crs = degrees(), .zones = {}};
    for (const auto& [key, shape] : zones)
        set.zones.push_back({.key = key, .name = key, .kind = "city", .shape = shape});
    return set;
}

FacilityList list_of(const std::vector<std::optional<Point>>& places, const Crs& crs = degrees())
{
    FacilityList list{.id = "f", .title = {}, .source = "", .year = {}, .crs = crs, .facilities = {}};
    std::vector<Facility> all;
    for (const auto& place : places)
        all.push_back({.row = static_cast<std::int64_t>(all.size()) + 1,
                       .name = "",
                       .sector = "power",
                       .place = place,
                       .emission = 100,
                       .capacity = {}});
    list.facilities = std::move(all);
    return list;
}

using Zones = std::vector<std::size_t>;

TEST(Facilities, OnASharedEdgeBelongToTheSmallestKey)
{
    // The zone with the smaller key comes second in the file.
    const auto set = zones_of({{"640105", polygon("106 38, 107 38, 107 39, 106 39")},
                               {"640104", polygon("107 38, 108 38, 108 39, 107 39")},
                               {"640106", polygon("106 39, 108 39, 108 40, 106 40")}});
    const auto found =
        assign(list_of({Point{.x = 106.5, .y = 38.5}, Point{.x = 107, .y = 38.5}, Point{.x = 107, .y = 39},
                        Point{.x = 106, .y = 38.2}, Point{.x = 105, .y = 38.5}, std::nullopt}),
               set);
    EXPECT_EQ(found[0].zones, Zones{0});
    EXPECT_FALSE(found[0].on_boundary);
    EXPECT_EQ(found[1].zones, Zones{1}) << "an edge of two";
    EXPECT_TRUE(found[1].on_boundary);
    EXPECT_EQ(found[2].zones, Zones{1}) << "a corner of three";
    EXPECT_EQ(found[3].zones, Zones{0}) << "the outer edge of one";
    EXPECT_TRUE(found[3].on_boundary);
    EXPECT_TRUE(found[4].zones.empty());
    EXPECT_TRUE(found[5].zones.empty());
}

TEST(Facilities, BelongToEveryZoneThatOverlapsThere)
{
    const auto set = zones_of(
        {{"city", polygon("106 38, 108 38, 108 40, 106 40")},
         {"park", polygon("106.5 38.5, 107 38.5, 107 39, 106.5 39")},
         {"hole", polygon("106 38, 108 38, 108 40, 106 40", {"106.4 38.4, 107.5 38.4, 107.5 39.5, 106.4 39.5"})},
         {"none", {}}});
    const auto found = assign(list_of({Point{.x = 106.7, .y = 38.7}, Point{.x = 106.2, .y = 38.2}}), set);
    EXPECT_EQ(found[0].zones, (Zones{0, 1}));
    EXPECT_EQ(found[1].zones, (Zones{0, 2}));
}

TEST(Facilities, ComeInTheirOwnCoordinateSystem)
{
    const auto set = zones_of({{"a", polygon("106 38, 107 38, 107 39, 106 39")}});
    const Crs utm = Crs::parse("EPSG:32648");
    const auto place = Transform{degrees(), utm}.forward({.x = 106.5, .y = 38.999}).value(),
               beyond = Transform{degrees(), utm}.forward({.x = 106.5, .y = 39.001}).value();
    const auto found = assign(list_of({place, beyond}, utm), set);
    EXPECT_EQ(found[0].zones, Zones{0});
    EXPECT_TRUE(found[1].zones.empty());
}

// A partition of a square into crooked cells: every point of it is in one zone, whether on an edge or not.
TEST(Facilities, OfAPartitionAreInExactlyOneZone)
{
    std::mt19937 random{3};
    std::uniform_real_distribution<double> sway{-0.02, 0.02}, any{0, 1};
    constexpr int side = 6;
    std::array<std::array<Point, side + 1>, side + 1> nodes{};
    for (int r = 0; r <= side; ++r)
        for (int c = 0; c <= side; ++c) {
            const bool rim = r == 0 || c == 0 || r == side || c == side;
            nodes[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)] = {
                .x = 106 + c * 0.1 + (rim ? 0 : sway(random)), .y = 38 + r * 0.1 + (rim ? 0 : sway(random))};
        }
    const auto at = [&](int r, int c) { return nodes[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)]; };
    std::vector<std::pair<std::string, Shape>> zones;
    std::vector<std::optional<Point>> places;
    for (int r = 0; r < side; ++r)
        for (int c = 0; c < side; ++c) {
            const Polygon cell{.rings = {{at(r, c), at(r, c + 1), at(r + 1, c + 1), at(r + 1, c), at(r, c)}}};
            zones.emplace_back(std::to_string(1000 - r * side - c),
                               Shape{.polygons = {cell}, .lines = {}, .points = {}});
            places.emplace_back(at(r, c)); // corners
        }
    for (int i = 0; i < 500; ++i) places.emplace_back(Point{.x = 106 + 0.6 * any(random), .y = 38 + 0.6 * any(random)});
    const auto list = list_of(places);
    const auto found = assign(list, zones_of(zones));
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found.zones(i).size(), 1U);
    double sum = 0;
    for (const auto& [zone, sectors] : emissions_by_zone(list, found)) sum += sectors.at("power").emission.value_or(0);
    EXPECT_EQ(sum, 100.0 * static_cast<double>(places.size())) << "nothing is lost or counted twice";
}

TEST(Facilities, SumsBySectorCountThoseWithoutANumber)
{
    auto list = list_of({Point{.x = 1, .y = 1}, Point{.x = 1, .y = 1}, Point{.x = 1, .y = 1}});
    std::vector<Facility> all{list.facilities.begin(), list.facilities.end()};
    all[1].emission.reset();
    all[1].capacity = 7;
    all[2].sector = "steel";
    list.facilities = std::move(all);
    const std::vector<Assignment> where{{.zones = {4}}, {.zones = {4, 5}}, {.zones = {4}}};
    const auto sums = emissions_by_zone(list, where);
    EXPECT_EQ(sums.at(4).at("power").facilities, 2);
    EXPECT_EQ(sums.at(4).at("power").without_emission, 1);
    EXPECT_EQ(sums.at(4).at("power").emission, 100);
    EXPECT_EQ(sums.at(4).at("power").capacity, 7);
    EXPECT_EQ(sums.at(4).at("steel").emission, 100);
    EXPECT_EQ(sums.at(5).at("power").emission, std::nullopt) << "nothing is stated: not 0";
}

} // namespace
} // namespace peaksite
