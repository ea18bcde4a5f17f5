#pragma once

#include "grid/ellipsoid.hpp"
#include "grid/grid.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace peaksite {

/// Areas are added as whole numbers of a quantum, 2^exponent m²: a square millimetre, or, where cells are smaller than
/// a square kilometre, a part of the largest cell so small that rounding one cell costs less than 1e-12 of it.
struct AreaQuantum {
    int exponent = -20;
    /// That of a grid whose largest cell is given. Throws UsageError when such a cell is no area, or has more quanta
    /// than `most_quanta`: more than 4.4 million km².
    static AreaQuantum of(double largest_square_metres);
    double square_metres() const { return std::ldexp(1.0, exponent); }
    bool operator==(const AreaQuantum&) const = default;
};
/// No cell has more, and no counter of a tile holds more: two of them can be added.
inline constexpr std::int64_t most_quanta = std::int64_t{1} << 62;

/// Areas of a stretch of cells in a row, in quanta. Either all equal or one by one.
struct AreaRow {
    std::int64_t each = 0;               ///< quanta of every cell when `cells` is empty
    std::span<const std::int64_t> cells; ///< quanta of the cells asked for
    double square_metres = 0;            ///< `each` as a double, without quantisation
    AreaQuantum quantum{};
    bool uniform() const { return cells.empty(); }
    std::int64_t at(std::size_t i) const { return cells.empty() ? each : cells[i]; }
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
    /// `step` cells with one node more on every side, row by row; cubic interpolation between, averaged over each cell.
    static CellAreas lattice(const Grid& grid, int step, int nodes_across, std::vector<double> ratios);

    bool constant() const { return m_kind == Kind::constant; }
    bool uniform_rows() const { return m_kind != Kind::lattice; }

    /// Areas of the cells [begin, end) of a row; `buffer` holds them when they differ.
    AreaRow row(Row row, int begin, int end, std::vector<std::int64_t>& buffer) const;
    /// m², not quantised.
    double at(Cell cell) const;
    /// The largest cell area of the grid, m².
    double largest() const;
    AreaQuantum quantum() const { return m_quantum; }

private:
    enum class Kind { constant, by_row, lattice };
    void settle();
    double ratio(int row, double col) const;

    Kind m_kind = Kind::constant;
    double m_plane = 1;          // m², or plane area of a cell for a lattice
    std::vector<double> m_rows;  // by_row: m² per row
    std::vector<double> m_nodes; // lattice
    int m_step = 1;
    int m_nodes_across = 0;
    AreaQuantum m_quantum;
};

/// Quanta as m²; exact up to 2^53 quanta.
inline double square_metres(std::int64_t quanta, AreaQuantum quantum = {})
{
    return static_cast<double>(quanta) * quantum.square_metres();
}
/// Rounded to whole quanta of the standard size, however large: what areas of polygons are added as.
inline double whole_quanta(double square_metres)
{
    return std::ldexp(std::nearbyint(std::ldexp(square_metres, 20)), AreaQuantum{}.exponent);
}
/// The nearest number of quanta; at most `most_quanta`, else InputError.
std::int64_t area_quanta(double square_metres, AreaQuantum quantum = {});

} // namespace peaksite
