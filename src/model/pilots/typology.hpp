#pragma once

#include "plan/layer.hpp"

#include <optional>
#include <span>
#include <vector>

namespace peaksite {

/// Classes of places after 《2030年前碳达峰行动方案》三（十）1 (domain 3.10.8). A class says nothing about merit.
enum class TypologyClass { stable, light, heavy_coal_resource, other, unknown };

/// 碳排放基本稳定型, 产业结构较轻、能源结构较优型, …
const Bilingual& typology_name(TypologyClass which);

/// What the classes are judged by.
struct TypologyFacts {
    std::optional<double> trend_z{};            ///< Mann–Kendall Z of emissions
    std::optional<double> trend_percent{};      ///< Theil–Sen slope, % of the mean per year
    std::optional<double> industry_share{};     ///< ind2_share
    std::optional<double> coal_share{};         ///< e_coal_share
    std::optional<double> heavy_share{};        ///< heavy6_share
    std::optional<bool> resource_based = false; ///< on the list of resource-based cities; nothing: not known
};

/// The source text has no thresholds; these are defaults, and quantiles of the sample.
struct TypologyRule {
    double significant_z = 1.96;  ///< a trend with Z from here on rises significantly (5 %, two-sided)
    double steady_percent = 0.5;  ///< per year
    double light_quantile = 0.5;  ///< below it: light industry, good energy
    double heavy_quantile = 0.75; ///< above it: heavy industry or coal
};

struct TypologyResult {
    TypologyClass which = TypologyClass::unknown;
    bool certain = true;                            ///< false: a class that goes before could not be judged
    std::optional<bool> stable{}, heavy{}, light{}; ///< nothing where facts lack
};

/// By place: stable, else heavy, else light, else other; more than one may hold. Unknown where none holds and one
/// cannot be judged. Quantiles by linear interpolation over the places that have the value.
std::vector<TypologyResult> typology(std::span<const TypologyFacts> places, const TypologyRule& rule = {});

/// The q-quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996); nothing for no
/// values.
std::optional<double> sample_quantile(std::vector<double> values, double q);

/// How mixed a set is (E39): H = -Σ p ln p, J = H / ln(number of classes that occur), NaN for fewer than two.
struct ClassMix {
    double entropy = 0;
    double evenness = 0;
};
ClassMix class_mix(std::span<const double> amounts);

} // namespace peaksite
