#include "job/open/later_years.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <chrono>
#include <set>

namespace peaksite {

int this_year()
{
    using namespace std::chrono;
    return static_cast<int>(year_month_day{floor<days>(system_clock::now())}.year());
}

void tell_later_years(const UnitTable& table, int last, std::vector<Sentence>& warnings)
{
    std::set<int> past, later;
    for (const auto& row : table.rows) {
        const auto number = [](const TableCell& cell) { return cell.number.has_value(); };
        if (row.year && std::ranges::any_of(row.cells, number)) (*row.year > last ? later : past).insert(*row.year);
    }
    if (later.empty()) return;
    std::vector<std::string> years;
    for (const auto year : later) years.push_back(std::to_string(year));
    warnings.push_back(text("table '{}': years still to come ({}) may be plans or forecasts, and are taken as the "
                            "latest; state the year of the statistics in [parameters]: year = {}, or leave them out",
                            table.id, joined(years, ", "), std::to_string(past.empty() ? last : *past.rbegin())));
}

} // namespace peaksite
