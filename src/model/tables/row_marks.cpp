#include "model/tables/row_marks.hpp"

#include "base/column_head.hpp"
#include "base/office_number.hpp"
#include "model/tables/overlap_words.hpp"
#include "model/tables/sum_columns.hpp"

#include <algorithm>
#include <cmath>
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
                mark.total = m_counted;
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
        return overlap_of(m_table.label_column ? row.cell(*m_table.label_column) : row.first()) == Overlap::part;
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

// Rows of one name and year, in order.
class RowsOfOne {
public:
    explicit RowsOfOne(OfficeTable& table) : m_sheet(table.sheet), m_marks(table.marks) {}

    void add(std::size_t row, Overlap says) { m_rows.push_back({.at = row, .says = says}); }

    void mark_sums()
    {
        const bool counted = any(Overlap::none), parts = any(Overlap::part);
        for (const auto& row : m_rows) {
            auto& mark = m_marks[row.at];
            const bool sum = mark.total || row.says == Overlap::energy;
            mark.subtotal = mark.subtotal || (sum && (counted || parts)) || (row.says == Overlap::extent && counted);
        }
        mark_parts();
    }

private:
    struct Row {
        std::size_t at;
        Overlap says;
    };

    bool counts(const Row& row) const { return !m_marks[row.at].total && !m_marks[row.at].subtotal; }

    bool any(Overlap says) const
    {
        return std::ranges::any_of(m_rows, [&](const Row& row) { return row.says == says && counts(row); });
    }

    void mark_parts()
    {
        const auto whole = [this](const Row& row) { return row.says != Overlap::part && counts(row); };
        const bool any_whole = std::ranges::any_of(m_rows, whole);
        bool counted = false, sum = false; // above
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            const auto& row = m_rows[i];
            const bool of_whole = counted || (any_whole && !sum);
            const bool part = row.says == Overlap::part && counts(row);
            if (part && of_whole) m_marks[row.at].subtotal = true;
            m_marks[row.at].lone_part = part && !of_whole && !sum;
            counted = counted || whole(row);
            if (row.says == Overlap::part || counts(row)) continue;
            sum = true;
            counted = counted && !is_on_top(i);
        }
    }

    // Whether a sum is what several parts right below it add up to, and not what stands above it, in a column of
    // numbers.
    bool is_on_top(std::size_t i) const
    {
        auto end = i + 1;
        while (end < m_rows.size() && m_rows[end].says == Overlap::part) ++end;
        auto begin = i;
        while (begin > 0 && (m_rows[begin - 1].says == Overlap::part || counts(m_rows[begin - 1]))) --begin;
        const auto is_part = [](const Row& row) { return row.says == Overlap::part; };
        const auto is_whole = [&](const Row& row) { return !is_part(row) && counts(row); };
        bool below = false;
        for (std::size_t column = 0; end > i + 2 && column < m_sheet.heads.size(); ++column) {
            const auto whole = office_number(m_sheet.rows[m_rows[i].at].cell(column));
            if (!whole || !(whole->value > 0)) continue;
            constexpr double rounding = 0.005;
            const auto fits = [&](double sum) { return std::abs(sum - whole->value) <= rounding * whole->value; };
            if (!fits(sum_of(i + 1, end, column, is_part))) continue;
            if (fits(sum_of(begin, i, column, is_whole))) return false;
            below = true;
        }
        return below;
    }

    template <class Takes>
    double sum_of(std::size_t begin, std::size_t end, std::size_t column, Takes takes) const
    {
        double out = 0;
        for (auto i = begin; i < end; ++i)
            if (takes(m_rows[i]))
                if (const auto number = office_number(m_sheet.rows[m_rows[i].at].cell(column))) out += number->value;
        return out;
    }

    const HeadedSheet& m_sheet;
    std::vector<RowMark>& m_marks;
    std::vector<Row> m_rows;
};

// 2023 and 2023年 are one year.
std::string stated_year(const OfficeTable& table, std::size_t row)
{
    if (!table.year_column) return {};
    auto cell = table.sheet.rows[row].cell(*table.year_column);
    const auto year = office_year(cell);
    return year ? std::to_string(*year) : cell;
}

void mark_overlaps(OfficeTable& table, const SumColumns& columns)
{
    std::vector<Overlap> says;
    bool any = false;
    for (std::size_t row = 0; row < table.sheet.rows.size(); ++row) {
        says.push_back(columns.overlap(row));
        any = any || says.back() != Overlap::none || table.marks[row].total;
    }
    if (!any) return;
    std::map<std::pair<std::string, std::string>, RowsOfOne> all;
    for (std::size_t row = 0; row < says.size(); ++row) {
        all.try_emplace({plain_name(table.label(row)), stated_year(table, row)}, table)
            .first->second.add(row, says[row]);
    }
    for (auto& [name, rows] : all) rows.mark_sums();
}

} // namespace

void mark_rows(OfficeTable& table, const std::vector<std::string>& names) { RowMarker{table, names}.mark(); }

void mark_subtotals(OfficeTable& table)
{
    const SumColumns columns{table};
    for (std::size_t row = 0; row < table.sheet.rows.size(); ++row)
        table.marks[row].subtotal = !table.marks[row].total && columns.sums(row);
    mark_overlaps(table, columns);
    for (auto& mark : table.marks) {
        mark.total = mark.total || mark.subtotal;
        mark.repeats = mark.repeats && !mark.total;
    }
}

} // namespace peaksite
