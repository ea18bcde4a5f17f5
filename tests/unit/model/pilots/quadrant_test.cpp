#include "model/pilots/reasons.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

const double gap = std::nan("");
using Ids = std::vector<std::string>;

TEST(MeanAxis, LeavesOutInputsThatNotAllHaveAndNamesThem)
{
    const CandidateTable values{{0.9, 0.6, 0.3, gap}, {0.1, 0.2, 0.3, 0.4}, {gap, gap, gap, gap}};
    const auto axis = mean_axis(values, Ids{"a", "b", "c", "d"});
    EXPECT_EQ(axis.used, (Ids{"a", "b", "c"}));
    EXPECT_EQ(axis.left_out, Ids{"d"});
    EXPECT_NEAR(axis.values[0], 0.6, 1e-12);
    EXPECT_NEAR(axis.parts.at(0, 0), 0.3, 1e-12);
    EXPECT_TRUE(std::isnan(axis.values[2])) << "a candidate without anything does not decide about the others";
}

TEST(MeanAxis, FewerThanThreeInputsAreNotEnough)
{
    EXPECT_TRUE(std::isnan(mean_axis({{0.9, 0.6}, {0.1, 0.2}}, Ids{"a", "b"}).values[0]));
}

TEST(SumAxis, AddsOneSetOfComponentsUpToTheEmissions)
{
    const CandidateTable parts{{30, 20, gap}, {10, gap, gap}, {70, 60, gap}, {5, 5, gap}};
    const auto axis = sum_axis(parts, Ids{"re", "heat", "bench"}, std::vector<double>{100, 100, 100, gap});
    EXPECT_EQ(axis.used, (Ids{"re", "heat"}));
    EXPECT_EQ(axis.left_out, Ids{"bench"});
    EXPECT_EQ(axis.values[0], 50);
    EXPECT_FALSE(axis.partial[0]);
    EXPECT_EQ(axis.values[1], 10);
    EXPECT_TRUE(axis.partial[1]);
    EXPECT_EQ(axis.values[2], 100);
    EXPECT_TRUE(axis.capped[2]);
    EXPECT_TRUE(std::isnan(axis.values[3]));
}

TEST(Quadrants, AreDividedAtTheMediansAndLeaveOutLowerBounds)
{
    const auto base = mean_axis({{.9, .9, .9}, {.8, .8, .8}, {.2, .2, .2}, {.1, .1, .1}, {.3, .3, .3}, {.5, .5, .5}},
                                Ids{"a", "b", "c"});
    const auto potential =
        sum_axis({{80, 0}, {10, 0}, {90, 0}, {20, 0}, {40, 0}, {50, gap}}, Ids{"x", "y"}, std::vector<double>(6, 1000));
    const auto split = median_split(base, potential);
    ASSERT_TRUE(split);
    EXPECT_NEAR(split->base, 0.3, 1e-12);
    EXPECT_DOUBLE_EQ(split->potential, 40);
    const auto found = quadrants(base, potential, *split);
    EXPECT_EQ(found[0].quadrant, Quadrant::strong_large);
    EXPECT_EQ(found[1].quadrant, Quadrant::strong_small);
    EXPECT_EQ(found[2].quadrant, Quadrant::weak_large);
    EXPECT_EQ(found[3].quadrant, Quadrant::weak_small);
    EXPECT_EQ(found[4].why, NoQuadrant::at_base) << "it is the median of both";
    EXPECT_FALSE(found[5].quadrant);
    EXPECT_EQ(found[5].why, NoQuadrant::lower_bound);
    EXPECT_EQ(quadrant_name(Quadrant::strong_large).zh, "低碳基础好、减排潜力大");
}

CompositeAxis axis(std::vector<double> values)
{
    const auto count = values.size();
    return {.values = std::move(values),
            .used = {},
            .left_out = {},
            .parts = {},
            .partial = std::vector<bool>(count, false),
            .capped = std::vector<bool>(count, false)};
}

