#include "map/symbols/classify.hpp"

#include "base/figures.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace peaksite {

namespace {

constexpr int legend_digits = 3;

// The values in order, and the distinct ones among them.
struct Sorted {
    std::vector<double> values;
    std::vector<double> distinct;

    // The largest value below `value`, which must not be the smallest.
    double before(double value) const { return *(std::ranges::lower_bound(distinct, value) - 1); }
    double at(double share) const
    {
        const auto last = static_cast<double>(values.size() - 1);
        return values[static_cast<std::size_t>(
            std::clamp(std::floor(share * static_cast<double>(values.size())), 0.0, last))];
    }
};

// Values that differ by rounding only (0.1 + 0.2 and 0.3) are one distinct value, the smallest of them.
Sorted sorted(std::vector<double> values)
{
    std::erase_if(values, [](double v) { return !std::isfinite(v); });
    std::ranges::sort(values);
    Sorted out{.values = std::move(values), .distinct = {}};
    constexpr double rounding = 1e-12;
    for (double& value : out.values) {
        if (out.distinct.empty() || value - out.distinct.back() > rounding * std::fabs(value))
            out.distinct.push_back(value);
        value = out.distinct.back();
    }
    return out;
}

// The roundest number that parts the values near a quantile; nothing where that would leave the first class empty.
void add_break(const Sorted& sorted, double share, std::vector<double>& breaks)
{
    constexpr double room = 0.05;
    const double smallest = sorted.distinct.front();
    const double low = sorted.at(share - room), middle = sorted.at(share), high = sorted.at(share + room);
    if (high == smallest) return;
    const double below = low == smallest ? smallest : sorted.before(low);
    const double at = roundest(below, high, middle);
    if (breaks.empty() || at > breaks.back()) breaks.push_back(at);
}

// Moves the break nearest to 0, counted in values, to 0.
void break_at_zero(const Sorted& sorted, std::vector<double>& breaks)
{
    if (breaks.empty() || sorted.distinct.front() >= 0 || sorted.distinct.back() < 0) return;
    const auto rank = [&](double v) { return std::ranges::lower_bound(sorted.values, v) - sorted.values.begin(); };
    const auto zero = rank(0);
    const auto distance = [&](double v) { return std::abs(rank(v) - zero); };
    *std::ranges::min_element(breaks, {}, distance) = 0;
}

// Leaves out breaks that part nothing.
void drop_empty(const Sorted& sorted, std::vector<double>& breaks)
{
    const auto rank = [&](double v) { return std::ranges::lower_bound(sorted.values, v) - sorted.values.begin(); };
    std::vector<double> kept;
    auto last = rank(sorted.values.front());
    for (const double b : breaks)
        if (rank(b) > last && rank(b) < static_cast<std::ptrdiff_t>(sorted.values.size())) {
            kept.push_back(b);
            last = rank(b);
        }
    breaks = std::move(kept);
}

// The least step of 1, 2, 2.5 or 5 times a power of ten that is not below `least`.
double round_step(double least)
{
    constexpr double base = 10, slack = 1e-9;
    const double power = std::pow(base, std::floor(std::log10(least)));
    for (const double digits : {1.0, 2.0, 2.5, 5.0})
        if (digits * power >= least * (1 - slack)) return digits * power;
    return base * power;
}

// Breaks at multiples of one round step, where the values spread so that no class is empty or holds half of them;
// people read equal steps most easily. Nothing where they do not.
std::vector<double> even_breaks(const Sorted& sorted, std::size_t most)
{
    const double low = sorted.distinct.front(), high = sorted.distinct.back();
    const double finest = (high - low) / static_cast<double>(most);
    if (!std::isnormal(finest)) return {}; // a range too wide or too narrow for a double
    const auto rank = [&](double v) { return std::ranges::lower_bound(sorted.values, v) - sorted.values.begin(); };
    constexpr int exact = 12; // digits; beyond them a product shows its rounding error
    std::vector<double> breaks;
    for (double step = round_step(finest); breaks.empty() && step < high - low; step = round_step(step * 1.01)) {
        const double first = std::floor(low / step) + 1; // the others are counted: beyond 2^53 adding 1 changes nothing
        for (std::size_t i = 0; i < most && (first + static_cast<double>(i)) * step <= high; ++i)
            breaks.push_back(significant((first + static_cast<double>(i)) * step, exact));
        if (breaks.size() + 1 > most) breaks.clear();
    }
    constexpr std::size_t fewest = 3; // breaks; two classes or three tell little
    if (breaks.size() < fewest) return {};
    std::ptrdiff_t last = 0;
    for (std::size_t i = 0; i <= breaks.size(); ++i) {
        const auto next = i < breaks.size() ? rank(breaks[i]) : static_cast<std::ptrdiff_t>(sorted.values.size());
        if (next == last || 2 * (next - last) >= static_cast<std::ptrdiff_t>(sorted.values.size())) return {};
        last = next;
    }
    return breaks;
}

// Leaves out breaks too near to the next one to tell anything: "1000 to 1050" beside "400 to 1000".
void drop_narrow(const Sorted& sorted, std::vector<double>& breaks)
{
    constexpr double narrow = 0.1;
    if (breaks.size() < 2) return;
    const double span = sorted.distinct.back() - sorted.distinct.front();
    for (std::size_t i = 0; i + 1 < breaks.size();) {
        const double gap = breaks[i + 1] - breaks[i];
        const bool tells = gap >= narrow * span ||
                           gap >= narrow * std::max(std::fabs(breaks[i]), std::fabs(breaks[i + 1])) || breaks[i] == 0 ||
                           breaks[i + 1] == 0;
        if (tells)
            ++i;
        else
            breaks.erase(breaks.begin() + static_cast<std::ptrdiff_t>(i + 1));
    }
}

Classes one_each(const Sorted& sorted)
{
    Classes out{.breaks = {}, .singles = sorted.distinct, .count = sorted.distinct.size()};
    for (std::size_t i = 1; i < sorted.distinct.size(); ++i)
        out.breaks.push_back(roundest(sorted.distinct[i - 1], sorted.distinct[i], sorted.distinct[i]));
    return out;
}

// Breaks by number of values.
std::vector<double> quantile_breaks(const Sorted& sorted, std::size_t most)
{
    std::vector<double> breaks;
    for (std::size_t i = 1; i < most; ++i)
        add_break(sorted, static_cast<double>(i) / static_cast<double>(most), breaks);
    break_at_zero(sorted, breaks);
    drop_empty(sorted, breaks);
    drop_narrow(sorted, breaks);
    return breaks;
}

// Breaks of values that are not all equal.
std::vector<double> breaks_of(const Sorted& sorted, std::size_t most);

// A class of its own for the smallest value, which most zones have (0, as a rule); the others among themselves.
std::vector<double> breaks_above_smallest(const Sorted& sorted, std::size_t most)
{
    const auto above = std::ranges::upper_bound(sorted.values, sorted.distinct.front());
    Sorted others{.values = {above, sorted.values.end()},
                  .distinct = {sorted.distinct.begin() + 1, sorted.distinct.end()}};
    std::vector<double> breaks{roundest(sorted.distinct[0], sorted.distinct[1], sorted.distinct[1])};
    if (most <= 2 || others.distinct.size() == 1) return breaks;
    for (const double at : breaks_of(others, most - 1)) breaks.push_back(at);
    return breaks;
}

std::vector<double> breaks_of(const Sorted& sorted, std::size_t most)
{
    const auto smallest = std::ranges::upper_bound(sorted.values, sorted.distinct.front()) - sorted.values.begin();
    if (2 * smallest > std::ssize(sorted.values)) return breaks_above_smallest(sorted, most);
    if (auto even = even_breaks(sorted, most); !even.empty()) return even;
    if (auto breaks = quantile_breaks(sorted, most); !breaks.empty()) return breaks;
    return breaks_above_smallest(sorted, 2);
}

// Rounded to what they deserve, unless that would make two of them the same.
std::vector<double> rounded(const std::vector<double>& values)
{
    constexpr int most_digits = 17;
    for (int digits = legend_digits; digits < most_digits; ++digits) {
        std::vector<double> out;
        for (const double value : values) out.push_back(significant(value, digits));
        if (std::ranges::adjacent_find(out) == out.end()) return out;
    }
    return values;
}

// As figures; in full where that would make two numbers the same.
Figures distinct_figures(const std::vector<double>& values)
{
    auto out = figures(values);
    if (std::ranges::adjacent_find(out.texts) == out.texts.end()) return out;
    out = {};
    for (const double value : values) out.texts.push_back(number(value));
    return out;
}

} // namespace

