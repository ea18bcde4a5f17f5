#pragma once

#include "engine/value_rows.hpp"
#include "geo/mesh.hpp"

#include <span>
#include <vector>

namespace peaksite {

/// How a raster on another lattice is brought to the grid.
enum class Resampling : std::uint8_t {
    nearest,  ///< the cell that contains the centre
    bilinear, ///< between the four nearest centres, valid where the containing cell is; weights of cells without data
              ///< go to the others
    average,  ///< of what a cell covers, by area
    majority  ///< the class with the most of the cell; the first in the list when two have the same
};

/// Rows of a raster's cells for sampling: pointers to the rows of a window, the first cell being the window's first
/// column.
template <class T>
struct Patch {
    Window window;                  ///< cells of the raster that the rows hold
    std::span<const T* const> rows; ///< by row - window.row; null for rows nobody needs
    T missing{};                    ///< what marks a cell without data: NaN, or the class that stands for it
    bool complete = false;          ///< no cell without data
    int period = 0; ///< the window goes round the earth: beyond its last column comes the first; 0: it does not
};

/// Spare room behind the last cell of `out` that sample_bilinear may overwrite.
inline constexpr int sample_spare = 8;

/// Values at the centres of the cells on `lines`, into `out` (first cell: column `begin`); cells on no line get
/// `missing`.
void sample_nearest(const Patch<double>& patch, std::span<const SourceLine> lines, int begin, int end, double* out);
/// Returns whether it is sure that no cell is without data.
bool sample_bilinear(const Patch<double>& patch, std::span<const SourceLine> lines, int begin, int end, double* out);
void sample_nearest(const Patch<std::uint8_t>& patch, std::span<const SourceLine> lines, int begin, int end,
                    std::uint8_t* out);

/// How cells are averaged. Cells without data do not count; with `keeps_mass`, they count as nothing, so that a density
/// times the cell's area is the amount in it. A cell without any data has none.
struct Averaging {
    int points = 1; ///< places a side where positions are needed one by one
    bool keeps_mass = false;
};

/// Mean over each cell, from `points` by `points` places spread evenly over it.
void sample_average(const Patch<double>& patch, std::span<const SourceLine> lines, const Averaging& how, int begin,
                    int end, double* out);
/// The class at most of the places.
void sample_majority(const Patch<std::uint8_t>& patch, std::span<const SourceLine> lines, int points, int begin,
                     int end, std::uint8_t* out);

/// Mean by exact shares of the source cells, for a raster whose axes run as the grid's do.
void average_upright(const Patch<double>& patch, std::span<const SourceLine> lines, const Averaging& how, int begin,
                     int end, double* out);
/// The class with the largest exact share.
void majority_upright(const Patch<std::uint8_t>& patch, std::span<const SourceLine> lines, int begin, int end,
                      std::uint8_t* out);

/// Rows of the raster that the functions above touch for these lines, with `reach` rows up and down of the centres.
struct RowRange {
    int first = 0;
    int end = 0;
};
RowRange rows_touched(std::span<const SourceLine> lines, double reach);

} // namespace peaksite
