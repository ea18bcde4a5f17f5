// The public headers against the program: the same numbers, files, faults and answers, as values.
#include "integration/library_tables.hpp"
#include "integration/whole_case.hpp"
#include "support/source_folders.hpp"

#include <atomic>
#include <fstream>
#include <future>

namespace peaksite {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

api::PlanFile plan_file(const fs::path& file, api::Settings settings = {})
{
    return {.file = file, .catalogue = {catalogue_folder()}, .settings = std::move(settings)};
}

TEST(Library, ARunInMemoryHasTheNumbersOfTheProgramsFolder)
{
    const TemporaryFolder folder;
    ASSERT_EQ(run_program({"init", "--sample", "demo", (folder / "demo").string()}).code, code_done);
    const auto plan = folder / "demo/plan.toml";
    const auto outcome = run_program({"run", plan.string(), "-o", (folder / "out").string(), "--set", "grid.cell=2km",
                                      "--set", "siting.selection_draws=20", "--quiet"});
    ASSERT_EQ(outcome.code, code_done) << outcome.err;
    const api::Plan opened{plan_file(plan, {{"grid.cell", "2km"}, {"siting.selection_draws", "20"}})};
    const api::Run run{opened};
    const auto& results = run.results();
    expect_indicators(folder / "out", results);
    expect_land(folder / "out", results);
    expect_statistics(folder / "out", results);
    expect_other_tables(folder / "out", results);
    expect_ranking(folder / "out", results);
    EXPECT_FALSE(results.unchecked.empty());
}

class WholeLibrary : public WholeCase {
protected:
    api::PlanFile file(api::Settings settings = {}) const
    {
        write_plan();
        return plan_file(at("plan.toml"), std::move(settings));
    }
};

TEST_F(WholeLibrary, WritesTheFolderOfTheProgram)
{
    done();
    const api::Plan opened{file()};
    const api::Run run{opened, {.threads = 2}};
    const auto written = run.write(at("mine"), {}, {.threads = 2});
    EXPECT_TRUE(written.withheld.empty());
    EXPECT_FALSE(fs::exists(at("mine.partial")));
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator{out()})
        if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), out()).string());
    EXPECT_THAT(written.files, testing::UnorderedElementsAreArray(files));
    EXPECT_THAT(written.files, testing::IsSupersetOf({"rasters/state.tif", "run.tally", "manifest.json"}));
    for (const auto& name : files)
        if (name != "manifest.json" && !name.ends_with(".xlsx")) {
            EXPECT_EQ(read_file(out() / name), read_file(at("mine") / name)) << name;
        }
    // Never over another result, unless it is asked for.
    EXPECT_THROW(run.write(at("mine")), UsageError);
    EXPECT_NO_THROW(run.write(at("mine"), {.overwrite = true}));
}

TEST_F(WholeLibrary, RunsOfOnePlanAreMadeAndWrittenAtTheSameTime)
{
    done();
    const api::Plan opened{file()};
    const auto work = [&](const char* name) { api::Run{opened}.write(at(name)); };
    auto other = std::async(std::launch::async, work, "one");
    work("two");
    other.get();
    for (const auto* mine : {"one", "two"})
        for (const auto* name : {"rasters/state.tif", "rasters/yield.tif", "indicators.csv", "statistics.csv"})
            EXPECT_EQ(read_file(out() / name), read_file(at(mine) / name)) << mine << " " << name;
}

