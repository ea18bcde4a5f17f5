#include "integration/small_case.hpp"

#include <unistd.h>

namespace peaksite {
namespace {

class OutputFolder : public SmallCase {
protected:
    void expect_untouched() const
    {
        EXPECT_EQ(read_file(out() / "mine.txt"), "years of work");
        EXPECT_FALSE(std::filesystem::exists(at("out.partial")));
    }
    void make_foreign_folder() const
    {
        std::filesystem::create_directory(out());
        write_file(out() / "mine.txt", "years of work");
    }
    // A plan with rasters, whose file is larger than what the tally needs.
    void use_large_raster()
    {
        RasterFacts facts;
        facts.cols = facts.rows = 600;
        facts.cell = 10;
        facts.value = [](int col, int row) {
            return static_cast<double>(std::hash<std::string>{}(std::to_string(col * 1000 + row)) % 100000) / 7;
        };
        make_raster(at("value.tif"), facts);
        plan.replace("100 m", "10 m").add("[[rasters]]\nid = \"copy\"\nvalue = \"value\"\neverywhere = true");
    }
};

TEST_F(OutputFolder, AnEarlierResultIsNotReplacedUnasked)
{
    done();
    const auto before = tables_of(out());
    plan.replace("100 m", "200 m");
    const auto outcome = run();
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.err, {"out'", "is there already", "--overwrite"});
    EXPECT_EQ(tables_of(out()), before);
    EXPECT_FALSE(std::filesystem::exists(at("out.partial")));
}

TEST_F(OutputFolder, AnEarlierResultIsReplacedWhenAsked)
{
    plan.replace("[[statistics]]", "[[statistics]]\non = \"grid\"");
    done();
    plan.replace("100 m", "200 m");
    done({"--overwrite"});
    EXPECT_EQ(statistic("1", "count"), 100);
    EXPECT_EQ(names_in_folder(folder.path()),
              (std::vector<std::string>{"out", "plan.toml", "value.tif", "zones.gpkg"}));
}

// The folder of a result is where people put their notes; what programs leave beside its files is no work of theirs.
TEST_F(OutputFolder, FilesOfSomebodyElseInAResultAreNotDeletedWithIt)
{
    done();
    for (const char* left : {"results.gpkg-wal", "~$indicators.xlsx", "Thumbs.db", "indicators.csv.aux.xml"})
        write_file(out() / left, "");
    done({"--overwrite"});
    std::filesystem::create_directory(out() / "review");
    for (const char* mine : {"note.txt", "review/minutes.docx"}) {
        write_file(out() / mine, "years of work");
        const auto outcome = run({"--overwrite"});
        EXPECT_EQ(outcome.code, code_wrong);
        expect_words(outcome.err, {"not of the result", mine, "move them away"});
        EXPECT_EQ(read_file(out() / mine), "years of work");
        EXPECT_FALSE(std::filesystem::exists(at("out.partial")));
        std::filesystem::remove(out() / mine);
    }
    done({"--overwrite"});
}

TEST_F(OutputFolder, AFolderOfSomebodyElseIsNeverReplaced)
{
    make_foreign_folder();
    const auto outcome = run({"--overwrite"});
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.err, {"out'", "holds no result of this program", "is not replaced"});
    expect_untouched();
}

TEST_F(OutputFolder, AManifestOfAnotherProgramIsNotOurs)
{
    for (const std::string manifest : {"{}", "[1]", "{\"made_by\": 7}", "{\"made_by\": \"other\"}", "not json", ""}) {
        make_foreign_folder();
        write_file(out() / "manifest.json", manifest);
        const auto outcome = run({"--overwrite"});
        EXPECT_EQ(outcome.code, code_wrong) << manifest << outcome.err;
        expect_words(outcome.err, {"is not replaced"});
        expect_untouched();
    }
}

TEST_F(OutputFolder, AFileInThePlaceOfTheFolderIsNotReplaced)
{
    write_file(out(), "years of work");
    for (const std::vector<std::string>& options : {std::vector<std::string>{}, {"--overwrite"}}) {
        const auto outcome = run(options);
        EXPECT_EQ(outcome.code, code_wrong);
        EXPECT_EQ(read_file(out()), "years of work");
    }
}

TEST_F(OutputFolder, ALoopOfLinksInThePlaceOfTheFolderIsNotReplaced)
{
    std::filesystem::create_symlink("out", out());
    const auto outcome = run({"--overwrite"});
    EXPECT_EQ(outcome.code, code_wrong) << outcome.err;
    EXPECT_TRUE(std::filesystem::is_symlink(out()));
}

TEST_F(OutputFolder, APartialFolderOfSomebodyElseIsNotEmptied)
{
    std::filesystem::create_directory(at("out.partial"));
    write_file(at("out.partial") / "mine.txt", "years of work");
    const auto outcome = run();
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.err, {"out.partial'", "is not an unfinished run", "move it away"});
    EXPECT_EQ(read_file(at("out.partial") / "mine.txt"), "years of work");
    EXPECT_FALSE(std::filesystem::exists(out()));
}

