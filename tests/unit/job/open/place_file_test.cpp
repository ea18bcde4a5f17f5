#include "job/open/place_file.hpp"

#include "base/error.hpp"
#include "support/scratch.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

namespace fs = std::filesystem;

void publish(const Scratch& scratch, const std::string& name, const std::vector<std::string>& parts, bool overwrite)
{
    refuse_existing(scratch / name, overwrite);
    const FilePlace place{scratch / name};
    for (const auto& part : parts) std::ofstream{place.draft().parent_path() / part} << "new " << part;
    place.publish(overwrite);
}

struct Standing {
    std::string file; ///< to be written
    std::vector<std::string> parts;
    std::string there; ///< what is there before; a folder where it ends in /
    bool replaced;     ///< with --overwrite
};

class Existing : public testing::TestWithParam<Standing> {};

TEST_P(Existing, FilesStayWithoutOverwriteAndForeignFoldersAlways)
{
    const auto& one = GetParam();
    const bool folder = one.there.ends_with('/');
    const auto kept = one.there + (folder ? "mine" : "");
    for (const bool overwrite : {false, true}) {
        const Scratch scratch;
        scratch.file(kept, "mine");
        if (overwrite && one.replaced) {
            EXPECT_NO_THROW(publish(scratch, one.file, one.parts, overwrite)) << one.there;
            EXPECT_EQ(content_of(scratch / one.file), "new " + one.file);
            EXPECT_NE(content_of(scratch / kept), "mine") << one.there;
        } else {
            EXPECT_THROW(publish(scratch, one.file, one.parts, overwrite), UsageError) << one.there;
            EXPECT_EQ(content_of(scratch / kept), "mine");
            EXPECT_EQ(fs::exists(scratch / one.file), one.there == one.file || one.there == one.file + "/");
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Of, Existing,
    testing::Values(Standing{"a.gpkg", {"a.gpkg"}, "a.gpkg", true}, Standing{"a.gpkg", {"a.gpkg"}, "a.gpkg/", false},
                    Standing{"a.gdb", {"a.gdb"}, "a.gdb/", false}, Standing{"a.shp", {"a.shp", "a.dbf"}, "a.dbf", true},
                    Standing{"a.shp", {"a.shp", "a.dbf"}, "a.prj", true}, Standing{"a.shp", {"a.shp"}, "a.cpg", true},
                    Standing{"a.shp", {"a.shp"}, "a.sbn", true}, Standing{"a.shp", {"a.shp", "a.dbf"}, "a.dbf/", false},
                    Standing{"a.gpkg", {"a.gpkg"}, "a.gpkg-wal", true}));

TEST(FilePlace, LeavesAFolderOfItsNameThatIsNotItsOwn)
{
    const Scratch scratch;
    scratch.file("a_gpkg.partial/mine", "mine");
    publish(scratch, "a.gpkg", {"a.gpkg"}, false);
    EXPECT_EQ(content_of(scratch / "a_gpkg.partial/mine"), "mine");
    EXPECT_EQ(content_of(scratch / "a.gpkg"), "new a.gpkg");
    EXPECT_FALSE(fs::exists(scratch / "a_gpkg-2.partial"));
}

TEST(FilePlace, ReplacesAGeodatabaseAsAWhole)
{
    const Scratch scratch;
    for (const auto* part : {"gdb", "a00000001.gdbtable", "timestamps"})
        scratch.file(std::string{"a.gdb/"} + part, "old");
    {
        const FilePlace place{scratch / "a.gdb"};
        fs::create_directory(place.draft());
        std::ofstream{place.draft() / "gdb"} << "new";
        refuse_existing(scratch / "a.gdb", true);
        place.publish(true);
    }
    EXPECT_EQ(content_of(scratch / "a.gdb/gdb"), "new");
    EXPECT_FALSE(fs::exists(scratch / "a.gdb/timestamps"));
    EXPECT_FALSE(fs::exists(scratch / "a_gdb.partial"));
}

TEST(FilePlace, WhatIsNotPublishedVanishesAndTheOldStays)
{
    const Scratch scratch;
    scratch.file("plan.toml", "old");
    {
        const FilePlace place{scratch / "plan.toml"};
        std::ofstream{place.draft()} << "half";
    }
    EXPECT_EQ(content_of(scratch / "plan.toml"), "old");
    EXPECT_EQ(std::distance(fs::directory_iterator{scratch.folder()}, {}), 1);
}

TEST(FilePlace, WhatCameInBetweenIsNotReplaced)
{
    const Scratch scratch;
    const FilePlace place{scratch / "a.csv"};
    std::ofstream{place.draft()} << "new";
    scratch.file("a.csv", "mine");
    EXPECT_THROW(place.publish(false), UsageError);
    EXPECT_EQ(content_of(scratch / "a.csv"), "mine");
}

TEST(RefuseInputs, KnowsAFileByAnyOfItsNames)
{
    const Scratch scratch;
    scratch.file("in.gpkg", "x");
    fs::create_symlink(scratch / "in.gpkg", scratch / "link.gpkg");
    EXPECT_THROW(refuse_inputs(scratch / "link.gpkg", {scratch / "other.tif", scratch / "in.gpkg"}), UsageError);
    EXPECT_THROW(refuse_inputs(scratch.folder() / "." / "in.gpkg", {scratch / "in.gpkg"}), UsageError);
    EXPECT_NO_THROW(refuse_inputs(scratch / "new.toml", {scratch / "in.gpkg"}));
}

} // namespace
} // namespace peaksite
