#pragma once

#include "grid/ellipsoid.hpp"
#include "grid/grid.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace peaksite {

/// Areas are added as whole numbers of this quantum: 2^-20 m², about a square millimetre.
inline constexpr int area_exponent = -20;

/// Areas of a stretch of cells in a row, in quanta. Either all equal or one by one.
struct AreaRow {
    std::int64_t each = 0;               ///< quanta of every cell when `cells` is empty
    std::span<const std::int64_t> cells; ///< quanta of the cells asked for
    double square_metres = 0;            ///< `each` as a double, without quantisation
    bool uniform() const { return cells.empty(); }
};

/// Ellipsoidal area of every cell of a grid, quantised once per cell.
class CellAreas {
public:
    CellAreas() = default;

    /// Every cell has the same area: equal-area projections.
    static CellAreas constant(double square_metres);
    /// Cells of a longitude/latitude grid in degrees; area depends on the row only.
    static CellAreas longitude_latitude(const Grid& grid, const Ellipsoid& ellipsoid);
    /// Any other CRS: true area divided by plane area (the inverse of the areal scale) at the nodes of a lattice of
    /// `step` cells with one node more on every side, row by row; cubic interpolation between.
    static CellAreas lattice(const Grid& grid, int step, int nodes_across, std::vector<double> ratios);

    bool constant() const { return m_kind == Kind::constant; }
    bool uniform_rows() const { return m_kind != Kind::lattice; }

    /// Areas of the cells [begin, end) of a row; `buffer` holds them when they differ.
    AreaRow row(Row row, int begin, int end, std::vector<std::int64_t>& buffer) const;
    /// m², not quantised.
    double at(Cell cell) const;
    /// The largest cell area of the grid, m².
    double largest() const;

private:
    enum class Kind { constant, by_row, lattice };
    double ratio(int row, double col) const;

    Kind m_kind = Kind::constant;
    double m_plane = 1;          // m², or plane area of a cell for a lattice
    std::vector<double> m_rows;  // by_row: m² per row
    std::vector<double> m_nodes; // lattice
    int m_step = 1;
    int m_nodes_across = 0;
};

/// Quanta as m²; exact up to 2^53 quanta.
inline double square_metres(std::int64_t quanta) { return static_cast<double>(quanta) * 0x1p-20; }
static_assert(area_exponent == -20);
std::int64_t area_quanta(double square_metres);

} // namespace peaksite
