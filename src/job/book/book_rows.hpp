#pragma once

#include "job/init/draft.hpp"
#include "report/files/task_book.hpp"

namespace peaksite {

/// Rows of a task book from the tables of a plan that `init` wrote: what the book has columns for. Keys that a user is
/// to decide are left out.
BookRows book_rows(const std::vector<DraftTable>& tables);

} // namespace peaksite
