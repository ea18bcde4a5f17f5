#pragma once

#include "model/tables/office_table.hpp"

namespace peaksite {

/// The one reader of tables that people make: a sheet (CSV, TXT, XLSX, XLS, ODS) below its titles, or the attributes of
/// a vector file. Blank rows, units below the head, repetitions of the head and footnotes are taken off; sums and
/// repetitions are marked. Throws InputError naming the file: as read_sheet and read_features do, no rows, a line of a
/// text with more cells than heads, a filter that cannot be used.
OfficeTable read_office_table(TableRequest request);

} // namespace peaksite