TEST_F(OutputFolder, AFolderThatCannotBeMadeIsToldWithTheRemedy)
{
    write_plan();
    const auto outcome = run_program({"run", at("plan.toml").string(), "-o", (at("value.tif") / "out").string()});
    EXPECT_EQ(outcome.code, code_failed);
    expect_words(outcome.err, {"value.tif/out.partial'", "cannot be made", "--output"});
}

TEST_F(OutputFolder, AFolderWithoutRightsIsToldWithTheRemedy)
{
    if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
    std::filesystem::create_directory(at("locked"));
    std::filesystem::permissions(at("locked"), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    write_plan();
    const auto outcome = run_program({"run", at("plan.toml").string(), "-o", (at("locked") / "out").string()});
    EXPECT_EQ(outcome.code, code_failed);
    expect_words(outcome.err, {"locked/out.partial'", "cannot be made", "--output"});
}

TEST_F(OutputFolder, InputWithoutRightsIsTold)
{
    if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
    std::filesystem::permissions(at("value.tif"), std::filesystem::perms::none);
    refused(code_failed, {"plan.toml:12: layers.value", "value.tif"});
}

TEST_F(OutputFolder, NoFolderAtAllIsAFault)
{
    write_plan();
    const auto outcome = run_program({"run", at("plan.toml").string(), "-o", ""});
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.err, {"output"});
}

TEST_F(OutputFolder, ASlashAtTheEndIsTheSameFolder)
{
    write_plan();
    const auto outcome = run_program({"run", at("plan.toml").string(), "-o", out().string() + "/"});
    EXPECT_EQ(outcome.code, code_done) << outcome.err;
    EXPECT_TRUE(std::filesystem::exists(out() / "manifest.json"));
}

TEST_F(OutputFolder, AFullDiskWhileRastersAreWrittenLosesNothing)
{
    done();
    const auto before = tables_of(out());
    use_large_raster();
    const auto outcome = run({"--overwrite"}, {.largest_file = 200000});
    EXPECT_EQ(outcome.code, code_failed) << "signal " << outcome.signal << outcome.err;
    expect_words(outcome.err, {"rasters/copy", "cannot be written", "is the disk full?"});
    EXPECT_EQ(tables_of(out()), before);
    EXPECT_FALSE(std::filesystem::exists(at("out.partial")));
    done({"--overwrite"});
}

TEST_F(OutputFolder, ARasterThatLacksItsLastByteIsNotAResult)
{
    use_large_raster();
    done();
    const auto size = std::filesystem::file_size(out() / "rasters" / "copy.tif");
    for (const std::uint64_t lacking : std::initializer_list<std::uint64_t>{1, 100, 5000, size / 3}) {
        const auto outcome = run({"--overwrite"}, {.largest_file = size - lacking});
        EXPECT_EQ(outcome.code, code_failed) << lacking << outcome.err;
        expect_words(outcome.err, {"cannot be written", "is the disk full?"});
        EXPECT_EQ(std::filesystem::file_size(out() / "rasters" / "copy.tif"), size);
    }
}

// Every size at which something else is being written when the disk is full.
TEST_F(OutputFolder, AFullDiskAtAnyTimeIsAnErrorThatNamesTheFile)
{
    plan.add("[[maps]]\nsheet = \"a4-landscape\"\nzones = \"county\"\nbackground = \"value\"");
    for (const std::uint64_t bytes :
         std::initializer_list<std::uint64_t>{0, 50, 300, 1000, 5000, 60000, 150000, 200000}) {
        const auto outcome = run({"--quiet"}, {.largest_file = bytes});
        EXPECT_EQ(outcome.code, code_failed) << bytes << " bytes, signal " << outcome.signal << outcome.err;
        expect_words(outcome.err, {"out.partial/", "cannot", "disk"});
        EXPECT_FALSE(std::filesystem::exists(out())) << bytes;
    }
    done({"--resume"});
    EXPECT_EQ(statistic("1", "count"), 400);
}

TEST_F(OutputFolder, WhatWasCountedBeforeTheDiskWasFullIsKept)
{
    plan.add("[[maps]]\nsheet = \"a4-landscape\"\nzones = \"county\"\nbackground = \"value\"");
    done();
    const auto whole = tables_of(out());
    std::filesystem::remove_all(out());
    const auto outcome = run({}, {.largest_file = 200000});
    EXPECT_EQ(outcome.code, code_failed);
    expect_words(outcome.err, {"maps/", "what was counted is kept in", "out.partial'", "--resume"});
    EXPECT_TRUE(std::filesystem::exists(at("out.partial") / "run.tally"));
    done({"--resume"});
    EXPECT_EQ(tables_of(out()), whole);
}

} // namespace
} // namespace peaksite
