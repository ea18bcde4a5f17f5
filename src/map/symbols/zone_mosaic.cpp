#include "map/symbols/zone_mosaic.hpp"

#include <cairo.h>

#include <cmath>
#include <cstring>
#include <memory>

namespace peaksite {

namespace {

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Drawing = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

constexpr std::uint32_t color_bits = 0xffffff;

// A number as the 24 bits of a colour, exactly.
void set_number(cairo_t* to, std::uint32_t number) { set_color(to, rgb(number & color_bits)); }

} // namespace

ZoneMosaic::ZoneMosaic(const std::vector<ZoneTrace>& zones, const Rect& frame)
    : m_frame(frame), m_rows(static_cast<int>(std::ceil(frame.height * cells_per_point))),
      m_cols(static_cast<int>(std::ceil(frame.width * cells_per_point))),
      m_cells(static_cast<std::size_t>(m_rows) * static_cast<std::size_t>(m_cols))
{
    const Surface surface{cairo_image_surface_create(CAIRO_FORMAT_RGB24, m_cols, m_rows), cairo_surface_destroy};
    const Drawing drawing{cairo_create(surface.get()), cairo_destroy};
    cairo_t* to = drawing.get();
    cairo_set_antialias(to, CAIRO_ANTIALIAS_NONE);
    cairo_set_fill_rule(to, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_scale(to, cells_per_point, cells_per_point);
    cairo_translate(to, -frame.x, -frame.y);
    for (std::size_t i = 0; i < zones.size(); ++i) {
        if (zones[i].empty()) continue;
        set_number(to, static_cast<std::uint32_t>(i + 1));
        for (const auto& ring : zones[i]) add_path(to, ring, true);
        cairo_fill(to);
    }
    cairo_surface_flush(surface.get());
    const auto* pixels = cairo_image_surface_get_data(surface.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    const auto width = static_cast<std::size_t>(m_cols);
    for (std::size_t row = 0; row < static_cast<std::size_t>(m_rows); ++row)
        std::memcpy(&m_cells[row * width], pixels + row * stride, width * sizeof(std::uint32_t));
    for (auto& cell : m_cells) cell &= color_bits;
}

ZoneMosaic::Cells ZoneMosaic::cells(const Rect& rect) const
{
    const auto first = [](double from, int count) {
        return std::clamp(static_cast<int>(std::floor(from * cells_per_point + 0.5)), 0, count);
    };
    return {.row = first(rect.y - m_frame.y, m_rows),
            .row_end = first(rect.bottom() - m_frame.y, m_rows),
            .col = first(rect.x - m_frame.x, m_cols),
            .col_end = first(rect.right() - m_frame.x, m_cols)};
}

Spot ZoneMosaic::centre(int row, int col) const
{
    return {.x = m_frame.x + (col + 0.5) / cells_per_point, .y = m_frame.y + (row + 0.5) / cells_per_point};
}

double ZoneMosaic::zone_share(const Rect& rect) const
{
    const auto where = cells(rect);
    int covered = 0;
    for (int row = where.row; row < where.row_end; ++row)
        for (int col = where.col; col < where.col_end; ++col) covered += at(row, col) != 0 ? 1 : 0;
    const double all = rect.area() * cells_per_point * cells_per_point;
    return all > 0 ? covered / all : 0;
}

double ZoneMosaic::share_of(std::size_t zone, const Rect& rect) const
{
    const auto where = cells(rect);
    int covered = 0;
    for (int row = where.row; row < where.row_end; ++row)
        for (int col = where.col; col < where.col_end; ++col) covered += at(row, col) == zone + 1 ? 1 : 0;
    const double all = rect.area() * cells_per_point * cells_per_point;
    return all > 0 ? covered / all : 0;
}

std::vector<ZoneMosaic::Extent> ZoneMosaic::extents(std::size_t zone_count) const
{
    std::vector<Extent> out(
        zone_count, {.cells = 0, .middle = {}, .box = {.row = m_rows, .row_end = 0, .col = m_cols, .col_end = 0}});
    for (int row = 0; row < m_rows; ++row)
        for (int col = 0; col < m_cols; ++col) {
            const auto number = at(row, col);
            if (number == 0) continue;
            auto& extent = out[number - 1];
            ++extent.cells;
            const auto spot = centre(row, col);
            extent.middle = {.x = extent.middle.x + spot.x, .y = extent.middle.y + spot.y};
            extent.box = {.row = std::min(extent.box.row, row),
                          .row_end = std::max(extent.box.row_end, row + 1),
                          .col = std::min(extent.box.col, col),
                          .col_end = std::max(extent.box.col_end, col + 1)};
        }
    for (auto& extent : out)
        if (extent.cells > 0)
            extent.middle = {.x = extent.middle.x / static_cast<double>(extent.cells),
                             .y = extent.middle.y / static_cast<double>(extent.cells)};
    return out;
}

} // namespace peaksite
