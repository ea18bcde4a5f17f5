#include "model/pilots/normalise.hpp"

#include "base/error.hpp"
#include "model/indicators/rounding.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace peaksite {

namespace {

std::vector<Fault> faulty_bounds(std::span<const Criterion> criteria)
{
    std::vector<Fault> out;
    for (const auto& criterion : criteria) {
        if (!criterion.bounds || criterion.bounds->low < criterion.bounds->high) continue;
        out.push_back({.place = {},
                       .key = criterion.id + ".bounds",
                       .what = text("the bounds {} and {} of criterion '{}' are not a range",
                                    number(criterion.bounds->low), number(criterion.bounds->high), criterion.id),
                       .hint = text("give the lower bound first; the direction says which end is good")});
    }
    return out;
}

CriterionBounds sample_bounds(const Criterion& criterion, std::span<const double> column)
{
    auto low = std::numeric_limits<double>::infinity(), high = -low;
    for (const double value : column) {
        if (std::isnan(value)) continue;
        if (std::isinf(value))
            throw InputError{text("criterion '{}': a candidate has an infinite value", criterion.id)};
        low = std::min(low, measured(criterion, value));
        high = std::max(high, measured(criterion, value));
    }
    return low <= high ? CriterionBounds{.low = low, .high = high} : CriterionBounds{.low = 0, .high = 0};
}

CriterionBounds fixed_bounds(const Criterion& criterion)
{
    const auto [low, high] = *criterion.bounds;
    if (criterion.direction != Direction::target) return {.low = low, .high = high};
    return {.low = 0, .high = std::max(std::fabs(low - criterion.target), std::fabs(high - criterion.target))};
}

ValueFunction value_function(const Criterion& criterion, std::span<const double> column)
{
    ValueFunction out{.criterion = criterion, .bounds = sample_bounds(criterion, column)};
    out.constant = !differ(out.bounds.low, out.bounds.high);
    out.fixed = criterion.bounds.has_value();
    if (out.fixed) out.bounds = fixed_bounds(criterion);
    return out;
}

NormalisationNote note_of(const ValueFunction& function, std::span<const double> column)
{
    NormalisationNote out{.criterion = function.criterion.id,
                          .bounds = function.bounds,
                          .fixed = function.fixed,
                          .constant = function.constant};
    for (const double value : column) {
        const auto x = measured(function.criterion, value);
        if (std::isnan(x))
            ++out.missing;
        else if (function.fixed && (x < function.bounds.low || x > function.bounds.high))
            ++out.beyond;
    }
    return out;
}

} // namespace

double ValueFunction::operator()(double value) const
{
    if (std::isnan(value)) return value;
    if (!fixed && constant) return 0.5;
    const auto x = measured(criterion, value);
    const auto width = bounds.high - bounds.low;
    const auto good = criterion.direction == Direction::benefit ? (x - bounds.low) / width : (bounds.high - x) / width;
    return fixed ? std::clamp(good, 0., 1.) : good;
}

std::vector<ValueFunction> value_functions(std::span<const Criterion> criteria, const CandidateTable& sample)
{
    assert(criteria.size() == sample.columns());
    if (auto faults = faulty_bounds(criteria); !faults.empty()) throw UsageError{std::move(faults)};
    std::vector<ValueFunction> out;
    for (std::size_t j = 0; j < criteria.size(); ++j) out.push_back(value_function(criteria[j], sample.column(j)));
    return out;
}

Normalised normalise(const CandidateTable& values, std::span<const Criterion> criteria)
{
    Normalised out{
        .values = {values.rows(), values.columns()}, .functions = value_functions(criteria, values), .notes = {}};
    for (std::size_t j = 0; j < values.columns(); ++j) {
        for (std::size_t i = 0; i < values.rows(); ++i) out.values.at(i, j) = out.functions[j](values.at(i, j));
        out.notes.push_back(note_of(out.functions[j], values.column(j)));
    }
    return out;
}

std::vector<double> scaled(std::span<const double> column, ColumnScaling scaling)
{
    double count = 0, sum = 0, squares = 0;
    for (const double x : column) {
        if (std::isnan(x)) continue;
        count += 1;
        sum += x;
        squares += x * x;
    }
    const double mean = scaling == ColumnScaling::z_score && count > 0 ? sum / count : 0;
    double divisor = scaling == ColumnScaling::sum ? sum : std::sqrt(squares);
    if (scaling == ColumnScaling::z_score) {
        double deviations = 0;
        for (const double x : column) deviations += std::isnan(x) ? 0 : (x - mean) * (x - mean);
        divisor = count > 0 ? std::sqrt(deviations / count) : 0;
    }
    std::vector<double> out;
    for (const double x : column) out.push_back(std::isnan(x) || divisor != 0 ? (x - mean) / divisor : 0.);
    return out;
}

} // namespace peaksite
