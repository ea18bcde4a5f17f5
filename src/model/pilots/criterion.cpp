#include "model/pilots/criterion.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

double measured(const Criterion& criterion, double value)
{
    const auto x = criterion.cap ? std::min(*criterion.cap, value) : value;
    return criterion.direction == Direction::target ? std::fabs(x - criterion.target) : x;
}

double oriented(const Criterion& criterion, double value)
{
    const auto x = measured(criterion, value);
    return criterion.direction == Direction::benefit ? x : -x;
}

} // namespace peaksite
