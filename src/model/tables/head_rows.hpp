#pragma once

#include "model/tables/head_index.hpp"
#include "model/tables/sheet_row.hpp"

#include <optional>
#include <span>
#include <vector>

namespace peaksite {

/// A row that may be part of a head, taken apart once.
struct HeadRow {
    std::vector<std::optional<ColumnHead>> heads; ///< nothing for a blank cell
    std::vector<std::optional<PlainHead>> plain;
};

HeadRow head_row(const SheetRow& row);

/// A head that is looked for.
struct WantedHead {
    PlainHead plain;
    bool series; ///< a pattern with {year}
};

/// How many of the wanted heads these rows hold.
std::size_t heads_found(std::span<const HeadRow> rows, std::size_t width, const std::vector<WantedHead>& wanted);

/// The heads of columns that rows one below the other make: a cell above several columns is put before those below it.
/// The lowest that speaks of a unit, known or not, says it.
std::vector<ColumnHead> heads_of(std::span<const HeadRow> rows, std::size_t width);
/// The last part of each; nothing where there is one row only.
std::vector<ColumnHead> lowest_of(std::span<const HeadRow> rows, std::size_t width);

} // namespace peaksite
