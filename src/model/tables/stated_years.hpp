#pragma once

#include <set>
#include <string_view>

namespace peaksite {

/// The years that a head or a title names as those of its numbers: "2021年GDP", "GDP2021"; not those of prices
/// (2020年价), of days and months, of what it is compared with (比2020年), of yearbooks; none where it names a range of
/// years.
std::set<int> stated_years(std::string_view text);

} // namespace peaksite
