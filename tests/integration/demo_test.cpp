// The demo, whole, on coarse cells: its inputs are listed and its numbers agree with one another.
#include "integration/small_case.hpp"
#include "support/output_walk.hpp"
#include "support/workbook_reader.hpp"

#include <regex>
#include <set>

namespace peaksite {
namespace {

namespace fs = std::filesystem;

// Every text of the plan that names a file of the data.
std::vector<std::string> files_named(const std::string& plan, const fs::path& data)
{
    static const std::regex named{"\"\\$\\{data\\}/([^\"]+)\""};
    std::vector<std::string> out;
    for (std::sregex_iterator at{plan.begin(), plan.end(), named}, end; at != end; ++at)
        if (fs::exists(data / (*at)[1].str())) out.push_back(fs::path{(*at)[1].str()}.filename().string());
    return out;
}

// Candidates without boundary have no land; what has a 0 had data, or a list that says so.
ToldNumber of_demo(const NumberOf& one, const std::set<std::string>& without_boundary)
{
    const bool of_land = one.of.contains("stat") || one.of.contains("technology") || one.of.contains("criterion");
    if (without_boundary.contains(one.key) && (of_land || one.column == "area")) return ToldNumber::blank;
    return ToldNumber::open;
}

void expect_every_number_right(const fs::path& out)
{
    std::set<std::string> without_boundary;
    for (const auto& row : read_csv(out / "zones.csv").rows)
        if (row.at("boundary") == "none") without_boundary.insert(row.at("key"));
    EXPECT_EQ(without_boundary.size(), 10U) << "as the list of candidates has them";
    const auto walk = walk_result(out, [&](const NumberOf& one) { return of_demo(one, without_boundary); });
    constexpr std::size_t most = 40;
    for (std::size_t i = 0; i < std::min(most, walk.faults.size()); ++i) ADD_FAILURE() << walk.faults[i];
    EXPECT_EQ(walk.faults.size(), 0U);
    EXPECT_GT(walk.compared, 50000U);
}

TEST(Demo, ListsItsInputsAndAgreesWithItself)
{
    const TemporaryFolder folder;
    ASSERT_EQ(run_program({"init", "--sample", "demo", (folder / "demo").string()}).code, code_done);
    // Every draw solves an integer programme; what this test is about does not hang on their number.
    const auto outcome = run_program({"run", (folder / "demo/plan.toml").string(), "-o", (folder / "out").string(),
                                      "--set", "grid.cell=2km", "--set", "siting.selection_draws=20", "--quiet"});
    ASSERT_EQ(outcome.code, code_done) << outcome.err;

    const auto manifest = read_file(folder / "out/manifest.json");
    const auto named = files_named(read_file(folder / "demo/plan.toml"), folder / "demo/data");
    EXPECT_GE(named.size(), 20U);
    for (const auto& file : named) EXPECT_THAT(manifest, testing::HasSubstr("/" + file + "\""));
    for (const char* part : {"landcover_1.tif", "landcover_4.tif", "pv-utility.toml", "ningxia.toml"})
        EXPECT_THAT(manifest, testing::HasSubstr(part));

    const auto audit = read_csv(folder / "out/audit.csv");
    EXPECT_GE(audit.rows.size(), 200U);
    for (const auto& row : audit.rows)
        EXPECT_NE(row.at("holds"), "false")
            << row.at("identity") << ": " << row.at("subject") << " of " << row.at("zones") << " " << row.at("key")
            << " is " << row.at("left") << " and " << row.at("right");
    EXPECT_TRUE(std::ranges::any_of(audit.rows, [](const auto& row) {
        return row.at("identity") == "installed_capacity" && row.at("holds") == "true";
    }));
    expect_every_number_right(folder / "out");
    expect_reason_of_every_blank(folder / "out");
    const ReadWorkbook book{folder / "out/indicators.xlsx"};
    EXPECT_TRUE(book.says("单元组 地级市：中国阿尔伯斯等积圆锥投影"));
    for (const char* english : {"China Albers", "单元组 city"}) EXPECT_FALSE(book.says(english)) << english;
    // What the plan states by year is the plan's, not that of the announcements which the catalogue has.
    std::size_t factors = 0;
    for (const auto& row : read_csv(folder / "out/provenance.csv").rows) {
        if (row.at("name") != "ef_grid") continue;
        ++factors;
        EXPECT_EQ(row.at("value"), "2017 = 0.7, 2020 = 0.66, 2024 = 0.6");
        EXPECT_EQ(row.at("certainty") + row.at("source"), "plan");
    }
    EXPECT_GT(factors, 0U);
}

} // namespace
} // namespace peaksite
