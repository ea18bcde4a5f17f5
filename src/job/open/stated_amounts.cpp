#include "job/open/stated_amounts.hpp"

#include "base/column_head.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"

#include <algorithm>

namespace peaksite {

namespace {

bool is_average(const SheetRow& row)
{
    return std::ranges::any_of(row.cells, [](std::string_view cell) { return says_average(cell); });
}

} // namespace

std::optional<std::pair<std::size_t, std::size_t>> first_zone(const std::vector<std::vector<std::size_t>>& zones)
{
    for (std::size_t set = 0; set < zones.size(); ++set)
        if (!zones[set].empty()) return std::pair{set, zones[set].front()};
    return {};
}

StatedAmounts::StatedAmounts(const UnitTable& table, const SummedTable& read, std::size_t field)
    : m_table(table), m_read(read), m_field(read.fields[field]), m_at(field)
{
    for (std::size_t i = 0; i < read.office.sheet.rows.size(); ++i) m_places.emplace(read.office.sheet.rows[i].line, i);
    for (std::size_t i = 0; i < read.fields.size(); ++i)
        if (std::ranges::find(read.factors, read.fields[i].field.name) != read.factors.end()) m_factors.push_back(i);
}

std::map<ZoneYear, AmountsOfZone> StatedAmounts::by_zone() const
{
    std::map<ZoneYear, AmountsOfZone> out;
    for (std::size_t i = 0; i < m_table.rows.size(); ++i) {
        const auto& row = m_table.rows[i];
        const auto& amount = row.cells[m_at].number;
        const auto zone = first_zone(row.zones);
        if (!zone || !amount) continue;
        const int year = row.year.value_or(0);
        auto& of_zone = out[{zone->first, zone->second, year}];
        if (*amount == 0) of_zone.zeros.push_back(i);
        const auto found = row.repeats ? std::nullopt : stated(m_places.at(row.line), year);
        if (!found) continue;
        auto& of_sign = found->amount < 0 ? of_zone.losses : of_zone.amounts;
        of_sign.push_back(*found);
        of_sign.back().row = i;
    }
    add_left_out(out);
    for (auto& [zone, rows] : out) std::ranges::stable_sort(rows.amounts, {}, &StatedAmount::at);
    return out;
}

void StatedAmounts::add_left_out(std::map<ZoneYear, AmountsOfZone>& out) const
{
    for (const auto& one : m_read.left_out) {
        const auto zone = first_zone(one.zones);
        if (!zone || is_average(m_read.office.sheet.rows[one.at])) continue;
        const auto add = [&](int year) {
            if (const auto found = stated(one.at, year); found && found->amount > 0)
                out[{zone->first, zone->second, year}].amounts.push_back(*found);
        };
        if (m_field.series.empty()) add(m_field.year.value_or(one.year.value_or(0)));
        for (const auto& [year, column] : m_field.series) add(year);
    }
}

// The number and what brings it to the unit of the field.
std::optional<StatedAmount> StatedAmounts::stated(std::size_t at, int year) const
{
    auto column = m_field.column;
    if (!m_field.series.empty()) {
        const auto found = m_field.series.find(year);
        if (found == m_field.series.end()) return {};
        column = found->second;
    }
    const auto& row = m_read.office.sheet.rows[at];
    const auto number = office_number(row.cell(column.value()));
    const auto* amounts = m_field.amounts_in(row);
    if (!number || number->value == 0 || amounts == nullptr) return {};
    const auto amount = amounts->read(row.cell(*column)).value;
    if (!amount || *amount == 0) return {};
    return StatedAmount{.at = at, .amount = number->value, .factor = *amount / number->value};
}

std::vector<std::size_t> StatedAmounts::telling_columns(const std::vector<StatedAmount>& rows) const
{
    std::vector<std::size_t> out;
    for (std::size_t column = 0; column < m_read.office.sheet.heads.size(); ++column) {
        const auto says = [&](const StatedAmount& one) {
            const auto word = cell(one, column);
            return !says_missing(word) && !office_number(word) && !office_year(word);
        };
        const auto differs = [&](const StatedAmount& one) { return cell(one, column) != cell(rows.front(), column); };
        if (column != m_read.office.label_column && std::ranges::any_of(rows, says) &&
            std::ranges::any_of(rows, differs))
            out.push_back(column);
    }
    return out;
}

std::vector<std::vector<std::size_t>> StatedAmounts::lists_of(const std::vector<StatedAmount>& rows,
                                                              const std::vector<std::size_t>& columns) const
{
    std::vector<std::vector<std::size_t>> out(1);
    for (std::size_t i = 0; i < rows.size(); ++i) out.front().push_back(i);
    for (const auto column : columns) {
        std::map<std::string, std::vector<std::size_t>> by_word;
        for (std::size_t i = 0; i < rows.size(); ++i) by_word[cell(rows[i], column)].push_back(i);
        for (auto& [word, places] : by_word)
            if (places.size() < rows.size()) out.push_back(std::move(places));
    }
    return out;
}

std::string StatedAmounts::words_of(const StatedAmount& one, const std::vector<std::size_t>& columns) const
{
    std::string out;
    for (const auto column : columns)
        if (const auto word = cell(one, column); !office_number(word)) out.append(plain_name(word)).append(1, '\0');
    return out;
}

std::string StatedAmounts::unit_of(const StatedAmount& one) const
{
    std::string out;
    for (const auto column : m_read.unit_columns) out.append(cell(one, column)).append(1, '\0');
    return out;
}

std::string StatedAmounts::cell(const StatedAmount& one, std::size_t column) const
{
    return m_read.office.sheet.rows[one.at].cell(column);
}

} // namespace peaksite
