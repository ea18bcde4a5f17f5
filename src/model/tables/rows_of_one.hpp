#pragma once

#include "model/tables/office_table.hpp"
#include "model/tables/overlap_words.hpp"
#include "model/tables/stated_sums.hpp"

namespace peaksite {

/// The rows of one name and year, in order: which of them count, and which are sums over others or parts of others.
class RowsOfOne {
public:
    /// One that is asked for: the sum, where there is one (`one_counts`).
    /// Numbers are compared in columns of numbers.
    RowsOfOne(OfficeTable& table, const std::vector<std::size_t>& numbers, bool one_counts);

    void add(std::size_t row, Overlap says) { m_rows.push_back({.at = row, .says = says}); }

    /// Sets RowMark.subtotal, part, lone_part, whole and less_than_parts.
    void mark_sums();

private:
    struct Row {
        std::size_t at;
        Overlap says;
    };

    void count_lone_sum();
    bool count_whole();
    bool holds_all(const Row& whole) const;
    bool count_whole_of_parts();
    bool is_more_than_parts(const Row& whole);
    bool is_total(const Row& row) const;
    const std::vector<std::size_t>& telling();
    void count_lone_subtotals();
    void leave_out_sums_of_runs(std::vector<bool>& sums, std::size_t column) const;
    template <class Takes>
    bool a_total_holds(Takes takes);
    void leave_out_headings();
    void mark_parts();
    void leave_out_parts_of_totals();
    bool is_on_top(std::size_t i);

    bool counts(const Row& row) const { return !m_marks[row.at].total && !m_marks[row.at].subtotal; }
    bool any(Overlap says) const;
    std::optional<double> number(const Row& row, std::size_t column) const;
    template <class Takes>
    StatedSum sum_of(std::size_t begin, std::size_t end, std::size_t column, Takes takes) const;

    const HeadedSheet& m_sheet;
    const std::vector<std::size_t>& m_numbers; // columns
    std::vector<RowMark>& m_marks;
    bool m_one_counts;
    std::vector<Row> m_rows;
    std::optional<std::vector<std::size_t>> m_telling; // columns, once they were looked for
};

} // namespace peaksite
