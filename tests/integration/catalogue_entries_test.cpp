#include "job/open/number_classes.hpp"
#include "job/open/open_layers.hpp"
#include "plan/check/class_match.hpp"
#include "support/data_files.hpp"
#include "support/our_catalogue.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <sstream>

// Every entry of the catalogue reads a small file as the documentation of its product says: the raw numbers below are
// written down apart from the entries. An entry without a row here fails.

namespace peaksite {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

const Catalogue& catalogue() { return our_catalogue(); }

/// A raster of numbers: raw cells as files hold them, and what they mean in `unit`.
struct NumberRow {
    const char *id, *type, *unit;
    std::vector<std::pair<double, double>> cells;
};

const std::vector<NumberRow>& number_rows()
{
    static const std::vector<NumberRow> rows{
        {"dem", "Float32", "m", {{1234.5, 1234.5}, {-32768, gap}}},
        {"srtm", "Int16", "m", {{1111, 1111}, {-3, -3}, {-32768, gap}}},
        {"copernicus-dem", "Float32", "m", {{0, 0}, {1500.25, 1500.25}, {-32767, gap}}},
        {"gebco", "Int16", "m", {{-5000, -5000}, {2200, 2200}, {-32767, gap}}},
        {"etopo5", "Int16", "m", {{-5000, -5000}, {2200, 2200}}},
        {"gsa-ghi", "Float32", "kWh/m2/a", {{1600, 1600}, {4.4, gap}}},
        {"gsa-ghi-day", "Float32", "kWh/m2/a", {{4, 4 * 365.25}, {1600, gap}}},
        {"gsa-dni", "Float32", "kWh/m2/a", {{1500, 1500}, {4.1, gap}}},
        {"gsa-dni-day", "Float32", "kWh/m2/a", {{4, 4 * 365.25}, {1500, gap}}},
        {"gsa-pvout", "Float32", "h/a", {{1580, 1580}, {4.3, gap}}},
        {"gsa-pvout-day", "Float32", "h/a", {{4, 4 * 365.25}, {1580, gap}}},
        {"gwa-wind", "Float32", "m/s", {{7.5, 7.5}, {-9999, gap}}},
        {"gwa-wind-50", "Float32", "m/s", {{6.5, 6.5}, {-9999, gap}}},
        {"gwa-wind-150", "Float32", "m/s", {{8.5, 8.5}, {-9999, gap}}},
        {"gwa-weibull-a", "Float32", "m/s", {{8.25, 8.25}, {-9999, gap}}},
        {"gwa-weibull-k", "Float32", "1", {{2.125, 2.125}, {-9999, gap}}},
        {"gwa-air-density", "Float32", "kg/m3", {{1.0625, 1.0625}, {-9999, gap}}},
        {"era5land-wind", "Float32", "m/s", {{2.5, 2.5}, {-9999, gap}}},
        {"worldclim-wind", "Float32", "m/s", {{2.5, 2.5}, {-9999, gap}}},
        {"worldclim-srad", "Float32", "kWh/m2/a", {{14400, 14400 * 365.25 / 3600}, {65535, gap}}},
        {"worldclim-prec", "Int16", "mm/a", {{280, 280}, {-32768, gap}}},
        {"worldclim-tavg", "Float32", "degC", {{-5.5, -5.5}, {242, gap}}},
        {"mod17-npp",
         "Int16",
         "g C/m2/a",
         {{5000, 500}, {0, 0}, {-10, -1}, {32700, 3270}, {32761, gap}, {32765, gap}, {32767, gap}}},
        {"mod17-npp", "UInt16", "g C/m2/a", {{5000, 500}, {65529, gap}, {65532, gap}, {65535, gap}}},
        {"mod13-ndvi", "Int16", "1", {{4321, 0.4321}, {-2000, -0.2}, {10000, 1}, {-3000, gap}}},
        {"soilgrids-soc", "Int16", "g/kg", {{123, 12.3}, {-32768, gap}}},
        {"soilgrids-ocd", "Int16", "kg C/m3", {{250, 25}, {-32768, gap}}},
        {"soilgrids-ocs", "Int16", "kg C/m2", {{45, 4.5}, {-32768, gap}}},
        {"soilgrids-bdod", "Int16", "kg/m3", {{135, 1350}, {-32768, gap}}},
        {"soc-100", "Float32", "kg C/m2", {{85, 8.5}, {-9999, gap}}},
        {"emission-grid", "Float64", "kg CO2/a", {{2.5, 2500}, {0, 0}, {-9999, gap}}},
        {"edgar-co2", "Float32", "t CO2/a", {{1024, 1024}, {-9999, gap}}},
        {"edgar-co2-flux", "Float64", "t CO2/km2/a", {{1e-8, 1e-8 * 31557600 * 1e3}, {-9999, gap}}},
        {"odiac", "Float32", "t CO2/a", {{12, 44}, {0, 0}, {-9999, gap}}},
        {"gpw-density", "Float32", "cap/km2", {{138.5, 138.5}, {-9999, gap}}},
        {"gpw-count", "Float32", "cap", {{138.5, 138.5}, {-9999, gap}}},
        {"worldpop", "Float32", "cap", {{3.25, 3.25}, {0, 0}, {-99999, gap}}},
        {"ghs-pop", "Float64", "cap", {{3.25, 3.25}, {0, 0}, {-200, gap}}},
    };
    return rows;
}

/// A raster of classes: every code with the key of its class; "-" where there is no data.
struct ClassRow {
    const char *id, *type, *codes;
};

const std::vector<ClassRow>& class_rows()
{
    constexpr const char* igbp = " 1 forest 2 forest 3 forest 4 forest 5 forest 6 shrub 7 shrub 8 savanna 9 savanna 10 "
                                 "grassland 11 wetland 12 cropland 13 built 14 cropland 15 snow 16 bare 255 -";
    static const std::string with_0 = std::string{"0 water"} + igbp, with_17 = std::string{"17 water"} + igbp;
    static const std::vector<ClassRow> rows{
        {"worldcover", "Byte",
         "0 - 10 forest 20 shrub 30 grassland 40 cropland 50 built 60 bare 70 snow 80 water 90 wetland 95 mangrove 100 "
         "moss"},
        {"clcd", "Byte", "0 - 1 cropland 2 forest 3 shrub 4 grassland 5 water 6 snow 7 bare 8 built 9 wetland"},
        {"globeland30", "Byte",
         "0 - 10 cropland 20 forest 30 grassland 40 shrub 50 wetland 60 water 70 moss 80 built 90 bare 100 snow 255 "
         "water"},
        {"cnlucc", "Int16",
         "11 cropland 12 cropland 21 forest 22 shrub 23 forest 24 forest 31 grassland 32 grassland 33 grassland 41 "
         "water 42 water 43 water 44 snow 45 water 46 water "
         "51 built 52 built 53 built 61 bare 62 bare 63 bare 64 wetland 65 bare 66 bare 67 bare 99 water"},
        {"mcd12c1", "Byte", with_0.c_str()},
        {"mcd12q1", "Byte", with_17.c_str()},
    };
    return rows;
}

/// Polygons with words of a column, and what class they fall into: "word=code/key"; "-" for none.
struct WordRow {
    const char *id, *column, *words;
};

const std::vector<WordRow>& word_rows()
{
    static const std::vector<WordRow> rows{
        {"sandiao", "DLBM",
         "0101=0101/cropland 0103=0103/cropland 0201K=0201/orchard 0301=0301/forest 0301K=0301/forest "
         "0303=0303/mangrove 0304=0304/wetland 0305=0305/shrub 0307=0307/forest 0401=0401/grassland "
         "0402=0402/wetland 05H1=05H1/built 08H2A=08H2/built 0602=0602/built 0702=0702/built 1003=1003/built "
         "1101=1101/water 1104A=1104/water 1106=1106/wetland 1110=1110/snow 1203=1203/cropland 1205=1205/bare "
         "0399=03/forest 旱地=0103/cropland 101=- 99=-"},
        {"gbt21010-2017", "DLBM",
         "0102=0102/cropland 0204=0204/orchard 0302=0302/forest 0303=0303/mangrove 0305=0305/shrub 0404=0404/grassland "
         "0501=0501/built 0603=0603/wetland 1105=1105/wetland 1107=1107/water 1207=1207/bare"},
        {"gbt21010-2007", "DLBM",
         "011=011/cropland 031=031/forest 032=032/shrub 043=043/grassland 111=111/water 101=101/built 116=116/wetland "
         "203=203/built 127=127/bare 999=-"},
        {"ydyh-2023", "YDYHFLDM",
         "0103=0103/cropland 0303=0303/shrub 0304=0304/forest 0507=0507/mangrove 0505=0505/wetland 060101=06/built "
         "1001=1001/built 1703=1703/water 1706=1706/snow 18=18/water 2306=2306/bare"},
        {"forest_protection_grade", "BH_DJ", "1=1/grade1 2=2/grade2 4=4/grade4 Ⅰ级保护林地=1/grade1 5=-"},
        {"protected_area_types", "类型",
         "国家公园=国家公园/national_park 自然保护区=自然保护区/nature_reserve "
         "国家级自然保护区=国家级自然保护区/nature_reserve 湿地公园=湿地公园/nature_park 其他=-"},
        {"protected_area_zones", "分区", "核心保护区=核心保护区/core 一般控制区=一般控制区/general"},
        {"drinking_water_zones", "级别",
         "一级=一级/grade1 一级保护区=一级/grade1 二级保护区（陆域）=二级/grade2 准保护区=准/grade3"},
        {"geohazard", "易发程度", "高=高/high 高易发区=高/high 中易发=中/medium 低易发区=低/low 非易发区=非/none"},
        {"soil_erosion", "强度",
         "微度=微度/slight 中度侵蚀=中度/moderate 强烈=强烈/severe 极强烈=极强烈/extreme 剧烈=剧烈/violent"},
        {"desertification", "程度", "轻度=轻度/light 重度=重度/severe 极重度=极重度/extreme"},
        {"rocky_desertification", "程度", "潜在石漠化=潜在/potential 轻度=轻度/light 极重度=极重度/extreme"},
    };
    return rows;
}

/// Conditions: values of a column and how many of the features pass the filter of the entry; no column: no filter.
struct ConditionRow {
    const char* id;
    const char* column = "name";
    std::vector<std::string> values = {"a", "b"};
    std::size_t pass = 2;
    Secrecy secrecy = Secrecy::internal;
};

std::vector<ConditionRow> condition_rows()
{
    std::vector<ConditionRow> rows{
        {"wdpa", "STATUS", {"Designated", "Proposed", "Inscribed"}, 2, Secrecy::open},
        {"osm-roads", "fclass", {"motorway", "residential", "primary", "footway"}, 2, Secrecy::open},
        {"osm-rail", "fclass", {"rail", "subway"}, 1, Secrecy::open},
        {"osm-power-lines", "power", {"line", "tower"}, 1, Secrecy::open},
        {"osm-substations", "power", {"substation", "line"}, 1, Secrecy::open},
        {"rail", "name", {"a"}, 1, Secrecy::open},
        {"road", "name", {"a"}, 1, Secrecy::open},
        {"military_area", "name", {"a"}, 1, Secrecy::secret},
    };
    for (const char* id : {"redline",
                           "permanent_farmland",
                           "urban_growth_boundary",
                           "cultivated_land",
                           "high_standard_farmland",
                           "protected_areas",
                           "natural_heritage",
                           "scenic_areas",
                           "basic_grassland",
                           "protected_forest_1",
                           "public_benefit_forest",
                           "public_benefit_forest_1",
                           "natural_forest",
                           "natural_tree_forest",
                           "key_state_forest",
                           "state_forest_farms",
                           "bird_migration",
                           "important_wetlands",
                           "river_lake_management",
                           "flood_storage",
                           "drinking_water_source",
                           "mining_rights",
                           "mineral_overlay",
                           "coal_subsidence",
                           "heritage_protection",
                           "heritage_control",
                           "airport_clearance",
                           "substations",
                           "transmission_lines",
                           "sea_area",
                           "sea_use"})
        rows.push_back({.id = id});
    return rows;
}

/// A list of facilities as published: heads, rows, and what must come of them.
struct FacilityRow {
    const char *id, *csv;
    std::size_t pass;
    std::string sector;
    std::optional<double> emission_t, capacity_mw; ///< of the first
};

const std::vector<FacilityRow>& facility_rows()
{
    static const std::vector<FacilityRow> rows{
        {"gem-coal-units",
         "Plant name,Capacity (MW),Status,Latitude,Longitude,Annual CO2 (million tonnes / "
         "annum)\nA,660,operating,38.1,106.2,2.5\nB,660,cancelled,38.1,106.2,2.5\n",
         1, "power", 2.5e6, 660},
        {"gem-wind",
         "Project Name,Capacity "
         "(MW),Status,Latitude,Longitude\nA,49.5,operating,38.1,106.2\nB,49.5,announced,38.1,106.2\n",
         1,
         "wind",
         {},
         49.5},
        {"gem-solar",
         "Project Name,Capacity (MW),Status,Latitude,Longitude\nA,100,operating,38.1,106.2\n",
         1,
         "solar",
         {},
         100},
        {"gem-hydro",
         "name,capacity,status,Latitude,Longitude\nA,302,operating,38.1,106.2\nB,1000,pre-construction,38.1,106.2\n",
         1,
         "hydro",
         {},
         302},
        {"gem-gas", "project,capacity,status,lat,lng\nA,200,operating,38.1,106.2\n", 1, "power", {}, 200},
        {"gem-bioenergy",
         "project-name,capacity-(mw),status,lat,lng\nA,36,operating,38.1,106.2\nB,36,construction,38.1,106.2\n",
         1,
         "bioenergy",
         {},
         36},
        {"gem-coal-mines",
         "project,capacity,status,lat,lng\nA,8,operating,38.1,106.2\nB,8,shelved,38.1,106.2\n",
         1,
         "coal mining",
         {},
         {}},
        {"gem-steel",
         "plant-name-(english),plant-status,lat,lon\nA,operating,38.1,106.2\nB,operating "
         "pre-retirement,38.1,106.2\nC,announced,38.1,106.2\n",
         2,
         "iron and steel",
         {},
         {}},
        {"sfi-cement",
         "owner_name,status,latitude,longitude,capacity\nA,Operating,38.1,106.2,3.24\n",
         1,
         "cement",
         {},
         {}},
        {"wri-gppd", "name,capacity_mw,latitude,longitude,primary_fuel\nA,272,38.1,106.2,Hydro\n", 1, "Hydro", {}, 272},
        {"wri-gppd-china",
         "Name,Fuel,Capacity (MW),Operational "
         "Status,Latitude,Longitude\nA,Hydro,272,,38.1,106.2\nB,Coal,600,Operational,38.1,106.2\nC,Coal,600,Shutdown,"
         "38.1,106.2\n",
         2,
         "Hydro",
         {},
         272},
    };
    return rows;
}

class CatalogueEntries : public testing::Test {
protected:
    static Layer entry(const std::string& id)
    {
        const auto layer = catalogue().layer(id);
        EXPECT_TRUE(layer) << id;
        return layer.value_or(Layer{});
    }

