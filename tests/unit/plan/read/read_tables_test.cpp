#include "plan/read/read_plan.hpp"
#include "plan/read/read_tables.hpp"
#include "support/our_catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Plan read(const std::string& zones, const std::string& rest)
{
    return read_plan_text("schema = 1\n[grid]\ncell = \"100 m\"\n[[zones]]\nid = \"county\"\nfile = \"county.gpkg\"\n" +
                              zones + rest,
                          "plan.toml", our_catalogue(), {});
}

std::string faults(const std::string& rest, const std::string& zones = "")
{
    try {
        read(zones, rest);
        return "";
    } catch (const UsageError& error) {
        return error.what();
    }
}

const std::string table = "[[tables]]\nid = \"stats\"\nfile = \"t.xlsx\"\nkey = \"县区\"\n";

TEST(ReadTable, TakesAllItsKeys)
{
    const auto plan = read(
        "", table +
                "title = \"统计\"\ntable = \"表1\"\nwhere = \"a > 1\"\nencoding = \"GBK\"\nzones = [\"county\"]\nyear "
                "= { column = \"年份\" }\nstanding = \"reported\"\nsource = \"年鉴\"\nsecrecy = \"secret\"\n"
                "[tables.columns]\ngdp = \"GDP（亿元）\"\npop = { column = \"人口\", unit = \"万人\", year = 2020 "
                "}\n[[tables.warnings]]\nzh = \"注意\"\nen = \"mind\"\n");
    ASSERT_EQ(plan.tables.size(), 1U);
    const auto& one = plan.tables.front();
    EXPECT_EQ(one.file, "t.xlsx");
    EXPECT_EQ(one.table, "表1");
    EXPECT_EQ(one.key, "县区");
    EXPECT_EQ(one.year_column, "年份");
    EXPECT_EQ(one.standing, Standing::reported);
    EXPECT_EQ(one.warnings.front().en, "mind");
    EXPECT_THAT(one.zones, ElementsAre("county"));
    ASSERT_EQ(one.columns.size(), 2U);
    EXPECT_EQ(one.columns[0].column, "GDP（亿元）");
    EXPECT_EQ(one.columns[1].unit, unit("万人"));
    EXPECT_EQ(one.columns[1].year, 2020);
    EXPECT_EQ(plan.secrecy(), Secrecy::secret);
}

TEST(ReadTable, WithoutZonesItsRowsMayBelongToAnySet)
{
    EXPECT_TRUE(read("", table).tables.front().zones.empty());
    EXPECT_EQ(read("", table + "year = 2020\n").tables.front().year, 2020);
}

TEST(ReadTable, FaultsNameTheKeyAndARemedy)
{
    EXPECT_THAT(faults("[[tables]]\nid = \"stats\"\nfile = \"t.csv\"\n"), HasSubstr("the key 'key' is missing"));
    EXPECT_THAT(faults("[[tables]]\nid = \"stats\"\nfile = \"t.csv\"\nx = \"lon\"\n"), HasSubstr("both columns"));
    EXPECT_THAT(faults("[[tables]]\nid = \"stats\"\nfile = \"t.csv\"\nx = \"lon\"\ny = \"lat\"\n"),
                HasSubstr("coordinate system"));
    EXPECT_THAT(faults(table + "zones = \"countyy\"\n"), HasSubstr("did you mean 'county'"));
    EXPECT_THAT(faults(table + "standing = \"publishd\"\n"), HasSubstr("did you mean 'published'"));
    EXPECT_THAT(faults(table + "[tables.columns]\ngdp = 5\n"), HasSubstr("text is needed"));
    EXPECT_THAT(faults(table + "[tables.columns]\ngdp = { unit = \"亿元\" }\n"), HasSubstr("'column' is missing"));
    EXPECT_THAT(faults(table + "[tables.columns]\ngdp = { column = \"GDP\", unit = \"t\" }\n"),
                HasSubstr("formulas need 'stats.gdp' in '10^4 CNY/a'"));
    EXPECT_THAT(faults(table + "[tables.columns]\ngdp = { column = \"GDP\", unit = \"USD/a\" }\n"),
                HasSubstr("exchange rate"));
    EXPECT_THAT(faults(table + table), HasSubstr("two tables 'stats'"));
}

