#include "io/files/gdal.hpp"
#include "job/open/open_plan.hpp"
#include "job/study/blueprint.hpp"
#include "job/study/count_study.hpp"
#include "model/meaning/compute.hpp"
#include "support/our_catalogue.hpp"
#include "support/scratch.hpp"

#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <array>
#include <cmath>
#include <functional>
#include <numeric>

namespace peaksite {
namespace {

using testing::HasSubstr;

constexpr int side = 60;
constexpr double cell = 1000;

// A raster of 60 by 60 cells of a kilometre.
void make_raster(const std::filesystem::path& path, GDALDataType type, const std::function<double(int, int)>& value)
{
    prepare_gdal();
    const Dataset out{
        GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.string().c_str(), side, side, 1, type, nullptr)};
    std::array transform{100000.0, cell, 0.0, 4100000.0, 0.0, -cell};
    out->SetGeoTransform(transform.data());
    OGRSpatialReference reference;
    reference.importFromWkt(Crs::parse("china-albers").wkt().c_str());
    out->SetSpatialRef(&reference);
    out->GetRasterBand(1)->SetNoDataValue(type == GDT_Byte ? 255 : -9999);
    for (int r = 0; r < side; ++r)
        for (int c = 0; c < side; ++c) {
            double x = value(r, c);
            EXPECT_EQ(out->GetRasterBand(1)->RasterIO(GF_Write, c, r, 1, 1, &x, 1, 1, GDT_Float64, 0, 0, nullptr),
                      CE_None);
        }
}

// Zones as rectangles of cells: west, east, north, south.
void make_zones(const std::filesystem::path& path, const std::vector<std::array<double, 4>>& boxes)
{
    prepare_gdal();
    const Dataset out{
        GetGDALDriverManager()->GetDriverByName("GPKG")->Create(path.string().c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
    OGRSpatialReference reference;
    reference.importFromWkt(Crs::parse("china-albers").wkt().c_str());
    auto* layer = out->CreateLayer("zones", &reference, wkbPolygon, nullptr);
    for (const auto& box : boxes) {
        const auto x = [&](std::size_t i) { return 100000 + box[i] * cell; };
        const auto y = [&](std::size_t i) { return 4100000 - box[i] * cell; };
        OGRLinearRing ring;
        for (const auto& [i, j] :
             std::array<std::pair<std::size_t, std::size_t>, 5>{{{0, 2}, {1, 2}, {1, 3}, {0, 3}, {0, 2}}})
            ring.addPoint(x(i), y(j));
        OGRPolygon polygon;
        polygon.addRing(&ring);
        const std::unique_ptr<OGRFeature, decltype(&OGRFeature::DestroyFeature)> feature{
            OGRFeature::CreateFeature(layer->GetLayerDefn()), &OGRFeature::DestroyFeature};
        feature->SetGeometry(&polygon);
        EXPECT_EQ(layer->CreateFeature(feature.get()), OGRERR_NONE);
    }
}

double ghi(int r, int c) { return 1400 + r + 0.25 * c; }
int cover(int r, int c) { return 1 + (r / 7 + c / 11) % 3; }

// A folder with a plan and what it names: two sets of zones, irradiation, land cover, another layer.
class SmallStudy {
public:
    explicit SmallStudy(const std::string& more = {})
    {
        make_raster(m_scratch / "ghi.tif", GDT_Float64, [](int r, int c) { return r == 3 ? -9999 : ghi(r, c); });
        make_raster(m_scratch / "other.tif", GDT_Float64, [](int r, int c) { return r * 1000.0 + c + 1; });
        make_raster(m_scratch / "lc.tif", GDT_Byte, [](int r, int c) { return cover(r, c); });
        make_zones(m_scratch / "a.gpkg", {{0.5, 20.25, 0, 60}, {20.25, 44.75, 0, 60}, {44.75, 59.5, 0, 60}});
        make_zones(m_scratch / "b.gpkg", {{0.5, 59.5, 0, 60}});
        m_scratch.file("pools.csv", "Lucode,LULC_name,C_ABOVE,c_Below,C_Soil,c_dead,remark\n1,forest,40,10,100,5,x\n2,"
                                    "crop,5,1,80,0,\n3,grass,2,8,90,0,y\n");
        m_plan = m_scratch.file(
            "plan.toml",
            "schema = 1\n[grid]\ncrs = \"china-albers\"\ncell = \"1 km\"\n[[zones]]\nid = \"a\"\nfile = "
            "\"a.gpkg\"\nkind = \"city\"\n[[zones]]\nid = \"b\"\nfile = \"b.gpkg\"\nkind = \"city\"\n"
            "[[layers]]\nid = \"ghi\"\nfile = \"ghi.tif\"\nunit = \"kWh/m2/a\"\n[[layers]]\nid = \"other\"\nfile = "
            "\"other.tif\"\n"
            "[[layers]]\nid = \"lulc\"\nfile = \"lc.tif\"\nclasses = { forest = 1, crop = 2, grass = 3 }\n" +
                more);
    }

    Results run() const
    {
        const PlanSource source{.file = m_plan, .catalogue = our_catalogue(), .settings = {}};
        const auto open = open_plan(source);
        const auto blueprint = build_study(open, open.catalogue);
        CountRequest request;
        request.threads = 2;
        const auto counted = count_study(blueprint, request);
        return compute(blueprint.meaning, {.tables = open.tables, .facilities = blueprint.facilities}, counted.tally,
                       2);
    }

    const Scratch& scratch() const { return m_scratch; }

private:
    Scratch m_scratch;
    std::string m_plan;
};

std::optional<double> value_of(const Results& results, const std::string& indicator, std::size_t set, std::size_t zone)
{
    for (std::size_t i = 0; i < results.indicators.size(); ++i)
        if (results.indicators[i].id == indicator) return results.by_set[set].indicators[zone][i].value.value;
    for (const auto& missing : results.missing)
        if (missing.id == indicator) ADD_FAILURE() << indicator << " is missing: " << missing.reason.english();
    return {};
}

// Mean of the irradiation over columns [west, east), in cells, row 3 being without data.
double mean_ghi(double west, double east)
{
    double sum = 0, weight = 0;
    for (int c = 0; c < side; ++c) {
        const double share = std::max(0.0, std::min(east, c + 1.0) - std::max<double>(west, c));
        for (int r = 0; r < side; ++r) {
            if (r == 3) continue;
            sum += share * ghi(r, c);
            weight += share;
        }
    }
    return sum / weight;
}

void expect_means(const Results& results)
{
    EXPECT_NEAR(value_of(results, "pv_ghi_mean", 0, 0).value_or(0), mean_ghi(0.5, 20.25), 1e-6);
    EXPECT_NEAR(value_of(results, "pv_ghi_mean", 0, 1).value_or(0), mean_ghi(20.25, 44.75), 1e-6);
    EXPECT_NEAR(value_of(results, "pv_ghi_mean", 0, 2).value_or(0), mean_ghi(44.75, 59.5), 1e-6);
    EXPECT_NEAR(value_of(results, "pv_ghi_mean", 1, 0).value_or(0), mean_ghi(0.5, 59.5), 1e-6);
}

TEST(BuildStudy, IndicatorsDoNotDependOnStatisticsAskedOfSomeSetsOnly)
{
    expect_means(SmallStudy{}.run());
    for (const char* set : {"a", "b"}) {
        const auto results = SmallStudy{std::string{"[[statistics]]\nlayer = \"other\"\nzones = [\""} + set +
                                        "\"]\nstats = [\"mean\", \"min\", \"stdev\", \"p50\"]\n"}
                                 .run();
        expect_means(results);
        for (const auto& row : results.statistics) {
            EXPECT_EQ(results.sets[row.set].id, set);
            EXPECT_GT(row.value.value_or(-1), 0.4) << row.stat.word;
        }
    }
}

TEST(BuildStudy, AStatisticIsTheSameWhicheverOthersAreAsked)
{
    const std::string of_ghi = "[[statistics]]\nlayer = \"ghi\"\nstats = [\"mean\", \"stdev\", \"min\", \"max\", "
                               "\"p50\", \"integral\", \"sum\", \"count\"]\n";
    const auto alone = SmallStudy{of_ghi}.run(),
               with = SmallStudy{"[[statistics]]\nlayer = \"other\"\nzones = \"b\"\nstats = \"max\"\n" + of_ghi}.run();
    std::size_t compared = 0;
    for (const auto& one : alone.statistics)
        for (const auto& two : with.statistics) {
            if (two.layer != "ghi" || one.stat != two.stat || one.set != two.set || one.zone != two.zone) continue;
            EXPECT_EQ(one.value, two.value) << one.stat.word;
            ++compared;
        }
    EXPECT_EQ(compared, alone.statistics.size());
}

TEST(BuildStudy, WhatZonesHaveAddsUpToWhatTheirUnionHas)
{
    const auto results =
        SmallStudy{"[[technologies]]\nid = \"pv\"\nsymbol = \"pv\"\ndensity = \"45 MW/km2\"\nyield = \"ghi / (1 kW/m2) "
                   "* 0.8\"\n[[technologies.exclude]]\nid = \"forest\"\nwhere = \"lulc == 'forest'\"\n"
                   "[[technologies.exclude]]\nid = \"north\"\nwhere = \"other < 20000\"\nbuffer = \"2.4 "
                   "km\"\n[[technologies.exclude]]\nid = \"dim\"\nwhere = \"ghi < 1405\"\n"
                   "[[statistics]]\nlayer = \"ghi\"\nstats = [\"integral\", \"sum\", \"count\", "
                   "\"area\"]\n[[statistics]]\nlayer = \"lulc\"\nstats = [\"class_area\"]\n"}
            .run();
    const auto compare = [](const std::map<std::string, std::array<double, 2>>& sums) {
        EXPECT_FALSE(sums.empty());
        for (const auto& [name, sum] : sums) EXPECT_NEAR(sum[0], sum[1], 1e-9 * std::fabs(sum[1]) + 1e-9) << name;
    };
    std::map<std::string, std::array<double, 2>> statistics, waterfall, land;
    for (const auto& row : results.statistics)
        statistics[row.layer + row.stat.word + row.class_key][row.set] += row.value.value_or(0);
    for (const auto& row : results.waterfall) waterfall[row.criterion][row.set] += row.cumulative.value_or(0);
    for (const auto& row : results.technologies) {
        land["capacity"][row.set] += row.capacity_mw.value();
        land["generation"][row.set] += row.generation_mwh.value_or(0);
        land["eligible"][row.set] += row.land->eligible;
        EXPECT_NEAR(row.land->total, row.land->excluded + row.land->too_small + row.land->eligible + row.land->unknown,
                    1e-9 * row.land->total);
    }
    for (const std::size_t set : {0U, 1U})
        for (std::size_t zone = 0; zone < results.sets[set].zones.size(); ++zone)
            land["area"][set] += results.by_set[set].area_km2[zone];
    compare(statistics);
    compare(waterfall);
    compare(land);
    EXPECT_GT(land["eligible"][1], 100);
}

TEST(BuildStudy, UncheckedRulesStayBlankAndMarkWhatRestsOnThem)
{
    const auto results =
        SmallStudy{"[[layers]]\nid = \"redline\"\nabsent = \"not supplied\"\n[[technologies]]\nid = \"pv\"\nsymbol = "
                   "\"pv\"\ndensity = \"45 MW/km2\"\n[[technologies.exclude]]\nid = \"redline\"\nwhere = \"redline\"\n"
                   "[[technologies.exclude]]\nid = \"forest\"\nwhere = \"lulc == 'forest'\"\n"}
            .run();
    ASSERT_EQ(results.unchecked.size(), 1U);
    EXPECT_EQ(results.unchecked[0].reason, "not supplied");
    for (const auto& row : results.waterfall) {
        if (row.criterion != "redline") continue;
        EXPECT_FALSE(row.alone || row.unique || row.cumulative);
    }
    EXPECT_EQ(results.unchecked[0].id, "redline");
    for (const auto& row : results.technologies)
        for (const auto& flags : {row.flags.area, row.flags.capacity})
            EXPECT_EQ(flags.text(), "upper_bound") << "as indicators of it";
    for (std::size_t i = 0; i < results.indicators.size(); ++i) {
        if (results.indicators[i].id != "pv_suit_area" && results.indicators[i].id != "pv_tech_cap") continue;
        EXPECT_EQ(results.by_set[0].indicators[0][i].flags.text(), "upper_bound") << results.indicators[i].id;
    }
}

TEST(BuildStudy, CarbonComesFromAPoolsTableAsItIs)
{
    const auto results = SmallStudy{"[carbon]\nlandcover = \"lulc\"\ntable = \"pools.csv\"\n"}.run();
    std::array<double, 4> area{};
    for (int r = 0; r < side; ++r)
        for (int c = 0; c < side; ++c)
            area[static_cast<std::size_t>(cover(r, c))] +=
                std::max(0.0, std::min(59.5, c + 1.0) - std::max<double>(0.5, c));
    const double expected = 100 * (area[1] * 155 + area[2] * 86 + area[3] * 100);
    // Cells of a kilometre in the plane: their true area is within parts in a million.
    EXPECT_NEAR(value_of(results, "c_stock_total", 1, 0).value_or(0) / expected, 1, 1e-5);
}

TEST(BuildStudy, AClassWithoutARowOfCarbonEndsTheRunWhereItOccurs)
{
    const SmallStudy study{"[carbon]\nlandcover = \"lulc\"\ntable = \"pools.csv\"\n"};
    study.scratch().file("pools.csv", "lucode,c_above,c_below,c_soil,c_dead\n1,1,1,1,1\n2,1,1,1,1\n");
    try {
        study.run();
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), testing::AllOf(HasSubstr("grass"), HasSubstr("(3)"), HasSubstr("pools.csv")));
    }
    study.scratch().file("pools.csv", "lucode,c_above,c_below,c_soil\n1,1,1,1\n");
    EXPECT_THROW(study.run(), InputError) << "a pool is missing";
    study.scratch().file("pools.csv", "lucode,c_above,c_below,c_soil,c_dead\n1,1,1,x,1\n2,1,1,1,1\n3,1,1,1,1\n");
    EXPECT_THROW(study.run(), InputError) << "a density is no number";
}

} // namespace
} // namespace peaksite
