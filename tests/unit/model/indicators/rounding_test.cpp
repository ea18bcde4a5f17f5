#include "model/indicators/rounding.hpp"

#include "model/pilots/compare_type.hpp"
#include "model/pilots/normalise.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace peaksite {
namespace {

const double next = std::nextafter(0.3, 1);

TEST(Rounding, TellsNoNumbersApart)
{
    EXPECT_FALSE(differ(0.3, next));
    EXPECT_FALSE(differ(1e9, 1e9 + 1e-6));
    EXPECT_FALSE(differ(0, 1e-16)) << "1 - 0.3/0.3 in two orders";
    EXPECT_TRUE(differ(0.3, 0.3 + 1e-9));
    EXPECT_TRUE(differ(1e-9, 2e-9));
    const double gap = std::nan(""), none = std::numeric_limits<double>::infinity();
    EXPECT_TRUE(differ(none, 1));
    EXPECT_FALSE(differ(none, none));
    EXPECT_TRUE(differ(gap, 1));
}

TEST(Rounding, EqualNumbersAreMadeOne)
{
    const auto out = without_rounding({next, 0.5, std::nan(""), 0.3, std::nextafter(0.5, 0)});
    EXPECT_EQ(out[0], 0.3);
    EXPECT_EQ(out[3], 0.3);
    EXPECT_EQ(out[1], out[4]);
    EXPECT_TRUE(std::isnan(out[2]));
}

// A layer that is the same everywhere has means that differ in the last place: nobody is better for it, by any method.
TEST(Rounding, ACriterionThatOnlyRoundingTellsApartDecidesNothing)
{
    const std::vector<Criterion> criteria{{.id = "flat"}};
    const auto normal = normalise(CandidateTable{{0.3}, {next}, {std::nextafter(next, 1)}}, criteria);
    EXPECT_TRUE(normal.notes[0].constant);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(normal.values.at(i, 0), 0.5);

    PilotPlan plan;
    plan.draws = 100;
    PilotTypePlan type{.type = "city"};
    for (const char* id : {"flat", "real"}) type.criteria.push_back({.indicator = id});
    PilotData data;
    for (const char* id : {"flat", "real"}) data.indicators.push_back({.id = id, .direction = "+"});
    const std::vector<std::pair<double, double>> values{{0.3, 5}, {next, 3}, {std::nextafter(next, 1), 4}};
    for (std::size_t i = 0; i < values.size(); ++i)
        data.candidates.push_back({.set = "z",
                                   .key = std::to_string(i),
                                   .kind = "city",
                                   .boundary = true,
                                   .values = {{.value = values[i].first}, {.value = values[i].second}}});
    for (const auto method :
         {RankMethod::wlc, RankMethod::topsis, RankMethod::geometric, RankMethod::vikor, RankMethod::promethee}) {
        type.method = method;
        const auto out = compare_type(plan, type, data, {0, 1, 2}, 1);
        EXPECT_EQ(out.rank[0], 1U) << static_cast<int>(method);
        EXPECT_EQ(out.rank[2], 2U) << static_cast<int>(method);
        EXPECT_EQ(out.rank[1], 3U) << static_cast<int>(method);
    }
}

} // namespace
} // namespace peaksite
