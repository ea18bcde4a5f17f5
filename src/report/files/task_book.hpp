#pragma once

#include "peaksite/finding.hpp"
#include "plan/task_book.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace peaksite {

/// What a new task book holds already: rows of a sheet, each a cell by head.
using BookRows = std::map<std::string, std::vector<std::map<std::string, std::string>>>;

/// Writes an empty or prefilled task book: 填表说明, 总体设置 and a sheet for every table, with heads, notes that say
/// what to write, and lists to choose from. Throws InputError when it cannot be written.
void write_task_book(const std::filesystem::path& path, const BookRows& rows);

/// Cells of a sheet as texts, row by row from the first.
struct BookSheetCells {
    std::string name;
    std::vector<std::pair<std::int64_t, std::vector<std::string>>> rows; ///< line from 1, cells from the first column
};

/// Title among the properties of a task book that was given back.
inline constexpr const char* checked_book_title = "碳达峰试点遴选任务书：检查";

/// Gives a task book back: its cells as they are, those at fault coloured (red, amber for warnings, blue for notes)
/// with the sentence and the remedy as a comment, and a sheet 检查结果 that lists everything. `say` puts a sentence
/// into words.
void write_checked_book(const std::filesystem::path& path, const std::vector<BookSheetCells>& sheets,
                        const std::vector<Finding>& findings, const std::function<std::string(const Sentence&)>& say);

} // namespace peaksite
