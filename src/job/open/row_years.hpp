#pragma once

#include "base/office_number.hpp"
#include "model/tables/office_table.hpp"

namespace peaksite {

/// The years of rows by a column of them; all of one year, or of none, where there is no such column. Dates are their
/// years only where all are of the same day: others are of days, months or quarters.
class RowYears {
public:
    RowYears(const OfficeTable& table, std::optional<std::size_t> column, std::optional<int> of_all);

    /// `matters`: the row has something that is of a year, so that one which cannot be read is told.
    std::optional<int> read(const SheetRow& row, bool matters);
    /// Some row says of when it is: one that cannot be read belongs to a year that nobody knows.
    bool stated() const { return m_stated; }
    /// Tells of the rows that were read, and had no year.
    void report(const std::string& table, std::vector<Sentence>& warnings) const;

private:
    std::optional<std::size_t> m_column;
    std::optional<int> m_of_all;
    bool m_stated = false, m_some_read = false, m_different_days = false;
    std::vector<std::string> m_unread, m_days;
};

} // namespace peaksite
