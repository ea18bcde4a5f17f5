#pragma once

#include "base/column_head.hpp"
#include "peaksite/place.hpp"
#include "base/text.hpp"
#include "model/tables/row_cells.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace peaksite {

/// A row of a sheet as the file shows it.
struct SheetRow {
    std::int64_t line = 0; ///< of the file, from 1
    RowCells cells;
    bool blank() const;
    /// The first filled cell, trimmed; empty when none is.
    std::string first() const;
    /// The cell of a column, trimmed; empty beyond the end.
    std::string cell(std::size_t column) const;
};

/// The cells of a sheet, titles, heads and footnotes among them.
struct SheetCells {
    std::string name;
    std::string encoding = "UTF-8"; ///< what the texts were read as
    std::vector<SheetRow> rows;
    std::vector<Sentence> warnings{};    ///< which sheet of several this is, what was odd about the file
    std::vector<CellAddress> unsolved{}; ///< formulas whose result nobody has computed, the first of them
};

/// A sheet whose head was found: titles above it, units below it and repetitions of it are taken off.
struct HeadedSheet {
    std::int64_t head_line = 0;
    std::vector<ColumnHead> heads; ///< by column
    std::vector<ColumnHead>
        lowest{}; ///< of heads of several rows: the last part of each, "值（万元）" of "经济值（万元）"
    std::vector<Unit> units_of_table; ///< "单位：万元" above the head
    std::vector<SheetRow> rows;       ///< data, totals among them; no blank rows
    std::vector<std::string> notes;   ///< footnotes: "row 20 注：…"
    std::vector<Sentence> warnings{}; ///< of the cells
    std::string encoding = "UTF-8";   ///< what the texts were read as

    /// Columns with this head, by whole text, else without the unit, else by the lowest of its rows.
    std::vector<std::size_t> columns(const std::string& head) const;
    /// Columns by year of a pattern such as "{year}年GDP".
    std::map<int, std::size_t> series(const std::string& pattern) const;
    std::vector<std::string> texts() const;
};

/// Finds the head of a sheet: the one to three rows that hold most of the `wanted` heads (patterns with {year} too), as
/// few and as early as can be; without any, the first row of two cells and more. A cell of several columns ("GDP" above
/// "2020年", "2021年") is put before those below it. `key` is the head of the column that every row of data fills, may
/// be empty.
HeadedSheet headed(SheetCells sheet, const std::vector<std::string>& wanted, const std::string& key);

/// Finds columns of many heads at once, as HeadedSheet::columns does one by one.
class HeadIndex {
public:
    explicit HeadIndex(const std::vector<ColumnHead>& heads);
    const std::vector<std::size_t>& columns(const std::string& head) const;

private:
    std::map<std::string, std::vector<std::size_t>> m_whole, m_named;
};

/// Whether a row is a sum over others: by its first filled cell.
bool is_total(const SheetRow& row);

/// A cell that names a sum over rows: "合计", "总 计", "全省合计", "Total".
bool names_total(const std::string& cell);

} // namespace peaksite
