#include "engine/sample_places.hpp"

#include "base/clones.hpp"
#include "engine/class_block.hpp"

namespace peaksite {

namespace {

PEAKSITE_CLONES void find_axis(double centre, const double* __restrict east, const double* __restrict south, int first,
                               std::size_t n, int* __restrict out)
{
    for (std::size_t k = 0; k < n; ++k) out[k] = static_cast<int>((centre + east[k]) + south[k]) - first;
}

// Offsets of the places from the centre of a cell, by place.
struct Offsets {
    const double *east_u, *south_u, *east_v, *south_v;
};

PEAKSITE_CLONES void find_cells(double u, double v, const Offsets& from, int west, int north, std::size_t n,
                                std::uint64_t* __restrict out)
{
    const double* __restrict east_u = from.east_u;
    const double* __restrict south_u = from.south_u;
    const double* __restrict east_v = from.east_v;
    const double* __restrict south_v = from.south_v;
    for (std::size_t k = 0; k < n; ++k) {
        const int col = static_cast<int>((u + east_u[k]) + south_u[k]) - west,
                  row = static_cast<int>((v + east_v[k]) + south_v[k]) - north;
        out[k] = static_cast<std::uint64_t>(static_cast<std::int64_t>(ClassBlock::side * row + col));
    }
}

PEAKSITE_CLONES std::size_t count_among(std::uint64_t cells, const std::uint64_t* __restrict at, std::size_t n)
{
    std::uint64_t count = 0;
    for (std::size_t k = 0; k < n; ++k) count += (cells >> at[k]) & 1U;
    return count;
}

} // namespace

Places::Places(int points) : m_points(points)
{
    const auto count = static_cast<std::size_t>(points) * static_cast<std::size_t>(points);
    for (auto* offsets : {&m_east_u, &m_south_u, &m_east_v, &m_south_v}) offsets->resize(count);
    for (auto* found : {&m_cols, &m_rows}) found->resize(count);
    m_in_block.m_cells.resize(count);
    m_in_block.m_middle = middle();
}

void Places::lay(const SourceLine& line)
{
    std::size_t at = 0;
    each_offset(m_points, [&](double east, double south) {
        m_east_u[at] = east * line.du;
        m_east_v[at] = east * line.dv;
        m_south_u[at] = south * line.du_down;
        m_south_v[at] = south * line.dv_down;
        ++at;
    });
    constexpr double rounding = 1e-6;
    const double reach = 0.5 - 0.5 / m_points;
    m_reach_u = reach * (std::fabs(line.du) + std::fabs(line.du_down)) + rounding;
    m_reach_v = reach * (std::fabs(line.dv) + std::fabs(line.dv_down)) + rounding;
}

void Places::find(double u, double v, const Window& window)
{
    find_axis(u, m_east_u.data(), m_south_u.data(), window.col.value, count(), m_cols.data());
    find_axis(v, m_east_v.data(), m_south_v.data(), window.row.value, count(), m_rows.data());
}

const Places::InBlock& Places::in_block(double u, double v, int west, int north)
{
    find_cells(u, v,
               {.east_u = m_east_u.data(),
                .south_u = m_south_u.data(),
                .east_v = m_east_v.data(),
                .south_v = m_south_v.data()},
               west, north, count(), m_in_block.m_cells.data());
    return m_in_block;
}

std::size_t Places::InBlock::among(std::uint64_t cells) const
{
    return count_among(cells, m_cells.data(), m_cells.size());
}

std::size_t Places::middle() const
{
    const auto side = static_cast<std::size_t>(m_points);
    return side / 2 * side + side / 2;
}

} // namespace peaksite
