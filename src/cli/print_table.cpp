#include "cli/print_table.hpp"

#include "cli/print.hpp"
#include "report/book/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peaksite::cli {

void print_table(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::size_t> widths;
    const auto across = [](const std::string& cell) { return static_cast<std::size_t>(characters_across(cell)); };
    for (const auto& row : rows)
        for (std::size_t j = 0; j < row.size(); ++j) {
            widths.resize(std::max(widths.size(), row.size()), 0);
            widths[j] = std::max(widths[j], across(row[j]));
        }
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t j = 0; j < row.size(); ++j)
            line += row[j] + (j + 1 < row.size() ? std::string(widths[j] - across(row[j]) + 2, ' ') : "");
        print(line);
    }
}

void print_changes(const std::string& head, const std::vector<PlanChange>& changes)
{
    if (changes.empty()) return;
    const auto shown = [](const std::string& value) { return value.empty() ? "-" : value; };
    print(head);
    for (const auto& one : changes) print(fmt::format("  {}: {} -> {}", one.key, shown(one.before), shown(one.after)));
}

} // namespace peaksite::cli
