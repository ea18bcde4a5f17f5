#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace peaksite {

/// How a sheet of an XLS workbook is shown, beside the values that the driver reads.
struct XlsSheetLook {
    bool hidden = false;
    bool from_1904 = false; ///< its days count from there
    /// Format codes of percents, dates, times, words and leading zeros by row and column, from 0.
    std::map<std::pair<std::uint16_t, std::uint16_t>, std::string> formats;
};

/// By name of the sheet. Nothing where the file is none of Excel 97 and later, or not understood to its end.
std::optional<std::map<std::string, XlsSheetLook>> xls_look(const std::string& file);

} // namespace peaksite
