// Which files a what-if knows for those of its run, wherever it is asked.
#include "integration/small_case.hpp"

namespace peaksite {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

// A run in the folder a, by relative paths; its plan and files are in b too.
class WhatifFiles : public SmallCase {
protected:
    WhatifFiles()
    {
        make_vector(at("zones.shp"), two_zones());
        plan.replace("zones.gpkg", "zones.shp").replace("value.tif", "value*.tif");
        fs::remove(at("zones.gpkg"));
        write_plan();
        const auto names = names_in_folder(at("."));
        for (const auto* copy : {"a", "b"}) {
            fs::create_directory(at(copy));
            for (const auto& name : names) fs::copy_file(at(name), at(copy) / name);
        }
        const auto ran = run_program({"run", "plan.toml", "-o", "out"}, {.folder = at("a")});
        EXPECT_EQ(ran.code, code_done) << ran.err;
    }

    Outcome whatif(const fs::path& run, const std::vector<std::string>& more = {}) const
    {
        std::vector<std::string> all{"whatif", run.string()};
        all.insert(all.end(), more.begin(), more.end());
        return run_program(all, {.folder = at("b")});
    }
    Outcome by_the_plan_of_b(const fs::path& run) const { return whatif(run, {"--plan", "plan.toml"}); }
    fs::path base() const { return at("a") / "out"; }

    void change(const std::string& file) const { write_file(at(file), read_file(at(file)) + "x"); }
    static void expect_refused(const Outcome& outcome, const std::string& role)
    {
        EXPECT_EQ(outcome.code, code_wrong) << outcome.out;
        expect_words(outcome.err, {"other files than those that the run counted", role});
    }
};

TEST_F(WhatifFiles, CopiesOfAllFilesAreThoseOfTheRun)
{
    const auto outcome = by_the_plan_of_b(base());
    EXPECT_EQ(outcome.code, code_done) << outcome.err;
    EXPECT_THAT(outcome.err, Not(HasSubstr("changed since the run")));
}

TEST_F(WhatifFiles, AnotherFileBehindARelativePatternIsRefused)
{
    change("b/value.tif");
    expect_refused(by_the_plan_of_b(base()), "layer value");
}

TEST_F(WhatifFiles, AnotherPartOfAShapefileIsRefused)
{
    change("b/zones.dbf");
    expect_refused(by_the_plan_of_b(base()), "zones county");
}

TEST_F(WhatifFiles, AFileThatLacksIsRefused)
{
    fs::remove(at("b") / "zones.prj");
    expect_refused(by_the_plan_of_b(base()), "zones county");
}

TEST_F(WhatifFiles, AFolderMadeOfARunKnowsTheFilesOfItsBase)
{
    const auto made = whatif(base(), {"-o", "w"});
    ASSERT_EQ(made.code, code_done) << made.err;
    EXPECT_THAT(read_file(at("b") / "w" / "manifest.json"), HasSubstr("\"audit\""));
    EXPECT_EQ(by_the_plan_of_b(at("b") / "w").code, code_done);
    change("b/value.tif");
    expect_refused(by_the_plan_of_b(at("b") / "w"), "layer value");
}

TEST_F(WhatifFiles, AChangedFileIsToldWhereverThatIsAsked)
{
    change("b/value.tif"); // nothing to the run
    EXPECT_THAT(whatif(base()).err, Not(HasSubstr("changed since the run")));
    ASSERT_EQ(whatif(base(), {"-o", "w"}).code, code_done);
    change("a/value.tif");
    for (const auto& run : {base(), at("b") / "w"})
        expect_words(whatif(run).err, {"changed since the run", "layer value (value.tif)"});
}

} // namespace
} // namespace peaksite
