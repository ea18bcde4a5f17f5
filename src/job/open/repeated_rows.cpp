#include "job/open/repeated_rows.hpp"

#include "base/column_head.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "base/row_warnings.hpp"

#include <algorithm>

namespace peaksite {

namespace {

std::string plain_cell(const std::string& cell)
{
    if (says_missing(cell)) return {};
    const auto number = office_number(cell);
    return number ? fmt::format("{}{}", number->value, number->percent ? "%" : "") : plain_name(cell);
}

} // namespace

RepeatedRows::RepeatedRows(const OfficeTable& table, std::optional<std::size_t> key) : m_year(table.year_column)
{
    for (const auto& head : table.sheet.heads) m_says.push_back(!counts_rows(head.text));
    if (key) m_says[*key] = false;
}

bool RepeatedRows::add(const SheetRow& row, const TableRow& joined)
{
    if (std::ranges::all_of(joined.zones, [](const auto& of_set) { return of_set.empty(); })) return false;
    std::string all;
    for (const auto& of_set : joined.zones) {
        for (const auto zone : of_set) all += std::to_string(zone) + ",";
        all += ';';
    }
    for (std::size_t column = 0; column < m_says.size(); ++column) {
        if (!m_says[column]) continue;
        const auto cell = row.cell(column);
        const auto year = column == m_year ? office_year(cell) : std::nullopt;
        all.append(1, '\0').append(year ? std::to_string(*year) : plain_cell(cell));
    }
    const bool repeats = !m_seen.insert(std::hash<std::string>{}(all)).second;
    if (repeats) m_repeated.push_back(row_label(row, joined.label));
    return repeats;
}

void RepeatedRows::report(const std::string& table, bool summed, std::vector<Sentence>& warnings) const
{
    RowWarnings rows{table, warnings};
    if (summed)
        rows.add(m_repeated, "table '{}': {} rows repeat a whole row above and count again: {}");
    else
        rows.add(m_repeated, "table '{}': {} rows repeat a whole row above; a value that two rows state is none, and "
                             "sums count it twice; leave one out: {}");
}

} // namespace peaksite
