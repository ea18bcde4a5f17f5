#include "model/indicators/comparable.hpp"

#include "support/formula_run.hpp"

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
    auto catalogue = FormulaRun::catalogue();
    catalogue.entries.push_back(entry("mine", "e_facilities/zone_area"));
    catalogue.entries.push_back(entry("over_mine", "2*mine"));
    const auto apart = [&](const char* one, const char* other) {
        const auto of = [&](const char* id) {
            return inventories_of(*catalogue.entry(id), [&](std::string_view name) { return catalogue.entry(name); });
        };
        return count_other_emissions(of(one), of(other));
    };
    EXPECT_TRUE(apart("e_total", "e_grid_scope1"));
    EXPECT_TRUE(apart("e_facilities", "e_scope1"));
    EXPECT_TRUE(apart("e_facilities", "e_grid_scope1"));
    EXPECT_TRUE(apart("over_mine", "e_intensity")) << "both by what they stand on";
    EXPECT_FALSE(apart("over_mine", "e_facilities"));
    EXPECT_FALSE(apart("e_facilities", "e_facilities"));
    EXPECT_FALSE(apart("e_total", "e_intensity"));
    EXPECT_FALSE(apart("e_total", "forest_cover"));
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

// What nobody states is not known to be alike: the comparison is refused, not made in silence.
TEST(Comparable, UnstatedKindsAreNotAlike)
{
    using testing::HasSubstr;
    const auto said = [](const char* alike, LikenessFacts one, LikenessFacts other) {
        const std::vector<Comparand> values{comparand("x", alike, one), comparand("x", alike, other)};
        const auto broken = broken_likeness(values);
        return broken ? broken->english() : "";
    };
    EXPECT_THAT(said("institution", {}, {}), HasSubstr("2 of 2 candidates do not state theirs (institution_kind)"));
    EXPECT_THAT(said("institution", {.institution = "school"}, {}), HasSubstr("1 of 2"));
    EXPECT_THAT(said("product", {}, {.product = "steel"}),
                HasSubstr("1 of 2 candidates do not state theirs (product)"));
    EXPECT_EQ(said("institution", {.institution = "school"}, {.institution = "school"}), "");
    EXPECT_EQ(said("", {}, {}), "") << "compared by nothing of the kind";
    EXPECT_EQ(broken_likeness(std::vector<Comparand>{comparand("x", "institution", {})}), std::nullopt) << "alone";
}

} // namespace
} // namespace peaksite