TEST(ReadZoneList, TakesItsKeys)
{
    const auto plan = read(
        "crs = \"EPSG:4490\"\nx = \"经度\"\ny = \"纬度\"\nradius = \"2 km\"\nproposer = \"推荐单位\"\nofficial_area = "
        "{ column = \"面积\", unit = \"亩\" }\nattributes = { level = \"级别\", region = \"所在县\" }\n",
        "");
    const auto& zones = plan.zones.front();
    EXPECT_EQ(zones.x, "经度");
    EXPECT_EQ(zones.radius.value, "2000 m");
    EXPECT_EQ(zones.proposer, "推荐单位");
    EXPECT_EQ(zones.official_area_unit, unit("亩"));
    EXPECT_EQ(zones.attributes.at("region"), "所在县");
    EXPECT_EQ(read("crs = \"EPSG:4490\"\nx = \"x\"\ny = \"y\"\nradius = { column = \"半径\" }\n", "")
                  .zones.front()
                  .radius.column,
              "半径");
}

TEST(ReadZoneList, FaultsNameTheKeyAndARemedy)
{
    EXPECT_THAT(faults("", "x = \"a\"\n"), HasSubstr("both columns"));
    EXPECT_THAT(faults("", "x = \"a\"\ny = \"b\"\n"), HasSubstr("coordinate system"));
    EXPECT_THAT(faults("", "radius = \"2 km\"\n"), HasSubstr("a radius needs a position"));
    EXPECT_THAT(faults("", "crs = \"EPSG:4490\"\nx = \"a\"\ny = \"b\"\nradius = \"2 h\"\n"),
                HasSubstr("a length is needed"));
    EXPECT_THAT(faults("", "official_area = { column = \"面积\", unit = \"km\" }\n"), HasSubstr("'km' is no area"));
    EXPECT_THAT(faults("", "attributes = { level = 5 }\n"), HasSubstr("text is needed"));
}

struct Step {
    std::string from, to;
    double value;
};

class TableUnit : public testing::TestWithParam<Step> {};

TEST_P(TableUnit, ConvertsByTheHabitsOfOffices)
{
    EXPECT_DOUBLE_EQ(table_conversion(unit(GetParam().from), unit(GetParam().to))(1), GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(Units, TableUnit,
                         testing::Values(Step{"亿元", "10^4 CNY/a", 1e4}, Step{"亿元/年", "10^4 CNY/a", 1e4},
                                         Step{"10^8 CNY2020", "10^4 CNY/a", 1e4}, Step{"万人", "cap", 1e4},
                                         Step{"亿千瓦时", "GWh/a", 100}, Step{"万吨标准煤", "tce/a", 1e4},
                                         Step{"kgce/t", "tce/unit", 1e-3}, Step{"GJ/t", "GJ/unit", 1},
                                         Step{"万吨/年", "unit/a", 1}, Step{"%", "%", 1}, Step{"%", "1", 0.01},
                                         Step{"户", "count", 1}, Step{"万次", "count/a", 1e4},
                                         Step{"万平方米", "m2", 1e4}, Step{"万立方米", "m3/a", 1e4},
                                         Step{"万吨CO2", "t CO2/a", 1e4}));

TEST(TableUnits, OfOtherDimensionsAreRefused)
{
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{{"美元", "10^4 CNY/a"},
                                                                                   {"t", "t CO2/a"},
                                                                                   {"t C", "t CO2/a"},
                                                                                   {"人", "10^4 CNY/a"},
                                                                                   {"t/t", "tce/unit"},
                                                                                   {"GWh/a2", "GWh/a"}})
        EXPECT_THROW(table_conversion(unit(from), unit(to)), UsageError) << from;
}

} // namespace
} // namespace peaksite
