#include "model/tables/stated_sums.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

double last_place(double value)
{
    constexpr int places = 9;
    constexpr double close = 1e-9;
    const double size = std::abs(value);
    if (size == 0) return 1;
    for (int power = places; power > -places; --power) {
        const double place = std::pow(10, power), digits = size / place;
        if (std::round(digits) >= 1 && std::abs(digits - std::round(digits)) <= close * digits) return place;
    }
    return std::pow(10, -places);
}

void StatedSum::add(double number)
{
    m_sum += number;
    m_finest = std::min(m_finest, last_place(number));
    ++m_count;
}

bool StatedSum::may_be(double total) const
{
    return std::abs(m_sum - total) <= rounding_of_sum(total, m_count, m_finest);
}

double rounding_of_sum(double total, std::size_t count, double finest)
{
    constexpr double most = 0.005, slack = 1e-9;
    const double parts = std::min(finest, 1.0) / 2, own = std::min(last_place(total), 1.0) / 2;
    return (std::max(parts, std::min(own, most * total)) + static_cast<double>(count) * parts) * (1 + slack);
}

} // namespace peaksite
