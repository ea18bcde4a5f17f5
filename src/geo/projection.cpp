#include "geo/projection.hpp"

#include <cmath>

namespace peaksite {

namespace {

Point middle(Point a, Point b) { return {.x = (a.x + b.x) / 2, .y = (a.y + b.y) / 2}; }
double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

class Densifier {
public:
    Densifier(const Transform& transform, double tolerance, double metres_per_unit)
        : m_transform(transform), m_tolerance(tolerance)
    {
        // An arc of radius 1000 km bends by L²/8R: shorter edges are straight to the tolerance in any usual system.
        constexpr double tightest_radius = 1e6;
        m_straight = std::sqrt(8 * tightest_radius * tolerance * metres_per_unit) / metres_per_unit;
    }

    Line line(const Line& source)
    {
        Line out;
        std::optional<Point> last, last_source;
        for (const auto point : source) {
            const auto image = m_transform.forward(point);
            if (!image) {
                ++m_lost;
                continue;
            }
            if (last) split(*last_source, point, *last, *image, 0, out);
            out.push_back(*image);
            last = image;
            last_source = point;
        }
        return out;
    }

    std::size_t lost() const { return m_lost; }

private:
    // Appends the points strictly between a and b.
    void split(Point a, Point b, Point pa, Point pb, int depth, Line& out)
    {
        constexpr int deepest = 20;
        if (depth >= deepest || distance(pa, pb) <= m_straight) return;
        const auto m = middle(a, b);
        const auto pm = m_transform.forward(m);
        if (!pm || straight(a, b, pa, pb, *pm)) return;
        split(a, m, pa, *pm, depth + 1, out);
        out.push_back(*pm);
        split(m, b, *pm, pb, depth + 1, out);
    }

    // Looks at the quarters as well: a curve that bends both ways passes through the middle.
    bool straight(Point a, Point b, Point pa, Point pb, Point pm) const
    {
        if (distance(pm, middle(pa, pb)) > m_tolerance) return false;
        const auto m = middle(a, b);
        const auto q1 = m_transform.forward(middle(a, m)), q3 = m_transform.forward(middle(m, b));
        return q1 && q3 && distance(*q1, middle(pa, middle(pa, pb))) <= m_tolerance &&
               distance(*q3, middle(middle(pa, pb), pb)) <= m_tolerance;
    }

    const Transform& m_transform;
    double m_tolerance;
    double m_straight;
    std::size_t m_lost = 0;
};

} // namespace

ProjectedShape projected(const Shape& shape, const Transform& transform, double tolerance, double metres_per_unit)
{
    if (transform.identity()) return {.shape = shape, .lost_points = 0};
    Densifier densifier{transform, tolerance, metres_per_unit};
    ProjectedShape out;
    for (const auto& polygon : shape.polygons) {
        auto& target = out.shape.polygons.emplace_back();
        for (const auto& ring : polygon.rings) target.rings.push_back(densifier.line(ring));
    }
    for (const auto& line : shape.lines) out.shape.lines.push_back(densifier.line(line));
    for (const auto point : shape.points) {
        const auto image = transform.forward(point);
        if (image)
            out.shape.points.push_back(*image);
        else
            ++out.lost_points;
    }
    out.lost_points += densifier.lost();
    return out;
}

} // namespace peaksite
