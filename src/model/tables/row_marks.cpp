#include "model/tables/row_marks.hpp"

#include "base/column_head.hpp"
#include "base/office_number.hpp"
#include "model/tables/overlap_words.hpp"
#include "model/tables/rows_of_one.hpp"
#include "model/tables/sum_columns.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace peaksite {

namespace {

std::vector<std::size_t> columns_named(const HeadedSheet& sheet, const std::vector<std::string>& names)
{
    std::vector<std::size_t> out;
    for (const auto& name : names)
        if (const auto found = sheet.columns(name); found.size() == 1) out.push_back(found.front());
    return out;
}

class RowMarker {
public:
    RowMarker(OfficeTable& table, const std::vector<std::string>& names)
        : m_table(table), m_columns(columns_named(table.sheet, names))
    {
        if (!m_columns.empty()) m_table.label_column = m_columns.front();
    }

    void mark()
    {
        const auto& rows = m_table.sheet.rows;
        find_sums_of_names();
        m_table.marks.reserve(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto& row = rows[i];
            auto& mark = m_table.marks.emplace_back();
            if (!has_no_name(row)) m_below_sum = !has_own_name(row) && names_sum(row);
            if (m_sums_of_names.contains(i)) {
                m_nameless_sum = first_word(row);
                label(i, mark);
                continue;
            }
            mark.total = is_total(row) || is_nameless_sum(i);
            if (mark.total) {
                if (has_own_name(row)) label(i, mark);
                m_nameless_sum = has_no_name(row) ? first_word(row) : std::nullopt;
                m_sums_on_top = m_sums_on_top.value_or(!m_counted);
                if (*m_sums_on_top) m_counted = false; // "其中：甲厂" right below 合计 is one of the list
                continue;
            }
            mark.repeats = !m_seen.insert(row.cells).second;
            if (is_below_sum(row)) continue; // of no name that is known
            m_nameless_sum.reset();
            label(i, mark);
            if (const auto name = name_of(row); overlap_of(name) == Overlap::part)
                mark.part = mark.total = m_counted || is_bare_part(name);
            else
                m_counted = true;
        }
    }

private:
    bool names_sum(const SheetRow& row) const
    {
        return std::ranges::any_of(m_columns, [&](std::size_t column) { return names_total(row.cell(column)); });
    }

    bool is_total(const SheetRow& row) const { return names_total(row.first()) || names_sum(row); }

    bool has_no_name(const SheetRow& row) const
    {
        return !m_columns.empty() &&
               std::ranges::all_of(m_columns, [&](std::size_t column) { return row.cell(column).empty(); });
    }

    // In the column of labels, and one that is no word for a sum.
    bool has_own_name(const SheetRow& row) const
    {
        const auto cell = m_table.label_column ? row.cell(*m_table.label_column) : std::string{};
        return !cell.empty() && !names_total(cell);
    }

    std::string name_of(const SheetRow& row) const
    {
        for (const auto column : m_columns)
            if (auto cell = row.cell(column); !cell.empty()) return cell;
        return m_columns.empty() ? row.first() : std::string{};
    }

    bool is_nameless_sum(std::size_t at) const
    {
        const auto& row = m_table.sheet.rows[at];
        const auto column = has_no_name(row) ? first_word(row) : std::nullopt;
        return column && names_total(row.cell(*column));
    }

    // The first filled cell behind the year.
    std::optional<std::size_t> first_word(const SheetRow& row) const
    {
        for (std::size_t column = 0; column < row.cells.size(); ++column)
            if (column != m_table.year_column && !row.cell(column).empty()) return column;
        return {};
    }

    // Below merged cells that name a sum: of names, or in another column, as where a code is the name.
    bool is_below_sum(const SheetRow& row) const
    {
        return has_no_name(row) && (m_below_sum || (m_nameless_sum && row.cell(*m_nameless_sum).empty()));
    }

    // 合计 below merged cells is of the name above: as many of them as three of four names with several rows have, and
    // what is all of a year that the name has; others are of all names.
    void find_sums_of_names()
    {
        struct Name {
            bool is_sum = false;
            std::size_t rows = 0;
            std::vector<std::size_t> sums{};
            std::set<std::string> years{}; // of rows that are no sums
        };
        constexpr std::size_t few = 2, most = 4; // one of four may have fewer
        std::vector<Name> names;
        for (std::size_t i = 0; i < m_table.sheet.rows.size(); ++i) {
            const auto& row = m_table.sheet.rows[i];
            if (!has_no_name(row)) names.push_back({.is_sum = !has_own_name(row) && names_sum(row)});
            if (names.empty() || names.back().is_sum) continue;
            if (is_nameless_sum(i)) {
                names.back().sums.push_back(i);
                continue;
            }
            ++names.back().rows;
            if (std::ranges::none_of(row.cells, says_sum)) names.back().years.insert(year_of(row));
        }
        std::vector<std::size_t> counts;
        for (const auto& name : names)
            if (name.rows >= few) counts.push_back(name.sums.size());
        std::ranges::sort(counts);
        const auto of_each = counts.empty() ? 0 : counts[counts.size() / most];
        for (const auto& name : names)
            for (std::size_t i = 0; i < name.sums.size(); ++i)
                if (const auto year = year_of(m_table.sheet.rows[name.sums[i]]);
                    i < of_each || (!year.empty() && !name.years.contains(year)))
                    m_sums_of_names.insert(name.sums[i]);
    }

