#include "integration/small_case.hpp"

namespace peaksite {
namespace {

using Commands = SmallCase;

TEST_F(Commands, TheVersionIsPrinted)
{
    const auto outcome = run_program({"--version"});
    EXPECT_EQ(outcome.code, code_done);
    EXPECT_THAT(outcome.out, testing::MatchesRegex("peaksite [0-9]+\\.[0-9]+\\.[0-9]+\n"));
    EXPECT_EQ(outcome.err, "");
}

TEST_F(Commands, HelpListsTheCommands)
{
    const auto outcome = run_program({"--help"});
    EXPECT_EQ(outcome.code, code_done);
    expect_words(outcome.out, {"run", "check", "explain", "layers"});
    EXPECT_EQ(outcome.err, "");
}

TEST_F(Commands, HelpOfACommandListsItsOptions)
{
    const auto outcome = run_program({"run", "--help"});
    EXPECT_EQ(outcome.code, code_done);
    expect_words(outcome.out, {"--output", "--threads", "--resume", "--overwrite", "--quiet", "--lang", "--set"});
}

TEST_F(Commands, NoCommandIsAFault)
{
    const auto outcome = run_program({});
    EXPECT_EQ(outcome.code, code_wrong);
    EXPECT_EQ(outcome.out, "");
    expect_words(outcome.err, {"--help"});
}

TEST_F(Commands, AnUnknownCommandIsAFault)
{
    const auto outcome = run_program({"rnu", "plan.toml"});
    EXPECT_EQ(outcome.code, code_wrong);
    EXPECT_EQ(outcome.out, "");
    expect_words(outcome.err, {"rnu", "did you mean 'run'?"});
}

TEST_F(Commands, AnUnknownOptionIsAFault)
{
    refused(code_wrong, {"--no-such-option"}, {"--no-such-option"});
    const auto outcome = run_program({"check"});
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.err, {"plan"});
}

TEST_F(Commands, RunPrintsTheFolderAndItsFilesOnStdoutAndMessagesOnStderr)
{
    const auto outcome = done();
    expect_words(outcome.out, {out().string() + "\n", "  indicators.csv\n", "  results.gpkg\n", "  manifest.json\n"});
    expect_words(outcome.err, {"reading plan and files", "counting"});
    EXPECT_THAT(outcome.out, testing::Not(testing::HasSubstr("counting")));
}

TEST_F(Commands, FilesAreListedInTheOrderOfTheirNames)
{
    const auto outcome = done();
    std::vector<std::string> lines;
    for (std::size_t at = outcome.out.find('\n') + 1; at < outcome.out.size(); at = outcome.out.find('\n', at) + 1)
        lines.push_back(outcome.out.substr(at, outcome.out.find('\n', at) - at));
    EXPECT_TRUE(std::ranges::is_sorted(lines)) << outcome.out;
}

TEST_F(Commands, QuietLeavesOnlyTheFolder)
{
    const auto outcome = done({"--quiet"});
    EXPECT_EQ(outcome.out, out().string() + "\n");
    EXPECT_EQ(outcome.err, "");
}

TEST_F(Commands, QuietStillTellsErrors)
{
    std::filesystem::remove(at("value.tif"));
    refused(code_failed, {"value.tif", "is not there"}, {"--quiet"});
}

TEST_F(Commands, ThreadsAreANumberOfThreads)
{
    EXPECT_EQ(run({"--threads", "0"}).code, code_done);
    EXPECT_EQ(run({"--threads", "999", "--overwrite"}).code, code_done);
    for (const std::string bad : {"-1", "1025", "two", "1.5", ""}) {
        const auto outcome = run({"--threads", bad, "--overwrite"});
        EXPECT_EQ(outcome.code, code_wrong) << bad;
        expect_words(outcome.err, {"--threads"});
    }
}

TEST_F(Commands, AnyNumberOfThreadsGivesTheSameBytes)
{
    done({"--threads", "1"});
    const auto one = tables_of(out());
    for (const std::string threads : {"2", "3", "64"}) {
        done({"--threads", threads, "--overwrite"});
        EXPECT_EQ(tables_of(out()), one) << threads;
    }
}

TEST_F(Commands, TheLanguageIsOneOfThree)
{
    for (const std::string lang : {"zh", "en", "both"})
        EXPECT_EQ(run({"--lang", lang, "--overwrite"}).code, code_done) << lang;
    const auto outcome = run({"--lang", "fr", "--overwrite"});
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.err, {"--lang", "fr"});
}

TEST_F(Commands, CheckOfASoundPlanFindsNothing)
{
    const auto outcome = command("check");
    EXPECT_EQ(outcome.code, code_done);
    expect_words(outcome.out, {"0 errors, 0 warnings"});
    EXPECT_EQ(outcome.err, "");
}

