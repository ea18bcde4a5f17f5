#pragma once

#include "job/open/stated_amounts.hpp"

#include <set>

namespace peaksite {

/// Totals of a zone and year that were left out, held against what counts.
class StatedTotals {
public:
    StatedTotals(UnitTable& table, const SummedTable& read, const StatedAmounts& field)
        : m_table(table), m_read(read), m_field(field)
    {}

    /// Totals that no rows which count, one after the other, add up to say that more is there than what counts
    /// (UnitTable.gaps). A total of all that some of the rows add up to says that the others count beyond it
    /// (TableRow.adds_up). Nothing is held against amounts of several units, or with factors of their own.
    void compare(const ZoneYear& group, const AmountsOfZone& of_zone, const std::vector<std::size_t>& columns);

    const std::set<std::size_t>& unmatched() const { return m_unmatched; } ///< rows of the sheet
    const std::set<std::size_t>& beyond() const { return m_beyond; }       ///< rows of the sheet that count

private:
    bool have_one_measure(const std::vector<StatedAmount>& rows) const;
    std::vector<const StatedAmount*> totals_of(const std::vector<StatedAmount>& rows) const;
    std::vector<StatedRuns> counted_lists(const std::vector<StatedAmount>& rows,
                                          const std::vector<std::size_t>& columns) const;
    bool is_of_all(const StatedAmount& one, const std::vector<std::size_t>& columns) const;
    void mark_beyond(const std::vector<StatedAmount>& rows, const std::vector<const StatedAmount*>& totals,
                     const std::vector<std::size_t>& columns);
    void add_gap(const ZoneYear& group, const AmountsOfZone& rows, const std::set<std::string>& kinds);

    UnitTable& m_table;
    const SummedTable& m_read;
    const StatedAmounts& m_field;
    std::set<std::size_t> m_unmatched, m_beyond;
};

} // namespace peaksite
