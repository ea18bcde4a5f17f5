#include "base/figures.hpp"
#include "map/symbols/classify.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <set>

namespace peaksite {
namespace {

std::vector<std::size_t> counts(const Classes& classes, const std::vector<double>& values)
{
    std::vector<std::size_t> out(classes.count);
    for (const double value : values) ++out.at(classes.of(value));
    return out;
}

int digits_of(double value)
{
    for (int digits = 1; digits < 17; ++digits)
        if (significant(value, digits) == value) return digits;
    return 17;
}

// Numbers as zones have them: of any size, some equal.
rc::Gen<std::vector<double>> some_values()
{
    return rc::gen::exec([] {
        const double scale = std::pow(10.0, *rc::gen::inRange(-4, 9));
        const double shift = *rc::gen::element(0.0, -3.0, 100.0);
        std::vector<double> out;
        for (const int value : *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(-2000, 20000))))
            out.push_back((value / 7.0 + shift) * scale);
        return out;
    });
}

RC_GTEST_PROP(Classify, NoClassIsEmptyAndEveryValueHasOne, ())
{
    const auto values = *some_values();
    const auto classes = classify(values);
    RC_ASSERT((classes.count >= 1U && classes.count <= 5U));
    RC_ASSERT(classes.breaks.size() + 1 == classes.count);
    for (const auto count : counts(classes, values)) RC_ASSERT(count > 0U);
}

RC_GTEST_PROP(Classify, BreaksIncreaseAndValuesLieOnTheirSide, ())
{
    const auto values = *some_values();
    const auto classes = classify(values);
    RC_ASSERT(std::ranges::adjacent_find(classes.breaks, std::greater_equal{}) == classes.breaks.end());
    for (const double value : values) {
        const auto at = classes.of(value);
        RC_ASSERT((at == 0 || classes.breaks[at - 1] <= value));
        RC_ASSERT((at + 1 == classes.count || value < classes.breaks[at]));
    }
}

RC_GTEST_PROP(Classify, TheOrderOfValuesDoesNotMatter, ())
{
    auto values = *some_values();
    const auto classes = classify(values);
    std::ranges::reverse(values);
    RC_ASSERT(classify(values) == classes);
}

TEST(Classify, BreaksAreRoundNumbers)
{
    std::vector<double> values;
    for (int i = 0; i < 200; ++i) values.push_back(13.37 + 7.919 * i);
    for (const double at : classify(values).breaks) EXPECT_LE(digits_of(at), 2) << at;
}

TEST(Classify, ClassesHoldAboutAsManyValuesEach)
{
    std::vector<double> values;
    for (int i = 0; i < 500; ++i) values.push_back(std::exp(0.01 * i));
    for (const auto count : counts(classify(values), values)) EXPECT_NEAR(static_cast<double>(count), 100, 50);
}

TEST(Classify, ValuesThatSpreadEvenlyHaveEqualSteps)
{
    // Capacities of the demo's counties, 万千瓦: by number of values the classes would be 400 to 1000 and 1000 to 1050.
    const std::vector<double> values{173.6, 310, 330, 380, 560, 640, 890, 1010, 1020, 1060, 1130};
    const auto classes = classify(values);
    ASSERT_GE(classes.breaks.size(), 3U);
    for (std::size_t i = 2; i < classes.breaks.size(); ++i)
        EXPECT_NEAR(classes.breaks[i] - classes.breaks[i - 1], classes.breaks[1] - classes.breaks[0], 1e-9);
}

TEST(Classify, NoClassIsSoNarrowThatItTellsNothing)
{
    std::vector<double> values;
    for (int i = 0; i < 30; ++i) values.push_back(1000 + i);
    for (int i = 0; i < 10; ++i) values.push_back(1.0 + 40 * i);
    values.push_back(90000);
    const auto breaks = classify(values).breaks;
    for (std::size_t i = 1; i < breaks.size(); ++i)
        EXPECT_GT(breaks[i] - breaks[i - 1], 0.05 * breaks[i]) << breaks[i - 1] << " to " << breaks[i];
}

TEST(Classify, ZeroPartsNegativeFromPositive)
{
    std::vector<double> values;
    for (int i = 0; i < 40; ++i) values.push_back(-63.7 + 3.3 * i);
    const auto classes = classify(values);
    EXPECT_NE(std::ranges::find(classes.breaks, 0.0), classes.breaks.end());
}

TEST(Classify, FewDistinctValuesHaveAClassEach)
{
    const auto classes = classify({3, 1, 3, 2, 1});
    EXPECT_EQ(classes.count, 3U);
    EXPECT_EQ(class_labels(classes, "zh").texts, (std::vector<std::string>{"1", "2", "3"}));
}

TEST(Classify, OneValueIsOneClass)
{
    EXPECT_EQ(class_labels(classify({7, 7, 7}), "zh").texts, std::vector<std::string>{"7"});
}

