#pragma once

#include <optional>
#include <string_view>

namespace peaksite {

/// A number as office tables write it.
struct OfficeNumber {
    double value = 0;
    bool percent = false; ///< "12.3%" is 12.3 and this
};

/// Reads "1,234.5", "1 234", "１２３４", "12.3%", "−5", also with an apostrophe in front. Blanks and commas must stand
/// between groups of three digits. Nothing for any other text.
std::optional<OfficeNumber> office_number(std::string_view text);

/// A year, or that of a date: "2020", "2020年", "2020年度", "2020年末", "2020年1-12月", "2020.0", "2020/12/31",
/// "2020-12-31", "2020年12月31日", from 1900 to 2199. A month is none.
std::optional<int> office_year(std::string_view text);

struct DayOfYear {
    int month = 1, day = 1;
    bool operator==(const DayOfYear&) const = default;
};

/// Of a text that is a date; nothing for any other.
std::optional<DayOfYear> day_of_date(std::string_view text);

/// A coordinate as tables write it: a number, or degrees with minutes and seconds ("106°12′30.5″", "106度12分", "106 12
/// 30"), also with a word for its direction (E, W, N, S, 东经, 西经, 北纬, 南纬), by which west and south are negative.
/// Nothing for any other text.
std::optional<double> office_coordinate(std::string_view text);

/// A text that was meant as a number and says more, or says it in another style: "10（估）", "约20", "1.2亿", "<0.1",
/// "100吨", "1.234,50".
bool says_amount(std::string_view text);

} // namespace peaksite