// Nothing to save is no large potential, whatever the line.
TEST(Quadrants, APotentialOfNothingIsNeverLarge)
{
    const auto base = axis({.9, .8, .2, .1, .05}), potential = axis({0, 10, 0, 70, 20});
    const auto found = quadrants(base, potential, {.base = 0.3, .potential = -1});
    EXPECT_EQ(found[0].quadrant, Quadrant::strong_small);
    EXPECT_EQ(found[2].quadrant, Quadrant::weak_small);
    EXPECT_EQ(found[3].quadrant, Quadrant::weak_large);
}

// A word needs a median that differs from the value: the median candidate is in no quadrant, and says so.
TEST(Quadrants, AValueThatIsTheMedianHasNoWord)
{
    const auto base = axis({.9, .8, .2, .1, .5}), potential = axis({0, 0, 0, 70, 60});
    const auto found = quadrants(base, potential, *median_split(base, potential));
    EXPECT_EQ(found[3].quadrant, Quadrant::weak_large);
    EXPECT_FALSE(found[0].quadrant);
    EXPECT_EQ(found[0].why, NoQuadrant::at_potential);
    EXPECT_EQ(found[4].why, NoQuadrant::at_base);
    EXPECT_TRUE(found[4].placed()) << "a point on the line of the chart";
    EXPECT_FALSE(QuadrantPlace{.why = NoQuadrant::no_base}.placed());
    EXPECT_EQ(quadrant_reason(found[0]).text, "siting.no_quadrant.at_potential");
    EXPECT_EQ(quadrant_reason(found[4]).text, "siting.no_quadrant.at_base");
}

TEST(Quadrants, AnAxisThatTellsNobodyApartHasNone)
{
    const auto spread = axis({.9, .7, .5, .3, .1});
    for (const auto& same : {axis({0, 0, 0, 0, 0}), axis({7, 7, 7, 7, 7}), axis({0.3, 0.1 + 0.2, 0.3, 0.3, 0.3})}) {
        for (const auto& one : quadrants(spread, same, *median_split(spread, same))) {
            EXPECT_FALSE(one.quadrant);
            EXPECT_EQ(one.why, NoQuadrant::same_potential);
        }
        for (const auto& one : quadrants(same, spread, *median_split(same, spread)))
            EXPECT_EQ(one.why, NoQuadrant::same_base);
    }
}

TEST(Quadrants, RoundingDoesNotDecideAtTheMedian)
{
    const auto base = axis({0.3, std::nextafter(0.3, 0), 0.3, 0.1, 0.9}), potential = axis({1, 2, 3, 4, 5});
    const auto found = quadrants(base, potential, {.base = 0.3, .potential = 3});
    for (const std::size_t i : {0U, 1U, 2U}) EXPECT_EQ(found[i].why, NoQuadrant::at_base) << i;
    EXPECT_EQ(found[3].quadrant, Quadrant::weak_large);
}

// The median of a handful says nothing: a word about a candidate needs five that have both values.
TEST(Quadrants, NeedFiveCandidatesWithBothValues)
{
    const auto base = axis({.9, .8, .2, .1, .5, gap}), potential = axis({80, 10, 90, 20, gap, 30});
    const auto found = quadrants(base, potential, *median_split(base, potential));
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_FALSE(found[i].quadrant) << i;
        EXPECT_EQ(found[i].why, NoQuadrant::few_peers);
        EXPECT_EQ(found[i].peers, 4U);
    }
    EXPECT_EQ(found[4].why, NoQuadrant::no_potential);
    EXPECT_EQ(found[5].why, NoQuadrant::no_base);
    const auto five = axis({80, 10, 90, 20, 50, gap});
    for (std::size_t i = 0; i < 4; ++i) EXPECT_TRUE(quadrants(base, five, *median_split(base, five))[i].quadrant) << i;
}

} // namespace
} // namespace peaksite
