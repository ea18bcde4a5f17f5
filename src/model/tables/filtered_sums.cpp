#include "model/tables/filtered_sums.hpp"

#include "base/column_head.hpp"
#include "base/parse_number.hpp"
#include "model/tables/sum_columns.hpp"

#include <algorithm>
#include <map>

namespace peaksite {

namespace {

class FilteredSums {
public:
    FilteredSums(OfficeTable& table, const HeadedSheet& shown, const FilterAsks& filter)
        : m_table(table), m_shown(shown), m_filter(filter), m_columns(table)
    {}

    void mark(const std::vector<std::size_t>& passed)
    {
        const auto counts = [this](std::size_t row) { return !m_table.marks[row].total; };
        find_lost(passed);
        for (const auto row : passed)
            if (counts(row) && is_sum(row) && !is_asked_for(row) && lacks_some(row))
                m_table.marks[row].lacks_rows = true;
    }

private:
    using NameAndYear = std::pair<std::string, std::string>;

    bool says_so(const std::string& cell) const
    {
        const auto overlap = overlap_of(cell);
        return says_sum(cell) || overlap == Overlap::energy || overlap == Overlap::extent;
    }
    bool is_sum(std::size_t row) const
    {
        const auto overlap = m_columns.overlap(row);
        return m_columns.sums(row) || overlap == Overlap::energy || overlap == Overlap::extent;
    }
    NameAndYear of(std::size_t row) const { return {plain_name(m_table.label(row)), m_table.year(row)}; }

    // What rows that do not pass hold in the columns of the filter.
    void find_lost(const std::vector<std::size_t>& passed)
    {
        std::vector<bool> passes(m_table.sheet.rows.size());
        for (const auto row : passed) passes[row] = true;
        for (std::size_t row = 0; row < passes.size(); ++row) {
            if (passes[row] || m_table.marks[row].total || is_sum(row) || m_columns.overlap(row) == Overlap::part)
                continue;
            std::vector<std::string> cells;
            for (const auto column : m_filter.columns)
                cells.push_back(m_filter.amounts.contains(column) ? "" : m_shown.rows[row].cell(column));
            m_lost[of(row)].insert(std::move(cells));
        }
    }

    bool lacks_some(std::size_t row) const
    {
        const auto lost = m_lost.find(of(row));
        return lost != m_lost.end() && std::ranges::any_of(lost->second, [&](const std::vector<std::string>& cells) {
                   return std::ranges::all_of(m_filter.columns, [&, i = std::size_t{0}](std::size_t column) mutable {
                       const auto& other = cells[i++];
                       const auto own = m_shown.rows[row].cell(column);
                       return m_filter.amounts.contains(column) || says_missing(own) || says_so(own) || own == other;
                   });
               });
    }

    // The filter names the word: '合计', '%计'.
    bool is_asked_for(std::size_t row) const
    {
        return std::ranges::any_of(m_filter.columns, [&](std::size_t column) {
            const auto cell = m_shown.rows[row].cell(column);
            return says_so(cell) && std::ranges::any_of(m_filter.values, [&](std::string value) {
                       const bool part = value.find('%') != std::string::npos;
                       std::erase(value, '%');
                       return part ? !value.empty() && cell.find(value) != std::string::npos
                                   : plain_name(value) == plain_name(cell);
                   });
        });
    }

    OfficeTable& m_table;
    const HeadedSheet& m_shown;
    const FilterAsks& m_filter;
    SumColumns m_columns;
    std::map<NameAndYear, std::set<std::vector<std::string>>> m_lost;
};

} // namespace

void mark_sums_of_filtered(OfficeTable& table, const HeadedSheet& shown, const std::vector<std::size_t>& passed,
                           const FilterAsks& filter)
{
    FilteredSums{table, shown, filter}.mark(passed);
}

} // namespace peaksite
