#include "integration/small_case.hpp"
#include "support/scratch.hpp"

#include <gdal_priv.h>
#include <ogr_api.h>
#include <ogr_geometry.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <memory>

namespace peaksite {
namespace {

using Geometry = std::unique_ptr<OGRGeometry>;

Geometry geometry(const std::string& wkt)
{
    OGRGeometry* out = nullptr;
    OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &out);
    return Geometry{out};
}

// The slow obvious way: both cut finely and brought to an equal-area projection, where GEOS makes the common polygon.
double common_area(const std::string& a, const std::string& b)
{
    OGRSpatialReference degrees, albers;
    degrees.importFromEPSG(4490);
    degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    albers.SetFromUserInput("+proj=aea +lat_1=25 +lat_2=47 +lon_0=105 +ellps=GRS80 +units=m");
    const std::unique_ptr<OGRCoordinateTransformation> change{OGRCreateCoordinateTransformation(&degrees, &albers)};
    const auto moved = [&](const std::string& wkt) {
        auto out = geometry(wkt);
        out->segmentize(0.0002);
        out->transform(change.get());
        return out;
    };
    const Geometry both{moved(a)->Intersection(moved(b).get())};
    return OGR_G_Area(OGRGeometry::ToHandle(both.get()));
}

// The geometries of a table that an attribute filter leaves, as WKT.
std::vector<std::string> geometries(const std::string& file, const char* table, const char* where)
{
    GDALAllRegister();
    const std::unique_ptr<GDALDataset> dataset{GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR)};
    auto* layer = dataset->GetLayerByName(table);
    layer->SetAttributeFilter(where);
    std::vector<std::string> out;
    for (const auto& feature : layer) out.push_back(feature->GetGeometryRef()->exportToWkt());
    return out;
}

class Overlap : public SmallCase {
protected:
    static constexpr const char* compare_pilots =
        "POLYGON ((106 38, 106.031 38.004, 106.04 38.03, 106.011 38.041, 106 38))";
    static constexpr const char* first =
        "POLYGON ((105.99 37.99, 106.012 37.99, 106.02 38.02, 105.99 38.03, 105.99 37.99))";
    static constexpr const char* second = "POLYGON ((106.012 37.99, 106.06 37.99, 106.06 38.011, 106.02 38.02, 106.012 "
                                          "37.99), (106.022 38.004, 106.025 38.004, 106.025 38.007, 106.022 38.004))";

    Overlap()
    {
        write("site.gpkg", {{.wkt = compare_pilots, .values = {"T1", "光伏地块"}}});
        write("redline.gpkg", {{.wkt = first, .values = {"1", "甲"}}, {.wkt = second, .values = {"2", "乙"}}});
        write("far.gpkg", {{.wkt = "POLYGON ((107 38, 107.1 38, 107.1 38.1, 107 38))", .values = {"1", "远"}}});
    }

    void write(const std::string& name, std::vector<FeatureFacts> features) const
    {
        make_vector(at(name), {.crs = "EPSG:4490", .features = std::move(features)});
    }
    Outcome lay(std::vector<std::string> arguments) const
    {
        arguments.insert(arguments.begin(), {"overlap", at("site.gpkg").string(), "-o", out().string()});
        return run_program(arguments);
    }
    std::string layer(const std::string& name, const std::string& file) const { return name + "=" + at(file).string(); }
    std::string row(const std::string& id, const std::string& column) const
    {
        return read_csv(out() / "overlap.csv").at({{"layer", id}}, column);
    }
};

TEST_F(Overlap, AreasEqualGeosOnAnEqualAreaProjection)
{
    const auto outcome = lay({"--layer", layer("redline", "redline.gpkg")});
    ASSERT_EQ(outcome.code, code_done) << outcome.err;
    const double one = common_area(compare_pilots, first), two = common_area(compare_pilots, second);
    EXPECT_NEAR(std::stod(row("redline", "area_m2")) / (one + two), 1, 1e-6);
    EXPECT_NEAR(std::stod(row("redline", "area_mu")) / (one + two) * 2000 / 3, 1, 1e-6);
    const auto parcels = read_csv(out() / "parcels.csv");
    EXPECT_NEAR(parcels.number({{"feature", "1"}}, "area_m2") / one, 1, 1e-6);
    EXPECT_NEAR(parcels.number({{"feature", "2"}}, "area_m2") / two, 1, 1e-6);
    EXPECT_THAT(parcels.at({{"feature", "2"}}, "attributes"), testing::HasSubstr("name=乙"));
    EXPECT_EQ(row("redline", "boundary_name"), "光伏地块");
    EXPECT_TRUE(std::filesystem::exists(out() / "overlap.xlsx"));
}

