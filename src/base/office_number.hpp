#pragma once

#include <optional>
#include <string_view>

namespace peaksite {

/// A number as office tables write it.
struct OfficeNumber {
    double value = 0;
    bool percent = false; ///< "12.3%" is 12.3 and this
};

/// Reads "1,234.5", "1 234", "１２３４", "12.3%", "−5", also with an apostrophe in front. Blanks and commas must stand between
/// groups of three digits. Nothing for any other text.
std::optional<OfficeNumber> office_number(std::string_view text);

/// A year: "2020", "2020年", "2020年度", "2020.0", from 1900 to 2199.
std::optional<int> office_year(std::string_view text);

} // namespace peaksite
