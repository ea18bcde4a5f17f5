#include "integration/small_case.hpp"

#include "tally/tally_file.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <functional>
#include <thread>

namespace peaksite {
namespace {

// A run that lasts: a small raster stretched over many cells, of which every one must be counted.
class Interruption : public SmallCase {
protected:
    Interruption()
    {
        constexpr int side = 4000;
        write_file(at("value.vrt"),
                   fmt::format(R"(<VRTDataset rasterXSize="{0}" rasterYSize="{0}"><SRS>EPSG:32648</SRS><GeoTransform>)"
                               R"(500000, {1}, 0, 4206000, 0, -{1}</GeoTransform>
<VRTRasterBand dataType="Float32" band="1"><SimpleSource><SourceFilename relativeToVRT="1">)"
                               R"(value.tif</SourceFilename><SourceBand>1</SourceBand>
<SrcRect xOff="0" yOff="0" xSize="60" ySize="60"/><DstRect xOff="0" yOff="0" xSize="{0}" ySize="{0}"/>)"
                               R"(</SimpleSource></VRTRasterBand></VRTDataset>)",
                               side, 6000.0 / side));
        VectorFacts facts;
        facts.features = {{.wkt = square(500000, 4200000, 6000), .values = {"1", "全部"}},
                          {.wkt = square(501000.3, 4201000.7, 3000), .values = {"2", "部分"}}};
        make_vector(at("zones.gpkg"), facts);
        plan.replace("value.tif", "value.vrt").replace("100 m", fmt::format("{} m", 6000.0 / side));
    }
    std::vector<std::string> arguments(const std::vector<std::string>& more = {}) const
    {
        write_plan();
        std::vector<std::string> all{"run", at("plan.toml").string(), "-o", out().string(), "--threads", "2"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    // An earlier result of other content, to be kept.
    std::map<std::string, std::string> earlier_result()
    {
        const auto outcome = run_program(arguments({"--set", "grid.cell=100m"}));
        EXPECT_EQ(outcome.code, code_done) << outcome.err;
        return tables_of(out());
    }
    static constexpr const char* in_the_middle = " tiles"; // "  57 of 553 tiles"
};

TEST_F(Interruption, CtrlCEndsTheRunAndKeepsWhatWasCounted)
{
    RunningProgram program{arguments()};
    ASSERT_TRUE(program.says(in_the_middle));
    program.send(SIGINT);
    const auto outcome = program.wait();
    EXPECT_EQ(outcome.code, code_failed) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    expect_words(outcome.err, {"stopped", "what was counted is kept in", "out.partial'", "--resume"});
    EXPECT_FALSE(std::filesystem::exists(out()));
    EXPECT_TRUE(std::filesystem::exists(at("out.partial") / "run.tally"));
}

// A library that waits for a pipe asks nobody whether to go on: one signal ends the run all the same, and soon.
TEST_F(Interruption, OneSignalEndsARunWhoseFileNeverEnds)
{
    make_vector(at("pipe.shp"), two_zones());
    std::filesystem::remove(at("pipe.dbf"));
    ASSERT_EQ(::mkfifo(at("pipe.dbf").c_str(), 0600), 0);
    plan.replace("zones.gpkg", "pipe.shp");
    const auto begin = std::chrono::steady_clock::now();
    {
        RunningProgram program{arguments()};
        ASSERT_TRUE(program.says("reading plan and files"));
        std::this_thread::sleep_for(std::chrono::milliseconds{500});
        program.send(SIGTERM);
        const auto outcome = program.wait();
        EXPECT_EQ(outcome.code, code_failed) << outcome.err;
        expect_words(outcome.err, {"stopped"});
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{30});
    plan.replace("pipe.shp", "zones.gpkg");
    EXPECT_EQ(run_program(arguments({"--set", "grid.cell=100m"})).code, code_done); // what it left is in nobody's way
}

TEST_F(Interruption, ResumedAfterCtrlCItGivesTheSameBytes)
{
    {
        RunningProgram program{arguments()};
        ASSERT_TRUE(program.says(in_the_middle));
        program.send(SIGINT);
        ASSERT_EQ(program.wait().code, code_failed);
    }
    const auto resumed = run_program(arguments({"--resume"}));
    ASSERT_EQ(resumed.code, code_done) << resumed.err;
    EXPECT_THAT(read_file(out() / "manifest.json"), testing::Not(testing::HasSubstr("\"resumed_tiles\": 0,")));
    const auto tables = tables_of(out());
    ASSERT_EQ(run_program(arguments({"--overwrite"})).code, code_done);
    EXPECT_EQ(tables_of(out()), tables);
    EXPECT_FALSE(std::filesystem::exists(at("out.partial")));
}

TEST_F(Interruption, ResumedItSaysAllThatAWholeRunSays)
{
    RasterFacts corner; // of the first tile, and of other values than the raster below it
    corner.rows = corner.cols = 10;
    corner.cell = 1.5;
    corner.value = [](int, int) { return 7e5; };
    make_raster(at("corner.tif"), corner);
    plan.replace("\"value.vrt\"", "[\"value.vrt\", \"corner.tif\"]");
    plan.replace("unit = \"W/m2\"", "unit = \"W/m2\"\nrange = [1e6, 2e6]"); // no value is in it
    {
        RunningProgram program{arguments()};
        ASSERT_TRUE(program.says(in_the_middle));
        program.send(SIGINT);
        ASSERT_EQ(program.wait().code, code_failed);
    }
    const auto warnings_in = [](const std::string& manifest) {
        const auto begin = manifest.find("\"warnings\":");
        return manifest.substr(begin, manifest.find("\"secrecy\":") - begin);
    };
    const auto resumed = run_program(arguments({"--resume"}));
    ASSERT_EQ(resumed.code, code_done) << resumed.err;
    const auto said = warnings_in(read_file(out() / "manifest.json"));
    EXPECT_THAT(said, testing::AllOf(testing::HasSubstr("lie outside the range of the layer"),
                                     testing::HasSubstr("files state different values where they overlap")));
    ASSERT_EQ(run_program(arguments({"--overwrite"})).code, code_done);
    EXPECT_EQ(warnings_in(read_file(out() / "manifest.json")), said);
}

TEST_F(Interruption, TerminationIsAnOrderlyEndToo)
{
    RunningProgram program{arguments()};
    ASSERT_TRUE(program.says(in_the_middle));
    program.send(SIGTERM);
    EXPECT_EQ(program.wait().code, code_failed);
    EXPECT_FALSE(std::filesystem::exists(out()));
}

TEST_F(Interruption, AnEarlierResultSurvivesCtrlC)
{
    const auto before = earlier_result();
    RunningProgram program{arguments({"--overwrite"})};
    ASSERT_TRUE(program.says(in_the_middle));
    program.send(SIGINT);
    EXPECT_EQ(program.wait().code, code_failed);
    EXPECT_EQ(tables_of(out()), before);
}

TEST_F(Interruption, AnEarlierResultSurvivesKilling)
{
    const auto before = earlier_result();
    {
        RunningProgram program{arguments({"--overwrite"})};
        ASSERT_TRUE(program.says(in_the_middle));
        program.send(SIGKILL);
        EXPECT_EQ(program.wait().signal, SIGKILL);
    }
    EXPECT_EQ(tables_of(out()), before);
    // The next run works, with another cell so that it is quick.
    const auto next = run_program(arguments({"--overwrite", "--set", "grid.cell=200m"}));
    EXPECT_EQ(next.code, code_done) << next.err;
    EXPECT_FALSE(std::filesystem::exists(at("out.partial")));
    EXPECT_NE(tables_of(out()), before);
}

TEST_F(Interruption, ResumedAfterKillingItGivesTheSameBytes)
{
    {
        RunningProgram program{arguments()};
        // Tiles are put on disk every five seconds: let them pass while the program sleeps.
        const auto tally = at("out.partial") / "run.tally";
        ASSERT_TRUE(program.says(in_the_middle));
        program.send(SIGSTOP);
        std::this_thread::sleep_for(std::chrono::milliseconds{5100});
        program.send(SIGCONT);
        // A file that grew may hold half a record only.
        while (std::filesystem::exists(tally) && !holds_records(tally)) std::this_thread::yield();
        program.send(SIGKILL);
        ASSERT_EQ(program.wait().signal, SIGKILL);
    }
    EXPECT_FALSE(std::filesystem::exists(out()));
    const auto resumed = run_program(arguments({"--resume"}));
    ASSERT_EQ(resumed.code, code_done) << resumed.err;
    EXPECT_THAT(read_file(out() / "manifest.json"), testing::Not(testing::HasSubstr("\"resumed_tiles\": 0,")));
    const auto tables = tables_of(out());
    ASSERT_EQ(run_program(arguments({"--overwrite"})).code, code_done);
    EXPECT_EQ(tables_of(out()), tables);
}

TEST_F(Interruption, WhatAnotherPlanCountedIsNotResumedNorLost)
{
    {
        RunningProgram program{arguments()};
        ASSERT_TRUE(program.says(in_the_middle));
        program.send(SIGINT);
        ASSERT_EQ(program.wait().code, code_failed);
    }
    const auto counted = read_file(at("out.partial") / "run.tally");
    const auto outcome = run_program(arguments({"--resume", "--set", "grid.cell=100m"}));
    EXPECT_EQ(outcome.code, code_wrong) << outcome.err;
    expect_words(outcome.err, {"run.tally'", "belongs to another plan", "run without --resume"});
    EXPECT_EQ(read_file(at("out.partial") / "run.tally"), counted);
    // Nor does a plan with a fault empty the folder.
    const auto faulty = run_program(arguments({"--set", "grid.cell=0m"}));
    EXPECT_EQ(faulty.code, code_wrong);
    EXPECT_EQ(read_file(at("out.partial") / "run.tally"), counted);
}

TEST_F(Interruption, ATallyThatWasCutOffIsResumedFromItsLastWholeRecord)
{
    {
        RunningProgram program{arguments()};
        ASSERT_TRUE(program.says(in_the_middle));
        program.send(SIGINT);
        ASSERT_EQ(program.wait().code, code_failed);
    }
    const auto tally = at("out.partial") / "run.tally";
    std::filesystem::resize_file(tally, std::filesystem::file_size(tally) - 3);
    const auto resumed = run_program(arguments({"--resume"}));
    ASSERT_EQ(resumed.code, code_done) << resumed.err;
    const auto tables = tables_of(out());
    ASSERT_EQ(run_program(arguments({"--overwrite"})).code, code_done);
    EXPECT_EQ(tables_of(out()), tables);
}

// Checksums prove that bytes are those written, not that they make sense: each of these records has a right one.
TEST_F(Interruption, ATallyThatMakesNoSenseIsRefused)
{
    plan.replace("[[statistics]]", "[[statistics]]\non = \"grid\"");
    {
        RunningProgram program{arguments()};
        ASSERT_TRUE(program.says(in_the_middle));
        program.send(SIGINT);
        ASSERT_EQ(program.wait().code, code_failed);
    }
    const auto tally = at("out.partial") / "run.tally";
    const auto good = read_tally(tally);
    ASSERT_FALSE(good.records.empty());
    const auto& zone = good.records.front().zones.begin()->second;
    const std::vector<std::function<void(TallyRecord&)>> forgeries{
        [&](TallyRecord& record) { record.zones.emplace(2147483647, zone); },
        [&](TallyRecord& record) { record.zones.emplace(-1, zone); },
        [](TallyRecord& record) { record.zones.begin()->second = ZoneTally{}; },
        [](TallyRecord& record) {
            record.zones.begin()->second = ZoneTally{
                {.moments = {}, .distributions = {Buckets::relative}, .class_layers = 3, .masks = false, .measures = 0},
                true};
        },
        [](TallyRecord& record) { record.pass = 7; },
        [](TallyRecord& record) { record.pass = -1; },
        [](TallyRecord& record) { record.tiles.push_back(1 << 30); },
        [](TallyRecord& record) { record.tiles.push_back(-5); },
        [](TallyRecord& record) { record.tiles.push_back(record.tiles.front()); }};
    for (std::size_t i = 0; i < forgeries.size(); ++i) {
        {
            TallyWriter writer{tally, good.head};
            for (auto record : good.records) {
                forgeries[i](record);
                writer.append(record.pass, record.tiles, record.zones);
            }
        }
        const auto outcome = run_program(arguments({"--resume"}));
        EXPECT_EQ(outcome.code, code_failed) << i << " signal " << outcome.signal << outcome.err;
        expect_words(outcome.err, {"run.tally", "damaged", "run without --resume"});
    }
}

TEST_F(Interruption, TwoRunsDoNotWriteIntoOneFolder)
{
    RunningProgram first{arguments()};
    ASSERT_TRUE(first.says(in_the_middle));
    const auto second = run_program(arguments());
    EXPECT_EQ(second.code, code_failed);
    expect_words(second.err, {"another run is writing to", "out.partial'", "--output"});
    const auto outcome = first.wait();
    EXPECT_EQ(outcome.code, code_done) << outcome.err;
    EXPECT_TRUE(std::filesystem::exists(out() / "manifest.json"));
}

TEST_F(Interruption, ProgressIsABarOnATerminalAndLinesElsewhere)
{
    if (!terminals_can_be_made()) GTEST_SKIP() << "no terminal can be made here";
    const auto on_terminal = run_program(arguments(), {.terminal = true});
    EXPECT_EQ(on_terminal.code, code_done);
    expect_words(on_terminal.err, {"\r", "[#", "%", "tiles/s", "left"});
    const auto elsewhere = run_program(arguments({"--overwrite"}));
    expect_words(elsewhere.err, {"counting", " tiles\n"});
    EXPECT_THAT(elsewhere.err, testing::Not(testing::HasSubstr("\r")));
    EXPECT_THAT(elsewhere.err, testing::Not(testing::HasSubstr("\033")));
    const auto quiet = run_program(arguments({"--overwrite", "--quiet"}), {.terminal = true});
    EXPECT_EQ(quiet.err, "");
}

} // namespace
} // namespace peaksite
