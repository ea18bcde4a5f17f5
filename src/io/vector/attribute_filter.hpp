#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// An attribute filter with its column names in double quotes where they are not plain ASCII: OGR's own SQL takes
/// 状态 = '在产' only as "状态" = '在产'. What stands in quotes already stays as it is. Throws InputError for what is
/// no single condition over the columns: a second statement, a comment, a query inside it, a function that does not
/// look at texts and numbers alone, quotes or brackets that do not close.
std::string quoted_columns(std::string_view where, const std::vector<std::string>& columns);

/// What an attribute filter speaks of.
struct FilterNames {
    std::set<std::size_t> columns;     ///< places of the columns it names
    bool blanks = false;               ///< it asks for blanks: NULL or ''
    std::vector<std::string> values{}; ///< texts in single quotes
};

/// Names are words outside of quotes, or in double ones, in any case; words in single quotes are values. Throws as
/// quoted_columns does.
FilterNames names_of_filter(std::string_view where, const std::vector<std::string>& columns);

} // namespace peaksite
