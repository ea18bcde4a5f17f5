#include "support/data_files.hpp"
#include "support/program.hpp"
#include "support/temporary_folder.hpp"

#include "integration/small_case.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace peaksite {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
namespace fs = std::filesystem;

class Convert : public testing::Test {
protected:
    Convert()
    {
        make_vector(at("in.gpkg"), {.table = "parcels",
                                    .crs = "EPSG:4523",
                                    .columns = {"code", "name"},
                                    .features = {{square(35500000, 4200000, 1000), {"1", "甲村"}},
                                                 {square(35502000, 4200000, 500), {"2", std::nullopt}}}});
    }
    fs::path at(const std::string& name) const { return folder / name; }
    static Outcome convert(const fs::path& in, const fs::path& out, std::vector<std::string> more = {})
    {
        more.insert(more.begin(), {"convert", in.string(), out.string()});
        return run_program(more);
    }
    void done(const std::string& in, const std::string& out, const std::vector<std::string>& more = {}) const
    {
        const auto outcome = convert(at(in), at(out), more);
        ASSERT_EQ(outcome.code, code_done) << outcome.err;
        EXPECT_TRUE(fs::exists(at(out)));
        for (const auto& entry : fs::directory_iterator{at("")})
            EXPECT_NE(entry.path().extension(), ".partial") << entry.path();
    }
    TemporaryFolder folder;
};

TEST_F(Convert, GoesThroughEveryFormatAndBackToTheSameTable)
{
    const auto original = table_rows(at("in.gpkg"), "parcels");
    for (const auto* way : {"a.shp", "a.gdb", "a.dxf", "a.gpkg"}) {
        done("in.gpkg", way, {"--to-encoding", "GBK"});
        std::vector<std::string> back{"--crs", "EPSG:4523"};
        if (std::string{way} == "a.dxf") back = {"--from-crs", "EPSG:4523", "--table", "parcels"};
        done(way, std::string{way} + ".gpkg", back);
        const auto outcome = convert(at(std::string{way} + ".gpkg"), at(std::string{way} + ".csv"), {"--wkt"});
        ASSERT_EQ(outcome.code, code_done);
        const auto content = read_file(at(std::string{way} + ".csv"));
        EXPECT_THAT(content, HasSubstr("甲村")) << way;
        EXPECT_THAT(content, HasSubstr("35500000 4200000")) << way;
    }
    EXPECT_EQ(original.size(), 2U);
}

TEST_F(Convert, LandCoordinatesAndKmlChangeTheSystem)
{
    done("in.gpkg", "a.kml");
    EXPECT_THAT(read_file(at("a.kml")), HasSubstr("甲村"));
    done("in.gpkg", "甲.kmz");
    done("甲.kmz", "c.csv", {"--wkt"});
    EXPECT_THAT(read_file(at("c.csv")), HasSubstr("甲村"));
    done("a.kml", "b.txt");
    const auto content = read_file(at("b.txt"));
    EXPECT_THAT(content, HasSubstr("带号=35"));
    EXPECT_THAT(content, HasSubstr(",甲村,面,"));
    EXPECT_THAT(content, HasSubstr(",1,4200000.0000,35500000.0000\r\n"));
    EXPECT_THAT(content, HasSubstr("100.0000,1,")); // hectares
}

TEST_F(Convert, TellsTheProposalWhenTheSystemIsNotSaid)
{
    done("in.gpkg", "a.dxf");
    const auto outcome = convert(at("a.dxf"), at("b.kml"));
    EXPECT_EQ(outcome.code, code_failed);
    EXPECT_THAT(outcome.err, HasSubstr("EPSG:4523"));
    EXPECT_FALSE(fs::exists(at("b.kml")));
}

TEST_F(Convert, ReplacesNothingUnasked)
{
    write_file(at("a.kml"), "mine");
    EXPECT_EQ(convert(at("in.gpkg"), at("a.kml")).code, code_wrong);
    EXPECT_EQ(read_file(at("a.kml")), "mine");
    done("in.gpkg", "a.kml", {"--overwrite"});
    EXPECT_THAT(read_file(at("a.kml")), HasSubstr("甲村"));
}

TEST_F(Convert, AFailureLeavesTheOldFileAndNothingElse)
{
    write_file(at("a.shp"), "mine");
    make_vector(at("none.gpkg"), {.table = "t", .crs = "EPSG:4523", .columns = {"a"}, .features = {{"", {"1"}}}});
    EXPECT_EQ(convert(at("none.gpkg"), at("a.shp"), {"--overwrite"}).code, code_wrong);
    EXPECT_EQ(read_file(at("a.shp")), "mine");
    EXPECT_FALSE(fs::exists(at("a_shp.partial")));
}

