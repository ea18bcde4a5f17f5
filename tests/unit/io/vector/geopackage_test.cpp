#include "io/vector/geopackage.hpp"

#include "io/files/gdal.hpp"
#include "io/vector/vector_file.hpp"
#include "support/results.hpp"
#include "support/scratch.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

constexpr const char* date = "2026-11-20T00:00:00.000Z";

FeatureTable table(const std::string& file, const std::string& name)
{
    return read_features({.file = file, .table = name, .where = {}, .encoding = "auto", .crs = {}});
}

TEST(GeoPackage, ReadsBackWithEveryNameAndNumber)
{
    const Scratch scratch;
    const auto path = (scratch / "results.gpkg").string();
    const auto results = small_results();
    write_geopackage(results, {{.table = "zones_a", .qml = "<qgis/>", .sld = ""}}, date, path);
    for (const char* name : {"zones_a", "zones_b", "facilities_coal", "indicators", "statistics", "waterfall",
                             "technologies", "emissions", "layer_styles"})
        EXPECT_NO_THROW(table(path, name)) << name;
    const auto zones = table(path, "zones_b");
    ASSERT_EQ(zones.features.size(), hostile_names().size());
    EXPECT_TRUE(zones.crs->same_plane(Crs::parse("EPSG:4490")));
    for (std::size_t i = 0; i < zones.features.size(); ++i) {
        const auto& values = zones.features[i].values;
        EXPECT_EQ(values[zones.column("name", path)].value_or(""), hostile_names()[i]);
        // A zone without boundary has no area, not one of 0.
        const auto area = i == 2 ? std::nullopt : std::optional{number(0.1 * static_cast<double>(i))};
        EXPECT_EQ(values[zones.column("zone_area", path)], area);
        const auto& shown = results.by_set[1].indicators[i][0];
        EXPECT_EQ(values[zones.column("pv_ghi_mean", path)].has_value(), shown.shown && shown.value.value.has_value());
        if (values[zones.column("pv_ghi_mean", path)]) {
            EXPECT_EQ(std::stod(*values[zones.column("pv_ghi_mean", path)]), *shown.value.value);
        }
        EXPECT_EQ(zones.features[i].no_geometry, i == 2);
    }
    EXPECT_EQ(zones.features[0].shape.polygons.at(0).rings.size(), 2U);
    const auto facilities = table(path, "facilities_coal");
    EXPECT_EQ(facilities.features.at(0).shape.points.at(0).x, 105.5);
    EXPECT_TRUE(facilities.features.at(1).no_geometry);
    const auto waterfall = table(path, "waterfall");
    EXPECT_FALSE(waterfall.features.at(0).values.at(waterfall.column("alone_km2", path)));
    EXPECT_EQ(waterfall.features.at(0).values.at(waterfall.column("cumulative_km2", path)), "0.30000000000000004");
}

TEST(GeoPackage, SaysOfEveryValueHowFarItGoesAndWhyItIsMissing)
{
    const Scratch scratch;
    const auto path = (scratch / "results.gpkg").string();
    auto results = small_results();
    auto& value = results.by_set[1].indicators[0][0];
    value.from = 2020;
    value.table_year = 2024;
    value.not_given = {"process"};
    value.kinds_not_given = {{.table = "fuel", .kind = "油品"}};
    results.by_set[1].indicators[1][0].reason = text("no data");
    results.technologies.push_back({.set = 0, .zone = 0, .technology = "pv"});
    results.technologies.back().share_missing_km2 = 0.25;
    results.technologies.back().yield_missing_km2 = 0.5;
    write_geopackage(results, {}, date, path);
    const auto lengthy = table(path, "indicators_long");
    const auto cell = [&](std::size_t row, const char* column) {
        return lengthy.features.at(row).values.at(lengthy.column(column, path)).value_or("");
    };
    const auto zones = hostile_names().size();
    ASSERT_EQ(lengthy.features.size(), 2 * zones);
    EXPECT_EQ(cell(3, "flag"), "low_valid");
    EXPECT_EQ(cell(zones, "from_year") + "-" + cell(zones, "year"), "2020-2024");
    EXPECT_EQ(cell(zones, "not_given"), "process;fuel: 油品");
    EXPECT_EQ(cell(zones + 1, "reason"), why_blank(results.by_set[1].indicators[1][0]).english());
    EXPECT_EQ(cell(zones, "valid_share"), number(results.by_set[1].indicators[0][0].value.valid_share));
    const auto land = table(path, "technologies");
    const auto last = land.features.size() - 1;
    EXPECT_EQ(land.features[last].values.at(land.column("share_missing_km2", path)), "0.25");
    EXPECT_EQ(land.features[last].values.at(land.column("yield_missing_km2", path)), "0.5");
}

TEST(GeoPackage, EqualResultsGiveEqualFiles)
{
    const Scratch scratch;
    for (const char* name : {"one.gpkg", "two.gpkg"}) write_geopackage(small_results(), {}, date, scratch / name);
    EXPECT_EQ(content_of(scratch / "one.gpkg"), content_of(scratch / "two.gpkg"));
}

TEST(GeoPackage, ThatCannotBeMadeIsAnError)
{
    const Scratch scratch;
    EXPECT_THROW(write_geopackage(small_results(), {}, date, scratch / "none" / "results.gpkg"), InputError);
}

} // namespace
} // namespace peaksite
