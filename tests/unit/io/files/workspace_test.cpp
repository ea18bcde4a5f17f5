#include "io/files/workspace.hpp"

#include "base/error.hpp"
#include "report/files/manifest.hpp"
#include "support/scratch.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

namespace fs = std::filesystem;

Workspace::Request request(const fs::path& out, bool overwrite = false)
{
    return {.out = out,
            .overwrite = overwrite,
            .resume = false,
            .is_ours = is_our_folder,
            .worth_keeping = [](const fs::path& folder) { return fs::exists(folder / "run.tally"); }};
}

void finish_run(const fs::path& out, const std::string& content, bool overwrite = false)
{
    Workspace workspace{request(out, overwrite)};
    workspace.begin();
    std::ofstream{workspace.folder() / "result.csv"} << content;
    std::ofstream{workspace.folder() / "manifest.json"} << R"({"made_by": "peaksite"})";
    workspace.complete();
}

TEST(Workspace, BecomesTheResultWhenComplete)
{
    const Scratch scratch;
    const auto out = scratch / "deep/er/out";
    {
        Workspace workspace{request(out)};
        EXPECT_EQ(workspace.folder(), fs::path{out.string() + ".partial"});
        EXPECT_FALSE(fs::exists(out));
    }
    EXPECT_FALSE(fs::exists(out));
    finish_run(out, "one");
    EXPECT_EQ(content_of(out / "result.csv"), "one");
    EXPECT_FALSE(fs::exists(out.string() + ".partial"));
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator{out}) files += entry.exists() ? 1U : 0U;
    EXPECT_EQ(files, 2U) << "no mark is left behind";
}

TEST(Workspace, ReplacesOnlyAResultOfOursAndOnlyWhenTold)
{
    const Scratch scratch;
    const auto out = scratch / "out";
    finish_run(out, "one");
    EXPECT_THROW(Workspace{request(out)}, UsageError);
    finish_run(out, "two", true);
    EXPECT_EQ(content_of(out / "result.csv"), "two");
    for (const char* manifest :
         {"", "{", "[]", "5", "{\"made_by\": 5}", "{\"made_by\": \"somebody\"}", "{\"made_by\": null}"}) {
        scratch.file("theirs/manifest.json", manifest);
        EXPECT_THROW(Workspace(request(scratch / "theirs", true)), UsageError) << manifest;
        EXPECT_EQ(content_of(scratch / "theirs" / "manifest.json"), manifest);
    }
    scratch.file("plain", "a file");
    EXPECT_THROW(Workspace(request(scratch / "plain", true)), UsageError);
}

TEST(Workspace, AFailedRunLeavesTheEarlierResult)
{
    const Scratch scratch;
    const auto out = scratch / "out";
    finish_run(out, "one");
    {
        Workspace workspace{request(out, true)};
        std::ofstream{workspace.folder() / "result.csv"} << "half";
    }
    EXPECT_EQ(content_of(out / "result.csv"), "one");
    EXPECT_FALSE(fs::exists(out.string() + ".partial")) << "nothing in it was worth keeping";
    finish_run(out, "three", true);
    EXPECT_EQ(content_of(out / "result.csv"), "three");
}

TEST(Workspace, AnUnfinishedRunIsKeptOnlyToGoOnWithIt)
{
    const Scratch scratch;
    const auto out = scratch / "out";
    {
        std::ofstream{Workspace{request(out)}.folder() / "run.tally"} << "tiles";
    }
    auto resume = request(out);
    resume.resume = true;
    {
        Workspace workspace{resume};
        workspace.begin();
        EXPECT_EQ(content_of(workspace.folder() / "run.tally"), "tiles");
    }
    Workspace fresh{request(out)};
    fresh.begin();
    EXPECT_FALSE(fs::exists(fresh.folder() / "run.tally"));
}

TEST(Workspace, SomebodyElsesPartialFolderIsLeftAlone)
{
    const Scratch scratch;
    scratch.file("out.partial/theirs.txt", "precious");
    EXPECT_THROW(Workspace(request(scratch / "out")), UsageError);
    EXPECT_EQ(content_of(scratch / "out.partial" / "theirs.txt"), "precious");
}

TEST(Workspace, TwoRunsDoNotShareAFolder)
{
    const Scratch scratch;
    const Workspace first{request(scratch / "out")};
    EXPECT_THROW(Workspace(request(scratch / "out")), InputError);
}

TEST(Workspace, ANameWithASlashAtTheEndIsTheSameFolder)
{
    const Scratch scratch;
    finish_run((scratch / "out").string() + "/", "one");
    EXPECT_EQ(content_of(scratch / "out" / "result.csv"), "one");
    EXPECT_THROW(Workspace(request({})), UsageError);
}

} // namespace
} // namespace peaksite
