#pragma once

#include "model/tables/headed_sheet.hpp"

#include <functional>
#include <optional>
#include <string>

namespace peaksite {

/// An amount as a cell states it.
struct Amount {
    std::optional<double> value; ///< finite, in the unit that is asked for
    bool strange = false;        ///< the cell says something else, neither such a number nor that there is none
};

/// How cells of a column become amounts in the unit that is asked for. Numbers are read as offices write them
/// (office_number); "-", "无", "…" and their like are no amount, and nothing strange.
class Amounts {
public:
    /// Numbers as they stand; a percentage is none.
    Amounts() = default;
    /// In `asked`; where that is a pure number, a cell may be a percentage.
    Amounts(const Conversion& conversion, const Unit& asked);

    Amount read(const std::string& cell) const;

private:
    Conversion m_conversion;
    std::optional<Conversion> m_of_percent;
};

/// The unit that the numbers of a column are in.
struct ColumnUnit {
    std::optional<Unit> unit; ///< nothing where nobody says it
    bool overruled = false;   ///< the head says another one than the plan
    std::string strange{};    ///< where nobody says one: what stands in its place, and is none that is known
};

/// That of the plan, else of the head, else the first above the table (单位：万元) that `fits`.
ColumnUnit unit_of_column(const HeadedSheet& sheet, std::size_t column, const std::optional<Unit>& of_plan,
                          const std::function<bool(const Unit&)>& fits);

/// Throws InputError where something stands in place of a unit that is not known; `remedy` says what to do about it.
void refuse_strange_unit(const ColumnUnit& unit, const std::string& file, const ColumnHead& head,
                         const Sentence& remedy);

/// As table_conversion; tonnes that do not say of what are those of the substance that is asked for: t/ha of t C/ha.
/// Throws UsageError.
Conversion substance_conversion(const Unit& from, const Unit& to);

/// Whether numbers in both units are the same, by the habits of offices: 万吨 and Mt CO2/a are not, t and t CO2/a are.
bool means_the_same(const Unit& a, const Unit& b);

} // namespace peaksite
