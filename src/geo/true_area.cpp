#include "geo/true_area.hpp"

#include "base/error.hpp"
#include "geo/metric.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace peaksite {

namespace {

// Points of [-1, 1] where T_n is zero.
double node(int i, int n) { return std::cos(std::numbers::pi * (i + 0.5) / n); }

// Σ c_i T_i(t), by Clenshaw's rule.
double chebyshev(const double* c, int n, double t)
{
    double b1 = 0, b2 = 0;
    for (int i = n - 1; i > 0; --i) {
        const double b = c[i] + 2 * t * b1 - b2;
        b2 = b1;
        b1 = b;
    }
    return c[0] + t * b1 - b2;
}

// Σ_l Σ_k c_lk T_k(s) T_l(t), `rows` by `cols` coefficients.
double sum_of_series(const std::vector<double>& c, int rows, int cols, double s, double t)
{
    double b1 = 0, b2 = 0;
    const auto row = [&](int l) { return chebyshev(c.data() + static_cast<std::ptrdiff_t>(l) * cols, cols, s); };
    for (int l = rows - 1; l > 0; --l) {
        const double b = row(l) + 2 * t * b1 - b2;
        b2 = b1;
        b1 = b;
    }
    return row(0) + t * b1 - b2;
}

// Coefficients of the sum that has these values at the nodes, rows of T_l(t).
std::vector<double> coefficients(const std::vector<double>& at, int order)
{
    const auto n = static_cast<std::size_t>(order);
    std::vector<double> turn(n * n), half(n * n), out(n * n);
    for (int k = 0; k < order; ++k)
        for (int i = 0; i < order; ++i)
            turn[static_cast<std::size_t>(k) * n + static_cast<std::size_t>(i)] =
                (k == 0 ? 1.0 : 2.0) / order * std::cos(std::numbers::pi * k * (i + 0.5) / order);
    for (std::size_t j = 0; j < n; ++j)
        for (std::size_t k = 0; k < n; ++k)
            for (std::size_t i = 0; i < n; ++i) half[j * n + k] += turn[k * n + i] * at[j * n + i];
    for (std::size_t l = 0; l < n; ++l)
        for (std::size_t j = 0; j < n; ++j)
            for (std::size_t k = 0; k < n; ++k) out[l * n + k] += turn[l * n + j] * half[j * n + k];
    return out;
}

// Of the integral over x, times `scale`: ∫T_0 = T_1, ∫T_1 = T_2/4, ∫T_k = T_{k+1}/2(k+1) - T_{k-1}/2(k-1).
std::vector<double> integrated(const std::vector<double>& rho, int order, double scale)
{
    const auto n = static_cast<std::size_t>(order);
    std::vector<double> out(n * (n + 1));
    for (std::size_t l = 0; l < n; ++l) {
        auto* q = out.data() + l * (n + 1);
        for (std::size_t k = 0; k < n; ++k) {
            const double c = rho[l * n + k] * scale;
            if (k == 0)
                q[1] += c;
            else
                q[k + 1] += c / (2.0 * static_cast<double>(k + 1));
            if (k > 1) q[k - 1] -= c / (2.0 * static_cast<double>(k - 1));
        }
        q[0] = 0; // free: areas are differences
    }
    return out;
}

} // namespace

TrueAreas::TrueAreas(const Crs& crs, const Box& box)
    : m_box(box), m_centre{.x = (box.xmin + box.xmax) / 2, .y = (box.ymin + box.ymax) / 2}, m_ellipsoid(crs.earth())
{
    constexpr double longest_degrees = 0.1, longest_metres = 5000;
    if (crs.geographic()) {
        m_kind = Kind::degrees;
        m_longest = longest_degrees;
        m_factor = m_ellipsoid.semi_major * m_ellipsoid.semi_major * (1 - m_ellipsoid.eccentricity2()) *
                   radians_per_degree * radians_per_degree;
        return;
    }
    m_factor = crs.unit_metres() * crs.unit_metres();
    if (crs.equal_area()) return;
    m_kind = Kind::sampled;
    m_longest = longest_metres / crs.unit_metres();
    sample(crs);
}

