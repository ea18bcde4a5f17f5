#pragma once

#include "base/office_unit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// The head of a column of an office table, taken apart.
struct ColumnHead {
    std::string text;           ///< as the file has it, in one line
    std::string name;           ///< without unit and blanks, in half-width: "地区生产总值"
    std::optional<Unit> unit;   ///< as the head states it
    std::string strange_unit{}; ///< what stands where a unit does and looks like one, but is none that is known
};

/// Takes "地区生产总值（亿元）", "GDP(万元)", "常住人口[万人]", "用电量/亿千瓦时", "GDP (10^4 CNY)", "能耗，吨标准煤",
/// "绿地率%", "投资万元" apart. Brackets that hold no unit stay part of the name; so does one that holds an unknown
/// unit.
ColumnHead column_head(std::string_view text);

/// The units of "单位：万元、人" above a table; empty for any other text.
std::vector<Unit> units_of_table(std::string_view cell);

/// What looks like a unit in "单位：万箱、人" above a table, and is none that is known.
std::vector<std::string> strange_units_of_table(std::string_view cell);

/// A name for comparing: half-width, usual brackets, without blanks, lower case.
std::string plain_name(std::string_view text);

} // namespace peaksite