std::size_t Classes::of(double value) const
{
    return static_cast<std::size_t>(std::ranges::upper_bound(breaks, value) - breaks.begin());
}

Classes classify(std::vector<double> values, std::size_t most)
{
    const auto order = sorted(std::move(values));
    if (order.values.empty()) return {};
    if (order.distinct.size() <= most) return one_each(order);
    Classes out;
    out.breaks = breaks_of(order, most);
    out.count = out.breaks.size() + 1;
    return out;
}

ClassLabels class_labels(const Classes& classes, std::string_view lang)
{
    if (!classes.singles.empty()) {
        const auto values = distinct_figures(rounded(classes.singles));
        return {.exponent = values.exponent, .texts = values.texts};
    }
    if (classes.breaks.empty()) return {.exponent = 0, .texts = std::vector<std::string>(classes.count)};
    const auto numbers = distinct_figures(classes.breaks);
    const bool negative = classes.breaks.front() < 0;
    const std::string to = lang != "en" ? "～" : negative ? " to " : "–";
    ClassLabels out{.exponent = numbers.exponent, .texts = {}};
    for (std::size_t i = 0; i < classes.count; ++i) {
        if (i == 0)
            out.texts.push_back("<\u00a0" + numbers.texts.front());
        else if (i + 1 == classes.count)
            out.texts.push_back("≥\u00a0" + numbers.texts.back());
        else
            out.texts.push_back(numbers.texts[i - 1] + to + numbers.texts[i]);
    }
    return out;
}

} // namespace peaksite
