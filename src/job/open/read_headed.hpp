#pragma once

#include "model/tables/headed_sheet.hpp"

#include <string>
#include <vector>

namespace peaksite {

struct HeadedRequest {
    std::string file;
    std::string table; ///< sheet or table; empty: the first that is seen and filled
    std::string where; ///< OGR attribute filter
    std::string encoding = "auto";
    std::string key;           ///< head of the column that every row of data fills, may be empty
    bool may_be_empty = false; ///< a file without rows, or none that pass, is no error
};

/// The rows of a file with their head: a sheet, or the attributes of a vector file. Blank rows are left out. Throws
/// InputError as read_sheet and read_features do, and where there are no rows.
HeadedSheet read_headed(const HeadedRequest& request, const std::vector<std::string>& wanted);

} // namespace peaksite
