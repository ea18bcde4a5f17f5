#pragma once

#include "support/csv_table.hpp"
#include "support/data_files.hpp"
#include "support/plan_text.hpp"
#include "support/program.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {

/// Two zones over one raster of 60 by 60 cells, the plan for them, and the program to run on it.
class SmallCase : public ::testing::Test {
protected:
    SmallCase();

    /// Squares of 2 km a side, "1" 甲县 and "2" 乙县.
    static VectorFacts two_zones();
    static constexpr const char* first_square =
        "POLYGON ((500500 4200500, 502500 4200500, 502500 4202500, 500500 4202500, 500500 4200500))";

    std::filesystem::path at(const std::string& name) const { return folder / name; }
    std::filesystem::path out() const { return folder / "out"; }

    /// Writes the plan and runs `peaksite COMMAND plan.toml ARGUMENTS`; `run` writes into the folder out.
    Outcome command(const std::string& name, const std::vector<std::string>& arguments = {},
                    const Surroundings& surroundings = {}) const;
    Outcome run(const std::vector<std::string>& arguments = {}, const Surroundings& surroundings = {}) const;
    std::vector<std::string> run_arguments(const std::vector<std::string>& more = {}) const;
    void write_plan() const { write_file(at("plan.toml"), plan.text()); }

    /// The run ends with `code`; stderr holds every one of `words`; neither a result nor a part of one is left.
    void refused(int code, const std::vector<std::string>& words, const std::vector<std::string>& arguments = {},
                 const Surroundings& surroundings = {}) const;
    /// The run succeeds and leaves nothing but its result.
    Outcome done(const std::vector<std::string>& arguments = {}) const;
    double statistic(const std::string& key, const std::string& stat, const std::string& layer = "value") const;
    /// Content of the tables of a result.
    static std::map<std::string, std::string> tables_of(const std::filesystem::path& result);

    TemporaryFolder folder;
    PlanText plan;
};

/// Exit codes, as the manual promises.
constexpr int code_done = 0, code_failed = 1, code_wrong = 2;

void expect_words(const std::string& text, const std::vector<std::string>& words);

/// Every blank cell of the wide table of a run has a row in reasons.csv, and no other cell has one.
void expect_reason_of_every_blank(const std::filesystem::path& folder);

} // namespace peaksite