// Takes the least order whose sum is right between the points it was made from.
void TrueAreas::sample(const Crs& crs)
{
    // Room for figures of no width.
    const double least = 1000 / crs.unit_metres();
    if (m_box.xmax - m_box.xmin < least) m_box.xmin -= least, m_box.xmax += least;
    if (m_box.ymax - m_box.ymin < least) m_box.ymin -= least, m_box.ymax += least;
    constexpr int first = 6, step = 6, last = 36;
    for (int order = first; order <= last; order += step)
        if (fit(crs, order)) return;
    throw InputError{text("areas cannot be measured in '{}' from {} {} to {} {}: the system does not cover that much; "
                          "convert the file to another one",
                          crs.name(), m_box.xmin, m_box.ymin, m_box.xmax, m_box.ymax)};
}

bool TrueAreas::fit(const Crs& crs, int order)
{
    const GroundMetric ground{crs};
    const double half_width = (m_box.xmax - m_box.xmin) / 2, half_height = (m_box.ymax - m_box.ymin) / 2;
    const Point middle{.x = (m_box.xmin + m_box.xmax) / 2, .y = (m_box.ymin + m_box.ymax) / 2};
    const auto ratio = [&](double s, double t) {
        const auto metric = ground.at({.x = middle.x + s * half_width, .y = middle.y + t * half_height});
        if (!metric)
            throw InputError{
                text("part of {} {} to {} {} has no place on earth in '{}'; is the coordinate system right?",
                     m_box.xmin, m_box.ymin, m_box.xmax, m_box.ymax, crs.name())};
        return metric->area_ratio();
    };
    std::vector<double> at;
    for (int j = 0; j < order; ++j)
        for (int i = 0; i < order; ++i) at.push_back(ratio(node(i, order), node(j, order)));
    const auto rho = coefficients(at, order);
    m_order = order;
    m_terms = integrated(rho, order, half_width);
    constexpr double tolerance = 1e-10;
    double worst = 0;
    for (const double t : {-1.0, -0.37, 0.11, 0.83, 1.0})
        for (const double s : {-1.0, -0.61, 0.07, 0.49, 1.0})
            worst = std::max(worst, std::fabs(sum_of_series(rho, order, order, s, t) / ratio(s, t) - 1));
    return worst < tolerance;
}

double TrueAreas::density(double latitude) const
{
    const double s = std::sin(latitude * radians_per_degree), d = 1 - m_ellipsoid.eccentricity2() * s * s;
    return m_factor * std::cos(latitude * radians_per_degree) / (d * d);
}

double TrueAreas::primitive(double x, double y) const
{
    if (m_kind == Kind::degrees) return (x - m_centre.x) * density(y);
    const double s = (2 * x - m_box.xmin - m_box.xmax) / (m_box.xmax - m_box.xmin),
                 t = (2 * y - m_box.ymin - m_box.ymax) / (m_box.ymax - m_box.ymin);
    return sum_of_series(m_terms, m_order, m_order + 1, s, t);
}

// Two Gauss points: exact up to the third power along the edge.
double TrueAreas::piece(Point a, Point b) const
{
    constexpr double off = 0.28867513459481288225; // 1/(2√3)
    const Point m{.x = (a.x + b.x) / 2, .y = (a.y + b.y) / 2};
    const double dx = (b.x - a.x) * off, dy = (b.y - a.y) * off;
    return (primitive(m.x - dx, m.y - dy) + primitive(m.x + dx, m.y + dy)) / 2 * (b.y - a.y);
}

double TrueAreas::beside(Point a, Point b) const
{
    if (a.y == b.y) return 0;
    if (m_kind == Kind::constant) return m_factor * ((a.x + b.x) / 2 - m_centre.x) * (b.y - a.y);
    const double longest = std::max(std::fabs(b.y - a.y), std::fabs(b.x - a.x));
    const int pieces = static_cast<int>(std::clamp(std::ceil(longest / m_longest), 1.0, 100000.0));
    if (pieces == 1) return piece(a, b);
    double sum = 0;
    const auto at = [&](int i) {
        return i == pieces ? b : Point{.x = a.x + (b.x - a.x) * i / pieces, .y = a.y + (b.y - a.y) * i / pieces};
    };
    for (int i = 0; i < pieces; ++i) sum += piece(at(i), at(i + 1));
    return sum;
}

double TrueAreas::of(const Shape& shape) const
{
    double area = 0;
    for (const auto& polygon : shape.polygons)
        for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
            const auto& ring = polygon.rings[i];
            double around = 0;
            for (std::size_t k = 1; k < ring.size(); ++k) around += beside(ring[k - 1], ring[k]);
            area += i == 0 ? std::fabs(around) : -std::fabs(around);
        }
    return area;
}

} // namespace peaksite
