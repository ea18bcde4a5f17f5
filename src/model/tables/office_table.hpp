#pragma once

#include "geo/crs.hpp"
#include "model/tables/headed_sheet.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// Which table, and what is looked for in it, whoever asks.
struct TableRequest {
    std::string file;
    std::string table{}; ///< sheet or layer; empty: the first that is seen and filled
    std::string where{}; ///< OGR attribute filter
    std::string encoding = "auto";
    std::vector<std::string> names{}; ///< heads of columns that say what a row is of, empty ones count for none; the
                                      ///< first that is there labels the rows
    std::string year{};               ///< head of the column of years; empty: none
    std::vector<std::string> heads{}; ///< of other columns; the row of heads is the one that holds most of all these
    bool geometries{false};           ///< rows are at the geometries that the file has
    std::optional<std::string> crs{}; ///< of geometries or positions, whatever the file says
    bool one_counts{false};           ///< one row is asked for of a name and year: the sum, where there is one
    bool may_be_empty{false};         ///< a file without rows, or none that pass, is no error
};

/// What a row is beside its cells.
struct RowMark {
    bool total = false; ///< a sum over others: 合计 in its first filled cell, or in one that names it, or `subtotal`
    bool subtotal = false; ///< a sum over others of the same name: 小计 in another column of words; or a part of one,
                           ///< 其中：原煤
    bool lacks_rows = false;      ///< a sum over rows of which a filter leaves some out
    bool repeats = false;         ///< the same cells as a row above, and no sum
    bool whole = false;           ///< a sum that counts, in place of what it is over
    bool less_than_parts = false; ///< a whole that counts, and what is listed as its parts is more together
    bool part = false;            ///< a part of rows that count, and left out as they are: no sum
    bool lone_part = false;       ///< 其中：原煤 without a row that it is a part of: it counts
    std::optional<std::uint32_t> label_above{}; ///< in `labels_above`, where its own is blank, as of merged cells
};

/// A table as its file has it: the rows of data below its head.
struct OfficeTable {
    std::string file;
    HeadedSheet sheet;
    std::vector<RowMark> marks;                     ///< by row
    std::optional<std::size_t> label_column{};      ///< of the first name that is there
    std::optional<std::size_t> year_column{};       ///< that says of which year a row is
    std::vector<std::string> labels_above{};        ///< of rows that others without a label are under, filtered or not
    std::vector<std::optional<Point>> geometries{}; ///< by row; empty where none were asked for, or the file has none
    std::optional<Crs> crs{};                       ///< of geometries or positions

    /// The one column with this head; nothing for no head. Throws InputError: none (with the likely one and those there
    /// are), or several.
    std::optional<std::size_t> column(const std::string& head) const;
    /// Columns by year of a pattern such as "{year}年GDP"; none where no head follows it. Throws InputError where
    /// several are of one year.
    std::map<int, std::size_t> series(const std::string& pattern) const;
    /// The label of a row, from a row above where it has none of its own.
    std::string label(std::size_t row) const;
    /// The year that a row states: 2023 of 2023年; empty where there is no column of years.
    std::string year(std::size_t row) const;
    bool has_own_label(std::size_t row) const { return !marks[row].label_above; }
    /// "row 7 沙坡头区": by its label, else by its first filled cell.
    std::string row_name(std::size_t row) const;
    /// The same of a sum or a part, with the cell that says so: "row 7 沙坡头区 其中：原煤".
    std::string sum_name(std::size_t row) const;
    /// That cell alone; the first one where none says so.
    std::string sum_word(std::size_t row) const;
};

/// Keeps rows and what is known of them, by their places in order.
void keep_rows(OfficeTable& table, const std::vector<std::size_t>& places);

} // namespace peaksite