TEST_F(Commands, CheckListsAllThatIsWrongAndChangesNothing)
{
    std::filesystem::remove(at("value.tif"));
    auto facts = two_zones();
    facts.features[0].values[0] = "2";
    make_vector(at("zones.gpkg"), facts);
    const auto before = names_in_folder(folder.path());
    const auto outcome = command("check");
    EXPECT_EQ(outcome.code, code_failed);
    expect_words(outcome.out, {"plan.toml:7: zones.county.key", "not unique: 2", "plan.toml:12: layers.value",
                               "value.tif", "is not there", "2 errors"});
    auto after = names_in_folder(folder.path());
    std::erase(after, "plan.toml");
    EXPECT_EQ(after, before);
}

TEST_F(Commands, CheckOfAWrongPlanIsAWrongRequest)
{
    plan.replace("cell = \"100 m\"", "cell = \"100 kg\"");
    const auto outcome = command("check");
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.out, {"plan.toml:5: grid.cell", "1 errors"});
}

TEST_F(Commands, CheckNamesAZoneOnceWhenItsKeyIsItsName)
{
    auto facts = two_zones();
    facts.features[0].wkt = "";
    make_vector(at("zones.gpkg"), facts);
    plan.replace("key = \"code\"", "key = \"name\"");
    const auto outcome = command("check");
    expect_words(outcome.out, {"stay empty: 甲县\n"});
}

TEST_F(Commands, ExplainTellsGridTilesMemoryAndTime)
{
    const auto outcome = command("explain");
    EXPECT_EQ(outcome.code, code_done);
    // The zones' box, 4.5 by 2 km.
    expect_words(outcome.out,
                 {"grid", "45 columns by 20 rows", "zones       2", "tiles", "memory", "time", "2 threads"});
    EXPECT_EQ(names_in_folder(folder.path()), (std::vector<std::string>{"plan.toml", "value.tif", "zones.gpkg"}));
}

TEST_F(Commands, ExplainOfAMissingFileFails)
{
    std::filesystem::remove(at("value.tif"));
    const auto outcome = command("explain");
    EXPECT_EQ(outcome.code, code_failed);
    EXPECT_EQ(outcome.out, "");
    expect_words(outcome.err, {"plan.toml:12: layers.value", "value.tif", "is not there"});
}

TEST_F(Commands, LayersListsTheCatalogue)
{
    const auto outcome = run_program({"layers"});
    EXPECT_EQ(outcome.code, code_done);
    expect_words(outcome.out, {"gsa-ghi", "mcd12c1", "permanent_farmland"});
    EXPECT_EQ(outcome.err, "");
}

TEST_F(Commands, LayersExplainsAnEntry)
{
    const auto outcome = run_program({"layers", "mcd12c1"});
    EXPECT_EQ(outcome.code, code_done);
    expect_words(outcome.out, {"mcd12c1", "categorical", "cropland", "source"});
}

TEST_F(Commands, LayersExplainsListsTablesAndWhatIsFromMemory)
{
    expect_words(run_program({"layers", "sandiao"}).out,
                 {"column DLBM", "0301", "乔木林地", "written down without the source at hand"});
    expect_words(run_program({"layers", "mod17-npp"}).out, {"kg C", "0.0001", "-30000 to 32700", "not 0"});
    expect_words(run_program({"layers", "gem-coal-units"}).out,
                 {"Annual CO2 (million tonnes / annum)", "Status = 'operating'", "0.53"});
    expect_words(run_program({"layers", "loess_yanan"}).out, {"t C/ha", "orchard", "163.70"});
    expect_words(run_program({"layers", "pv-utility"}).out, {"MW/km2", "permanent_farmland"});
}

TEST_F(Commands, LayersSearchesInBothLanguages)
{
    const auto chinese = run_program({"layers", "--search", "红线"});
    EXPECT_EQ(chinese.code, code_done);
    expect_words(chinese.out, {"official\n  redline"});
    EXPECT_THAT(chinese.out, testing::Not(testing::HasSubstr("gsa-ghi")));
    expect_words(run_program({"layers", "--search", "MANGROVE"}).out, {"worldcover", "sandiao"});
    const auto none = run_program({"layers", "--search", "无此图层"});
    EXPECT_EQ(none.code, code_wrong);
    expect_words(none.err, {"无此图层"});
}

TEST_F(Commands, LayersOfAnUnknownEntryNamesTheNearest)
{
    const auto outcome = run_program({"layers", "mcd12c"});
    EXPECT_EQ(outcome.code, code_wrong);
    EXPECT_EQ(outcome.out, "");
    expect_words(outcome.err, {"'mcd12c'", "did you mean 'mcd12c1'?"});
}

TEST_F(Commands, ACatalogueThatIsNotThereIsAFault)
{
    const auto outcome = run_program({"--catalogue", at("nowhere").string(), "layers"});
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.err, {"nowhere"});
}

TEST_F(Commands, AnEntryOfTheCatalogueThatIsBrokenIsToldWithItsLine)
{
    std::filesystem::create_directory(at("mine"));
    write_file(at("mine") / "wrong.toml", "entry = \"layer\"\nunit = \"furlongs\"\n");
    const auto outcome = run_program({"--catalogue", at("mine").string(), "layers", "wrong"});
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.err, {"wrong.toml:2", "furlongs"});
}

} // namespace
} // namespace peaksite