TEST_F(Convert, TellsWhatGotLost)
{
    make_vector(at("long.gpkg"), {.table = "t",
                                  .crs = "EPSG:4523",
                                  .columns = {"a_very_long_name", "a_very_long_word"},
                                  .features = {{square(35500000, 4200000, 1000), {std::string(300, 'x'), "1"}}}});
    const auto outcome = convert(at("long.gpkg"), at("a.shp"));
    EXPECT_EQ(outcome.code, code_done);
    expect_words(outcome.err, {"a_very_long_name = a_very_lon, a_very_long_word = a_very_l~1", "longer than 254 bytes",
                               "read back otherwise"});
}

TEST_F(Convert, RefusesWrongRequests)
{
    EXPECT_EQ(convert(at("in.gpkg"), at("a.xyz")).code, code_wrong);
    EXPECT_EQ(convert(at("in.gpkg"), at("a.geojson"), {"--crs", "EPSG:4523"}).code, code_wrong);
    EXPECT_EQ(convert(at("in.gpkg"), at("a.txt"), {"--crs", "EPSG:3857"}).code, code_wrong);
    EXPECT_EQ(convert(at("in.gpkg"), at("a.csv"), {"--to-encoding", "EBCDIC"}).code, code_wrong);
    EXPECT_EQ(convert(at("gone.gpkg"), at("a.csv")).code, code_failed);
    EXPECT_EQ(convert(at("in.gpkg"), at("nowhere/a.csv")).code, code_failed);
    EXPECT_EQ(convert(at("in.gpkg"), at("a.csv"), {"--table", "gone"}).code, code_failed);
}

// What a run takes: the same zones from each of the formats give the same numbers.
class ZonesOfManyFormats : public Convert, public testing::WithParamInterface<const char*> {
protected:
    CsvTable statistics(const std::string& zones) const
    {
        const auto ending = fs::path{zones}.extension();
        const bool land = ending == ".txt", drawing = ending == ".dxf";
        const std::string key = land ? "地块编号" : "code", name = land ? "地块名称" : "name";
        write_file(at("plan.toml"),
                   "schema = 1\n[grid]\ncrs = \"EPSG:4523\"\ncell = \"100 m\"\n[[zones]]\nid = \"z\"\nfile = \"" +
                       zones + "\"\nkey = \"" + key + "\"\nname = \"" + name + "\"\n" +
                       (drawing ? "crs = \"EPSG:4523\"\ntable = \"zones\"\n" : "") +
                       "[[layers]]\nid = \"value\"\nfile = \"one.tif\"\nunit = \"1\"\n[[statistics]]\nlayer = "
                       "\"value\"\nzones = [\"z\"]\nstats = [\"area\", \"mean\"]\n");
        const auto outcome = run_program({"run", at("plan.toml").string(), "-o", at("out").string(), "--overwrite"});
        EXPECT_EQ(outcome.code, code_done) << outcome.err;
        return read_csv(at("out/statistics.csv"));
    }
};

TEST_P(ZonesOfManyFormats, GiveTheSameStatistics)
{
    make_vector(at("zones.gpkg"), {.table = "zones",
                                   .crs = "EPSG:4523",
                                   .columns = {"code", "name"},
                                   .features = {{square(35500030, 4200000, 2000), {"1", "甲县"}},
                                                {square(35502030, 4200000, 2000), {"2", "乙县"}}}});
    make_raster(at("one.tif"), {.west = 35499000, .north = 4205000, .crs = "EPSG:4523"});
    const auto made = convert(at("zones.gpkg"), at(GetParam()), {"--to-encoding", "GBK"});
    ASSERT_EQ(made.code, code_done) << made.err;
    const auto plain = statistics("zones.gpkg"), other = statistics(GetParam());
    for (const auto* zone : {"1", "2"})
        for (const auto* stat : {"area", "mean"}) {
            const double value = plain.number({{"key", zone}, {"stat", stat}}, "value");
            EXPECT_GT(value, 0);
            EXPECT_NEAR(other.number({{"key", zone}, {"stat", stat}}, "value"), value, 1e-9 * value);
        }
}

INSTANTIATE_TEST_SUITE_P(Of, ZonesOfManyFormats, testing::Values("a.shp", "a.txt", "a.dxf", "a.gdb"));

} // namespace
} // namespace peaksite
