#pragma once

#include "base/column_head.hpp"
#include "base/text.hpp"
#include "model/tables/sheet_row.hpp"
#include "peaksite/place.hpp"

#include <map>
#include <string>
#include <vector>

namespace peaksite {

/// Cells of a column that a workbook shows divided by a power of ten, and that count as they are shown.
struct ScaledCells {
    CellAddress first;
    int power = 0;
    std::size_t count = 0;
    std::string format;
    std::string number, shown; ///< of the first: "123456", "12.3456"
};

/// The cells of a sheet, titles, heads and footnotes among them.
struct SheetCells {
    std::string name;
    std::string encoding = "UTF-8"; ///< what the texts were read as
    char separator = '\0';          ///< between cells of a text
    std::vector<SheetRow> rows;
    std::vector<Sentence> warnings{};    ///< which sheet of several this is, what was odd about the file
    std::vector<ScaledCells> scaled{};   ///< by column and format
    std::vector<CellAddress> unsolved{}; ///< formulas whose result nobody has computed, the first of them
};

/// A sheet whose head was found: titles above it, units below it and repetitions of it are taken off.
struct HeadedSheet {
    std::int64_t head_line = 0;
    std::vector<ColumnHead> heads; ///< by column
    std::vector<ColumnHead>
        lowest{}; ///< of heads of several rows: the last part of each, "值（万元）" of "经济值（万元）"
    std::size_t head_cells = 0;                        ///< that the row of heads has of its own, blank ones too
    char separator = '\0';                             ///< between cells of a text
    std::vector<Unit> units_of_table;                  ///< "单位：万元" above the head, or right below it
    std::vector<std::string> strange_units_of_table{}; ///< what looks like a unit there, and is none that is known
    std::vector<std::string> titles{};                 ///< rows above the head, their cells one after the other
    std::vector<SheetRow> rows;                        ///< data, totals among them; no blank rows
    std::vector<std::string> notes;                    ///< footnotes: "row 20 注：…"
    std::vector<std::string>
        more_heads{}; ///< rows among the data that are other heads, or state other units: "row 9 代码,GDP（亿元）"
    std::vector<Sentence> warnings{}; ///< of the cells
    std::vector<ScaledCells> scaled{};
    std::string encoding = "UTF-8"; ///< what the texts were read as

    /// Columns with this head, by whole text, else without the unit, else by the lowest of its rows.
    std::vector<std::size_t> columns(const std::string& head) const;
    /// Columns by year of a pattern such as "{year}年GDP", all that may be meant; one a year where nothing is amiss.
    std::map<int, std::vector<std::size_t>> series(const std::string& pattern) const;
    std::vector<std::string> texts() const;
};

/// Finds the head of a sheet: the one to three rows that hold most of the `wanted` heads (patterns with {year} too), as
/// few and as early as can be; without any, the first row of two cells and more. A cell of several columns ("GDP" above
/// "2020年", "2021年") is put before those below it. `names` are heads of columns that say what a row is of: the first
/// one that is there is filled in the first row of data, so that rows of units below the head are told from it.
HeadedSheet headed(SheetCells sheet, const std::vector<std::string>& wanted, const std::vector<std::string>& names);

} // namespace peaksite
