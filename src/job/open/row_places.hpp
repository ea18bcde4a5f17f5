#pragma once

#include "model/tables/office_table.hpp"

namespace peaksite {

/// Where a row is.
struct RowPlace {
    std::optional<Point> at; ///< nothing: it says no position, or one that is nowhere on earth
    bool nowhere = false;    ///< the latter
};

struct RowPlaces {
    Crs crs;
    std::vector<RowPlace> rows;         ///< of all rows, those of totals have none
    std::vector<std::string> strange{}; ///< cells that are no coordinates: "'east' (row 3)"
};

/// The positions of the rows of a table: of its columns `x` and `y`, or, without, of its geometries. Throws InputError:
/// no coordinate system, or one in which the numbers cannot be.
RowPlaces row_places(const OfficeTable& table, std::optional<std::size_t> x, std::optional<std::size_t> y);

/// "'about 3' (row 7)": a cell that is not what its column should hold.
std::string quoted(const std::string& content, const SheetRow& row);

} // namespace peaksite