TEST_F(WholeLibrary, AnIndicatorThatWasNotCountedIsAmongTheLost)
{
    done();
    auto changed = plan;
    changed.add("[[indicators]]\nid = \"mine\"\nname = \"mine\"\nunit = \"degree\"\nformula = \"zmean(slope)\"\n");
    write_file(at("plan2.toml"), changed.text());
    const api::Plan opened{file()};
    const api::Run run{opened};
    const api::SavedRun saved{out(), {catalogue_folder()}};
    const api::Changes changes{.plan = at("plan2.toml")};
    for (const auto& answer : {run.whatif(changes), saved.whatif(changes)}) {
        ASSERT_EQ(answer.lost.size(), 1U);
        EXPECT_EQ(answer.lost.front().id, "mine");
        EXPECT_THAT(answer.lost.front().reason.english(), HasSubstr("was not counted"));
        EXPECT_THAT(answer.results.missing, testing::Contains(testing::Field(&api::MissingIndicator::id, "mine")));
    }
    EXPECT_TRUE(saved.whatif({}).lost.empty());
}

TEST_F(WholeLibrary, SecrecyKeepsRastersBackUnlessTheyAreReleased)
{
    plan.replace("secrecy = \"public\"", "secrecy = \"internal\"");
    const api::Plan opened{file()};
    const api::Run run{opened};
    EXPECT_THAT(run.write(at("kept")).withheld, testing::ElementsAre("rasters/state.tif", "rasters/yield.tif"));
    EXPECT_FALSE(fs::exists(at("kept/rasters")));
    EXPECT_THAT(run.write(at("released"), {.release = true}).withheld, testing::IsEmpty());
    EXPECT_TRUE(fs::exists(at("released/rasters/yield.tif")));
}

TEST_F(WholeLibrary, WhatIfIsThatOfTheProgram)
{
    done();
    const auto outcome = run_program({"whatif", out().string(), "--off", "pv.road", "--set",
                                      "technologies.pv.density=60 MW/km2", "-o", at("whatif").string()});
    ASSERT_EQ(outcome.code, code_done) << outcome.err;
    const api::Changes changes{.settings = {{"technologies.pv.density", "60 MW/km2"}}, .off = {"pv.road"}};
    const api::Plan opened{file()};
    const api::Run run{opened};
    const api::SavedRun saved{out(), {catalogue_folder()}};
    for (const auto& answer : {run.whatif(changes), saved.whatif(changes)}) {
        expect_indicators(at("whatif"), answer.results);
        expect_land(at("whatif"), answer.results);
        expect_statistics(at("whatif"), answer.results);
        EXPECT_THAT(answer.changes, testing::Contains(testing::Field(&api::Change::key, "technologies[1].density")));
    }
    const auto written = saved.write_whatif(changes, at("written"));
    EXPECT_EQ(tables_of(at("written")), tables_of(at("whatif")));
    expect_land(at("written"), written.results);
    EXPECT_THROW(saved.write_whatif(changes, at("written")), UsageError);
    EXPECT_THROW(saved.write_whatif(changes, out(), true), UsageError);
    expect_land(out(), run.results());
    expect_land(out(), saved.whatif({}).results);
    EXPECT_THROW(run.whatif({.settings = {{"grid.cell", "60 m"}}}), UsageError);
    EXPECT_THROW((api::SavedRun{at("nowhere"), {}}), InputError);
}

TEST_F(WholeLibrary, ACatalogueThatIsNotThereIsRefused)
{
    done();
    const auto nowhere = at("nowhere"), empty = at("empty");
    fs::create_directory(empty);
    for (const auto& folders : {std::vector<fs::path>{}, {nowhere}, {empty}, {nowhere, catalogue_folder()}}) {
        auto one = file();
        one.catalogue = folders;
        EXPECT_THROW(api::Plan{one}, UsageError);
        EXPECT_THROW(api::check(one, out()), UsageError);
        EXPECT_THROW((api::SavedRun{out(), folders}.whatif({.off = {"pv.road"}})), UsageError);
    }
    plan.replace("[grid]", "[paths]\ncatalogue = \"nowhere\"\n[grid]");
    const auto outcome = command("check");
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.out + outcome.err, {"nowhere is not there"});
}

