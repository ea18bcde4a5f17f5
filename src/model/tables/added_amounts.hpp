#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace peaksite {

/// An amount that is the sum of neighbours.
struct AddedAmount {
    double chance = 0;              ///< that numbers of this size agree as well without a reason
    std::size_t first = 0, end = 0; ///< of the neighbours, one behind the last
};

/// For each of the amounts of a list, all above 0, whether it is what two or more right below it, or right above it,
/// add up to, as totals and subtotals are; the parts of a sum count once in one above them. Amounts are taken for
/// rounded at the last digit of the finest of them: of many parts a sum may differ by as many halves of it, and by 0.2
/// % in any case. The chance is that a number of the size falls as near to another as these do, on both sides: 4 max(|v
/// - sum|, u/2)/v with u the place of that digit.
std::vector<std::optional<AddedAmount>> added_amounts(std::span<const double> amounts);

} // namespace peaksite
