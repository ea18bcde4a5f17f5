#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace peaksite {

/// A value of a year.
struct YearValue {
    int year = 0;
    double value = 0;
};

/// Fewest years of a trend (domain 3.9.6).
inline constexpr std::size_t least_years = 8;

/// Median of the slopes between all pairs of years, per year (Theil 1950, Sen 1968); years may have gaps. Nothing for
/// fewer than two years.
std::optional<double> theil_sen_slope(std::span<const YearValue> series);

/// Z of the Mann–Kendall test: S = Σ sign(x_j - x_i), (S ∓ 1) / √Var, Var corrected for ties. Nothing for fewer than
/// two years or where all values are equal.
std::optional<double> mann_kendall_z(std::span<const YearValue> series);

/// (last / first)^(1 / years) - 1. Nothing unless both are above 0 and their years differ.
std::optional<double> compound_growth(std::span<const YearValue> series);

/// One of the eight states of Tapio's decoupling, cut at elasticities of 0.8 and 1.2 (domain 3.9.6).
enum class Decoupling {
    strong_decoupling = 1,
    weak_decoupling,
    expansive_coupling,
    expansive_negative,
    strong_negative,
    weak_negative,
    recessive_coupling,
    recessive_decoupling
};

struct TapioResult {
    double elasticity = 0; ///< (ΔC / C0) / (ΔG / G0)
    Decoupling state = Decoupling::weak_decoupling;
};

/// From changes of emissions and of value added, both relative to their start. Nothing where value added did not change
/// or a start is not above 0.
std::optional<TapioResult> tapio_state(double emission_start, double emission_end, double output_start,
                                       double output_end);

/// "weak_decoupling", 弱脱钩.
std::string_view decoupling_word(Decoupling state);

/// Pearson's correlation of two equally long series; nothing where one does not vary.
std::optional<double> correlation_of(std::span<const double> a, std::span<const double> b);

/// Least coefficient of variation (population) of x a + (1 - x) b over x in [0, 1]; nothing where a mean is not above
/// 0.
std::optional<double> least_mix_variation(std::span<const double> a, std::span<const double> b);

} // namespace peaksite
