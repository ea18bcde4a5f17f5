#pragma once

#include "job/init/draft.hpp"
#include "job/options.hpp"
#include "peaksite/finding.hpp"
#include "plan/read/read_plan.hpp"

#include <filesystem>
#include <functional>
#include <vector>

namespace peaksite {

/// An XLSX file stands for a task book wherever a plan is asked for.
bool is_task_book(const std::string& file);

/// A task book as the TOML of a plan.
struct BookPlan {
    DraftText text;                ///< each line knows its cell
    std::vector<Finding> findings; ///< what is wrong with cells, by itself
};

/// Reads a task book. Paths of the plan are written relative to `folder`; what is an entry of the catalogue is none.
/// Throws InputError when the file cannot be read as a workbook; all else that is wrong is among the findings.
BookPlan read_task_book(const std::string& file, const std::filesystem::path& folder, const Catalogue& catalogue);

/// Writes a task book: with what `init` found in files, or empty. Throws InputError when it cannot be written.
void write_new_book(const std::filesystem::path& path, const std::vector<DraftTable>& tables);

/// Gives a task book back as 任务书_检查.xlsx beside it: cells at fault coloured and commented, in the words of `say`.
/// A file of that name that this program did not write, or somebody changed since, stays, and the next free number is
/// taken. Returns the file.
std::filesystem::path give_back(const std::string& book, const std::vector<Finding>& findings,
                                const std::function<std::string(const Sentence&)>& say);

/// The plan of a request with all that is wrong with it: a TOML file, or a task book, whose faults then name cells
/// ("任务书.xlsx!图层!D7").
ReadPlan read_source_with_faults(const PlanSource& source);

/// The same; throws UsageError with all faults.
Plan read_source(const PlanSource& source);

} // namespace peaksite
