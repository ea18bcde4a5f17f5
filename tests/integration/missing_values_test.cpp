#include "integration/small_case.hpp"

#include <random>

namespace peaksite {
namespace {

// Two counties over a raster, and one without boundary; lists of plants, substations and emitters have a row of the
// first only.
class MissingValues : public SmallCase {
protected:
    MissingValues()
    {
        auto facts = two_zones();
        facts.features.push_back({.wkt = "", .values = {"3", "丙县"}});
        make_vector(at("zones.gpkg"), facts);
        plan.replace("name = \"name\"", "name = \"name\"\nkind = \"city\"");
        plan.add("[[technologies]]\nid = \"pv\"\ndensity = \"40 MW/km2\"\nshare = 1\nyield = \"(1200 h/a)\"");
        write_file(at("plants.csv"), "编码,装机容量（兆瓦）,类型,状态\n1,50,光伏,在运\n");
        write_file(at("substations.csv"), "编码,可开放容量（兆瓦）\n1,180\n");
        write_file(at("fac.csv"), "编码,排放量（吨）\n1,1000\n");
        add_table("plants", "mw = \"装机容量（兆瓦）\"\ntech = \"类型\"\nstatus = \"状态\"");
        add_table("substations", "open_mw = \"可开放容量（兆瓦）\"");
        add_table("fac", "co2 = { column = \"排放量（吨）\", unit = \"t CO2/a\" }");
    }

    void add_table(const std::string& id, const std::string& columns, const std::string& year = "year = 2024\n")
    {
        plan.add("[[tables]]\nid = \"" + id + "\"\nfile = \"" + id + ".csv\"\nkey = \"编码\"\n" + year +
                 "[tables.columns]\n" + columns);
    }

