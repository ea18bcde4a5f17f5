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
