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

// How many of `n` columns (rows) of places lie in each of eight cells, a byte each, and of how many that is sure.
struct CountedEnds {
    std::uint64_t counts = 0, sure = 0;
};

// `along` is where columns are, `first` and `last` how far their ends are from there. The sums are those of find_axis,
// and grow or fall along a column: the cell that holds both ends holds all.
PEAKSITE_CLONES CountedEnds count_col_ends(double centre, const double* __restrict along, double first, double last,
                                           int from, std::size_t n)
{
    std::uint64_t counts = 0, sure = 0;
    for (std::size_t k = 0; k < n; ++k) {
        const int begin = static_cast<int>((centre + along[k]) + first) - from,
                  end = static_cast<int>((centre + along[k]) + last) - from;
        const std::uint64_t one = begin == end ? 1 : 0;
        counts += one << static_cast<std::uint64_t>(ClassBlock::side * begin);
        sure += one;
    }
    return {.counts = counts, .sure = sure};
}

// The same of rows, whose places are found column first: `first` and `last` are where their ends would be at the
// centre.
PEAKSITE_CLONES CountedEnds count_row_ends(double first, double last, const double* __restrict along, int from,
                                           std::size_t n)
{
    std::uint64_t counts = 0, sure = 0;
    for (std::size_t k = 0; k < n; ++k) {
        const int begin = static_cast<int>(first + along[k]) - from, end = static_cast<int>(last + along[k]) - from;
        const std::uint64_t one = begin == end ? 1 : 0;
        counts += one << static_cast<std::uint64_t>(ClassBlock::side * begin);
        sure += one;
    }
    return {.counts = counts, .sure = sure};
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
    for (auto* along : {&m_col_u, &m_col_v, &m_row_u, &m_row_v}) along->resize(static_cast<std::size_t>(points));
    m_in_block.m_cells.resize(count);
    m_in_block.m_middle = middle();
}

void Places::lay(const SourceLine& line)
{
    m_laid = false;
    for (int i = 0; i < m_points; ++i) {
        const double from_centre = (i + 0.5) / m_points - 0.5;
        const auto at = static_cast<std::size_t>(i);
        m_col_u[at] = from_centre * line.du;
        m_col_v[at] = from_centre * line.dv;
        m_row_u[at] = from_centre * line.du_down;
        m_row_v[at] = from_centre * line.dv_down;
    }
    constexpr double rounding = 1e-6;
    const double reach = 0.5 - 0.5 / m_points;
    m_reach_u = reach * (std::fabs(line.du) + std::fabs(line.du_down)) + rounding;
    m_reach_v = reach * (std::fabs(line.dv) + std::fabs(line.dv_down)) + rounding;
}

// One by one, for the cells of the line that need them so.
void Places::lay_all()
{
    if (m_laid) return;
    m_laid = true;
    const auto side = static_cast<std::size_t>(m_points);
    for (std::size_t j = 0; j < side; ++j)
        for (std::size_t i = 0; i < side; ++i) {
            const auto at = j * side + i;
            m_east_u[at] = m_col_u[i];
            m_east_v[at] = m_col_v[i];
            m_south_u[at] = m_row_u[j];
            m_south_v[at] = m_row_v[j];
        }
}

void Places::find(double u, double v, const Window& window)
{
    lay_all();
    find_axis(u, m_east_u.data(), m_south_u.data(), window.col.value, count(), m_cols.data());
    find_axis(v, m_east_v.data(), m_south_v.data(), window.row.value, count(), m_rows.data());
}

const Places::InBlock& Places::in_block(double u, double v, int west, int north)
{
    lay_all();
    find_cells(u, v,
               {.east_u = m_east_u.data(),
                .south_u = m_south_u.data(),
                .east_v = m_east_v.data(),
                .south_v = m_south_v.data()},
               west, north, count(), m_in_block.m_cells.data());
    return m_in_block;
}

Places::Sure Places::sure(double u, double v, int west, int north) const
{
    const auto side = static_cast<std::size_t>(m_points);
    const auto cols = count_col_ends(u, m_col_u.data(), m_row_u.front(), m_row_u.back(), west, side);
    const auto rows = count_row_ends(v + m_col_v.front(), v + m_col_v.back(), m_row_v.data(), north, side);
    return {.cols = cols.counts,
            .rows = rows.counts,
            .places = static_cast<unsigned>(cols.sure * rows.sure),
            .middle =
                static_cast<unsigned>(ClassBlock::side * (static_cast<int>(v) - north) + (static_cast<int>(u) - west))};
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