    // The layer on a file of one row of these cells.
    OpenRaster opened(const Layer& entry, const char* type, const std::vector<double>& cells,
                      std::optional<double> stated_scale = {})
    {
        auto layer = entry;
        layer.files = {(folder / (layer.id + type + (stated_scale ? "s" : "") + ".tif")).string()};
        layer.crs.reset();
        make_raster(layer.files.front(), {.cols = static_cast<int>(cells.size()),
                                          .rows = 1,
                                          .type = type,
                                          .scale = stated_scale,
                                          .value = [&](int col, int) { return cells[static_cast<std::size_t>(col)]; }});
        return open_raster_layer(layer, warnings);
    }

    static std::vector<std::byte> first_block(const OpenRaster& open)
    {
        const auto& info = open.file.raster.info;
        std::vector<std::byte> raw(static_cast<std::size_t>(info.block_cols) *
                                   static_cast<std::size_t>(info.block_rows) * 8);
        open.file.raster.open()->read_block(0, 0, raw.data());
        return raw;
    }

    TemporaryFolder folder;
    std::vector<Sentence> warnings;
};

TEST_F(CatalogueEntries, EveryEntryHasARowHereAndEveryRowAnEntry)
{
    std::set<std::string> rows, entries;
    for (const auto& row : number_rows()) rows.insert(row.id);
    for (const auto& row : class_rows()) rows.insert(row.id);
    for (const auto& row : word_rows()) rows.insert(row.id);
    for (const auto& row : condition_rows()) rows.insert(row.id);
    for (const auto& row : facility_rows()) rows.insert(row.id);
    for (const auto& one : catalogue().layers()) entries.insert(one);
    for (const auto& one : catalogue().facility_lists()) entries.insert(one);
    EXPECT_EQ(rows, entries);
}

TEST_F(CatalogueEntries, NumbersComeOutInTheirUnitAndFillValuesAsMissing)
{
    for (const auto& row : number_rows()) {
        const auto layer = entry(row.id);
        std::vector<double> raw;
        for (const auto& cell : row.cells) raw.push_back(cell.first);
        for (const bool stated : {false, true}) {
            if (stated && !layer.scale) continue; // the file says the scale too: it counts once
            const auto open = opened(layer, row.type, raw, stated ? layer.scale : std::nullopt);
            std::vector<double> values(raw.size());
            Strays strays;
            const auto block = first_block(open);
            to_values(block.data(), open.file.raster.info.type, static_cast<int>(raw.size()), open.rule, values.data(),
                      strays);
            for (std::size_t i = 0; i < raw.size(); ++i) {
                const double expected = row.cells[i].second;
                if (std::isnan(expected)) {
                    EXPECT_TRUE(std::isnan(values[i])) << row.id << ' ' << raw[i] << " -> " << values[i];
                    continue;
                }
                EXPECT_NEAR(convert(values[i], layer.unit, unit(row.unit)), expected,
                            1e-9 * std::max(1.0, std::fabs(expected)))
                    << row.id << ' ' << raw[i];
            }
        }
    }
}

TEST_F(CatalogueEntries, FillValuesOfAProductAreNoSurprise)
{
    const auto open = opened(entry("mod17-npp"), "Int16", {32761, 32767, 5000});
    std::vector<double> values(3);
    Strays strays;
    const auto block = first_block(open);
    EXPECT_EQ(to_values(block.data(), open.file.raster.info.type, 3, open.rule, values.data(), strays), 2);
    EXPECT_FALSE(strays.any);
    const auto wrong = opened(entry("gsa-ghi"), "Float32", {4.5, 1600, 1700});
    const auto raw = first_block(wrong);
    EXPECT_EQ(to_values(raw.data(), wrong.file.raster.info.type, 3, wrong.rule, values.data(), strays), 1);
    EXPECT_TRUE(strays.any) << "a daily mean where a yearly total is due is told";
    EXPECT_EQ(strays.high, 4.5);
}

TEST_F(CatalogueEntries, AScaleThatTheFileContradictsOrDecimalNumbersUnderAScaleAreTold)
{
    std::ignore = opened(entry("mod13-ndvi"), "Int16", {5000}, 0.001);
    std::ignore = opened(entry("mod13-ndvi"), "Float32", {0.5});
    std::string all;
    for (const auto& warning : warnings) all += warning.english() + "\n";
    EXPECT_THAT(all, testing::HasSubstr("the file says its numbers are to be multiplied by 0.001"));
    EXPECT_THAT(all, testing::HasSubstr("if they are scaled already, write scale = 1"));
}

TEST_F(CatalogueEntries, EveryCodeOfAProductHasTheClassOfTheCrosswalk)
{
    for (const auto& row : class_rows()) {
        auto layer = entry(row.id);
        std::vector<double> codes;
        std::vector<std::string> keys;
        std::istringstream words{row.codes};
        for (std::pair<double, std::string> one; words >> one.first >> one.second;) {
            codes.push_back(one.first);
            keys.push_back(one.second);
        }
        OpenPlan plan;
        plan.rasters.emplace(layer.id, opened(layer, row.type, codes));
        number_classes(plan, layer);
        const auto& open = plan.rasters.at(layer.id);
        std::vector<std::uint8_t> indices(codes.size());
        const auto block = first_block(open);
        to_classes(block.data(), open.file.raster.info.type, static_cast<int>(codes.size()),
                   ClassRule{open.codes, open.rule.nodata, open.missing}, indices.data());
        std::size_t classes = 0;
        for (std::size_t i = 0; i < codes.size(); ++i) {
            const bool missing = indices[i] == open.missing;
            EXPECT_EQ(missing ? "-" : open.classes.at(indices[i]).key, keys[i]) << row.id << ' ' << codes[i];
            classes += missing ? 0U : 1U;
        }
        EXPECT_EQ(classes, layer.classes.size()) << row.id << ": a class of the entry is not in the row";
    }
}

TEST_F(CatalogueEntries, WordsOfPolygonsFindTheirClass)
{
    for (const auto& row : word_rows()) {
        auto layer = entry(row.id);
        EXPECT_TRUE(layer.class_column.empty() || layer.class_column == row.column) << row.id;
        VectorFacts facts{.table = "t", .columns = {row.column}, .features = {}};
        std::vector<std::string> expected;
        std::istringstream words{row.words};
        for (std::string one; words >> one;) {
            facts.features.push_back({.wkt = square(500000 + 10 * static_cast<double>(expected.size()), 4200000, 10),
                                      .values = {one.substr(0, one.find('='))}});
            expected.push_back(one.substr(one.find('=') + 1));
        }
        const auto file = folder / (layer.id + ".gpkg");
        make_vector(file, facts);
        const auto table =
            read_features({.file = file.string(), .table = {}, .where = layer.where, .encoding = "auto", .crs = {}});
        ASSERT_EQ(table.features.size(), expected.size()) << row.id;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const auto at = class_of(layer.classes, *table.features[i].values[table.column(row.column, "")]);
            EXPECT_EQ(at ? code_text(layer.classes[*at]) + "/" + layer.classes[*at].key : "-", expected[i])
                << row.id << ' ' << *table.features[i].values[0];
        }
    }
}

