#include "tally/class_areas.hpp"

#include "support/tally_drawing.hpp"

#include <gtest/gtest.h>

#include <map>

namespace peaksite {
namespace {

ClassAreas areas_of(const DrawnRow& row)
{
    TileClassAreas tile;
    tile.add(row.classes.data(), row.begin, row.runs, row.edge, row.area_row());
    ClassAreas areas;
    areas.add(tile);
    return areas;
}

TEST(ClassAreas, EqualTheNaiveLoopToTheLastQuantum)
{
    std::mt19937 random{11};
    for (int round = 0; round < 200; ++round) {
        const auto row = drawn_row(random, 120, 0);
        std::map<int, std::int64_t> naive;
        std::int64_t known = 0;
        row.for_each_cell([&](std::size_t i, double, std::int64_t quanta) {
            naive[row.classes[i]] += quanta;
            known += row.classes[i] == 255 ? 0 : quanta;
        });
        const auto areas = areas_of(row);
        for (std::size_t index = 0; index < 256; ++index)
            ASSERT_EQ(areas.area(index), square_metres(naive[static_cast<int>(index)])) << index;
        ASSERT_EQ(areas.known_area(255), square_metres(known));
    }
}

// Across all thresholds of counting: rounds of lanes, bytes of a lane, more classes than are counted one by one.
TEST(ClassAreas, LongRunsEqualTheNaiveLoop)
{
    std::mt19937 random{17};
    const auto whole = [&](int low, int high) { return std::uniform_int_distribution{low, high}(random); };
    for (int round = 0; round < 300; ++round) {
        const int n = round % 10 == 0 ? whole(16000, 40000) : whole(1, 700), kinds = whole(1, round % 2 == 0 ? 6 : 256);
        const double patchy = round % 3 == 0 ? 0 : 0.95;
        std::vector<std::uint8_t> classes;
        for (int i = 0; i < n; ++i)
            classes.push_back(i > 0 && std::bernoulli_distribution{patchy}(random)
                                  ? classes.back()
                                  : static_cast<std::uint8_t>(255 - whole(0, kinds - 1)));
        const std::int64_t each = area_quanta(900.25);
        TileClassAreas tile;
        std::map<int, std::int64_t> naive;
        const int first = whole(0, n - 1);
        for (const auto run :
             {peaksite::Run{.begin = 7, .end = 7 + first}, peaksite::Run{.begin = 7 + first, .end = 7 + n}}) {
            tile.add(classes.data(), 7, {&run, 1}, {}, {.each = each, .cells = {}, .square_metres = 0});
            for (int i = run.begin; i < run.end; ++i) naive[classes[static_cast<std::size_t>(i - 7)]] += each;
        }
        ClassAreas areas;
        areas.add(tile);
        for (std::size_t index = 0; index < 256; ++index)
            ASSERT_EQ(areas.area(index), square_metres(naive[static_cast<int>(index)])) << index;
    }
}

TEST(ClassAreas, MergeInAnyOrderToTheSame)
{
    std::mt19937 random{12};
    for (int round = 0; round < 50; ++round) {
        const auto a = areas_of(drawn_row(random, 60, 0)), b = areas_of(drawn_row(random, 60, 0)),
                   c = areas_of(drawn_row(random, 60, 0));
        auto left = a, right = c, neutral = ClassAreas{};
        left.merge(b), left.merge(c);
        right.merge(a), right.merge(b);
        neutral.merge(left);
        ASSERT_EQ(left, right);
        ASSERT_EQ(neutral, left);
        ASSERT_FALSE(left == a && !(b == ClassAreas{}));
    }
}

TEST(ClassAreas, AreEmptyAfterClearing)
{
    std::mt19937 random{13};
    const auto row = drawn_row(random, 60, 0);
    TileClassAreas tile;
    tile.add(row.classes.data(), row.begin, row.runs, row.edge, row.area_row());
    tile.clear();
    ClassAreas areas;
    areas.add(tile);
    EXPECT_EQ(areas, ClassAreas{});
}

TEST(ClassAreas, ReadBackWhatWasWritten)
{
    std::mt19937 random{14};
    const auto areas = areas_of(drawn_row(random, 200, 0));
    ByteWriter out;
    areas.write(out);
    ByteReader in{out.bytes()};
    EXPECT_EQ(ClassAreas::read(in), areas);
    EXPECT_TRUE(in.at_end());
}

} // namespace
} // namespace peaksite
