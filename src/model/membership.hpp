#pragma once

namespace peaksite {

/// Membership functions (domain 3.10.1), from values to [0, 1]. Each rises from a to b where a < b and falls where a >
/// b.

/// 0 up to a, 1 from b on, straight between.
double linear_membership(double x, double a, double b);
/// 1 - cos²(π/2 · (x - a)/(b - a)): the cosine form of the same; falling: cos²(π/2 · (x - b)/(a - b)).
double cosine_membership(double x, double a, double b);
/// 0 outside [a, d], 1 in [b, c], straight between; a ≤ b ≤ c ≤ d.
double trapezoid_membership(double x, double a, double b, double c, double d);
/// 1/(1 + e^(-k (x - x0))); k < 0 falls.
double sigmoid_membership(double x, double k, double x0);
/// e^(-(x - centre)²/(2 s²)).
double gaussian_membership(double x, double centre, double s);
/// 1/(1 + ((x - b)/(b - a))²) up to b, 1 beyond: 0.5 at a, 1 at b.
double j_membership(double x, double a, double b);

} // namespace peaksite
