#include "tally/zone_tally.hpp"

#include "support/tally_drawing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace peaksite {
namespace {

constexpr int criteria = 7;

TallyLayout layout()
{
    return {.moments = {{.sums = true, .squares = true, .extremes = true, .pivot = 3},
                        {.sums = true, .squares = false, .extremes = false, .pivot = 0}},
            .distributions = {Buckets::relative},
            .class_layers = 1,
            .masks = true,
            .measures = 1};
}

// What a zone has in one tile of a few rows.
ZoneTally tile_of(const TallyLayout& layout, const std::vector<DrawnRow>& rows)
{
    TileTally tile{layout};
    MaskNumbers numbers{criteria};
    ZoneTally zone{layout, true};
    for (const auto& row : rows) {
        std::vector<const std::uint8_t*> conditions;
        for (const auto& condition : row.conditions) conditions.push_back(condition.data());
        const std::array<ValueRow, 2> moments{row.value_row(), row.yield_row()};
        const std::array<const std::uint8_t*, 1> classes{row.classes.data()};
        const std::array<ValueRow, 1> measures{row.yield_row()};
        const auto* masks = numbers.of(conditions, row.size());
        tile.add({.begin = row.begin,
                  .areas = row.area_row(),
                  .moments = moments,
                  .classes = classes,
                  .masks = masks,
                  .numbers = &numbers,
                  .measures = measures},
                 row.runs, row.edge);
        row.for_each_cell(
            [&](std::size_t i, double, std::int64_t quanta) { zone.distribution(0).add_pair(row.values[i], quanta); });
    }
    zone.add(tile, &numbers);
    return zone;
}

ZoneTally drawn_tile(const TallyLayout& layout, std::mt19937& random)
{
    std::vector<DrawnRow> rows;
    const int count = std::uniform_int_distribution{0, 4}(random);
    for (int i = 0; i < count; ++i) rows.push_back(drawn_row(random, 50, criteria));
    return tile_of(layout, rows);
}

std::string bytes_of(const ZoneTally& tally)
{
    ByteWriter out;
    tally.write(out);
    return out.take();
}

RC_GTEST_PROP(ZoneTally, MergesAssociativelyCommutativelyAndNeutrally, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    const auto plan = layout();
    const auto a = drawn_tile(plan, random), b = drawn_tile(plan, random), c = drawn_tile(plan, random);
    auto ab = a, bc = b, ba = b;
    ab.merge(b);
    ba.merge(a);
    RC_ASSERT(ab == ba);
    bc.merge(c);
    auto left = ab, right = a;
    left.merge(c);
    right.merge(bc);
    RC_ASSERT(left == right);
    RC_ASSERT(bytes_of(left) == bytes_of(right));
    for (const auto& neutral : {ZoneTally{plan, true}, ZoneTally{}}) {
        auto before = neutral, after = left;
        before.merge(left);
        after.merge(neutral);
        RC_ASSERT(before == left);
        RC_ASSERT(after == left);
    }
}

RC_GTEST_PROP(ZoneTally, HasTheSameBitsForAnyOrderOfTiles, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    const auto plan = layout();
    std::vector<ZoneTally> tiles;
    for (int i = 0; i < 12; ++i) tiles.push_back(drawn_tile(plan, random));
    const auto joined = [&](std::size_t workers) {
        std::vector<ZoneTally> each(workers, ZoneTally{plan, true});
        for (std::size_t i = 0; i < tiles.size(); ++i) each[i % workers].merge(tiles[i]);
        ZoneTally all{plan, true};
        for (const auto& one : each) all.merge(one);
        return bytes_of(all);
    };
    const auto alone = joined(1);
    for (const std::size_t workers : {2U, 3U, 8U}) {
        RC_ASSERT(joined(workers) == alone);
        std::shuffle(tiles.begin(), tiles.end(), random);
        RC_ASSERT(joined(workers) == alone);
    }
}

TEST(ZoneTally, KnowsItsAreaAndItsParts)
{
    std::mt19937 random{41};
    const auto plan = layout();
    const std::vector<DrawnRow> rows{drawn_row(random, 60, criteria), drawn_row(random, 60, criteria)};
    std::int64_t quanta = 0;
    for (const auto& row : rows) row.for_each_cell([&](std::size_t, double, std::int64_t q) { quanta += q; });
    const auto zone = tile_of(plan, rows);
    EXPECT_EQ(zone.area(), square_metres(quanta));
    ExactSum masked;
    for (std::size_t i = 0; i < zone.masks().size(); ++i) masked.merge(zone.masks().land(i));
    EXPECT_EQ(masked.value(), square_metres(quanta));
    EXPECT_EQ(zone.classes(0).known_area(-1), zone.area());
    EXPECT_LE(zone.moments(0).area(), zone.area());
}

TEST(TileTally, IsEmptyAfterClearing)
{
    std::mt19937 random{42};
    const auto plan = layout();
    TileTally tile{plan};
    EXPECT_TRUE(tile.empty());
    const auto row = drawn_row(random, 60, criteria);
    std::vector<std::uint16_t> masks(60);
    const std::array<ValueRow, 2> moments{row.value_row(), row.yield_row()};
    const std::array<const std::uint8_t*, 1> classes{row.classes.data()};
    const std::array<ValueRow, 1> measures{row.yield_row()};
    const std::vector<EdgeCell> edge{{.col = row.begin, .share = 0.5}};
    MaskNumbers none{0};
    tile.add({.begin = row.begin,
              .areas = row.area_row(),
              .moments = moments,
              .classes = classes,
              .masks = masks.data(),
              .numbers = &none,
              .measures = measures},
             row.runs, edge);
    EXPECT_FALSE(tile.empty());
    tile.clear();
    EXPECT_TRUE(tile.empty());
    MaskNumbers numbers{criteria};
    ZoneTally zone{plan, true};
    zone.add(tile, &numbers);
    EXPECT_EQ(zone, (ZoneTally{plan, true}));
}

TEST(ZoneTally, ReadsBackWhatWasWritten)
{
    std::mt19937 random{43};
    const auto plan = layout();
    for (int i = 0; i < 10; ++i) {
        const auto zone = drawn_tile(plan, random);
        const auto bytes = bytes_of(zone);
        ByteReader in{bytes};
        EXPECT_EQ(ZoneTally::read(in), zone);
        EXPECT_TRUE(in.at_end());
    }
}

} // namespace
} // namespace peaksite
