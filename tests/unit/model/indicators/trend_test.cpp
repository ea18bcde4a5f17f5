#include "model/indicators/trend.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <vector>

namespace peaksite {
namespace {

const std::vector<YearValue> emissions{{2016, 40}, {2017, 42}, {2018, 43}, {2019, 45},
                                       {2020, 44}, {2021, 47}, {2022, 48}, {2023, 48.5}};

TEST(Trend, IsThatOfTheWorkedExample)
{
    EXPECT_NEAR(*theil_sen_slope(emissions), 1.207143, 5e-7);
    EXPECT_NEAR(*mann_kendall_z(emissions), 3.092948, 5e-7);
    EXPECT_NEAR(100 * *compound_growth(emissions), 2.790868, 5e-7);
    const auto tapio = tapio_state(44, 48.5, 110, 131);
    ASSERT_TRUE(tapio);
    EXPECT_NEAR(tapio->elasticity, 0.535714, 5e-7);
    EXPECT_EQ(decoupling_word(tapio->state), "weak_decoupling");
}

TEST(Trend, TheEightStatesAreCutAtZeroAndTheTwoElasticities)
{
    const auto state = [](double emission, double output) { return tapio_state(100, emission, 100, output)->state; };
    using enum Decoupling;
    EXPECT_EQ(state(95, 110), strong_decoupling);
    EXPECT_EQ(state(105, 110), weak_decoupling);
    EXPECT_EQ(state(110, 110), expansive_coupling);
    EXPECT_EQ(state(120, 110), expansive_negative);
    EXPECT_EQ(state(105, 90), strong_negative);
    EXPECT_EQ(state(95, 90), weak_negative);
    EXPECT_EQ(state(90, 90), recessive_coupling);
    EXPECT_EQ(state(80, 90), recessive_decoupling);
    EXPECT_FALSE(tapio_state(100, 110, 100, 100));
    EXPECT_FALSE(tapio_state(0, 110, 100, 110));
}

TEST(Trend, GapsCountByTheirYears)
{
    const std::vector<YearValue> gap{{2010, 1}, {2011, 2}, {2020, 11}};
    EXPECT_EQ(*theil_sen_slope(gap), 1);
    EXPECT_NEAR(*compound_growth(std::vector<YearValue>{{2010, 1}, {2012, 4}}), 1, 1e-15);
    EXPECT_FALSE(compound_growth(std::vector<YearValue>{{2010, -1}, {2012, 4}}));
    EXPECT_FALSE(mann_kendall_z(std::vector<YearValue>{{2010, 3}, {2011, 3}}));
}

RC_GTEST_PROP(Trend, ALineHasItsSlopeAndNoDirectionWhenReversed, ())
{
    const int slope = *rc::gen::inRange(-50, 50), count = *rc::gen::inRange(3, 15);
    std::vector<YearValue> line, back;
    for (int i = 0; i < count; ++i) {
        line.push_back({2000 + i, 7.0 + slope * i});
        back.push_back({2000 + i, 7.0 + slope * (count - 1 - i)});
    }
    RC_ASSERT(*theil_sen_slope(line) == slope);
    if (slope != 0) RC_ASSERT(*mann_kendall_z(line) == -*mann_kendall_z(back));
}

TEST(Complementarity, IsThatOfTheWorkedExample)
{
    const std::array<double, 12> pv{.11, .13, .16, .18, .19, .19, .18, .17, .15, .14, .11, .10},
        wind{.30, .28, .33, .32, .27, .20, .17, .16, .19, .24, .29, .31};
    const auto r = correlation_of(wind, pv);
    EXPECT_NEAR(*r, -0.442376, 5e-7);
    EXPECT_NEAR((1 - *r) / 2, 0.721188, 5e-7);
    const auto mix = least_mix_variation(pv, wind);
    EXPECT_LE(*mix, 0.117018) << "the mix of 60 to 40 is not better";
    double best = 1; // by trying all mixes
    for (int i = 0; i <= 100000; ++i) {
        const double x = i / 100000.0;
        double mean = 0, square = 0;
        for (std::size_t m = 0; m < 12; ++m) mean += (x * pv[m] + (1 - x) * wind[m]) / 12;
        for (std::size_t m = 0; m < 12; ++m)
            square += (x * pv[m] + (1 - x) * wind[m] - mean) * (x * pv[m] + (1 - x) * wind[m] - mean) / 12;
        best = std::min(best, std::sqrt(square) / mean);
    }
    EXPECT_NEAR(*mix, best, 1e-9);
    EXPECT_NEAR(*least_mix_variation(pv, pv), 0.206943, 5e-7);
    EXPECT_NEAR(*least_mix_variation(wind, wind), 0.228384, 5e-7);
    EXPECT_FALSE(correlation_of(pv, std::array<double, 12>{}));
    EXPECT_FALSE(least_mix_variation(pv, std::array<double, 12>{}));
}

} // namespace
} // namespace peaksite
