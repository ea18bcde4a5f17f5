#pragma once

#include "model/tables/office_table.hpp"
#include "model/tables/overlap_words.hpp"

namespace peaksite {

/// Whether a column is of remarks, by its head: it does not say what its rows are of.
bool is_remark(const ColumnHead& column);

/// Columns of words by which sums are told from what they sum up: some of their cells are such words, and some are
/// none.
class SumColumns {
public:
    explicit SumColumns(const OfficeTable& table);

    /// "小计" and its like; below a merged cell of labels in whatever column.
    bool sums(std::size_t row) const;
    /// What the first such column says, the one that labels rows left out.
    Overlap overlap(std::size_t row) const;

private:
    struct Tells {
        bool sums = false, overlaps = false;
    };

    bool is_sum(std::size_t row, std::size_t column) const;
    Overlap overlap_in(std::size_t row, std::size_t column) const;
    bool names_rows(std::size_t column) const;
    Tells tells(std::size_t column) const;

    const OfficeTable& m_table;
    std::vector<Tells> m_tells; // by column
};

} // namespace peaksite