struct Layout {
    const char* name;
    std::vector<double> values;
    std::size_t least; // classes
};

std::vector<double> repeated(std::size_t times, double value, std::vector<double> others)
{
    others.insert(others.end(), times, value);
    return others;
}

std::vector<double> counted(std::size_t count, double first, double step)
{
    std::vector<double> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(first + static_cast<double>(i) * step);
    return out;
}

// Every way in which the values of zones can be few, equal, or far apart.
std::vector<Layout> layouts()
{
    constexpr double most = std::numeric_limits<double>::max(), least = std::numeric_limits<double>::denorm_min();
    constexpr double infinite = std::numeric_limits<double>::infinity();
    return {
        {"one zone", {7}, 1},
        {"all equal", repeated(60, 0, {}), 1},
        {"two values", repeated(60, 0, {1}), 2},
        {"most are the smallest", repeated(56, 0, counted(8, 1, 1)), 3},
        {"nearly all are the smallest", repeated(600, 0, counted(6, 1, 1)), 3},
        {"most are the largest", repeated(56, 9, counted(8, 1, 1)), 2},
        {"most lie in the middle", repeated(56, 4.5, counted(8, 1, 1)), 2},
        {"most are a negative number", repeated(56, -3, counted(8, -2, 1)), 3},
        {"equal up to rounding", {0.1 + 0.2, 0.3, 0.3, 0.7 - 0.4, 0.6 - 0.3, 0.9 / 3, 1.2 / 4}, 1},
        {"six neighbours of one", {1, std::nextafter(1, 2), 1 + 4e-16, 1 + 7e-16, 1 + 9e-16, 1 + 2e-15, 1 + 3e-15}, 1},
        {"a range that no double holds", {-most, -most / 2, -1, 0, 1, most / 2, most}, 2},
        {"huge", counted(9, most / 2, most / 32), 2},
        {"smallest doubles", counted(9, 0, least), 2},
        {"tiny above most zeros", repeated(40, 0, counted(9, 1e-310, 1e-310)), 2},
        {"whole numbers beyond 2^53", counted(9, 9007199254740992.0, 4096), 1},
        {"infinite ones among them", repeated(3, infinite, counted(9, 1, 1)), 3},
        {"from tiny to huge", {1e-300, 1e-200, 1e-100, 1, 1e100, 1e200, 1e300}, 2}};
}

TEST(Classify, EveryLayoutOfValuesHasClassesThatHoldThemAndALegend)
{
    for (const auto& one : layouts()) {
        SCOPED_TRACE(one.name);
        auto values = one.values;
        std::erase_if(values, [](double v) { return !std::isfinite(v); });
        const auto classes = classify(one.values);
        EXPECT_GE(classes.count, one.least);
        EXPECT_EQ(classes.breaks.size() + 1, classes.count);
        EXPECT_TRUE(std::ranges::is_sorted(classes.breaks, std::less_equal{}));
        for (const auto count : counts(classes, values)) EXPECT_GT(count, 0U);
        for (const char* lang : {"zh", "en"}) {
            const auto texts = class_labels(classes, lang).texts;
            EXPECT_EQ(std::set<std::string>(texts.begin(), texts.end()).size(), classes.count);
            EXPECT_EQ(std::ranges::count(texts, ""), 0);
        }
    }
}

TEST(Classify, ZerosOfMostZonesAreAClassAndTheOthersAreToldApart)
{
    const auto classes = classify(repeated(56, 0, counted(8, 1, 1)));
    EXPECT_EQ(class_labels(classes, "en").texts.front(), "<\u00a01.0");
    EXPECT_NE(classes.of(1), classes.of(0));
    EXPECT_NE(classes.of(8), classes.of(1));
}

TEST(Classify, NothingFiniteIsNoClass)
{
    EXPECT_EQ(classify({}).count, 0U);
    EXPECT_EQ(classify({std::nan(""), std::numeric_limits<double>::infinity()}).count, 0U);
}

TEST(ClassLabels, SayFromWhereToWhere)
{
    const Classes classes{.breaks = {20, 50}, .singles = {}, .count = 3};
    EXPECT_EQ(class_labels(classes, "zh").texts, (std::vector<std::string>{"<\u00a020", "20～50", "≥\u00a050"}));
    EXPECT_EQ(class_labels(classes, "en").texts[1], "20–50");
}

TEST(ClassLabels, NegativeRangesAreNotReadAsDashes)
{
    const Classes classes{.breaks = {-20, 50}, .singles = {}, .count = 3};
    EXPECT_EQ(class_labels(classes, "en").texts[1], "−20 to 50");
}

TEST(ClassLabels, DifferentValuesHaveDifferentTexts)
{
    const auto texts = class_labels(classify({100.01, 100.02, 100.03}), "zh").texts;
    EXPECT_EQ(std::set<std::string>(texts.begin(), texts.end()).size(), texts.size());
}

} // namespace
} // namespace peaksite
