#include "engine/placement.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

// The raster's own grid when it is north-up.
std::optional<Grid> north_up(const RasterInfo& info)
{
    const auto& p = info.position;
    if (!p.upright() || p.dx_col <= 0 || p.dy_row >= 0) return {};
    return Grid{{.x = p.x0, .y = p.y0}, p.dx_col, -p.dy_row, info.rows, info.cols};
}

} // namespace

Placement::Placement(const Grid& grid, const Crs& crs, const Raster& raster)
    : m_grid(grid), m_position(raster.info.position), m_degrees(raster.crs.geographic())
{
    if (!crs.same_plane(raster.crs)) {
        m_conversion.emplace(crs, raster.crs);
        m_mesh.emplace(grid, m_conversion->clone(), m_position, m_degrees);
    } else {
        const auto own = north_up(raster.info);
        m_kind = own && grid.aligned(*own) ? Kind::same_lattice : Kind::affine;
        m_first_col = own ? static_cast<int>(std::lround((grid.north_west().x - m_position.x0) / m_position.dx_col)) : 0;
        m_first_row = own ? static_cast<int>(std::lround((grid.north_west().y - m_position.y0) / m_position.dy_row)) : 0;
    }
    measure();
}

Placement Placement::clone() const
{
    Placement copy = *this;
    if (!m_conversion) return copy;
    copy.m_conversion = m_conversion->clone();
    copy.m_mesh.emplace(m_grid, copy.m_conversion->clone(), m_position, m_degrees);
    return copy;
}

void Placement::measure()
{
    if (m_kind == Kind::same_lattice) return;
    const Row row{m_grid.rows() / 2};
    const int col = m_grid.cols() / 2;
    prepare({.row = row, .col = Col{col}, .rows = 1, .cols = 1}, 0);
    std::vector<SourceLine> lines;
    this->row(row, col, col + 1, lines);
    if (lines.empty()) return;
    const auto& l = lines.front();
    m_fineness = std::max(std::fabs(l.du) + std::fabs(l.du_down), std::fabs(l.dv) + std::fabs(l.dv_down));
}

Window Placement::prepare(const Window& window, int margin)
{
    if (m_kind == Kind::same_lattice)
        return grown({.row = window.row + m_first_row, .col = window.col + m_first_col, .rows = window.rows, .cols = window.cols}, margin);
    std::optional<Box> reach;
    if (m_kind == Kind::mesh) {
        m_mesh->prepare(window);
        reach = m_mesh->reach();
    } else {
        for (const int r : {0, window.rows})
            for (const int c : {0, window.cols}) {
                const auto p = m_position.cells({.x = m_grid.x(window.col.value + c), .y = m_grid.y(window.row.value + r)});
                const Box one{.xmin = p.x, .ymin = p.y, .xmax = p.x, .ymax = p.y};
                reach = reach ? united(*reach, one) : one;
            }
    }
    if (!reach) return {};
    // Rasters have at most 2^30 rows and columns; positions far outside are cut before they become integers.
    const auto whole = [](double value) { return static_cast<int>(std::clamp(std::floor(value), -1e9, 1.1e9)); };
    const Row first{whole(reach->ymin) - margin};
    const Col left{whole(reach->xmin) - margin};
    return {.row = first, .col = left, .rows = whole(reach->ymax) + margin + 1 - first.value, .cols = whole(reach->xmax) + margin + 1 - left.value};
}

void Placement::row(Row row, int begin, int end, std::vector<SourceLine>& lines) const
{
    if (m_kind == Kind::mesh) return m_mesh->row(row, begin, end, lines);
    lines.clear();
    const auto at = [&](double c, double r) { return m_position.cells({.x = m_grid.x(c), .y = m_grid.y(r)}); };
    const auto first = at(0.5, row.value + 0.5), next = at(1.5, row.value + 0.5), below = at(0.5, row.value + 1.5);
    const double across = m_grid.cell_width() / m_position.dx_col, down = -m_grid.cell_height() / m_position.dy_row;
    const bool straight = m_position.upright();
    lines.push_back({.begin = begin,
                     .end = end,
                     .origin = 0,
                     .u = first.x,
                     .du = straight ? across : next.x - first.x,
                     .du_down = straight ? 0 : below.x - first.x,
                     .v = first.y,
                     .dv = straight ? 0 : next.y - first.y,
                     .dv_down = straight ? down : below.y - first.y});
}

} // namespace peaksite
