#pragma once

#include "job/open/added_rows.hpp"
#include "model/tables/stated_sums.hpp"

#include <map>
#include <tuple>

namespace peaksite {

/// An amount that is not 0, as the file states it.
struct StatedAmount {
    std::size_t at = 0;               ///< row of the sheet
    std::optional<std::size_t> row{}; ///< of the table; nothing: it was left out
    double amount = 0;
    double factor = 0; ///< to the unit of the field
    bool counts() const { return row.has_value(); }
};

/// Set, zone and year; 0 for a row without one.
using ZoneYear = std::tuple<std::size_t, std::size_t, int>;

/// Of one zone and year, in the order of the file.
struct AmountsOfZone {
    std::vector<StatedAmount> amounts{}; ///< above 0
    std::vector<StatedAmount> losses{};  ///< below 0, what counts of them
    std::vector<std::size_t> zeros{};    ///< rows of the table
};

/// The first set that holds the zones of a row, and the first of them.
std::optional<std::pair<std::size_t, std::size_t>> first_zone(const std::vector<std::vector<std::size_t>>& zones);

/// The amounts of one field.
class StatedAmounts {
public:
    StatedAmounts(const UnitTable& table, const SummedTable& read, std::size_t field);

    /// What counts and what was left out, averages apart.
    std::map<ZoneYear, AmountsOfZone> by_zone() const;
    /// Fields that state factors of the amounts.
    const std::vector<std::size_t>& factors() const { return m_factors; }
    /// Columns of words by which rows differ.
    std::vector<std::size_t> telling_columns(const std::vector<StatedAmount>& rows) const;
    /// Places of all rows, and of those that one word of a column is of: all sectors of a fuel, all fuels of a sector.
    std::vector<std::vector<std::size_t>> lists_of(const std::vector<StatedAmount>& rows,
                                                   const std::vector<std::size_t>& columns) const;
    /// What a row is called beside others of its zone and year.
    std::string words_of(const StatedAmount& one, const std::vector<std::size_t>& columns) const;
    /// What the columns of units say, one after the other.
    std::string unit_of(const StatedAmount& one) const;
    std::string cell(const StatedAmount& one, std::size_t column) const;

private:
    void add_left_out(std::map<ZoneYear, AmountsOfZone>& out) const;
    std::optional<StatedAmount> stated(std::size_t at, int year) const;

    const UnitTable& m_table;
    const SummedTable& m_read;
    const SheetField& m_field;
    std::size_t m_at; // of the field
    std::vector<std::size_t> m_factors;
    std::map<std::int64_t, std::size_t> m_places; // rows of the sheet by line
};

} // namespace peaksite