TEST_F(CatalogueEntries, ConditionsTakeTheFeaturesTheyAreAbout)
{
    for (const auto& row : condition_rows()) {
        auto layer = entry(row.id);
        VectorFacts facts{.table = "t", .columns = {row.column}, .features = {}};
        for (std::size_t i = 0; i < row.values.size(); ++i)
            facts.features.push_back(
                {.wkt = square(500000 + 100 * static_cast<double>(i), 4200000, 50), .values = {row.values[i]}});
        layer.files = {(folder / (layer.id + ".gpkg")).string()};
        make_vector(layer.files.front(), facts);
        const auto open = open_vector_layer(layer, 1, warnings);
        EXPECT_EQ(open.features, row.pass) << row.id;
        EXPECT_EQ(open.shape.polygons.size(), row.pass) << row.id;
        EXPECT_EQ(layer.secrecy.value_or(Secrecy::open), row.secrecy) << row.id;
    }
}

TEST_F(CatalogueEntries, PublishedListsAreReadByTheirOwnHeads)
{
    for (const auto& row : facility_rows()) {
        auto list = *catalogue().facilities(row.id);
        list.file = (folder / (list.id + ".csv")).string();
        write_file(list.file, row.csv);
        const auto open = open_facilities(list, warnings);
        ASSERT_EQ(open.facilities.size(), row.pass) << row.id;
        const auto& first = open.facilities[0];
        EXPECT_EQ(first.name, "A") << row.id;
        EXPECT_EQ(first.sector, row.sector) << row.id;
        EXPECT_EQ(first.emission, row.emission_t) << row.id;
        EXPECT_EQ(first.capacity, row.capacity_mw) << row.id;
        ASSERT_TRUE(first.place) << row.id;
        EXPECT_EQ(first.place->x, 106.2) << row.id;
        EXPECT_EQ(first.place->y, 38.1) << row.id;
    }
}

} // namespace
} // namespace peaksite
