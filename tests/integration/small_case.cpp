#include "integration/small_case.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

constexpr const char* small_plan = R"(schema = 1
title = { zh = "测试", en = "Test" }
[grid]
crs = "EPSG:32648"
cell = "100 m"
[[zones]]
id = "county"
file = "zones.gpkg"
key = "code"
name = "name"
[[layers]]
id = "value"
file = "value.tif"
unit = "W/m2"
[[statistics]]
layer = "value"
zones = ["county"]
stats = ["mean", "sum", "min", "max", "count", "valid_share"]
[output]
secrecy = "public"
)";

} // namespace

SmallCase::SmallCase() : plan(small_plan)
{
    make_vector(at("zones.gpkg"), two_zones());
    make_raster(at("value.tif"));
}

VectorFacts SmallCase::two_zones()
{
    VectorFacts facts;
    facts.features = {{.wkt = first_square, .values = {"1", "甲县"}},
                      {.wkt = square(503000, 4200500, 2000), .values = {"2", "乙县"}}};
    return facts;
}

Outcome SmallCase::command(const std::string& name, const std::vector<std::string>& arguments,
                           const Surroundings& surroundings) const
{
    write_plan();
    std::vector<std::string> all{name, at("plan.toml").string()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return run_program(all, surroundings);
}

std::vector<std::string> SmallCase::run_arguments(const std::vector<std::string>& more) const
{
    std::vector<std::string> all{"-o", out().string()};
    if (std::ranges::find(more, "--threads") == more.end()) all.insert(all.end(), {"--threads", "2"});
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

Outcome SmallCase::run(const std::vector<std::string>& arguments, const Surroundings& surroundings) const
{
    return command("run", run_arguments(arguments), surroundings);
}

void SmallCase::refused(int code, const std::vector<std::string>& words, const std::vector<std::string>& arguments,
                        const Surroundings& surroundings) const
{
    const auto outcome = run(arguments, surroundings);
    EXPECT_EQ(outcome.code, code) << "signal " << outcome.signal << "\n" << outcome.err;
    expect_words(outcome.err, words);
    EXPECT_EQ(outcome.out, "");
    EXPECT_FALSE(std::filesystem::exists(out()));
    EXPECT_FALSE(std::filesystem::exists(at("out.partial")));
}

Outcome SmallCase::done(const std::vector<std::string>& arguments) const
{
    auto outcome = run(arguments);
    EXPECT_EQ(outcome.code, code_done) << "signal " << outcome.signal << "\n" << outcome.err;
    EXPECT_TRUE(std::filesystem::exists(out() / "manifest.json"));
    EXPECT_FALSE(std::filesystem::exists(at("out.partial")));
    return outcome;
}

double SmallCase::statistic(const std::string& key, const std::string& stat, const std::string& layer) const
{
    return read_csv(out() / "statistics.csv").number({{"key", key}, {"stat", stat}, {"layer", layer}}, "value");
}

std::map<std::string, std::string> SmallCase::tables_of(const std::filesystem::path& result)
{
    std::map<std::string, std::string> tables;
    for (const auto& name : names_in_folder(result))
        if (name.ends_with(".csv") || name.ends_with(".tally")) tables[name] = read_file(result / name);
    return tables;
}

void expect_words(const std::string& text, const std::vector<std::string>& words)
{
    for (const auto& word : words) EXPECT_THAT(text, testing::HasSubstr(word));
}

void expect_reason_of_every_blank(const std::filesystem::path& folder)
{
    const auto wide = read_csv(folder / "indicators.csv"), reasons = read_csv(folder / "reasons.csv");
    std::set<std::string> blank, told;
    for (const auto& row : wide.rows)
        for (const auto& [head, cell] : row)
            if (const auto unit = head.find(" ["); unit != std::string::npos && cell.empty())
                blank.insert(row.at("zones") + " " + row.at("key") + " " + head.substr(0, unit));
    for (const auto& row : reasons.rows) {
        EXPECT_NE(row.at("reason"), "") << row.at("key") << " " << row.at("indicator");
        if (row.at("key").empty()) continue;
        told.insert(row.at("zones") + " " + row.at("key") + " " + row.at("indicator"));
        EXPECT_NE(row.at("valid_share"), "") << row.at("key") << " " << row.at("indicator");
    }
    EXPECT_FALSE(blank.empty());
    EXPECT_EQ(blank, told);
}

} // namespace peaksite
