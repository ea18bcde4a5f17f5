#pragma once

#include "model/tables/row_gap.hpp"
#include "plan/table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// A column of a joined table: numbers in `unit` (that of the formula name), or words.
struct TableField {
    std::string name; ///< "gdp"
    std::string unit; ///< of the numbers; empty for words
    bool words = false;
};

/// A cell: a number in the unit of its field, or a word; nothing where the file has none.
struct TableCell {
    std::optional<double> number;
    std::string word;
    bool missing() const { return !number && word.empty(); }
};

/// A row and the zones it belongs to.
struct TableRow {
    std::int64_t line = 0; ///< of the file, from 1
    std::string label;     ///< as the file names the zone
    std::optional<int> year;
    std::vector<TableCell> cells;                ///< by field
    std::vector<std::vector<std::size_t>> zones; ///< by set of the run: zones it was joined to
    bool repeats = false;                        ///< a row above says all that it says
    bool of_all = false;                         ///< it is called a sum, and counts in place of what it is over
    bool adds_up = false;                        ///< it seems to be the sum of rows beside it
};

/// How rows found their zones.
struct JoinReport {
    std::size_t by_key = 0, by_code = 0, by_name = 0, by_place = 0;
    std::vector<std::string> unmatched_rows; ///< "row 7 沙坡头区"
    std::vector<std::string> totals{};       ///< rows of sums, not joined: "row 30 合计"
    std::vector<std::string> notes{};        ///< footnotes
    std::vector<std::vector<std::size_t>>
        zones_without; ///< by set: zones no row belongs to, of the kinds that rows belong to
};

/// A table of statistics joined to the zones of a run.
struct UnitTable {
    std::string id;
    Bilingual title;
    std::string source;
    Standing standing = Standing::published;
    std::vector<TableField> fields;
    std::vector<TableRow> rows;
    JoinReport join;
    bool several{false};            ///< rows of a unit and year belong together: their numbers add up
    bool complete = false;          ///< a unit that it covers and that has no row has none of it
    std::vector<bool> named_sets{}; ///< by set of the run: the plan names it as one the table speaks of
    RowGaps gaps{};                 ///< rows that other years of a zone have (row_gaps)
};

} // namespace peaksite
