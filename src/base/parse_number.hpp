#pragma once

#include <optional>
#include <string_view>

namespace peaksite {

/// A cell of a table as a number: white space around it and full-width digits are fine, anything else after it is not.
std::optional<double> parse_number(std::string_view text);

/// A cell that says there is no value: empty, "-", "--", "unknown", "TBD", "n/a", "nan", "null", "…", "无",
/// "缺", "不详" … in any case, full-width too.
bool says_missing(std::string_view text);

} // namespace peaksite
