#include "map/text/labels.hpp"
#include "unit/map/example_sheet.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace peaksite {
namespace {

constexpr Rect frame{.x = 20, .y = 20, .width = 500, .height = 380};

struct Labelled {
    std::vector<SheetZone> zones;
    std::vector<ZoneTrace> traces;
    MapLabels out;
};

Labelled labelled(std::vector<SheetZone> zones, const std::vector<Rect>& taken = {})
{
    const Typesetter type;
    const Ground ground{Crs::parse("china-albers")};
    const auto box = box_of(zones);
    const auto view = fitted(box, ground.metres_per_unit({.x = box.xmin, .y = box.ymin}), frame, 5).view;
    Labelled out{.zones = std::move(zones), .traces = {}, .out = {}};
    out.traces = zone_traces(out.zones, view);
    const ZoneMosaic mosaic{out.traces, frame};
    Occupied occupied{mosaic};
    for (const auto& rect : taken) occupied.take(rect);
    out.out = place_labels(out.zones, out.traces, mosaic, occupied, type);
    return out;
}

void expect_apart(const std::vector<MapLabel>& labels)
{
    for (std::size_t i = 0; i < labels.size(); ++i)
        for (std::size_t j = i + 1; j < labels.size(); ++j)
            EXPECT_FALSE(overlap(labels[i].place, labels[j].place))
                << labels[i].lettering.text << " and " << labels[j].lettering.text;
}

// Every zone has its name on the map, or a number, or at least its name in the list.
void expect_all_told(const Labelled& map)
{
    std::multiset<std::string> wanted, told;
    for (const auto& zone : map.zones) wanted.insert(zone.name);
    const auto names =
        map.out.labels.size() -
        static_cast<std::size_t>(std::ranges::count_if(map.out.keys, [](const ZoneKey& k) { return k.number > 0; }));
    for (std::size_t i = 0; i < names; ++i) told.insert(map.zones[map.out.labels[i].zone].name);
    for (const auto& key : map.out.keys) told.insert(key.name);
    EXPECT_EQ(told, wanted);
}

TEST(Labels, NamesStandOnTheirZonesAndApart)
{
    const auto map = labelled(zone_rows(5, 6));
    ASSERT_EQ(map.out.labels.size(), 30U);
    EXPECT_TRUE(map.out.keys.empty());
    expect_apart(map.out.labels);
    const ZoneMosaic mosaic{map.traces, frame};
    for (const auto& label : map.out.labels) {
        EXPECT_TRUE(frame.holds(label.place));
        EXPECT_GT(mosaic.share_of(label.zone, label.place), 0.9) << label.lettering.text;
    }
}

TEST(Labels, LeaveFreeWhatIsTaken)
{
    const Rect taken{.x = 200, .y = 150, .width = 120, .height = 90};
    const auto map = labelled(zone_rows(5, 6), {taken});
    for (const auto& label : map.out.labels) EXPECT_FALSE(overlap(label.place, taken)) << label.lettering.text;
    expect_all_told(map);
}

TEST(Labels, TwoHundredZonesAreAllTold)
{
    const auto map = labelled(zone_rows(10, 20, 12e3, 10e3));
    expect_apart(map.out.labels);
    expect_all_told(map);
}

TEST(Labels, NamesWithoutRoomBecomeNumbers)
{
    auto zones = zone_rows(10, 20, 12e3, 10e3);
    for (auto& zone : zones) zone.name = "示例高新技术产业开发区东部新城" + zone.name;
    const auto map = labelled(std::move(zones));
    expect_apart(map.out.labels);
    expect_all_told(map);
    ASSERT_FALSE(map.out.keys.empty());
    std::map<std::string, std::string> name_of;
    for (const auto& key : map.out.keys) name_of[std::to_string(key.number)] = key.name;
    for (const auto& label : map.out.labels) {
        const auto key = name_of.find(label.lettering.text);
        if (key != name_of.end()) {
            EXPECT_EQ(key->second, map.zones[label.zone].name);
        }
    }
}

TEST(Labels, ATinyZoneIsNamedBesideWithALeaderToIt)
{
    auto zones = zone_rows(3, 4);
    const Point low{.x = example_corner.x + 60e3, .y = example_corner.y + 44e3};
    zones.push_back({.name = "微型园区", .shape = rectangle_shape(low, 400, 400), .value = 1});
    const auto map = labelled(std::move(zones));
    expect_all_told(map);
    const auto tiny = std::ranges::find(map.out.labels, std::size_t{12}, &MapLabel::zone);
    ASSERT_NE(tiny, map.out.labels.end());
    ASSERT_TRUE(tiny->leader);
    for (const auto& label : map.out.labels) EXPECT_FALSE(label.place.holds(*tiny->leader)) << label.lettering.text;
    const ZoneMosaic mosaic{map.traces, frame};
    const auto cells = mosaic.cells(about(*tiny->leader, {.width = 1, .height = 1}));
    EXPECT_EQ(mosaic.at(cells.row, cells.col), 13U);
}

TEST(Labels, ZonesWithoutNameOrOutsideTheFrameAreNotTold)
{
    auto zones = zone_rows(2, 2);
    zones[0].name = "";
    const auto map = labelled(std::move(zones));
    EXPECT_EQ(map.out.labels.size(), 3U);
    EXPECT_TRUE(map.out.keys.empty());
}

TEST(Labels, TwoRunsPlaceTheSame)
{
    const auto a = labelled(zone_rows(10, 20, 12e3, 10e3)), b = labelled(zone_rows(10, 20, 12e3, 10e3));
    ASSERT_EQ(a.out.labels.size(), b.out.labels.size());
    for (std::size_t i = 0; i < a.out.labels.size(); ++i) EXPECT_EQ(a.out.labels[i].place, b.out.labels[i].place);
}

} // namespace
} // namespace peaksite
