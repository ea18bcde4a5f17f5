#include "model/pilots/normalise.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

namespace peaksite {
namespace {

const double gap = std::nan("");

Normalised of_column(const Criterion& criterion, std::initializer_list<double> column)
{
    CandidateTable table{column.size(), 1};
    std::size_t i = 0;
    for (const double x : column) table.at(i++, 0) = x;
    return normalise(table, std::vector<Criterion>{criterion});
}

TEST(Normalise, BenefitsRiseAndCostsFallBetweenTheExtremesOfTheSample)
{
    EXPECT_EQ(of_column({.id = "k"}, {10, 20, 15}).values, (CandidateTable{{0}, {1}, {0.5}}));
    EXPECT_EQ(of_column({.id = "k", .direction = Direction::cost}, {10, 20, 15}).values,
              (CandidateTable{{1}, {0}, {0.5}}));
}

// GHI 1400 within fixed bounds of 1000 and 1800; slope 8 as a cost within 3 and 15.
TEST(Normalise, FixedBoundsGiveThePublishedExamples)
{
    const Criterion ghi{.id = "ghi", .bounds = CriterionBounds{.low = 1000, .high = 1800}};
    const Criterion slope{.id = "slope", .direction = Direction::cost, .bounds = CriterionBounds{.low = 3, .high = 15}};
    EXPECT_DOUBLE_EQ(of_column(ghi, {1400}).values.at(0, 0), 0.5);
    EXPECT_DOUBLE_EQ(of_column(slope, {8}).values.at(0, 0), 0.5833333333333334);
}

TEST(Normalise, ValuesBeyondFixedBoundsAreHeldAndCounted)
{
    const auto result = of_column({.id = "k", .bounds = CriterionBounds{.low = 0, .high = 10}}, {-5, 5, 25, gap});
    EXPECT_EQ(result.values.at(0, 0), 0);
    EXPECT_EQ(result.values.at(2, 0), 1);
    EXPECT_EQ(result.notes[0].beyond, 2U);
    EXPECT_EQ(result.notes[0].missing, 1U);
    EXPECT_TRUE(result.notes[0].fixed);
}

TEST(Normalise, NearnessToATargetIsGood)
{
    const Criterion share{.id = "share", .direction = Direction::target, .target = 60};
    EXPECT_EQ(of_column(share, {60, 40, 70}).values, (CandidateTable{{1}, {0}, {0.5}}));
    auto fixed = share;
    fixed.bounds = CriterionBounds{.low = 0, .high = 100};
    EXPECT_DOUBLE_EQ(of_column(fixed, {90}).values.at(0, 0), 0.5);
}

TEST(Normalise, AConstantCriterionGivesAHalfAndIsReported)
{
    const auto result = of_column({.id = "k"}, {7, gap, 7});
    EXPECT_EQ(result.values.at(0, 0), 0.5);
    EXPECT_TRUE(std::isnan(result.values.at(1, 0)));
    EXPECT_TRUE(result.notes[0].constant);
    EXPECT_EQ(of_column({.id = "k", .bounds = CriterionBounds{.low = 0, .high = 10}}, {7, 7}).values.at(0, 0), 0.7);
}

TEST(Normalise, MoreThanTheCapCountsAsTheCap)
{
    EXPECT_EQ(of_column({.id = "k", .cap = 100}, {0, 50, 100, 300}).values, (CandidateTable{{0}, {0.5}, {1}, {1}}));
    EXPECT_TRUE(std::isnan(of_column({.id = "k", .cap = 100}, {0, gap}).values.at(1, 0)));
}

TEST(Normalise, NamesAllBoundsThatAreNoRange)
{
    const std::vector<Criterion> criteria{{.id = "a", .bounds = CriterionBounds{.low = 2, .high = 1}},
                                          {.id = "b", .bounds = CriterionBounds{.low = 3, .high = 3}}};
    try {
        normalise(CandidateTable{{1, 1}}, criteria);
        FAIL();
    } catch (const UsageError& error) {
        ASSERT_EQ(error.faults().size(), 2U);
        EXPECT_EQ(error.faults()[1].key, "b.bounds");
    }
    EXPECT_THROW(of_column({.id = "k"}, {1, std::numeric_limits<double>::infinity()}), InputError);
}

RC_GTEST_PROP(Normalise, KeepsTheOrderAndStaysInTheUnitInterval, ())
{
    const auto column = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(-1000, 1000)));
    CandidateTable table{column.size(), 1};
    for (std::size_t i = 0; i < column.size(); ++i) table.at(i, 0) = column[i];
    const Criterion criterion{.id = "k",
                              .direction = *rc::gen::element(Direction::benefit, Direction::cost, Direction::target),
                              .target = 10};
    const auto z = normalise(table, std::vector<Criterion>{criterion}).values;
    for (std::size_t a = 0; a < column.size(); ++a) {
        RC_ASSERT(z.at(a, 0) >= 0 && z.at(a, 0) <= 1);
        for (std::size_t b = 0; b < column.size(); ++b)
            if (oriented(criterion, column[a]) > oriented(criterion, column[b])) RC_ASSERT(z.at(a, 0) > z.at(b, 0));
    }
}

TEST(Scaled, OffersVectorSumAndZScore)
{
    const std::vector<double> column{3, gap, 4};
    EXPECT_DOUBLE_EQ(scaled(column, ColumnScaling::vector)[0], 0.6);
    EXPECT_DOUBLE_EQ(scaled(column, ColumnScaling::sum)[2], 4. / 7);
    EXPECT_DOUBLE_EQ(scaled(column, ColumnScaling::z_score)[0], -1);
    EXPECT_TRUE(std::isnan(scaled(column, ColumnScaling::z_score)[1]));
    EXPECT_EQ(scaled(std::vector<double>{0, 0}, ColumnScaling::vector), (std::vector<double>{0, 0}));
    EXPECT_EQ(scaled(std::vector<double>{5, 5}, ColumnScaling::z_score), (std::vector<double>{0, 0}));
}

} // namespace
} // namespace peaksite
