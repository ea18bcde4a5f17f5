#include "model/membership.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace peaksite {

double linear_membership(double x, double a, double b) { return std::clamp((x - a) / (b - a), 0., 1.); }

double cosine_membership(double x, double a, double b)
{
    const auto root = std::sin(std::numbers::pi / 2 * linear_membership(x, a, b));
    return root * root;
}

double trapezoid_membership(double x, double a, double b, double c, double d)
{
    if (x < a || x > d) return 0;
    if (x < b) return (x - a) / (b - a);
    return x > c ? (d - x) / (d - c) : 1;
}

double sigmoid_membership(double x, double k, double x0) { return 1 / (1 + std::exp(-k * (x - x0))); }

double gaussian_membership(double x, double centre, double s)
{
    return std::exp(-(x - centre) * (x - centre) / (2 * s * s));
}

double j_membership(double x, double a, double b)
{
    if ((a < b) == (x >= b) || x == b) return 1;
    const auto t = (x - b) / (b - a);
    return 1 / (1 + t * t);
}

} // namespace peaksite