TEST_F(WholeLibrary, AStopTokenStopsAndNothingIsLeft)
{
    const api::Plan opened{file()};
    std::stop_source source;
    std::atomic<int> calls{0};
    const auto stop_at_once = [&](const api::Progress&) {
        ++calls;
        source.request_stop();
    };
    EXPECT_THROW((api::Run{opened, {.threads = 1, .stop = source.get_token(), .progress = stop_at_once}}), Stopped);
    EXPECT_EQ(calls, 1);
    // The plan can be run again, and a run be written later.
    const api::Run run{opened};
    EXPECT_THROW(run.write(at("mine"), {}, {.stop = source.get_token()}), Stopped);
    EXPECT_FALSE(fs::exists(at("mine")));
    EXPECT_FALSE(fs::exists(at("mine.partial")));
    run.write(at("mine"));
    expect_land(at("mine"), run.results());
}

TEST_F(WholeLibrary, ProgressTellsEveryTileAndStageInOrder)
{
    const api::Plan opened{file()};
    std::vector<api::Progress> told;
    const auto keep = [&](const api::Progress& progress) { told.push_back(progress); };
    const api::Run run{opened, {.threads = 2, .progress = keep}};
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told.front().pass, "grid");
    EXPECT_EQ(std::ranges::count(told, std::string{"grid"}, &api::Progress::pass), told.front().tiles);
    EXPECT_EQ(told.back().stage, api::Progress::Stage::computing);
    told.clear();
    run.write(at("mine"), {}, {.threads = 2, .progress = keep});
    EXPECT_EQ(told.front().stage, api::Progress::Stage::counting) << "rasters need the cells again";
    EXPECT_EQ(told.back().stage, api::Progress::Stage::writing);
}

// Cells of two files would be mixed, though every worker had the file open before.
TEST_F(WholeLibrary, ARasterThatIsWrittenIntoDuringARunIsRefused)
{
    const api::Plan opened{file()};
    bool written = false;
    const auto write = [&](const api::Progress& progress) {
        if (progress.stage != api::Progress::Stage::counting || written) return;
        std::ofstream file{at("sun.tif"), std::ios::binary | std::ios::app};
        written = static_cast<bool>(file << "x");
    };
    try {
        const api::Run run{opened, {.threads = 1, .progress = write}};
        FAIL() << "it went on";
    } catch (const InputError& error) {
        expect_words(error.what(), {"sun.tif", "changed", "begin again"});
    }
    EXPECT_TRUE(written);
}

TEST_F(WholeLibrary, FaultsOfAPlanComeAsValues)
{
    EXPECT_TRUE(api::check(file()).sound());
    plan.replace("density = \"45 MW/km2\"", "density = \"45 km\"").replace("file = \"sun.tif\"", "fiel = \"sun.tif\"");
    const auto report = api::check(file());
    EXPECT_FALSE(report.sound());
    std::string all;
    for (const auto& finding : report.findings) {
        if (finding.severity != Severity::error) continue;
        EXPECT_TRUE(finding.of_request) << english(finding.fault);
        EXPECT_THAT(finding.fault.place.text(), HasSubstr("plan.toml:"));
        all += english(finding.fault) + "\n";
    }
    expect_words(all, {"density", "fiel"});
    try {
        const api::Plan opened{file()};
        FAIL() << "a plan with faults was opened";
    } catch (const UsageError& error) {
        EXPECT_GE(error.faults().size(), 2U);
        EXPECT_THAT(error.what(), HasSubstr("fiel"));
    }
}

TEST_F(WholeLibrary, FaultsOfFilesAreNotThoseOfTheRequest)
{
    write_file(at("sun.tif"), "no raster");
    const auto report = api::check(file());
    ASSERT_FALSE(report.findings.empty());
    EXPECT_EQ(report.findings.front().severity, Severity::error);
    EXPECT_FALSE(report.findings.front().of_request);
    EXPECT_THAT(english(report.findings.front().fault), HasSubstr("sun"));
    EXPECT_THROW(api::Plan{file()}, InputError);
}

} // namespace
} // namespace peaksite
