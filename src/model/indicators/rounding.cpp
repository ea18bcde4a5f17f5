#include "model/indicators/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace peaksite {

bool differ(double a, double b)
{
    if (a == b) return false;
    constexpr double share = 1e-11, least = 1e-13;
    return !(std::fabs(a - b) <= std::max(least, share * std::max(std::fabs(a), std::fabs(b)))) || std::isinf(a) ||
           std::isinf(b);
}

std::vector<double> without_rounding(std::vector<double> values)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isnan(values[i])) order.push_back(i);
    std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
    for (std::size_t k = 1; k < order.size(); ++k) {
        auto& here = values[order[k]];
        if (!differ(values[order[k - 1]], here)) here = values[order[k - 1]];
    }
    return values;
}

} // namespace peaksite
