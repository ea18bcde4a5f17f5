#pragma once

#include "engine/sample_cells.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace peaksite {

/// Places spread evenly over a cell of the grid, `points` a side, in rows from the north.
class Places {
public:
    explicit Places(int points);

    /// How the cells of a line lie in the raster.
    void lay(const SourceLine& line);
    /// How far from the centre of a cell its places lie, in cells of the raster, at most.
    double reach_u() const { return m_reach_u; }
    double reach_v() const { return m_reach_v; }

    /// Finds the cells of the raster that hold the places of one whose centre lies at (u, v). Only for cells of the
    /// line laid last for which lies_inside holds with reach_u and reach_v: else places are cut towards zero, do not
    /// fit an int, or stand for cells that the window does not hold.
    void find(double u, double v, const Window& window);
    /// Columns and rows of the places found, counted from those of the window.
    const int* cols() const { return m_cols.data(); }
    const int* rows() const { return m_rows.data(); }

    /// The places of a cell within a block of eight by eight cells of the raster, each known by 8 row + column.
    class InBlock {
    public:
        std::size_t count() const { return m_cells.size(); }
        /// Cell of the place next to the centre.
        unsigned middle() const { return static_cast<unsigned>(m_cells[m_middle]); }
        /// How many places lie in a set of cells, given by a bit for each.
        std::size_t among(std::uint64_t cells) const;

    private:
        friend class Places;
        std::vector<std::uint64_t> m_cells;
        std::size_t m_middle = 0;
    };
    /// Finds them for the cell whose centre lies at (u, v), under the conditions of find(); `west` and `north` are the
    /// block's first column and row in the raster, and the block holds all within reach.
    const InBlock& in_block(double u, double v, int west, int north);

    /// Places that surely lie in a column or a row of a block: their whole column (row) of places does.
    struct Sure {
        std::uint64_t cols = 0; ///< how many columns of places lie in each column of the block, a byte each
        std::uint64_t rows = 0; ///< rows of places in each row
        unsigned places = 0;    ///< that lie in a sure column and a sure row
        unsigned middle = 0;    ///< a cell near the centre
    };
    /// Points a side for which sums of them fit a byte.
    static constexpr int most_sure_points = 15;
    /// Finds them under the conditions of in_block; at most `most_sure_points` a side.
    Sure sure(double u, double v, int west, int north) const;

    std::size_t count() const { return m_cols.size(); }
    int points() const { return m_points; }
    /// The place next to the centre.
    std::size_t middle() const;

private:
    void lay_all();

    int m_points;
    double m_reach_u = 0, m_reach_v = 0;
    std::vector<double> m_col_u, m_col_v, m_row_u, m_row_v; // of columns and rows of places, from the centre
    bool m_laid = false;
    std::vector<double> m_east_u, m_south_u, m_east_v, m_south_v; // the same, place by place, once `m_laid`
    std::vector<int> m_cols, m_rows;
    InBlock m_in_block;
};

/// Whether everything within `reach` of the centres [from, to) of a line lies in the patch, without a turn round the
/// earth.
template <class T>
bool lies_inside(const Patch<T>& patch, const SourceLine& line, int from, int to, double reach_u, double reach_v)
{
    constexpr double rounding = 1e-6, largest = 1e9; // as cell_of has it
    const auto within = [&](double place, double reach, int first, int count) {
        return place - reach > std::max(0, first) + rounding &&
               place + reach < std::min(largest, static_cast<double>(first) + count) - rounding;
    };
    return std::ranges::all_of(std::array{from, to - 1}, [&](int col) {
        return within(line.u_at(col), reach_u, patch.window.col.value, patch.window.cols) &&
               within(line.v_at(col), reach_v, patch.window.row.value, patch.window.rows);
    });
}

/// A cell of the raster, and how much of its width or height a cell of the grid covers.
struct Share {
    int cell = 0;
    double share = 0;
};

/// Edges that meet up to rounding are the same edge: a cell that is only touched has no share.
inline double on_edge(double position)
{
    constexpr double rounding = 1e-8;
    const double edge = std::round(position);
    return std::fabs(position - edge) < rounding ? edge : position;
}

/// Puts the cells that the stretch [from, to) of an axis covers into `out`, in place of what is there.
inline void fill_shares(double from, double to, std::vector<Share>& out)
{
    from = on_edge(from);
    to = on_edge(to);
    const int first = cell_of(from), last = cell_of(std::nextafter(to, from));
    out.clear();
    for (int cell = first; cell <= last; ++cell)
        out.push_back({.cell = cell, .share = std::min<double>(to, cell + 1) - std::max<double>(from, cell)});
}

} // namespace peaksite
