#pragma once

#include "model/tables/headed_sheet.hpp"

#include <string>
#include <vector>

namespace peaksite {

struct SheetRequest {
    std::string file;
    std::string table;             ///< sheet; empty: the first that is seen and filled
    std::string encoding = "auto"; ///< of a text file
};

/// A file whose rows are cells without types: CSV, TXT and TSV, XLSX, XLS, ODS.
bool is_sheet_file(const std::string& file);
/// Of these, one of lines of text.
bool is_text_sheet(const std::string& file);

/// Reads all cells of a sheet as texts, heads and titles among them, as the file shows them: "12.34%" where a workbook
/// shows that. Numbers of a workbook read back to the same double. Its warnings tell which sheet was taken where none
/// was named, and what was odd. Throws InputError naming the file: not there, damaged or cut short, encrypted, sheet
/// missing (lists those there are), empty.
SheetCells read_sheet(const SheetRequest& request);

/// The sheets of a workbook in its order, hidden ones too; none for other files. Throws InputError as read_sheet does.
std::vector<std::string> sheet_names(const std::string& file);

/// Heads as names of fields: each once, "column3" where there is none.
std::vector<std::string> field_names(const HeadedSheet& sheet);

/// Whether all filled cells of a column are numbers, and there are any. Codes that begin with 0 are none.
bool holds_numbers(const HeadedSheet& sheet, std::size_t column);

/// Places of the rows of a headed sheet that pass, as keep_rows_where keeps them.
std::vector<std::size_t> rows_where(const HeadedSheet& sheet, const std::string& where, const std::string& file);

/// Rows of a headed sheet that pass an OGR attribute filter over its heads; columns of numbers only compare as numbers.
/// Throws InputError when the filter cannot be used.
void keep_rows_where(HeadedSheet& sheet, const std::string& where, const std::string& file);

} // namespace peaksite
