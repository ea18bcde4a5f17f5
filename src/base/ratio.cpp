#include "base/ratio.hpp"

#include <cmath>
#include <cstdint>
#include <numeric>

namespace peaksite {

namespace {

bool is_whole(double x) { return x >= 1 && x <= 0x1p53 && x == std::floor(x); }

Ratio cancelled(double up, double down)
{
    if (up == down && up != 0) return {};
    if (!is_whole(up) || !is_whole(down)) return {up, down};
    const auto common = static_cast<double>(std::gcd(static_cast<std::int64_t>(up), static_cast<std::int64_t>(down)));
    return {up / common, down / common};
}

} // namespace

Ratio operator*(const Ratio& a, const Ratio& b)
{
    // Crosswise first, so that the products stay small and exact.
    const auto left = cancelled(a.up, b.down);
    const auto right = cancelled(b.up, a.down);
    return cancelled(left.up * right.up, left.down * right.down);
}

Ratio operator/(const Ratio& a, const Ratio& b) { return a * Ratio{b.down, b.up}; }

Ratio pow(const Ratio& base, int exponent)
{
    const auto step = exponent < 0 ? Ratio{base.down, base.up} : base;
    Ratio out;
    for (int i = 0; i < std::abs(exponent); ++i) out = out * step;
    return out;
}

Ratio sqrt(const Ratio& square) { return cancelled(std::sqrt(square.up), std::sqrt(square.down)); }

bool is_usable(const Ratio& ratio)
{
    return std::isnormal(ratio.up) && std::isnormal(ratio.down) && ratio.up > 0 && ratio.down > 0;
}

} // namespace peaksite
