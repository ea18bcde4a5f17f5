#include "engine/sample_places.hpp"

#include "base/clones.hpp"

namespace peaksite {

namespace {

PEAKSITE_CLONES void find_axis(double centre, const double* __restrict east, const double* __restrict south, int first,
                               std::size_t n, int* __restrict out)
{
    for (std::size_t k = 0; k < n; ++k) out[k] = static_cast<int>((centre + east[k]) + south[k]) - first;
}

} // namespace

Places::Places(int points) : m_points(points)
{
    const auto count = static_cast<std::size_t>(points) * static_cast<std::size_t>(points);
    for (auto* offsets : {&m_east_u, &m_south_u, &m_east_v, &m_south_v}) offsets->resize(count);
    for (auto* found : {&m_cols, &m_rows}) found->resize(count);
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

std::size_t Places::middle() const
{
    const auto side = static_cast<std::size_t>(m_points);
    return side / 2 * side + side / 2;
}

} // namespace peaksite