    std::string value(const std::string& key, const std::string& indicator) const
    {
        return read_csv(out() / "indicators_long.csv").at({{"key", key}, {"indicator", indicator}}, "value");
    }
};

TEST_F(MissingValues, OfUnitsWithoutARowAreBlankWithAReason)
{
    done();
    const auto reasons = read_csv(out() / "reasons.csv");
    for (const auto& [indicator, first] :
         {std::pair{"grid_open_cap", "180"}, {"re_installed", "50"}, {"e_facilities", "1000"}}) {
        EXPECT_EQ(value("1", indicator), first);
        for (const char* key : {"2", "3"}) {
            EXPECT_EQ(value(key, indicator), "") << indicator << " of " << key;
            EXPECT_THAT(reasons.at({{"key", key}, {"indicator", indicator}}, "reason"),
                        testing::HasSubstr("complete = true"))
                << indicator;
        }
    }
    EXPECT_EQ(value("2", "re_remaining"), "") << "what stands on a missing amount is missing";
    write_file(at("substations.csv"), "编码,可开放容量（兆瓦）\n1,180\n2,0\n");
    done({"--overwrite"});
    EXPECT_EQ(value("2", "grid_open_cap"), "0") << "a row says so";
}

TEST_F(MissingValues, OfAYearThatATableLacksAreTold)
{
    plan.add("[parameters]\nyear = 2024\n");
    EXPECT_THAT(done({"--lang", "en"}).err, testing::Not(testing::HasSubstr("the year of [parameters]")));
    plan.replace("[parameters]\nyear = 2024", "[parameters]\nyear = 2023");
    EXPECT_THAT(done({"--lang", "en", "--overwrite"}).err,
                testing::AllOf(testing::HasSubstr("table 'plants' has no row of 2023, the year of [parameters] (it has "
                                                  "2024)"),
                               testing::HasSubstr("table 'substations' has no row of 2023")));
    EXPECT_EQ(value("1", "re_installed"), "");
}

TEST_F(MissingValues, OfALandlessUnitStandInNoTable)
{
    done();
    const auto technologies = read_csv(out() / "technologies.csv");
    for (const char* column :
         {"total_km2", "excluded_km2", "too_small_km2", "eligible_km2", "unknown_km2", "effective_km2",
          "share_missing_km2", "capacity_mw", "generation_mwh_per_year", "yield_missing_km2"}) {
        EXPECT_EQ(technologies.at({{"key", "3"}}, column), "") << column;
        EXPECT_NE(technologies.at({{"key", "1"}}, column), "") << column;
    }
    const auto waterfall = read_csv(out() / "waterfall.csv");
    for (const char* row : {"too_small", "total", "eligible", "unknown"})
        EXPECT_EQ(waterfall.at({{"key", "3"}, {"criterion", row}}, "cumulative_km2"), "") << row;
    for (const char* indicator : {"pv_tech_cap", "pv_suit_area", "pv_tech_gen"})
        EXPECT_EQ(value("3", indicator), "") << indicator;
}

TEST_F(MissingValues, ACompleteListSaysThatTheOthersHaveNone)
{
    plan.replace("file = \"plants.csv\"", "file = \"plants.csv\"\ncomplete = true");
    done();
    EXPECT_EQ(value("2", "re_installed"), "0");
    EXPECT_EQ(value("3", "re_installed"), "0");
    EXPECT_EQ(value("2", "grid_open_cap"), "") << "another list";
}

TEST_F(MissingValues, EveryBlankHasItsReason)
{
    done();
    expect_reason_of_every_blank(out());
    plan.replace("share = 1\n", "share = \"value / (200 W/m2)\"\n");
    std::mt19937 random{7};
    for (int scene = 0; scene < 4; ++scene) {
        RasterFacts facts;
        facts.nodata = -1;
        const int least = std::uniform_int_distribution{0, 30}(random), every = 2 + scene;
        facts.value = [=](int col, int row) { return col > least || (col + row) % every == 0 ? -1 : 100; };
        make_raster(at("value.tif"), facts);
        done({"--overwrite"});
        SCOPED_TRACE("columns with data: " + std::to_string(least));
        expect_reason_of_every_blank(out());
    }
}

// A rule that was not tested leaves too much land, a share that is unknown too little: no bound is claimed.
TEST_F(MissingValues, OfLandMakeNoUpperBoundOfASum)
{
    RasterFacts facts;
    facts.nodata = -1;
    facts.value = [](int col, int) { return col == 10 ? -1 : 100; };
    make_raster(at("value.tif"), facts);
    plan.replace("share = 1\n", "share = \"value / (200 W/m2)\"\n");
    plan.add("[[technologies.exclude]]\nid = \"red\"\nwhere = \"inside(red)\"\n[[layers]]\nid = \"red\"\nabsent = "
             "\"not supplied\"\nkind = \"vector\"");
    done();
    const auto table = read_csv(out() / "indicators_long.csv");
    const auto flag = [&](const char* key) { return table.at({{"key", key}, {"indicator", "pv_tech_cap"}}, "flag"); };
    EXPECT_THAT(flag("1"), testing::HasSubstr("unclear_bound"));
    EXPECT_THAT(flag("2"), testing::HasSubstr("upper_bound"));
}

TEST_F(MissingValues, WhatTwoRowsStateIsBlankAndToldOf)
{
    write_file(at("stats.csv"), "编码,生产总值（亿元）\n1,10\n2,5\n1,100\n");
    add_table("stats", "gdp = \"生产总值（亿元）\"");
    plan.add("[[indicators]]\nid = \"output\"\nname = \"a\"\nunit = \"亿元/a\"\nformula = \"stats.gdp\"");
    const auto outcome = done();
    EXPECT_EQ(value("1", "output"), "");
    EXPECT_EQ(value("2", "output"), "5");
    expect_words(outcome.err, {"table 'stats': 1 zones have several rows for one value", "甲县 (2, 4)"});
}

TEST_F(MissingValues, OfTheLatestYearAreToldWithWhatTheyMove)
{
    write_file(at("stats.csv"), "编码,年份,生产总值（亿元）\n1,2023,10\n1,2024,11\n2,2023,5\n");
    add_table("stats", "gdp = \"生产总值（亿元）\"", "year = { column = \"年份\" }\n");
    plan.add("[[indicators]]\nid = \"output\"\nname = \"a\"\nunit = \"亿元/a\"\nformula = \"stats.gdp\"");
    const auto outcome = done();
    EXPECT_EQ(value("1", "output"), "10");
    expect_words(outcome.err,
                 {"table 'stats' has no number of 2024 for", "乙县", "are therefore those of 2023:", "output"});
    plan.replace("id = \"output\"\nname = \"a\"", "id = \"output\"\nname = \"产值\"");
    expect_words(done({"--overwrite", "--lang", "zh"}).err, {"采用 2023 年：", "年均增速, 产值\n"});
}

// The area of the first square in the unit that the plan asks for.
TEST_F(MissingValues, AnOwnIndicatorComesOutInItsUnit)
{
    plan.add("[[indicators]]\nid = \"area_km2\"\nname = \"a\"\nunit = \"km2\"\nformula = "
             "\"zone_area\"\n[[indicators]]\nid = \"area_mu\"\nname = \"b\"\nunit = \"亩\"\nformula = \"zone_area\"\n"
             "[[indicators]]\nid = \"share\"\nname = \"c\"\nunit = \"%\"\nformula = \"100*zone_area/(8 km2)\"");
    const auto outcome = done();
    const double km2 = std::stod(value("1", "area_km2"));
    EXPECT_NEAR(std::stod(value("1", "area_mu")) / km2, 1500, 1e-9);
    EXPECT_NEAR(std::stod(value("1", "share")) / km2, 100.0 / 8, 1e-9);
    EXPECT_THAT(outcome.err, testing::HasSubstr("leave it out")) << "a factor by hand is said";
}

} // namespace
} // namespace peaksite
