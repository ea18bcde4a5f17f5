#include "io/tables/merged_cells.hpp"

#include "base/office_number.hpp"
#include "base/row_warnings.hpp"
#include "io/tables/sheet.hpp"
#include "io/vector/attribute_filter.hpp"

#include <algorithm>
#include <optional>

namespace peaksite {

namespace {

class Merged {
public:
    Merged(const OfficeTable& table, const std::string& where) : m_table(table), m_view(table.sheet)
    {
        const auto names = names_of_filter(where, field_names(table.sheet));
        m_filled.assign(table.sheet.rows.size(), false);
        if (table.label_column) fill_labels(*table.label_column);
        if (names.blanks) return;
        for (const auto column : names.columns)
            if (column != table.label_column && may_be_merged(column)) fill(column);
    }

    const HeadedSheet& view() const { return m_view; }
    bool filled(std::size_t row) const { return m_filled[row]; }

private:
    void fill_labels(std::size_t column)
    {
        for (std::size_t row = 0; row < m_view.rows.size(); ++row)
            if (m_table.marks[row].label_above) put(row, column, m_table.label(row));
    }

    // Words or years, not amounts: one of those that is not stated is missing.
    bool may_be_merged(std::size_t column) const
    {
        bool amounts = false, words = false;
        for (const auto& row : m_table.sheet.rows) {
            const auto cell = row.cell(column);
            if (cell.empty()) continue;
            if (office_year(cell)) continue;
            (office_number(cell) ? amounts : words) = true;
        }
        return words || !amounts;
    }

    void fill(std::size_t column)
    {
        std::string above;
        for (std::size_t row = 0; row < m_view.rows.size(); ++row) {
            if (m_table.marks[row].total) continue;
            auto cell = m_view.rows[row].cell(column);
            if (!cell.empty())
                above = std::move(cell);
            else if (!above.empty()) {
                put(row, column, above);
                m_filled[row] = true;
            }
        }
    }

    void put(std::size_t row, std::size_t column, const std::string& content)
    {
        auto& cells = m_view.rows[row].cells;
        std::vector<std::string> all{cells.begin(), cells.end()};
        all.resize(std::max(all.size(), column + 1));
        all[column] = content;
        cells = RowCells{all};
    }

    const OfficeTable& m_table;
    HeadedSheet m_view;
    std::vector<bool> m_filled; // by row
};

} // namespace

void keep_rows_where(OfficeTable& table, const std::string& where)
{
    if (where.empty()) return;
    const Merged merged{table, where};
    const auto passed = rows_where(merged.view(), where, table.file);
    std::vector<std::string> told;
    for (const auto row : passed)
        if (merged.filled(row)) told.push_back(table.row_name(row));
    if (!told.empty())
        table.sheet.warnings.push_back(text("file '{}': {} rows that leave a column of the filter blank take it from "
                                            "the row above, as merged cells do, and pass: {}",
                                            table.file, told.size(), some_of(told)));
    keep_rows(table, passed);
}

} // namespace peaksite
