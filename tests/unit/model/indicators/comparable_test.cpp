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
    EXPECT_EQ(rule({.indicator = "unit_product_energy", .product = "钢"},
                   {.indicator = "unit_product_energy", .product = "钢"}),
              "");
    EXPECT_EQ(broken_likeness({}), std::nullopt);
}

TEST(Comparable, InventoriesInOtherBoundsDoNotBelongIntoOneComparison)
{
    EXPECT_TRUE(count_other_emissions("e_total", "e_grid_scope1"));
    EXPECT_TRUE(count_other_emissions("e_facilities", "e_scope1"));
    EXPECT_TRUE(count_other_emissions("e_facilities", "e_grid_scope1"));
    EXPECT_FALSE(count_other_emissions("e_facilities", "e_facilities"));
    EXPECT_FALSE(count_other_emissions("e_total", "e_intensity"));
}

TEST(Comparable, EveryMixNamesTheRuleItBreaks)
{
    using testing::HasSubstr;
    EXPECT_THAT(rule({.indicator = "unit_product_energy", .product = "钢"},
                     {.indicator = "unit_product_energy", .product = "水泥"}),
                HasSubstr("two products"));
    EXPECT_THAT(
        rule({.indicator = "en_per_user", .institution = "医院"}, {.indicator = "en_per_user", .institution = "学校"}),
        HasSubstr("kinds of institutions"));
}

} // namespace
} // namespace peaksite
