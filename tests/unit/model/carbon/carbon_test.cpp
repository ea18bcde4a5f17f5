#include "model/carbon/carbon.hpp"
#include "support/our_catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

const Catalogue& catalogue() { return our_catalogue(); }

CarbonDensity row(std::string key, double above, double below, double soil, double dead)
{
    return {.key = std::move(key), .code = {}, .above = above, .below = below, .soil = soil, .dead = dead, .total = {}};
}

Layer layer_of(const std::vector<std::pair<int, std::string>>& classes)
{
    Layer layer;
    layer.id = "lc";
    for (const auto& [code, key] : classes)
        layer.classes.push_back({.code = code, .key = key, .name = {}, .color = {}});
    return layer;
}

// E16: CLCD [[2,2,1],[4,1,1],[4,8,5]], cells of 96.853399 ha.
TEST(Carbon, StockOfASmallGrid)
{
    const double cell_km2 = 0.9685339870409211;
    CarbonTable table;
    table.rows = {row("crop", 95.3, 0, 0, 0), row("forest", 163.8, 0, 0, 0), row("grass", 90.3, 0, 0, 0),
                  row("water", 0, 0, 0, 0), row("built", 40, 0, 0, 0)};
    const auto layer = layer_of({{1, "crop"}, {2, "forest"}, {4, "grass"}, {5, "water"}, {8, "built"}});
    std::vector<Sentence> warnings;
    const auto densities = class_densities(table, layer, warnings);
    const std::vector<double> cells{3, 2, 2, 1, 1};
    double stock = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) stock += 100 * cells[i] * cell_km2 * densities.all[i];
    EXPECT_NEAR(stock, 80785.41985908324, 1e-7);
    EXPECT_THAT(densities.lacking, testing::IsEmpty());
}

TEST(Carbon, AClassWithoutARowIsNamed)
{
    CarbonTable table;
    table.rows = {row("forest", 1, 2, 3, 4),
                  {.key = "crop", .code = {}, .above = {}, .below = {}, .soil = {}, .dead = {}, .total = 50}};
    std::vector<Sentence> warnings;
    const auto densities = class_densities(table, layer_of({{1, "forest"}, {2, "crop"}, {7, "tundra"}}), warnings);
    EXPECT_EQ(densities.all[0], 10);
    EXPECT_EQ(densities.vegetation[0], 3) << "dead matter and litter are a pool of their own";
    EXPECT_EQ(densities.all[1], 50);
    EXPECT_FALSE(densities.vegetation_known) << "a total has no pools";
    EXPECT_TRUE(std::isnan(densities.all[2]));
    EXPECT_THAT(densities.lacking, testing::ElementsAre("tundra (7)"));
}

TEST(Carbon, TablesByCodeIgnoreKeys)
{
    CarbonTable table;
    table.rows = {row("7", 1, 1, 1, 1), row("8", 2, 2, 2, 2)};
    table.rows[0].code = 7;
    table.rows[1].code = 8;
    std::vector<Sentence> warnings;
    EXPECT_THAT(class_densities(table, layer_of({{8, "forest"}, {7, "8"}}), warnings).all, testing::ElementsAre(8, 4));
}

TEST(Carbon, RootsThatOutweighTheirForestAreRemarked)
{
    CarbonTable table;
    table.rows = {row("forest", 10, 40, 1, 1), row("grass", 1, 40, 1, 1)};
    std::vector<Sentence> warnings;
    class_densities(table, layer_of({{1, "forest"}, {2, "grass"}}), warnings);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_THAT(warnings[0].english(), testing::HasSubstr("'forest' has 4 times"));
}

// A user who chooses any of our land covers and tables gets a warning at the most, never a wrong number.
TEST(Carbon, TablesOfTheCatalogueGiveDensitiesForOurClasses)
{
    for (const auto& id : catalogue().carbon_tables())
        for (const char* cover : {"clcd", "mcd12c1", "worldcover"}) {
            std::vector<Sentence> warnings;
            const auto layer = *catalogue().layer(cover);
            const auto densities = class_densities(*catalogue().carbon_table(id), layer, warnings);
            ASSERT_EQ(densities.all.size(), layer.classes.size());
            std::size_t without = 0;
            for (const double density : densities.all) {
                without += std::isnan(density) ? 1U : 0U;
                EXPECT_TRUE(std::isnan(density) || (density >= 0 && density < 1000));
            }
            EXPECT_EQ(without, densities.lacking.size());
            EXPECT_LT(without, layer.classes.size()) << id << ' ' << cover;
        }
}

} // namespace
} // namespace peaksite
