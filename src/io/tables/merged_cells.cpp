#include "io/tables/merged_cells.hpp"

#include "base/office_number.hpp"
#include "base/row_warnings.hpp"
#include "io/tables/sheet.hpp"
#include "io/vector/attribute_filter.hpp"
#include "model/tables/filtered_sums.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace peaksite {

namespace {

class Merged {
public:
    Merged(const OfficeTable& table, FilterNames names) : m_table(table), m_names(std::move(names)), m_view(table.sheet)
    {
        m_filled.assign(table.sheet.rows.size(), false);
        if (table.label_column) fill_labels(*table.label_column);
        if (m_names.blanks) return;
        for (const auto column : m_names.columns)
            if (column != table.label_column && holds(column).words_or_years() && begins_filled(column)) fill(column);
    }

    const HeadedSheet& view() const { return m_view; }
    bool filled(std::size_t row) const { return m_filled[row]; }

    // Another word in place of blanks, and of what was filled into them, in the columns of words that the filter names;
    // nothing where there are none.
    std::optional<HeadedSheet> with_other_words()
    {
        constexpr const char* other = "\x01";
        m_changed = false;
        for (const auto column : m_names.columns) {
            if (column == m_table.label_column || !holds(column).words) continue;
            for (std::size_t row = 0; row < m_view.rows.size(); ++row)
                if (m_table.sheet.rows[row].cell(column).empty() && !m_table.marks[row].total) put(row, column, other);
        }
        return m_changed ? std::optional{m_view} : std::nullopt;
    }

    FilterAsks asks(const std::vector<std::string>& heads) const
    {
        FilterAsks out{.columns = m_names.columns, .amounts = {}, .values = m_names.values};
        for (const auto column : m_names.columns) {
            const auto& head = m_table.sheet.heads[column];
            const auto is_read = [&](const std::string& name) {
                const auto found = m_table.sheet.columns(name);
                return std::ranges::find(found, column) != found.end();
            };
            if (!holds(column).words_or_years() &&
                (head.unit.known() != nullptr || std::ranges::any_of(heads, is_read)))
                out.amounts.insert(column);
        }
        return out;
    }

private:
    struct Holds {
        bool amounts = false, words = false;
        // One that is not stated is missing where there are amounts.
        bool words_or_years() const { return words || !amounts; }
    };

    Holds holds(std::size_t column) const
    {
        Holds out;
        for (const auto& row : m_table.sheet.rows) {
            const auto cell = row.cell(column);
            if (!cell.empty() && !office_year(cell)) (office_number(cell) ? out.amounts : out.words) = true;
        }
        return out;
    }

    bool begins_filled(std::size_t column) const
    {
        for (std::size_t row = 0; row < m_view.rows.size(); ++row)
            if (!m_table.marks[row].total) return !m_view.rows[row].cell(column).empty();
        return false;
    }

    void fill_labels(std::size_t column)
    {
        for (std::size_t row = 0; row < m_view.rows.size(); ++row)
            if (m_table.marks[row].label_above) put(row, column, m_table.label(row));
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
        m_changed = true;
    }

    const OfficeTable& m_table;
    FilterNames m_names;
    HeadedSheet m_view;
    std::vector<bool> m_filled; // by row
    bool m_changed = false;
};

std::vector<std::string> row_names(const OfficeTable& table, const std::vector<std::size_t>& rows)
{
    std::vector<std::string> out;
    for (const auto row : rows) out.push_back(table.row_name(row));
    return out;
}

// Rows that a blank alone keeps out.
std::vector<std::size_t> lost_by_blanks(Merged& merged, const std::vector<std::size_t>& passed,
                                        const std::string& where, const std::string& file)
{
    std::vector<std::size_t> out;
    if (const auto other = merged.with_other_words())
        std::ranges::set_difference(rows_where(*other, where, file), passed, std::back_inserter(out));
    return out;
}

void tell_lost(OfficeTable& table, Merged& merged, const std::vector<std::size_t>& passed, const std::string& where)
{
    if (const auto lost = lost_by_blanks(merged, passed, where, table.file); !lost.empty())
        table.sheet.warnings.push_back(text(
            "file '{}': {} rows leave a column of the filter blank, or below a merged cell, and do not pass, though "
            "another word than the filter's would; if they are to pass, say so: … OR … IS NULL; else fill in what "
            "they are: {}",
            table.file, lost.size(), some_of(row_names(table, lost))));
}

bool pass_as_texts(const OfficeTable& table, const std::string& where, const std::vector<std::size_t>& passed)
{
    try {
        return rows_where(table.sheet, where, table.file) == passed;
    } catch (const InputError&) { // columns that only the file knows
        return false;
    }
}

} // namespace

void keep_rows_where(OfficeTable& table, const std::string& where, const std::vector<std::string>& heads)
{
    if (where.empty()) return;
    Merged merged{table, names_of_filter(where, field_names(table.sheet))};
    const auto passed = rows_where(merged.view(), where, table.file);
    mark_sums_of_filtered(table, merged.view(), passed, merged.asks(heads));
    std::vector<std::size_t> filled;
    std::ranges::copy_if(passed, std::back_inserter(filled), [&](std::size_t row) { return merged.filled(row); });
    if (!filled.empty())
        table.sheet.warnings.push_back(text("file '{}': {} rows that leave a column of the filter blank take it from "
                                            "the row above, as merged cells do, and pass: {}",
                                            table.file, filled.size(), some_of(row_names(table, filled))));
    tell_lost(table, merged, passed, where);
    keep_rows(table, passed);
}

void keep_passed_rows(OfficeTable& table, const std::string& where, const std::vector<std::string>& heads,
                      const std::vector<std::size_t>& passed)
{
    Merged merged{table, names_of_filter(where, field_names(table.sheet))};
    if (pass_as_texts(table, where, passed)) tell_lost(table, merged, passed, where);
    mark_sums_of_filtered(table, table.sheet, passed, merged.asks(heads));
    keep_rows(table, passed);
}

} // namespace peaksite
