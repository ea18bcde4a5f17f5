#include "model/tables/amounts.hpp"

#include "base/error.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "plan/read/read_tables.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

Amounts::Amounts(const Conversion& conversion, const Unit& asked) : m_conversion(conversion)
{
    static const Unit percent = unit("%");
    if (asked.is_dimensionless()) m_of_percent = peaksite::conversion(percent, asked);
}

Amount Amounts::read(const std::string& cell) const
{
    if (says_missing(cell)) return {};
    const auto number = office_number(cell);
    if (!number || (number->percent && !m_of_percent)) return {.value = {}, .strange = true};
    const auto value = number->percent ? (*m_of_percent)(number->value) : m_conversion(number->value);
    return std::isfinite(value) ? Amount{.value = value} : Amount{.value = {}, .strange = true};
}

ColumnUnit unit_of_column(const HeadedSheet& sheet, std::size_t column, const std::optional<Unit>& of_plan,
                          const std::function<bool(const Unit&)>& fits)
{
    const auto& stated = sheet.heads[column].unit;
    const auto* of_head = stated.known();
    if (of_plan) return {.unit = of_plan, .overruled = of_head != nullptr && !means_the_same(*of_head, *of_plan)};
    if (of_head != nullptr) return {.unit = *of_head};
    if (const auto* unknown = stated.unknown()) return {.unit = {}, .strange = unknown->word};
    const auto above = std::ranges::find_if(sheet.units_of_table, fits);
    if (above != sheet.units_of_table.end()) return {.unit = *above};
    const auto& strange = sheet.strange_units_of_table;
    return {.unit = {}, .strange = strange.empty() ? std::string{} : strange.front()};
}

void refuse_strange_unit(const ColumnUnit& unit, const std::string& file, const ColumnHead& head,
                         const Sentence& remedy)
{
    if (!unit.strange.empty())
        throw InputError{text("file '{}': column '{}' is in '{}', which is no unit that is known; {}", file, head.text,
                              unit.strange, remedy)};
}

Conversion substance_conversion(const Unit& from, const Unit& to)
{
    auto amount = from;
    for (auto& own : amount.dimension) {
        const auto of_a_substance = [&](const Power& power) {
            return power.symbol.starts_with("kg ") && power.exponent == own.exponent;
        };
        const auto asked = std::ranges::find_if(to.dimension, of_a_substance);
        if (own.symbol == "kg" && asked != to.dimension.end()) own.symbol = asked->symbol;
    }
    return table_conversion(amount, to);
}

bool means_the_same(const Unit& a, const Unit& b)
{
    // 亿 and 亿元: the head says of what the plan does not.
    const auto bare = [](const Unit& one) { return one.dimension.empty() && one.spelling.empty(); };
    if (bare(a) && a.multiplier != Ratio{} && a.multiplier == b.multiplier) return true;
    try {
        return std::fabs(substance_conversion(a, b)(1) - 1) < 1e-12;
    } catch (const UsageError&) {
        return false;
    }
}

} // namespace peaksite
