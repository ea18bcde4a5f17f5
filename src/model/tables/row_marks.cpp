#include "model/tables/row_marks.hpp"

#include "base/column_head.hpp"
#include "base/office_number.hpp"
#include "model/tables/overlap_words.hpp"
#include "model/tables/rows_of_one.hpp"
#include "model/tables/sum_columns.hpp"

#include <algorithm>
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
        m_table.marks.reserve(m_table.sheet.rows.size());
        for (std::size_t i = 0; i < m_table.sheet.rows.size(); ++i) {
            const auto& row = m_table.sheet.rows[i];
            auto& mark = m_table.marks.emplace_back();
            mark.total = is_total(row);
            if (mark.total) {
                m_sums_on_top = m_sums_on_top.value_or(!m_counted);
                if (*m_sums_on_top) m_counted = false; // "其中：甲厂" right below 合计 is one of the list
                continue;
            }
            mark.repeats = !m_seen.insert(row.cells).second;
            label(i, mark);
            if (is_part(row))
                mark.part = mark.total = m_counted;
            else
                m_counted = true;
        }
    }

private:
    bool is_total(const SheetRow& row) const
    {
        return names_total(row.first()) ||
               std::ranges::any_of(m_columns, [&](std::size_t column) { return names_total(row.cell(column)); });
    }

    bool is_part(const SheetRow& row) const
    {
        for (const auto column : m_columns)
            if (const auto cell = row.cell(column); !cell.empty()) return overlap_of(cell) == Overlap::part;
        return m_columns.empty() && overlap_of(row.first()) == Overlap::part;
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
    std::optional<std::size_t> m_above; // the row whose label holds
    bool m_listed = false;              // that label
    bool m_counted = false;             // a row that is neither a sum nor a part, since the sum above
    std::optional<bool> m_sums_on_top;  // of the rows that they sum up
};

// 2023 and 2023年 are one year.
std::string stated_year(const OfficeTable& table, std::size_t row)
{
    if (!table.year_column) return {};
    auto cell = table.sheet.rows[row].cell(*table.year_column);
    const auto year = office_year(cell);
    return year ? std::to_string(*year) : cell;
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
    std::map<std::pair<std::string, std::string>, RowsOfOne> all;
    for (std::size_t row = 0; row < says.size(); ++row) {
        all.try_emplace({plain_name(table.label(row)), stated_year(table, row)}, table, one_counts)
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
        table.marks[row].subtotal = !table.marks[row].total && columns.sums(row);
    mark_overlaps(table, columns, one_counts);
    for (auto& mark : table.marks) {
        mark.total = mark.total || mark.subtotal;
        mark.repeats = mark.repeats && !mark.total;
    }
}

} // namespace peaksite
