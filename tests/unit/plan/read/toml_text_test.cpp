#include "plan/read/toml_text.hpp"

#include "plan/read/toml.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

constexpr auto plan_text = "[paths]\ndata = \"a\"\n[grid]\ncell = \"1 km\"\n[[technologies]]\nid = \"pv\"\n"
                           "[[technologies.exclude]]\nid = \"steep\"\n[[technologies]]\nid = \"wind\"\n";

std::string place(const std::string& key)
{
    const auto root = parse_toml(plan_text, "plan.toml");
    return place_of_setting(key, *root);
}

std::vector<Fault> torn(const Settings& settings)
{
    const auto root = parse_toml(plan_text, "plan.toml");
    return contradictions(settings, *root);
}

TEST(PlaceOfSetting, IsTheSameHoweverTheKeyIsSpelled)
{
    for (const auto* key :
         {"technologies.pv.density", "technologies[1].density", "technologies.1.density", "technologies.[1].density"})
        EXPECT_EQ(place(key), "technologies[1].density") << key;
    EXPECT_EQ(place("technologies.wind.exclude.steep.active"), "technologies[2].exclude.steep.active");
    EXPECT_EQ(place("technologies.pv.exclude.steep.active"), "technologies[1].exclude[1].active");
    EXPECT_EQ(place("data"), place("paths.data"));
    EXPECT_EQ(place("parameters.a"), "parameters.a");
}

TEST(Contradictions, AreTwoValuesOfOnePlaceUnderAnyKeys)
{
    const std::string pv = "technologies.pv.density", first = "technologies[1].density";
    const auto found = torn({{pv, "40 MW/km2"}, {first, "50 MW/km2"}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].key, pv + ", " + first);
    EXPECT_TRUE(torn({{pv, "40 MW/km2"}, {first, " 40 MW/km2"}}).empty());
    EXPECT_TRUE(torn({{pv, "40 MW/km2"}, {"technologies.wind.density", "5 MW/km2"}}).empty());
    EXPECT_EQ(torn({{"data", "b"}, {"paths.data", "c"}}).size(), 1U);
    EXPECT_EQ(torn({{"technologies.pv.exclude.steep.active", "true"}, {"technologies[1].exclude.steep", "{}"}}).size(),
              1U)
        << "one is inside the other";
    EXPECT_TRUE(torn({{"grid.cell", "50 m"}, {"grid.cells", "70 m"}}).empty());
}

} // namespace
} // namespace peaksite
