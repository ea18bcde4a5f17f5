#include "model/pilots/quadrant.hpp"

#include "base/known.hpp"
#include "model/indicators/rounding.hpp"
#include "model/pilots/typology.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace peaksite {

namespace {

constexpr std::size_t least_inputs = 3;

bool has_any(std::span<const double> row)
{
    return std::ranges::any_of(row, [](double x) { return !std::isnan(x); });
}

bool placed(const CompositeAxis& base, const CompositeAxis& potential, std::size_t i)
{
    return !std::isnan(base.values[i]) && !std::isnan(potential.values[i]) && !base.partial[i] && !potential.partial[i];
}

// Why a candidate is not placed, whatever the others have.
NoQuadrant own_lack(const CompositeAxis& base, const CompositeAxis& potential, std::size_t i)
{
    if (std::isnan(base.values[i])) return NoQuadrant::no_base;
    return std::isnan(potential.values[i]) ? NoQuadrant::no_potential : NoQuadrant::lower_bound;
}

// A word needs a median that differs from the value (up to rounding).
NoQuadrant on_a_line(double base, double potential, const QuadrantSplit& split)
{
    if (!differ(base, split.base)) return NoQuadrant::at_base;
    return differ(potential, split.potential) ? NoQuadrant::none : NoQuadrant::at_potential;
}

bool tells_apart(std::span<const double> values, const CompositeAxis& base, const CompositeAxis& potential)
{
    auto low = std::numeric_limits<double>::infinity(), high = -low;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!placed(base, potential, i)) continue;
        low = std::min(low, values[i]);
        high = std::max(high, values[i]);
    }
    return low < high && differ(low, high);
}

CompositeAxis axis_of(const CandidateTable& table, std::span<const std::string> ids, const std::vector<bool>& keeps)
{
    CompositeAxis out{.values = std::vector<double>(table.rows(), no_value),
                      .used = {},
                      .left_out = {},
                      .parts = {},
                      .partial = std::vector<bool>(table.rows(), false),
                      .capped = std::vector<bool>(table.rows(), false)};
    std::vector<std::size_t> columns;
    for (std::size_t j = 0; j < ids.size(); ++j) {
        (keeps[j] ? out.used : out.left_out).push_back(ids[j]);
        if (keeps[j]) columns.push_back(j);
    }
    out.parts = columns_of(table, columns);
    return out;
}

} // namespace

CompositeAxis mean_axis(const CandidateTable& normalised, std::span<const std::string> ids)
{
    assert(ids.size() == normalised.columns());
    std::vector<bool> everywhere(ids.size(), true);
    for (std::size_t i = 0; i < normalised.rows(); ++i)
        for (std::size_t j = 0; j < ids.size() && has_any(normalised.row(i)); ++j)
            everywhere[j] = everywhere[j] && !std::isnan(normalised.at(i, j));
    auto out = axis_of(normalised, ids, everywhere);
    const auto count = static_cast<double>(out.used.size());
    for (std::size_t i = 0; i < normalised.rows(); ++i) {
        double sum = 0;
        for (std::size_t j = 0; j < out.used.size(); ++j) {
            out.parts.at(i, j) /= count;
            sum += out.parts.at(i, j);
        }
        if (out.used.size() >= least_inputs) out.values[i] = sum;
    }
    return out;
}

CompositeAxis sum_axis(const CandidateTable& components, std::span<const std::string> ids, std::span<const double> caps)
{
    assert(ids.size() == components.columns() && caps.size() == components.rows());
    std::vector<bool> anywhere;
    for (std::size_t j = 0; j < ids.size(); ++j) anywhere.push_back(has_any(components.column(j)));
    auto out = axis_of(components, ids, anywhere);
    for (std::size_t i = 0; i < components.rows(); ++i) {
        double sum = 0;
        for (const double part : out.parts.row(i)) {
            if (std::isnan(part))
                out.partial[i] = true;
            else
                sum += part;
        }
        if (!has_any(out.parts.row(i)) || std::isnan(caps[i])) continue;
        const auto cap = std::max(0., caps[i]);
        out.capped[i] = sum > cap;
        out.values[i] = std::min(cap, sum);
    }
    return out;
}

const Bilingual& quadrant_name(Quadrant quadrant)
{
    static const Bilingual strong_large{.zh = "低碳基础好、减排潜力大", .en = "good base, large potential"},
        strong_small{.zh = "低碳基础好、减排潜力小", .en = "good base, small potential"},
        weak_large{.zh = "低碳基础弱、减排潜力大", .en = "weak base, large potential"},
        weak_small{.zh = "低碳基础弱、减排潜力小", .en = "weak base, small potential"};
    switch (quadrant) {
    case Quadrant::strong_large:
        return strong_large;
    case Quadrant::strong_small:
        return strong_small;
    case Quadrant::weak_large:
        return weak_large;
    case Quadrant::weak_small:
        break;
    }
    return weak_small;
}

std::optional<QuadrantSplit> median_split(const CompositeAxis& base, const CompositeAxis& potential)
{
    std::vector<double> bases, potentials;
    for (std::size_t i = 0; i < base.values.size(); ++i) {
        if (!placed(base, potential, i)) continue;
        bases.push_back(base.values[i]);
        potentials.push_back(potential.values[i]);
    }
    const auto b = sample_quantile(bases, 0.5), p = sample_quantile(potentials, 0.5);
    return b && p ? std::optional{QuadrantSplit{.base = *b, .potential = *p}} : std::nullopt;
}

std::vector<QuadrantPlace> quadrants(const CompositeAxis& base, const CompositeAxis& potential,
                                     const QuadrantSplit& split)
{
    std::vector<QuadrantPlace> out(base.values.size());
    std::size_t peers = 0;
    for (std::size_t i = 0; i < out.size(); ++i) peers += placed(base, potential, i) ? 1U : 0U;
    const auto for_nobody = peers < least_peers                               ? NoQuadrant::few_peers
                            : !tells_apart(base.values, base, potential)      ? NoQuadrant::same_base
                            : !tells_apart(potential.values, base, potential) ? NoQuadrant::same_potential
                                                                              : NoQuadrant::none;
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i].peers = peers;
        out[i].why = placed(base, potential, i) ? for_nobody : own_lack(base, potential, i);
        if (out[i].why == NoQuadrant::none) out[i].why = on_a_line(base.values[i], potential.values[i], split);
        if (out[i].why != NoQuadrant::none) continue;
        const bool strong = base.values[i] > split.base,
                   large = potential.values[i] > 0 && potential.values[i] > split.potential;
        if (strong)
            out[i].quadrant = large ? Quadrant::strong_large : Quadrant::strong_small;
        else
            out[i].quadrant = large ? Quadrant::weak_large : Quadrant::weak_small;
    }
    return out;
}

} // namespace peaksite
