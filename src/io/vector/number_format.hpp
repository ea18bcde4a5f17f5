#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace peaksite {

/// What a format code of a spreadsheet makes of a number.
enum class ShownAs : std::uint8_t {
    number,
    percent,      ///< 0.1234 is shown as 12.34%
    percent_sign, ///< 12.34 is shown as 12.34%: the sign is a word of the format
    date,
    time,
    date_time,
    duration ///< [h]:mm
};

/// Looks at the part of the code that is used for the value (positive; negative; zero, or by its own conditions).
/// Fractions and colours show the number itself.
ShownAs shown_as(std::string_view code, double value);

/// The code of a format that every workbook has (9 is "0.00%"); empty for others, which stand in the file.
std::string_view built_in_format(int id);

/// The number as the format shows it, all its digits kept: "12.34%", "2023/12/31", "12:30:00", "0.1234". Days count
/// from 1900, or from 1904 where the workbook says so. A number that is no date stays a number.
std::string shown_number(double value, ShownAs shown, bool from_1904 = false);

/// A cell as its format shows it: as shown_number, with the words of the format where they say more than the number:
/// "A1" of "A"0, "3万" of 0"万", "30" of 0"0", "$3" of [$$-409]0, "000123" of 000000, "是" of "是". 元 and its signs,
/// and a unit without 万 and the like (0"元"), leave the number, as does a format that scales.
std::string shown_cell(std::string_view code, double value, bool from_1904 = false);

/// The power of ten by which the format divides what it shows: 3 of "#,##0,", 4 of "0!.0,"; 0 for others.
int shown_scale(std::string_view code, double value);

/// What a format that scales shows, with all its digits: "12.3456" of "0!.0,".
std::string scaled_text(std::string_view code, double value);

/// Whether the words around digits make a cell more than a number: as shown_cell judges them.
bool says_more(std::string_view before, std::string_view behind);

/// A number with all its digits; whole ones without an exponent up to 17 digits, because they may be codes.
std::string whole_number_text(double value);

} // namespace peaksite
