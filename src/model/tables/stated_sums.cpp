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

namespace {

// Whole numbers are not rounded to more than ones.
double rounded_at(double place) { return std::min(place, 1.0); }

// Of so many numbers, the sum of whose places is given.
double rounding(double total, double place, std::size_t count, double places, double finest)
{
    constexpr double most = 0.005, slack = 1e-9;
    const double fine = static_cast<double>(count + 1) * finest / 2, own = (places + rounded_at(place)) / 2;
    return std::max(fine, std::min(own, most * total)) * (1 + slack) + slack * total;
}

} // namespace

void StatedSum::add(double number, double place)
{
    m_sum += number;
    m_finest = std::min(m_finest, place);
    m_places += rounded_at(place);
    ++m_count;
}

bool StatedSum::may_be(double total, double place) const
{
    return std::abs(m_sum - total) <= rounding(total, place, m_count, m_places, std::min(m_finest, place));
}

void StatedRuns::add(double number)
{
    m_numbers.push_back({.number = number, .place = last_place(number)});
    m_finest = std::min(m_finest, m_numbers.back().place);
    m_losses = m_losses || number < 0;
}

std::optional<StatedRuns::Run> StatedRuns::find_sum(double total) const
{
    if (m_losses) return find_among_losses(total);
    const double place = last_place(total), finest = std::min(m_finest, place);
    double sum = 0, places = 0;
    std::size_t first = 0;
    for (std::size_t end = 0; end < m_numbers.size(); ++end) {
        sum += m_numbers[end].number;
        places += rounded_at(m_numbers[end].place);
        const auto most = [&] { return rounding(total, place, end + 1 - first, places, finest); };
        for (; first < end && sum > total + most(); ++first) {
            sum -= m_numbers[first].number;
            places -= rounded_at(m_numbers[first].place);
        }
        if (std::abs(sum - total) <= most()) return Run{.first = first, .end = end + 1};
    }
    return {};
}

std::optional<StatedRuns::Run> StatedRuns::find_among_losses(double total) const
{
    const double place = last_place(total);
    for (std::size_t first = 0; first < m_numbers.size(); ++first) {
        StatedSum sum;
        for (std::size_t end = first; end < m_numbers.size(); ++end) {
            sum.add(m_numbers[end].number, m_numbers[end].place);
            if (sum.may_be(total, place)) return Run{.first = first, .end = end + 1};
        }
    }
    return {};
}

} // namespace peaksite
