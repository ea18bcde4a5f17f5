#include "model/indicators/trend.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <vector>

namespace peaksite {

namespace {

double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }

double mean(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double covariance(std::span<const double> a, std::span<const double> b)
{
    const double mean_a = mean(a), mean_b = mean(b);
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
    return sum / static_cast<double>(a.size());
}

} // namespace

std::optional<double> theil_sen_slope(std::span<const YearValue> series)
{
    std::vector<double> slopes;
    for (std::size_t i = 0; i < series.size(); ++i)
        for (std::size_t j = i + 1; j < series.size(); ++j)
            if (series[j].year != series[i].year)
                slopes.push_back((series[j].value - series[i].value) / (series[j].year - series[i].year));
    if (slopes.empty()) return {};
    std::ranges::sort(slopes);
    const auto middle = slopes.size() / 2;
    return slopes.size() % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
}

std::optional<double> mann_kendall_z(std::span<const YearValue> series)
{
    const auto n = static_cast<double>(series.size());
    double s = 0;
    std::map<double, double> ties;
    for (std::size_t i = 0; i < series.size(); ++i) {
        ties[series[i].value] += 1;
        for (std::size_t j = i + 1; j < series.size(); ++j) s += sign(series[j].value - series[i].value);
    }
    double variance = n * (n - 1) * (2 * n + 5);
    for (const auto& [value, count] : ties) variance -= count * (count - 1) * (2 * count + 5);
    variance /= 18;
    if (!(variance > 0)) return {};
    return (s - sign(s)) / std::sqrt(variance);
}

std::optional<double> compound_growth(std::span<const YearValue> series)
{
    if (series.size() < 2) return {};
    const auto& first = series.front();
    const auto& last = series.back();
    if (!(first.value > 0) || !(last.value > 0) || last.year <= first.year) return {};
    return std::pow(last.value / first.value, 1.0 / (last.year - first.year)) - 1;
}

std::optional<TapioResult> tapio_state(double emission_start, double emission_end, double output_start,
                                       double output_end)
{
    constexpr double low = 0.8, high = 1.2;
    if (!(emission_start > 0) || !(output_start > 0) || output_end == output_start) return {};
    const double growth = output_end / output_start - 1;
    const double t = (emission_end / emission_start - 1) / growth;
    using enum Decoupling;
    if (growth > 0)
        return TapioResult{.elasticity = t,
                           .state = t < 0       ? strong_decoupling
                                    : t < low   ? weak_decoupling
                                    : t <= high ? expansive_coupling
                                                : expansive_negative};
    return TapioResult{.elasticity = t,
                       .state = t < 0       ? strong_negative
                                : t < low   ? weak_negative
                                : t <= high ? recessive_coupling
                                            : recessive_decoupling};
}

std::string_view decoupling_word(Decoupling state)
{
    constexpr std::array<std::string_view, 8> words{
        "strong_decoupling",          "weak_decoupling",          "expansive_coupling", "expansive_negative_decoupling",
        "strong_negative_decoupling", "weak_negative_decoupling", "recessive_coupling", "recessive_decoupling"};
    return words[static_cast<std::size_t>(state) - 1];
}

std::optional<double> correlation_of(std::span<const double> a, std::span<const double> b)
{
    if (a.size() != b.size() || a.size() < 2) return {};
    const double spread = std::sqrt(covariance(a, a) * covariance(b, b));
    if (!(spread > 0)) return {};
    return covariance(a, b) / spread;
}

std::optional<double> least_mix_variation(std::span<const double> a, std::span<const double> b)
{
    if (a.size() != b.size() || a.empty() || !(mean(a) > 0) || !(mean(b) > 0)) return {};
    const double aa = covariance(a, a), bb = covariance(b, b), ab = covariance(a, b), mean_a = mean(a),
                 mean_b = mean(b);
    const auto variation = [&](double x) {
        const double variance = x * x * aa + 2 * x * (1 - x) * ab + (1 - x) * (1 - x) * bb;
        return std::sqrt(std::max(0.0, variance)) / (x * mean_a + (1 - x) * mean_b);
    };
    double low = 0, high = 1; // quasi-convex: a norm over a positive linear function
    constexpr int steps = 200;
    for (int i = 0; i < steps; ++i) {
        const double left = low + (high - low) / 3, right = high - (high - low) / 3;
        if (variation(left) <= variation(right))
            high = right;
        else
            low = left;
    }
    return std::min({variation((low + high) / 2), variation(0), variation(1)});
}

} // namespace peaksite
