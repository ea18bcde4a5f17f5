#pragma once

#include "base/office_unit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace peaksite {

/// A word that stands where a unit does and looks like one, but is none that is known.
struct UnknownUnit {
    std::string word;

    bool operator==(const UnknownUnit&) const = default;
};

/// What a head says of its unit: one that is known, one that is not, or nothing.
class StatedUnit {
public:
    StatedUnit() = default;
    StatedUnit(Unit known) : m_said(std::move(known)) {}
    StatedUnit(UnknownUnit unknown) : m_said(std::move(unknown)) {}

    const Unit* known() const { return std::get_if<Unit>(&m_said); }
    const UnknownUnit* unknown() const { return std::get_if<UnknownUnit>(&m_said); }
    bool says_nothing() const { return std::holds_alternative<std::monostate>(m_said); }

    bool operator==(const StatedUnit&) const = default;

private:
    std::variant<std::monostate, Unit, UnknownUnit> m_said;
};

/// The head of a column of an office table, taken apart.
struct ColumnHead {
    std::string text; ///< as the file has it, in one line
    std::string name; ///< without unit and blanks, in half-width: "地区生产总值"
    StatedUnit unit{};
};

/// Takes "地区生产总值（亿元）", "GDP(万元)", "常住人口[万人]", "用电量/亿千瓦时", "GDP (10^4 CNY)", "能耗，吨标准煤",
/// "绿地率%", "投资万元" apart. Brackets that hold no unit stay part of the name; so does one that holds an unknown
/// unit.
ColumnHead column_head(std::string_view text);

/// The units of "单位：万元、人" above a table; empty for any other text.
std::vector<Unit> units_of_table(std::string_view cell);

/// What looks like a unit in "单位：万箱、人" above a table, and is none that is known.
std::vector<std::string> strange_units_of_table(std::string_view cell);

/// Whether a head is that of running numbers of rows: "序号", "No.", "#".
bool counts_rows(std::string_view head);

/// A name for comparing: half-width, usual brackets, without blanks, lower case.
std::string plain_name(std::string_view text);

} // namespace peaksite
