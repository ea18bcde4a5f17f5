#include "job/init/init.hpp"

#include "support/our_catalogue.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

// A folder is searched for every table that runs read.
TEST(Init, FindsWorkbooksWithMacrosAndTablesWithTabs)
{
    const Scratch folder;
    std::vector<std::string> expected{
        folder.file("data/macros.xlsm", "no workbook"),
        folder.file("data/stats.tsv", "代码\t常住人口（万人）\n640104\t12\n640105\t13\n")};
    folder.file("data/notes.docx", "no table");
    const auto plan = scaffold({.files = {folder / "data"},
                                .plan = folder / "plan.toml",
                                .cell = {},
                                .title = {},
                                .catalogue = our_catalogue()});
    std::vector<std::string> read;
    for (const auto& file : plan.read) read.push_back(file.string());
    EXPECT_EQ(read, expected);
    EXPECT_THAT(plan.toml, testing::HasSubstr("stats.tsv: a table of 2 rows"));
}

} // namespace
} // namespace peaksite