TEST_F(Overlap, AreasOfTheSampleEqualGeosToo)
{
    ASSERT_EQ(run_program({"init", "--sample", "demo", at("demo").string()}).code, code_done);
    const auto data = at("demo") / "data";
    const auto boundaries = (data / "boundaries.gpkg").string(), official = (data / "official.gpkg").string();
    std::filesystem::remove(at("site.gpkg"));
    ASSERT_EQ(
        run_program({"convert", boundaries, at("site.gpkg").string(), "--table", "pilot", "--where", "编号 = 'P01'"})
            .code,
        code_done);
    ASSERT_EQ(lay({"--layer", "redline=" + official + ":redline"}).code, code_done);
    const auto park = geometries(boundaries, "pilot", "编号 = 'P01'").at(0);
    double expected = 0;
    for (const auto& patch : geometries(official, "redline", nullptr)) expected += common_area(park, patch);
    ASSERT_GT(expected, 1e6) << "square metres";
    EXPECT_NEAR(std::stod(row("redline", "area_m2")) / expected, 1, 1e-6);
    EXPECT_EQ(row("protected_areas", "status"), "未提供");
    EXPECT_EQ(content_of(out() / "overlap.csv").find("不涉及"), std::string::npos);
}

TEST_F(Overlap, ALayerThatWasNotGivenReadsNotSupplied)
{
    const auto outcome = lay({"--layer", layer("redline", "far.gpkg")});
    ASSERT_EQ(outcome.code, code_done) << outcome.err;
    EXPECT_EQ(row("redline", "status"), "未压占");
    EXPECT_EQ(row("redline", "area_m2"), "0");
    EXPECT_EQ(row("redline", "title"), "生态保护红线");
    EXPECT_EQ(row("permanent_farmland", "status"), "未提供");
    EXPECT_EQ(row("permanent_farmland", "area_m2"), "");
    EXPECT_THAT(outcome.out, testing::HasSubstr("永久基本农田  未提供"));
    EXPECT_THAT(outcome.out + read_file(out() / "overlap.csv"), testing::Not(testing::HasSubstr("不涉及")));
}

TEST_F(Overlap, LandThatSeveralFeaturesClaimCountsOnce)
{
    write("redline.gpkg", {{.wkt = first, .values = {"1", "甲"}}, {.wkt = first, .values = {"2", "乙"}}});
    ASSERT_EQ(lay({"--layer", layer("redline", "redline.gpkg")}).code, code_done);
    EXPECT_NEAR(std::stod(row("redline", "area_m2")) / common_area(compare_pilots, first), 1, 1e-6);
    EXPECT_EQ(row("redline", "parcels"), "2");
}

TEST_F(Overlap, DrawsAMap)
{
    ASSERT_EQ(lay({"--layer", layer("redline", "redline.gpkg")}).code, code_done);
    EXPECT_EQ(read_file(out() / "overlap.png").substr(1, 3), "PNG");
    EXPECT_EQ(read_file(out() / "overlap.pdf").substr(0, 5), "%PDF-");
}

TEST_F(Overlap, BoundariesOfEveryFormatGiveTheSameAreas)
{
    const auto site_file = at("site.gpkg").string(), redline = layer("redline", "redline.gpkg");
    const double expected = common_area(compare_pilots, first) + common_area(compare_pilots, second);
    for (const auto* name : {"site.txt", "site.dxf", "site.shp", "site.kml"}) {
        std::vector<std::string> convert{"convert", site_file, at(name).string()},
            arguments{"overlap", at(name).string(), "--layer", redline, "-o", out().string(), "--overwrite"};
        const bool degrees = std::string{name} == "site.kml";
        if (!degrees) convert.insert(convert.end(), {"--crs", "EPSG:4544"});
        if (std::string{name} == "site.dxf") arguments.insert(arguments.end(), {"--from-crs", "EPSG:4544"});
        ASSERT_EQ(run_program(convert).code, code_done) << name;
        const auto outcome = run_program(arguments);
        ASSERT_EQ(outcome.code, code_done) << name << ": " << outcome.err;
        // Edges are straight in the plane of their file, and its digits are rounded.
        EXPECT_NEAR(std::stod(row("redline", "area_m2")) / expected, 1, degrees ? 1e-6 : 1e-4) << name;
    }
}

