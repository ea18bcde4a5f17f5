#include "model/indicators/comparable.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace peaksite {
namespace {

std::string rule(const Comparand& a, const Comparand& b)
{
    const auto broken = broken_likeness(std::vector<Comparand>{a, a, b});
    return broken ? broken->english() : "";
}

TEST(Comparable, AlikeIsAlike)
{
    EXPECT_EQ(rule({.indicator = "en_intensity", .convention = "calorific"},
                   {.indicator = "en_intensity", .convention = "calorific"}),
              "");
    EXPECT_EQ(broken_likeness({}), std::nullopt);
}

TEST(Comparable, EveryMixNamesTheRuleItBreaks)
{
    using testing::HasSubstr;
    EXPECT_THAT(rule({.indicator = "e_total"}, {.indicator = "e_grid_scope1"}), HasSubstr("different emissions"));
    EXPECT_THAT(rule({.indicator = "e_facilities"}, {.indicator = "e_total"}), HasSubstr("different emissions"));
    EXPECT_THAT(rule({.indicator = "x", .letter = 'C'}, {.indicator = "x", .letter = 'P'}),
                HasSubstr("pilot types, C and P"));
    EXPECT_THAT(rule({.indicator = "en_total", .convention = "calorific"},
                     {.indicator = "en_total", .convention = "equivalent"}),
                HasSubstr("conventions"));
    EXPECT_THAT(rule({.indicator = "en_total", .feedstock_deducted = true}, {.indicator = "en_total"}),
                HasSubstr("feedstock"));
    EXPECT_THAT(rule({.indicator = "en_total", .new_renewables_deducted = true}, {.indicator = "en_total"}),
                HasSubstr("renewables"));
    EXPECT_THAT(rule({.indicator = "re_gen_total", .components = {"a", "b"}},
                     {.indicator = "re_gen_total", .components = {"a"}}),
                HasSubstr("a, b; a"));
    EXPECT_THAT(rule({.indicator = "unit_product_energy", .product = "钢"},
                     {.indicator = "unit_product_energy", .product = "水泥"}),
                HasSubstr("two products"));
    EXPECT_THAT(
        rule({.indicator = "en_per_user", .institution = "医院"}, {.indicator = "en_per_user", .institution = "学校"}),
        HasSubstr("kinds of institutions"));
}

} // namespace
} // namespace peaksite
