#pragma once

#include "model/tables/office_table.hpp"

#include <set>

namespace peaksite {

/// What a filter asks of a table.
struct FilterAsks {
    std::set<std::size_t> columns;   ///< that it names
    std::set<std::size_t> amounts;   ///< those of them that hold amounts: a sum has another one than what it sums up
    std::vector<std::string> values; ///< texts that it compares with
};

/// Marks the sums that pass a filter (`passed`: places of rows) where a row that they sum up does not: 合计
/// above 5000 over parts below it, 合计 with 煤 under "品种 <> '煤'". A sum is over rows of its name and year, neither
/// sums nor parts, that hold what it does in the columns of the filter; but for the column that says it is a sum, those
/// that it leaves blank, and amounts. Sums that the filter asks for count (品种 = '合计').
/// `shown`: the rows with what merged cells show.
void mark_sums_of_filtered(OfficeTable& table, const HeadedSheet& shown, const std::vector<std::size_t>& passed,
                           const FilterAsks& filter);

} // namespace peaksite
