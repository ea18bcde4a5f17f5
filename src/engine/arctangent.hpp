#pragma once

#include <cmath>

namespace peaksite {

/// atan(x) in degrees for x ≥ 0 (NaN stays NaN), error below 2e-14 degrees; no branches, so that loops over it become
/// vector code. Cephes' rational approximation (Moshier 1989) after the reductions atan x = π/2 - atan 1/x and π/4 +
/// atan((x-1)/(x+1)).
inline double arctangent_degrees(double x)
{
    constexpr double steep = 2.41421356237309504880, gentle = 0.66; // tan 3π/8
    const bool high = x > steep, low = x <= gentle;
    const double numerator = high ? -1.0 : low ? x : x - 1.0;
    const double denominator = high ? x : low ? 1.0 : x + 1.0;
    const double base = high ? 1.57079632679489661923 : low ? 0.0 : 0.78539816339744830962;
    const double t = numerator / denominator, z = t * t;
    const double p =
        (((-8.750608600031904122785e-1 * z - 1.615753718733365076637e1) * z - 7.500855792314704667340e1) * z -
         1.228866684490136173410e2) *
            z -
        6.485021904942025371773e1;
    const double q =
        ((((z + 2.485846490142306297962e1) * z + 1.650270098316988542046e2) * z + 4.328810604912902668951e2) * z +
         4.853903996359136964868e2) *
            z +
        1.945506571482613964425e2;
    constexpr double degrees = 57.29577951308232;
    return (base + (t + t * z * (p / q))) * degrees;
}

} // namespace peaksite
