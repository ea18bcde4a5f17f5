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
    RowsOfOne(OfficeTable& table, bool one_counts)
        : m_sheet(table.sheet), m_marks(table.marks), m_one_counts(one_counts)
    {}

    void add(std::size_t row, Overlap says) { m_rows.push_back({.at = row, .says = says}); }

    void mark_sums()
    {
        count_lone_sum();
        if (m_one_counts && count_whole()) return;
        const bool counted = any(Overlap::none), parts = any(Overlap::part);
        if (!counted && parts && count_whole_of_parts()) return;
        for (const auto& row : m_rows) {
            auto& mark = m_marks[row.at];
            const bool sum = mark.total || row.says == Overlap::energy;
            mark.subtotal = mark.subtotal || (sum && (counted || parts)) || (row.says == Overlap::extent && counted);
        }
        mark_parts();
        for (const auto& row : m_rows)
            if ((row.says == Overlap::energy || row.says == Overlap::extent) && counts(row))
                m_marks[row.at].whole = true;
    }

private:
    struct Row {
        std::size_t at;
        Overlap says;
    };

    // The one row that there is of a name and year is no sum of others.
    void count_lone_sum()
    {
        auto& mark = m_marks[m_rows.front().at];
        if (m_rows.size() > 1 || mark.total) return;
        mark.whole = mark.subtotal;
        mark.subtotal = false;
    }

    // Where one row is asked for, it is the sum of all others: the one that is no 小计, states all that they do, and is
    // less than none of them.
    bool count_whole()
    {
        const auto is_whole = [this](const Row& row) {
            const auto& cells = m_sheet.rows[row.at].cells;
            const bool sum = m_marks[row.at].subtotal && std::ranges::none_of(cells, says_other_sum);
            return sum || row.says == Overlap::energy || row.says == Overlap::extent;
        };
        const auto whole = std::ranges::find_if(m_rows, is_whole);
        if (m_rows.size() < 2 || std::ranges::count_if(m_rows, is_whole) != 1 || !holds_all(*whole)) return false;
        for (const auto& row : m_rows) {
            auto& mark = m_marks[row.at];
            const bool part = row.at != whole->at && !mark.total;
            mark.subtotal = part;
            mark.part = mark.part || part;
            mark.whole = row.at == whole->at;
        }
        return true;
    }

    static bool says_other_sum(std::string_view cell)
    {
        const auto plain = plain_name(cell);
        return says_average(cell) || plain.find("小计") != std::string::npos ||
               plain.find("subtotal") != std::string::npos;
    }

    bool holds_all(const Row& whole) const
    {
        for (std::size_t column = 0; column < m_sheet.heads.size(); ++column) {
            const auto own = office_number(m_sheet.rows[whole.at].cell(column));
            for (const auto& row : m_rows) {
                const auto other = office_number(m_sheet.rows[row.at].cell(column));
                if (row.at != whole.at && other && (!own || own->value < other->value)) return false;
            }
        }
        return true;
    }

    // A sum above parts alone is what counts, where they do not add up to it: some are not listed.
    bool count_whole_of_parts()
    {
        const auto is_sum = [this](const Row& row) { return row.says != Overlap::part && !m_marks[row.at].total; };
        if (!is_sum(m_rows.front()) || std::ranges::count_if(m_rows, is_sum) != 1 || !differ_from_first()) return false;
        m_marks[m_rows.front().at].subtotal = false;
        m_marks[m_rows.front().at].whole = true;
        for (const auto& row : m_rows)
            if (row.says == Overlap::part) m_marks[row.at].part = m_marks[row.at].subtotal = true;
        return true;
    }

    // Whether the first row states all that its parts do, and they add up to it in no column of numbers.
    bool differ_from_first() const
    {
        const auto part = [](const Row& row) { return row.says == Overlap::part; };
        bool compared = false;
        for (std::size_t column = 0; column < m_sheet.heads.size(); ++column) {
            const auto whole = office_number(m_sheet.rows[m_rows.front().at].cell(column));
            const double sum = sum_of(1, m_rows.size(), column, part);
            if (!whole && sum != 0) return false;
            if (!whole || !(whole->value > 0) || !(sum > 0)) continue;
            if (is_near(sum, whole->value)) return false;
            compared = true;
        }
        return compared;
    }

    static bool is_near(double sum, double whole)
    {
        constexpr double rounding = 0.005;
        return std::abs(sum - whole) <= rounding * whole;
    }

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
            if (part && of_whole) m_marks[row.at].part = m_marks[row.at].subtotal = true;
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
            if (!is_near(sum_of(i + 1, end, column, is_part), whole->value)) continue;
            if (is_near(sum_of(begin, i, column, is_whole), whole->value)) return false;
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
    bool m_one_counts;
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