    std::string year_of(const SheetRow& row) const
    {
        return m_table.year_column ? row.cell(*m_table.year_column) : std::string{};
    }

    void label(std::size_t at, RowMark& mark)
    {
        if (!m_table.label_column) return;
        const auto& rows = m_table.sheet.rows;
        if (!rows[at].cell(*m_table.label_column).empty()) {
            m_above = at;
            m_listed = false;
        } else if (m_above) {
            if (!m_listed) m_table.labels_above.push_back(rows[*m_above].cell(*m_table.label_column));
            m_listed = true;
            mark.label_above = static_cast<std::uint32_t>(m_table.labels_above.size() - 1);
        }
    }

    OfficeTable& m_table;
    std::vector<std::size_t> m_columns;
    std::set<RowCells> m_seen;
    std::optional<std::size_t> m_above;        // the row whose label holds
    bool m_listed = false;                     // that label
    bool m_below_sum = false;                  // below a label that names a sum
    std::optional<std::size_t> m_nameless_sum; // the column of a sum without a name, right above
    std::set<std::size_t> m_sums_of_names;     // rows
    bool m_counted = false;                    // a row that is neither a sum nor a part, since the sum above
    std::optional<bool> m_sums_on_top;         // of the rows that they sum up
};

// 2023 and 2023年 are one year.
std::string stated_year(const OfficeTable& table, std::size_t row)
{
    if (!table.year_column) return {};
    auto cell = table.sheet.rows[row].cell(*table.year_column);
    const auto year = office_year(cell);
    return year ? std::to_string(*year) : cell;
}

bool is_sum_of_label_above(const OfficeTable& table, std::size_t row)
{
    const auto& cells = table.sheet.rows[row].cells;
    return !table.has_own_label(row) && std::ranges::any_of(cells, says_sum);
}

// Columns whose numbers are added up: no running numbers, no codes.
std::vector<std::size_t> columns_of_numbers(const HeadedSheet& sheet)
{
    constexpr std::array<std::string_view, 5> ends{"代码", "编码", "编号", "code", "id"};
    std::vector<std::size_t> out;
    for (std::size_t column = 0; column < sheet.heads.size(); ++column) {
        const auto head = plain_name(sheet.heads[column].name);
        const bool code = std::ranges::any_of(ends, [&](std::string_view end) { return head.ends_with(end); });
        if (!code && !counts_rows(head)) out.push_back(column);
    }
    return out;
}

void mark_overlaps(OfficeTable& table, const SumColumns& columns, bool one_counts)
{
    std::vector<Overlap> says;
    bool any = false;
    for (std::size_t row = 0; row < table.sheet.rows.size(); ++row) {
        says.push_back(columns.overlap(row));
        any = any || says.back() != Overlap::none || table.marks[row].total || table.marks[row].subtotal;
    }
    if (!any) return;
    const auto numbers = columns_of_numbers(table.sheet);
    std::map<std::pair<std::string, std::string>, RowsOfOne> all;
    for (std::size_t row = 0; row < says.size(); ++row) {
        all.try_emplace({plain_name(table.label(row)), stated_year(table, row)}, table, numbers, one_counts)
            .first->second.add(row, says[row]);
    }
    for (auto& [name, rows] : all) rows.mark_sums();
}

} // namespace

void mark_rows(OfficeTable& table, const std::vector<std::string>& names) { RowMarker{table, names}.mark(); }

void mark_subtotals(OfficeTable& table, bool one_counts)
{
    const SumColumns columns{table};
    for (std::size_t row = 0; row < table.sheet.rows.size(); ++row)
        table.marks[row].subtotal = !table.marks[row].total && (columns.sums(row) || is_sum_of_label_above(table, row));
    mark_overlaps(table, columns, one_counts);
    for (auto& mark : table.marks) {
        mark.total = mark.total || mark.subtotal;
        mark.repeats = mark.repeats && !mark.total;
    }
}

} // namespace peaksite
