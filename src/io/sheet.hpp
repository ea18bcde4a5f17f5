#pragma once

#include "model/headed_sheet.hpp"

#include <string>
#include <vector>

namespace peaksite {

struct SheetRequest {
    std::string file;
    std::string table; ///< sheet; empty: the first
    std::string encoding = "auto"; ///< of a text file
};

/// A file whose rows are cells without types: CSV, TXT and TSV, XLSX, XLS, ODS.
bool is_sheet_file(const std::string& file);

/// Reads all cells of a sheet as texts, heads and titles among them; numbers of a workbook read back to the same double.
/// Throws InputError naming the file: not there, damaged, encrypted, sheet missing (lists those there are), empty.
SheetCells read_sheet(const SheetRequest& request);

/// Cells of delimited text (comma, semicolon, tab or bar, whichever it has most of); quotes may hold line ends.
std::vector<SheetRow> delimited_rows(const std::string& utf8);

/// Rows of a headed sheet that pass an OGR attribute filter over its heads; columns of numbers only compare as numbers. Throws
/// InputError when the filter cannot be used.
void keep_rows_where(HeadedSheet& sheet, const std::string& where, const std::string& file);

} // namespace peaksite
