#pragma once

#include "model/headed_sheet.hpp"

#include <string>

namespace peaksite {

/// Cells of delimited text (comma, semicolon, tab or bar: the one by which most rows are equally wide); quotes may hold
/// line ends. Where a column writes its decimals with a comma ("10,25"), a point takes its place. Warnings tell of
/// that, of numbers that may be meant either way, and of a last row that looks cut off. Throws InputError naming `file`
/// and line: a quotation mark that is never closed, bytes that are no text, more columns than spreadsheets have.
SheetCells delimited_cells(const std::string& utf8, const std::string& file);

} // namespace peaksite
