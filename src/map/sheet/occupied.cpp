#include "map/sheet/occupied.hpp"

#include <cmath>

namespace peaksite {

void Occupied::take(const Rect& rect)
{
    const auto where = m_mosaic->cells(rect);
    for (int row = where.row; row < where.row_end; ++row)
        for (int col = where.col; col < where.col_end; ++col) m_taken[index(row, col)] = true;
}

void Occupied::take(const Circle& circle)
{
    constexpr double rim = 0.5;
    const auto where = m_mosaic->cells(
        grown(about(circle.centre, {.width = 2 * circle.radius, .height = 2 * circle.radius}), 2 * rim));
    for (int row = where.row; row < where.row_end; ++row)
        for (int col = where.col; col < where.col_end; ++col) {
            const Spot spot = m_mosaic->centre(row, col);
            if (std::hypot(spot.x - circle.centre.x, spot.y - circle.centre.y) <= circle.radius + rim)
                m_taken[index(row, col)] = true;
        }
}

bool Occupied::free(const Rect& rect) const
{
    if (!m_mosaic->frame().holds(rect)) return false;
    const auto where = m_mosaic->cells(rect);
    for (int row = where.row; row < where.row_end; ++row)
        for (int col = where.col; col < where.col_end; ++col)
            if (m_taken[index(row, col)]) return false;
    return true;
}

bool Occupied::free(Spot from, Spot to) const
{
    constexpr double pen = 0.5;
    const int steps = static_cast<int>(std::ceil(std::hypot(to.x - from.x, to.y - from.y) / pen));
    for (int i = 0; i <= steps; ++i) {
        const double t = steps == 0 ? 0 : static_cast<double>(i) / steps;
        if (!free(about({.x = from.x + (to.x - from.x) * t, .y = from.y + (to.y - from.y) * t},
                        {.width = pen, .height = pen})))
            return false;
    }
    return true;
}

} // namespace peaksite
