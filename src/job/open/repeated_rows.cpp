#include "job/open/repeated_rows.hpp"

#include "base/column_head.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

bool counts_rows(const ColumnHead& head)
{
    constexpr std::array<std::string_view, 5> words{"序号", "行号", "no", "no.", "#"};
    return std::ranges::find(words, plain_name(head.text)) != words.end();
}

std::string plain_cell(const std::string& cell)
{
    if (says_missing(cell)) return {};
    const auto number = office_number(cell);
    return number ? fmt::format("{}{}", number->value, number->percent ? "%" : "") : plain_name(cell);
}

} // namespace

RepeatedRows::RepeatedRows(const OfficeTable& table, std::optional<std::size_t> key) : m_year(table.year_column)
{
    for (const auto& head : table.sheet.heads) m_says.push_back(!counts_rows(head));
    if (key) m_says[*key] = false;
}

bool RepeatedRows::add(const SheetRow& row, const std::vector<std::vector<std::size_t>>& zones)
{
    std::string all;
    bool joined = false;
    for (const auto& of_set : zones) {
        for (const auto zone : of_set) all += std::to_string(zone) + ",";
        all += ';';
        joined = joined || !of_set.empty();
    }
    if (!joined) return false;
    for (std::size_t column = 0; column < m_says.size(); ++column) {
        if (!m_says[column]) continue;
        const auto cell = row.cell(column);
        const auto year = column == m_year ? office_year(cell) : std::nullopt;
        all.append(1, '\0').append(year ? std::to_string(*year) : plain_cell(cell));
    }
    return !m_seen.insert(std::hash<std::string>{}(all)).second;
}

} // namespace peaksite
