#pragma once

#include "geo/shape.hpp"

#include <functional>
#include <span>
#include <vector>

namespace peaksite {

/// Cells [begin, end) of a row that have a value.
struct CellRun {
    int begin = 0;
    int end = 0;
    double value = 0;
    bool operator==(const CellRun&) const = default;
};

/// Values of cells, by row, as runs; other cells have no data.
class CellRuns {
public:
    void add_row(std::span<const CellRun> runs);
    std::span<const CellRun> row(int row) const;
    std::size_t bytes() const { return m_runs.capacity() * sizeof(CellRun) + m_end.capacity() * sizeof(std::size_t); }

private:
    std::vector<CellRun> m_runs;
    std::vector<std::size_t> m_end;
};

/// What many polygons, given in cells of a grid of `rows` by `cols` (see in_cells), make of its cells. Shares of a cell
/// are exact (see cover). Where polygons overlap, the shares of a cell exceed 1; that is a fault of the data, and
/// `overlap` says how many cells' worth.
struct ParcelCells {
    CellRuns runs;
    double overlap = 0;
};

/// The class with the largest share of a cell, of equal ones the first; no data where less is covered by any class than
/// is not covered at all. Classes below 0 count as not covered.
ParcelCells largest_class(std::span<const Shape> parcels, std::span<const int> class_of, int rows, int cols);

/// The mean of the values by share, of cells of which at least half is covered by polygons that have one; the rest is
/// NaN.
ParcelCells mean_value(std::span<const Shape> parcels, std::span<const double> values, int rows, int cols);

/// Σ share · value of cells that a polygon with a value touches: for amounts per area, so that the whole is kept.
ParcelCells summed_value(std::span<const Shape> parcels, std::span<const double> values, int rows, int cols);

} // namespace peaksite
