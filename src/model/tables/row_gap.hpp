#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace peaksite {

/// Rows of a kind that another year of a unit has more of: what is missing counts as 0 in sums of this year.
struct RowGap {
    std::vector<std::size_t> rows{}; ///< of the other year, with an amount and without their like in this one
    std::vector<std::string>
        kinds{}; ///< as the table names them, sorted: "煤/工业"; none where no words tell them apart
};

/// The gaps of a zone by year.
using GapsOfYears = std::map<int, std::vector<RowGap>>;
/// By set and zone; zones and years without gaps are not listed.
using RowGaps = std::vector<std::map<std::size_t, GapsOfYears>>;

} // namespace peaksite
