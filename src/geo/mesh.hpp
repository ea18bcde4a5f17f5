#pragma once

#include "geo/grid_places.hpp"

#include <memory>
#include <vector>

namespace peaksite {

/// An affine map from positions in a raster file to its CRS, as files carry it:
/// x = x0 + col · dx_col + row · dx_row, y = y0 + col · dy_col + row · dy_row, in whole cells from the first corner.
struct Affine {
    double x0 = 0, dx_col = 1, dx_row = 0;
    double y0 = 0, dy_col = 0, dy_row = -1;

    Point at(double col, double row) const
    {
        return {.x = x0 + col * dx_col + row * dx_row, .y = y0 + col * dy_col + row * dy_row};
    }
    /// (col, row) of a position.
    Point cells(Point p) const
    {
        const double d = dx_col * dy_row - dx_row * dy_col, x = p.x - x0, y = p.y - y0;
        return {.x = (x * dy_row - y * dx_row) / d, .y = (y * dx_col - x * dy_col) / d};
    }
    bool upright() const { return dx_row == 0 && dy_col == 0; }
    bool operator==(const Affine&) const = default;
};

/// A stretch of cells [begin, end) in one row of the grid whose centres lie on a straight line in the source raster:
/// column u + (col - origin) · du, row v + (col - origin) · dv (cell i of the source is [i, i + 1)). The origin does
/// not depend on the tile.
struct SourceLine {
    int begin = 0;
    int end = 0;
    int origin = 0;
    double u = 0, du = 0, du_down = 0; ///< `_down`: the step to the next row of the grid
    double v = 0, dv = 0, dv_down = 0;

    double u_at(int col) const { return u + (col - origin) * du; }
    double v_at(int col) const { return v + (col - origin) * dv; }
};

/// Where the cells of a grid lie in a raster of another CRS: PROJ at the corners of squares of a fixed lattice,
/// bilinear between. A square is split in four until bilinear interpolation is right to 0.005 source cell at its
/// middle, the middles of its sides and of its quarters; where it never is, or corners cannot be converted, single
/// cells are where PROJ has their centres. The error stays below 0.05 cell of the grid too, however coarse the source.
/// Longitudes lie within one turn east of a seam. Depends on the grid alone, never on the tile. Use from one thread at
/// a time.
class Mesh {
public:
    /// `places`: of the grid in the raster's CRS; meshes of one thread may share them. `seam`: where longitudes of a
    /// source in degrees begin.
    Mesh(std::shared_ptr<GridPlaces> places, const Affine& source, std::optional<double> seam);

    /// Prepares the squares that the window touches; it may reach beyond the grid. Of the window that was prepared last
    /// nothing is done again.
    void prepare(const Window& window);
    /// The lines of a row within columns [begin, end) of the prepared window; cells without a place are in none.
    void row(Row row, int begin, int end, std::vector<SourceLine>& lines) const;
    /// Columns and rows of the source (as x and y) that hold the centres of all prepared cells; nothing if none has a
    /// place.
    std::optional<Box> reach() const;

private:
    // A square with the positions of its corners in the source: nw, ne, sw, se.
    struct Square {
        int row = 0, col = 0, size = 0;
        Point nw, ne, sw, se;
    };
    void split(int row, int col, int size, const Window& window);
    std::optional<Point> place(double col, double row) const;
    std::optional<Point> position(double col, double row, double west) const;
    std::optional<Square> single(int row, int col) const;
    bool straight(const Square& square) const;

    std::shared_ptr<GridPlaces> m_places;
    Affine m_source;
    std::optional<double> m_seam;
    std::vector<Square> m_squares; // by row, then column
    std::vector<std::vector<int>> m_by_row;
    Window m_window;
};

} // namespace peaksite
