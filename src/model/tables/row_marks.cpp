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
                m_nameless_sum = m_sum_words[i];
                label(i, mark);
                continue;
            }
            mark.total = is_total(row) || is_nameless_sum(i);
            if (mark.total) {
                if (has_own_name(row)) label(i, mark);
                m_nameless_sum = m_sum_words[i];
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

    bool is_nameless_sum(std::size_t at) const { return m_sum_words[at].has_value(); }

    // Looks for the first column that says so of rows without a name. Where names are merged, 全社会 may be one of
    // several rows of a name.
    void find_sum_words(bool merged)
    {
        const auto words = columns_of_words();
        const auto& rows = m_table.sheet.rows;
        m_sum_words.assign(rows.size(), {});
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!has_no_name(rows[i])) continue;
            const auto says_so = [&](std::size_t column) {
                const auto cell = rows[i].cell(column);
                return names_total(cell) || (!merged && overlap_of(cell) == Overlap::extent);
            };
            if (const auto found = std::ranges::find_if(words, says_so); found != words.end()) m_sum_words[i] = *found;
        }
    }

    // Columns by which sums may be told from what they sum up: words that are not all for sums, and no remarks.
    std::vector<std::size_t> columns_of_words() const
    {
        std::vector<std::size_t> out;
        const auto& sheet = m_table.sheet;
        for (std::size_t column = 0; column < sheet.heads.size(); ++column)
            if (column != m_table.year_column && !is_remark(sheet.heads[column]) &&
                !std::ranges::all_of(sheet.rows, [&](const SheetRow& row) { return names_total(row.cell(column)); }))
                out.push_back(column);
        return out;
    }

    // Below merged cells that name a sum: of names, or in another column, as where a code is the name.
    bool is_below_sum(const SheetRow& row) const
    {
        return has_no_name(row) && (m_below_sum || (m_nameless_sum && row.cell(*m_nameless_sum).empty()));
    }

    // A name, and the rows below its merged cell.
    struct Name {
        bool is_sum = false;
        std::size_t rows = 0; // that are no sums
        std::vector<std::size_t> sums{};
        std::set<std::string> years{};
    };

    std::vector<Name> names() const
    {
        std::vector<Name> out;
        for (std::size_t i = 0; i < m_table.sheet.rows.size(); ++i) {
            const auto& row = m_table.sheet.rows[i];
            if (!has_no_name(row)) out.push_back({.is_sum = !has_own_name(row) && names_sum(row)});
            if (out.empty() || out.back().is_sum) continue;
            out.back().years.insert(m_table.year(i));
            if (is_nameless_sum(i))
                out.back().sums.push_back(i);
            else
                ++out.back().rows;
        }
        std::erase_if(out, [](const Name& name) { return name.is_sum; });
        keep_common_sums(out);
        return out;
    }

    // In a column where several names have one, or the only name: 合计 among kinds, not 合计 among names.
    void keep_common_sums(std::vector<Name>& names) const
    {
        std::map<std::size_t, std::set<const Name*>> having; // by column
        for (const auto& name : names)
            for (const auto at : name.sums) having[*m_sum_words[at]].insert(&name);
        const auto is_rare = [&](std::size_t at) { return names.size() > 1 && having.at(*m_sum_words[at]).size() < 2; };
        for (auto& name : names) std::erase_if(name.sums, is_rare);
    }

    // 合计 below merged cells is of the name above: as many of a year as three of four names have; what comes behind is
    // of all names.
    void find_sums_of_names()
    {
        find_sum_words(true);
        auto all = names();
        const auto has_rows = [](const Name& name) { return name.rows >= 2; };
        const bool merged = all.size() == 1 || std::ranges::count_if(all, has_rows) >= 2;
        if (!merged) {
            find_sum_words(false);
            all = names();
        }
        std::vector<std::size_t> counts;
        for (const auto& name : all)
            if (has_rows(name) || !merged || !name.sums.empty())
                for (const auto& [year, sums] : sums_by_year(name)) counts.push_back(sums);
        std::ranges::sort(counts);
        constexpr std::size_t most = 4; // one of four may have fewer
        const auto of_each = counts.empty() ? 0 : counts[counts.size() / most];
        for (const auto& name : all) {
            std::map<std::string, std::size_t> taken;
            for (const auto at : name.sums) {
                if (++taken[m_table.year(at)] > of_each) break;
                m_sums_of_names.insert(at);
            }
        }
    }

    std::map<std::string, std::size_t> sums_by_year(const Name& name) const
    {
        std::map<std::string, std::size_t> out;
        for (const auto& year : name.years) out[year] = 0;
        for (const auto at : name.sums) ++out[m_table.year(at)];
        return out;
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
    std::vector<std::optional<std::size_t>> m_sum_words; // by row without a name, the column of its word for a sum
    std::set<RowCells> m_seen;
    std::optional<std::size_t> m_above;        // the row whose label holds
    bool m_listed = false;                     // that label
    bool m_below_sum = false;                  // below a label that names a sum
    std::optional<std::size_t> m_nameless_sum; // the column of a sum without a name, right above
    std::set<std::size_t> m_sums_of_names;     // rows
    bool m_counted = false;                    // a row that is neither a sum nor a part, since the sum above
    std::optional<bool> m_sums_on_top;         // of the rows that they sum up
};

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
        if (table.marks[row].lacks_rows) continue;
        all.try_emplace({plain_name(table.label(row)), table.year(row)}, table, numbers, one_counts)
            .first->second.add(row, says[row]);
    }
    for (auto& [name, rows] : all) rows.mark_sums();
}

} // namespace

void mark_rows(OfficeTable& table, const std::vector<std::string>& names) { RowMarker{table, names}.mark(); }

void mark_subtotals(OfficeTable& table, bool one_counts)
{
    const SumColumns columns{table};
    for (std::size_t row = 0; row < table.sheet.rows.size(); ++row) {
        auto& mark = table.marks[row];
        mark.subtotal = !mark.total && (mark.lacks_rows || columns.sums(row));
    }
    mark_overlaps(table, columns, one_counts);
    for (auto& mark : table.marks) {
        mark.total = mark.total || mark.subtotal;
        mark.repeats = mark.repeats && !mark.total;
    }
}

} // namespace peaksite
