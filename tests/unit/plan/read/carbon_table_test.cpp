// What the table of [carbon] names: an entry of the catalogue first, then a file, whatever dots are in the name.
#include "plan/plan_files.hpp"
#include "plan/read/read_plan.hpp"
#include "support/our_catalogue.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>

namespace peaksite {
namespace {

Plan with_table(const std::string& table, const Catalogue& catalogue)
{
    return read_plan_text(
        "schema = 1\n[grid]\ncell = \"100 m\"\n[[zones]]\nid = \"county\"\nfile = \"county.gpkg\"\nkey "
        "= \"code\"\n[[layers]]\nid = \"lc\"\nfile = \"lc.tif\"\nclasses = { water = 1 }\n[carbon]\n"
        "landcover = \"lc\"\ntable = \"" +
            table + "\"\n",
        "plans/plan.toml", catalogue, {});
}

std::vector<std::string> carbon_files(const Plan& plan)
{
    std::vector<std::string> out;
    each_file(plan, [&](const FileRole& role, const std::string& file) {
        if (role.kind == FileRole::Kind::carbon_table) out.push_back(file);
    });
    return out;
}

TEST(CarbonTableName, IsAnEntryOfTheCatalogueWhereOneHasIt)
{
    const Scratch scratch;
    scratch.file("soil.v2.toml", "entry = \"carbon\"\ntitle = { zh = \"林\", en = \"wood\" }\n[[classes]]\n"
                                 "key = \"water\"\ntotal = 7\n");
    const auto catalogue = our_catalogue().preceded_by(scratch.folder());
    for (const auto* table : {"tang2018", "soil.v2"}) {
        const auto plan = with_table(table, catalogue);
        EXPECT_TRUE(plan.carbon->of_catalogue) << table;
        EXPECT_EQ(plan.carbon->table, table);
        EXPECT_THAT(carbon_files(plan), testing::IsEmpty());
    }
}

TEST(CarbonTableName, IsElseAFileBesideThePlan)
{
    for (const auto* table : {"densities", "pools.csv", "soil.v2", "layers"}) {
        const auto plan = with_table(table, our_catalogue());
        EXPECT_FALSE(plan.carbon->of_catalogue) << table;
        EXPECT_THAT(carbon_files(plan), testing::ElementsAre(std::string{"plans/"} + table));
    }
}

} // namespace
} // namespace peaksite
