// The demo, whole, on coarse cells: its inputs are listed and its numbers agree with one another.
#include "integration/small_case.hpp"

#include <regex>

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
}

} // namespace
} // namespace peaksite