TEST_F(Overlap, ADrawingWithoutASystemIsRefusedWithTheRemedy)
{
    ASSERT_EQ(run_program({"convert", at("site.gpkg").string(), at("site.dxf").string(), "--crs", "EPSG:4544"}).code,
              code_done);
    const auto outcome = run_program(
        {"overlap", at("site.dxf").string(), "--layer", layer("redline", "redline.gpkg"), "-o", out().string()});
    EXPECT_EQ(outcome.code, code_failed);
    expect_words(outcome.err, {"site.dxf", "no coordinate system", "--from-crs"});
}

TEST_F(Overlap, LayersWithoutPolygonsAreNotAnalysed)
{
    write("redline.gpkg", {{.wkt = "LINESTRING (106 38, 106.03 38.02)", .values = {"1", "线"}}});
    const auto outcome = lay({"--layer", layer("redline", "redline.gpkg")});
    ASSERT_EQ(outcome.code, code_done) << outcome.err;
    EXPECT_EQ(row("redline", "status"), "未分析");
    EXPECT_EQ(row("redline", "area_m2"), "");
}

// Not to occupy land, and not to be known, are two things.
TEST_F(Overlap, ABoundaryWithoutAPolygonKeepsItsRowsAndIsToldOf)
{
    write("site.gpkg", {{.wkt = "LINESTRING (106 38, 106.03 38.004)", .values = {"T0", "红线草图"}},
                        {.wkt = compare_pilots, .values = {"T1", "光伏地块"}},
                        {.wkt = "POINT (106 38)", .values = {"T2", "塔基"}},
                        {.wkt = "POLYGON EMPTY", .values = {"T3", "待定"}}});
    const auto outcome = lay({"-l", layer("redline", "redline.gpkg")});
    ASSERT_EQ(outcome.code, code_done) << outcome.err;
    const auto table = read_csv(out() / "overlap.csv");
    for (const auto& [key, name] : {std::pair{"T0", "红线草图"}, {"T2", "塔基"}, {"T3", "待定"}}) {
        expect_words(outcome.err, {name, "has no polygon"});
        expect_words(outcome.out, {std::string{name} + "  缺边界"});
        const std::map<std::string, std::string> where{{"boundary", key}, {"layer", "redline"}};
        EXPECT_EQ(table.at(where, "status"), "缺边界");
        for (const auto* column : {"boundary_m2", "parcels", "area_m2", "area_mu", "area_ha", "share"})
            EXPECT_EQ(table.at(where, column), "") << column;
    }
    EXPECT_EQ(table.at({{"boundary", "T1"}, {"layer", "redline"}}, "status"), "压占");
    const double common = common_area(compare_pilots, first) + common_area(compare_pilots, second);
    EXPECT_NEAR(table.number({{"boundary", "T1"}, {"layer", "redline"}}, "area_m2"), common, 1e-4 * common);
}

TEST_F(Overlap, WhatOnlyTouchesIsNotOccupied)
{
    write("redline.gpkg", {{.wkt = "POLYGON ((106 38, 106.031 38.004, 106.04 37.9, 106 38))", .values = {"1", "邻"}}});
    ASSERT_EQ(lay({"--layer", layer("redline", "redline.gpkg")}).code, code_done);
    EXPECT_EQ(row("redline", "status"), "未压占");
}

TEST_F(Overlap, TakesTheLayersOfAPlanAndThoseItSaysAreAbsent)
{
    plan.add("[[layers]]\nid = \"redline\"\nfile = \"redline.gpkg\"\n[[layers]]\nid = \"river\"\nabsent = \"asked for "
             "in June\"\n");
    write_plan();
    const auto outcome = lay({"--plan", at("plan.toml").string()});
    ASSERT_EQ(outcome.code, code_done) << outcome.err;
    EXPECT_EQ(row("redline", "status"), "压占");
    EXPECT_EQ(row("river", "status"), "未提供");
    EXPECT_EQ(row("river", "remark"), "asked for in June");
}

TEST_F(Overlap, WrongRequestsAreTold)
{
    auto outcome = lay({"--layer", "redline"});
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.err, {"NAME=FILE", "'redline'"});
    outcome = lay({});
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.err, {"no layer is given"});
    outcome = lay({"--layer", layer("redline", "nowhere.gpkg")});
    EXPECT_EQ(outcome.code, code_failed);
    expect_words(outcome.err, {"nowhere.gpkg"});
    EXPECT_FALSE(std::filesystem::exists(out()));
}

} // namespace
} // namespace peaksite
