#include "grid/cell_area.hpp"

#include "base/clones.hpp"
#include "base/constants.hpp"
#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace peaksite {

namespace {

// Weights of the four nodes at -1, 0, 1, 2 for the mean over [t - half, t + half] within [0, 1]: cubic Lagrange
// interpolation; the mean of a cubic w is w(t) + half² w''(t) / 6.
inline std::array<double, 4> cubic_weights(double t, double half)
{
    const double bend = half * half / 6;
    return {-t * (t - 1) * (t - 2) / 6 + bend * (1 - t), (t + 1) * (t - 1) * (t - 2) / 2 + bend * (3 * t - 2),
            -(t + 1) * t * (t - 2) / 2 + bend * (1 - 3 * t), (t + 1) * t * (t - 1) / 6 + bend * t};
}

// Four rows of nodes, the first west of the cells, and their weights.
struct NodeRows {
    std::array<const double*, 4> nodes;
    std::array<double, 4> weights;
};

inline double ratio_at(const NodeRows& rows, double t, double half)
{
    const auto w = cubic_weights(t, half);
    double sum = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const double* nodes = rows.nodes[i];
        sum += rows.weights[i] * (w[0] * nodes[0] + w[1] * nodes[1] + w[2] * nodes[2] + w[3] * nodes[3]);
    }
    return sum;
}

// Ratios of the cells [begin, end), which lie between the nodes `c` and `c` + 1.
PEAKSITE_CLONES void ratios_between(const NodeRows& rows, int c, int step, int begin, int end, double* __restrict out)
{
    const double half = 0.5 / step;
    for (int col = begin; col < end; ++col) out[col - begin] = ratio_at(rows, (col + 0.5) / step - c, half);
}

// Those around a row of cells, from the node west of node `c` on. Nodes begin one step before the grid, so node (r - 1)
// has index r.
NodeRows node_rows(const std::vector<double>& nodes, int across, int step, int row, int c)
{
    const double down = (row + 0.5) / step;
    const int r = static_cast<int>(down);
    NodeRows out{.nodes = {}, .weights = cubic_weights(down - r, 0.5 / step)};
    for (std::size_t i = 0; i < out.nodes.size(); ++i)
        out.nodes[i] =
            &nodes[(static_cast<std::size_t>(r) + i) * static_cast<std::size_t>(across) + static_cast<std::size_t>(c)];
    return out;
}

} // namespace

AreaQuantum AreaQuantum::of(double largest)
{
    constexpr double most = 0x1p42;
    if (!(largest > 0))
        throw UsageError{text("no cell of the grid has an area: it lies at a pole or beyond; are its longitudes and "
                              "latitudes exchanged?")};
    if (!(largest < most))
        throw UsageError{
            text("a cell of {:.3g} km² cannot be counted; choose smaller cells, of less than 4 million km²",
                 largest / square_metres_per_km2)};
    constexpr int digits = 40;
    return {.exponent = std::max(std::min(AreaQuantum{}.exponent, std::ilogb(largest) - digits), -120)};
}

std::int64_t area_quanta(double square_metres, AreaQuantum quantum)
{
    const double quanta = std::ldexp(square_metres, -quantum.exponent);
    if (!(std::fabs(quanta) <= static_cast<double>(most_quanta)))
        throw InputError{text("an area of {} m² cannot be counted", square_metres)};
    return std::llrint(quanta);
}

void CellAreas::settle() { m_quantum = AreaQuantum::of(largest()); }

CellAreas CellAreas::constant(double square_metres)
{
    CellAreas areas;
    areas.m_plane = square_metres;
    areas.settle();
    return areas;
}

CellAreas CellAreas::longitude_latitude(const Grid& grid, const Ellipsoid& ellipsoid)
{
    CellAreas areas;
    areas.m_kind = Kind::by_row;
    areas.m_rows.reserve(static_cast<std::size_t>(grid.rows()));
    for (int row = 0; row < grid.rows(); ++row) {
        // Cells that reach beyond a pole end there.
        const double north = std::min(90.0, grid.y(row)), south = std::max(-90.0, grid.y(row + 1));
        areas.m_rows.push_back(south < north ? quadrangle_area(ellipsoid, south, north, grid.cell_width()) : 0);
    }
    areas.settle();
    return areas;
}

CellAreas CellAreas::lattice(const Grid& grid, int step, int nodes_across, std::vector<double> ratios)
{
    CellAreas areas;
    areas.m_kind = Kind::lattice;
    areas.m_plane = grid.cell_width() * grid.cell_height();
    areas.m_step = step;
    areas.m_nodes_across = nodes_across;
    areas.m_nodes = std::move(ratios);
    areas.settle();
    return areas;
}

double CellAreas::ratio(int row, double col) const
{
    const double along = (col + 0.5) / m_step;
    const int c = static_cast<int>(along);
    return ratio_at(node_rows(m_nodes, m_nodes_across, m_step, row, c), along - c, 0.5 / m_step);
}

AreaRow CellAreas::row(Row row, int begin, int end, std::vector<std::int64_t>& buffer) const
{
    if (m_kind == Kind::lattice) {
        buffer.resize(static_cast<std::size_t>(end - begin));
        constexpr int most = 128; // cells at a time
        std::array<double, most> ratios;
        auto* out = buffer.data();
        const double per_metre = std::ldexp(1.0, -m_quantum.exponent);
        for (int col = begin; col < end;) {
            const int c = static_cast<int>((col + 0.5) / m_step), stop = std::min({end, col + most, (c + 1) * m_step});
            ratios_between(node_rows(m_nodes, m_nodes_across, m_step, row.value, c), c, m_step, col, stop,
                           ratios.data());
            for (int i = 0; i < stop - col; ++i) {
                const double area = m_plane * ratios[static_cast<std::size_t>(i)], quanta = area * per_metre;
                *out++ = std::fabs(quanta) <= static_cast<double>(most_quanta) ? std::llrint(quanta)
                                                                               : area_quanta(area, m_quantum);
            }
            col = stop;
        }
        return {.each = 0, .cells = buffer, .square_metres = 0, .quantum = m_quantum};
    }
    const double area = m_kind == Kind::constant ? m_plane : m_rows[static_cast<std::size_t>(row.value)];
    return {.each = area_quanta(area, m_quantum), .cells = {}, .square_metres = area, .quantum = m_quantum};
}

double CellAreas::at(Cell cell) const
{
    switch (m_kind) {
    case Kind::constant:
        return m_plane;
    case Kind::by_row:
        return m_rows[static_cast<std::size_t>(cell.row.value)];
    case Kind::lattice:
        break;
    }
    return m_plane * ratio(cell.row.value, cell.col.value);
}

double CellAreas::largest() const
{
    switch (m_kind) {
    case Kind::constant:
        return m_plane;
    case Kind::by_row:
        return *std::ranges::max_element(m_rows);
    case Kind::lattice:
        break;
    }
    return m_plane * *std::ranges::max_element(m_nodes);
}

} // namespace peaksite
