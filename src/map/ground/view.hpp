#pragma once

#include "grid/grid.hpp"
#include "map/sheet/paper.hpp"

namespace peaksite {

/// How the plane of the sheet lies in the frame on the page.
class View {
public:
    View() = default;
    /// `centre` comes to lie in the middle of the frame.
    View(const Rect& frame, Point centre, Size points_per_unit)
        : m_frame(frame), m_centre(centre), m_scale(points_per_unit)
    {}

    const Rect& frame() const { return m_frame; }
    Point centre() const { return m_centre; }
    Size points_per_unit() const { return m_scale; }

    Spot to_page(Point p) const
    {
        const auto middle = m_frame.centre();
        return {.x = middle.x + (p.x - m_centre.x) * m_scale.width,
                .y = middle.y - (p.y - m_centre.y) * m_scale.height};
    }
    Point to_plane(Spot s) const
    {
        const auto middle = m_frame.centre();
        return {.x = m_centre.x + (s.x - middle.x) / m_scale.width,
                .y = m_centre.y - (s.y - middle.y) / m_scale.height};
    }
    Rect to_page(const Box& box) const
    {
        const auto corner = to_page(Point{.x = box.xmin, .y = box.ymax});
        return {.x = corner.x,
                .y = corner.y,
                .width = (box.xmax - box.xmin) * m_scale.width,
                .height = (box.ymax - box.ymin) * m_scale.height};
    }
    /// What the frame shows.
    Box box() const
    {
        const auto low = to_plane({.x = m_frame.x, .y = m_frame.bottom()}),
                   high = to_plane({.x = m_frame.right(), .y = m_frame.y});
        return {.xmin = low.x, .ymin = low.y, .xmax = high.x, .ymax = high.y};
    }

private:
    Rect m_frame;
    Point m_centre;
    Size m_scale{.width = 1, .height = 1};
};

/// The smallest round denominator of a scale, 1:250 000, that is at least `least`.
double round_scale(double least);

/// A view at a round scale.
struct ScaledView {
    double denominator = 1;
    View view;
};

/// The largest round scale at which the extent fits into the frame with a margin (points) on every side, the extent in
/// the middle. `metres_per_unit` as of Ground.
ScaledView fitted(const Box& extent, Size metres_per_unit, const Rect& frame, double margin);

} // namespace peaksite
