#pragma once

#include "support/output_walk.hpp"

#include <set>

namespace peaksite {

/// What the outputs say about themselves: which indicators there are, what the sets of zones are called.
struct OutputNames {
    std::set<std::string> indicators;
    std::map<std::string, std::string> set_of_title; ///< also of an id

    explicit OutputNames(const std::vector<OutputTable>& tables);
};

/// A table whose columns are known.
class WalkedTable {
public:
    struct Column {
        std::size_t at = 0;
        KnownColumn known;
        std::string indicator{}; ///< of a column of one
    };

    /// Adds to `faults` the columns with numbers that nobody has classified.
    WalkedTable(const OutputTable& table, const OutputNames& names, std::vector<std::string>& faults);

    const OutputTable& table() const { return *m_table; }
    const std::vector<Column>& columns() const { return m_columns; }
    bool has(const std::string& name) const { return find(name) != nullptr; }
    /// A sheet that shows a table of statistics as it was given.
    bool is_joined() const;
    /// A sheet with a column for each statistic, whose note begins with what statistics.csv calls it: "lc fractions
    /// 10".
    bool is_of_statistics() const;
    const Column* find(const std::string& name) const;
    /// The text of a row in a column; "" where there is none.
    std::string text(std::size_t row, const std::string& name) const;
    std::string zones(std::size_t row) const;
    NumberOf number_of(std::size_t row, const Column& column) const;
    /// "statistics.csv row 12 value".
    std::string place(std::size_t row, const Column& column) const;

private:
    std::optional<Column> column(std::size_t at, std::vector<std::string>& faults) const;

    const OutputTable* m_table;
    const OutputNames* m_names;
    std::vector<Column> m_columns;
    std::string m_set; // of a table that holds one set of zones
};

/// Numbers of sheets against those of the CSV files: the same after the scale of a column and the rounding of a cell.
void compare_sheets(const std::vector<WalkedTable>& tables, const OutputNames& names, OutputWalk& walk);

} // namespace peaksite
