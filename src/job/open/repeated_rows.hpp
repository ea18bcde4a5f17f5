#pragma once

#include "model/tables/office_table.hpp"
#include "model/tables/unit_table.hpp"

#include <unordered_set>

namespace peaksite {

/// Finds rows of the same zones and year whose cells say the same, however they write it: 100 and 100.0, Z1 and 甲市,
/// full-width or not. A column of running numbers (序号) says nothing.
class RepeatedRows {
public:
    /// `key`: the column that names the zones.
    RepeatedRows(const OfficeTable& table, std::optional<std::size_t> key);

    /// Whether a row before it said the same.
    bool add(const SheetRow& row, const TableRow& joined);
    /// Tells of rows that say what one before them said; `summed`: rows of a zone and year add up.
    void report(const std::string& table, bool summed, std::vector<Sentence>& warnings) const;

private:
    std::vector<bool> m_says; // by column
    std::optional<std::size_t> m_year;
    std::unordered_set<std::size_t> m_seen; // by their hash: rows are many, and what hangs on them is a warning
    std::vector<std::string> m_repeated;
};

} // namespace peaksite
