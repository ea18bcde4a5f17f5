#include "engine/stencil.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

Stencil::Stencil(const Metric& metric, double cell_width, double cell_height, Length distance)
{
    // In cells, x east and y south: xx x² + 2 xy x y + yy y² = metres².
    const double xx = metric.xx * cell_width * cell_width, yy = metric.yy * cell_height * cell_height;
    const double xy = -metric.xy * cell_width * cell_height;
    const double determinant = xx * yy - xy * xy, d = distance.metres();
    const double farthest_y = d * std::sqrt(xx / determinant), farthest_x = d * std::sqrt(yy / determinant);
    constexpr double most_cells = 1 << 20;
    if (!(farthest_y < most_cells && farthest_x < most_cells))
        throw InputError{text("a buffer of {} m spans more cells than can be looked at; choose a smaller buffer or "
                              "larger cells, or an extent away from the pole",
                              d)};
    const int reach = static_cast<int>(std::floor(farthest_y + 0.5));
    for (int step = -reach; step <= reach; ++step) {
        // The rows' strip y in [step - 1/2, step + 1/2] cut with the ellipse: its easternmost and westernmost x.
        const double top = std::max(step - 0.5, -farthest_y), bottom = std::min(step + 0.5, farthest_y);
        const auto x_at = [&](double y, double side) {
            const double inside = d * d / xx - y * y * determinant / (xx * xx);
            return -xy / xx * y + side * std::sqrt(std::max(0.0, inside));
        };
        const double y_east = std::clamp(-xy / yy * farthest_x, top, bottom),
                     y_west = std::clamp(xy / yy * farthest_x, top, bottom);
        m_spans.push_back({.first = static_cast<int>(std::ceil(x_at(y_west, -1) - 0.5)),
                           .last = static_cast<int>(std::floor(x_at(y_east, 1) + 0.5))});
    }
}

int Stencil::width() const
{
    int width = 0;
    for (const auto& span : m_spans) width = std::max({width, span.last, -span.first});
    return width;
}

} // namespace peaksite
