#include "model/pilots/typology.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace peaksite {

namespace {

using Truth = std::optional<bool>;
using Share = std::optional<double> TypologyFacts::*;

// Kleene's three-valued logic.
Truth both(Truth a, Truth b)
{
    if (a == false || b == false) return false;
    return a && b ? Truth{true} : std::nullopt;
}
Truth either(Truth a, Truth b)
{
    if (a == true || b == true) return true;
    return a && b ? Truth{false} : std::nullopt;
}

Truth below(std::optional<double> x, std::optional<double> limit)
{
    return x && limit ? Truth{*x < *limit} : std::nullopt;
}

std::optional<double> quantile_of(std::span<const TypologyFacts> places, Share share, double q)
{
    std::vector<double> values;
    for (const auto& place : places)
        if (place.*share) values.push_back(*(place.*share));
    return sample_quantile(std::move(values), q);
}

void choose(TypologyResult& out)
{
    const std::pair<Truth, TypologyClass> order[] = {{out.stable, TypologyClass::stable},
                                                     {out.heavy, TypologyClass::heavy_coal_resource},
                                                     {out.light, TypologyClass::light}};
    for (const auto& [holds, which] : order) {
        if (holds == true) {
            out.which = which;
            return;
        }
        out.certain = out.certain && holds.has_value();
    }
    out.which = out.certain ? TypologyClass::other : TypologyClass::unknown;
}

} // namespace

const Bilingual& typology_name(TypologyClass which)
{
    static const Bilingual stable{.zh = "碳排放基本稳定型", .en = "emissions largely stable"},
        light{.zh = "产业结构较轻、能源结构较优型", .en = "lighter industry, better energy mix"},
        heavy{.zh = "产业结构偏重、能源结构偏煤型和资源型", .en = "heavy industry, coal or resource-based"},
        other{.zh = "其他", .en = "other"}, unknown{.zh = "数据不足", .en = "not enough data"};
    switch (which) {
    case TypologyClass::stable:
        return stable;
    case TypologyClass::light:
        return light;
    case TypologyClass::heavy_coal_resource:
        return heavy;
    case TypologyClass::other:
        return other;
    case TypologyClass::unknown:
        break;
    }
    return unknown;
}

std::vector<TypologyResult> typology(std::span<const TypologyFacts> places, const TypologyRule& rule)
{
    const auto light_industry = quantile_of(places, &TypologyFacts::industry_share, rule.light_quantile);
    const auto light_coal = quantile_of(places, &TypologyFacts::coal_share, rule.light_quantile);
    const auto heavy_coal = quantile_of(places, &TypologyFacts::coal_share, rule.heavy_quantile);
    const auto heavy_industry = quantile_of(places, &TypologyFacts::heavy_share, rule.heavy_quantile);
    std::vector<TypologyResult> out;
    for (const auto& p : places) {
        TypologyResult result;
        const auto steady = p.trend_percent ? Truth{std::fabs(*p.trend_percent) < rule.steady_percent} : std::nullopt;
        result.stable = both(below(p.trend_z, rule.significant_z), steady);
        result.light = both(below(p.industry_share, light_industry), below(p.coal_share, light_coal));
        const auto shares = either(below(heavy_coal, p.coal_share), below(heavy_industry, p.heavy_share));
        result.heavy = either(p.resource_based, shares);
        choose(result);
        out.push_back(result);
    }
    return out;
}

std::optional<double> sample_quantile(std::vector<double> values, double q)
{
    if (values.empty()) return std::nullopt;
    std::ranges::sort(values);
    const auto at = q * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const auto above = std::min(below + 1, values.size() - 1);
    return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

ClassMix class_mix(std::span<const double> amounts)
{
    double sum = 0, classes = 0;
    for (const double x : amounts) sum += x;
    ClassMix out;
    for (const double x : amounts) {
        if (!(x > 0)) continue;
        classes += 1;
        out.entropy -= x / sum * std::log(x / sum);
    }
    out.evenness = classes > 1 ? out.entropy / std::log(classes) : std::numeric_limits<double>::quiet_NaN();
    return out;
}

} // namespace peaksite
