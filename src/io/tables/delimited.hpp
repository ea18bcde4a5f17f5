#pragma once

#include "model/tables/headed_sheet.hpp"

#include <string>

namespace peaksite {

/// Cells of delimited text (comma, semicolon, tab or bar: the one by which most rows are equally wide); quotes may hold
/// line ends. Where a column writes its decimals with a comma ("10,25"), a point takes its place; between commas only
/// where every cell of it does, so that one slip ("12,34" among "1,234") does not make thousands of decimals. Warnings
/// tell of that, of numbers that may be meant either way, and of a last row that looks cut off. Throws InputError
/// naming `file` and line: a quotation mark that is never closed, bytes that are no text, more columns than
/// spreadsheets have.
SheetCells delimited_cells(const std::string& utf8, const std::string& file);

} // namespace peaksite
