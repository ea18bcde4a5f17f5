#include "model/weights.hpp"

#include "base/error.hpp"
#include "base/suggest.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace peaksite {

namespace {

Fault fault(const std::string& criterion, Sentence what, Sentence hint)
{
    return {.place = {}, .key = "weights." + criterion, .what = std::move(what), .hint = std::move(hint)};
}

std::vector<Fault> faults_of_names(std::span<const NamedWeight> given, std::span<const std::string> criteria)
{
    std::vector<Fault> out;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto& name = given[i].criterion;
        const auto near = closest(name, criteria);
        if (std::ranges::find(criteria, name) == criteria.end())
            out.push_back(fault(name, text("a weight for '{}', which is no criterion", name),
                                near.empty() ? Sentence{} : text("did you mean '{}'?", near)));
        if (std::ranges::find(given.first(i), name, &NamedWeight::criterion) != given.first(i).end())
            out.push_back(fault(name, text("criterion '{}' has two weights", name), text("keep one of them")));
    }
    for (const auto& name : criteria)
        if (std::ranges::find(given, name, &NamedWeight::criterion) == given.end())
            out.push_back(
                fault(name, text("criterion '{}' has no weight", name), text("give it one; 0 leaves it out")));
    return out;
}

std::vector<Fault> faults_of_numbers(std::span<const NamedWeight> given)
{
    std::vector<Fault> out;
    double sum = 0;
    for (const auto& [name, weight] : given) {
        sum += weight;
        if (!(weight >= 0) || std::isinf(weight))
            out.push_back(fault(name, text("the weight of '{}' is {}", name, number(weight)),
                                text("weights lie between 0 and 1")));
    }
    if (!(std::fabs(sum - 1) <= weight_sum_tolerance))
        out.push_back({.place = {},
                       .key = "weights",
                       .what = text("the weights sum to {:.6g}, not to 1", sum),
                       .hint = sum > 0 ? text("divide each by {:.6g}", sum) : Sentence{}});
    return out;
}

double total(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.); }

} // namespace

std::vector<double> given_weights(std::span<const NamedWeight> given, std::span<const std::string> criteria)
{
    auto faults = faults_of_names(given, criteria);
    std::ranges::move(faults_of_numbers(given), std::back_inserter(faults));
    if (!faults.empty()) throw UsageError{std::move(faults)};
    std::vector<double> out;
    for (const auto& name : criteria) out.push_back(std::ranges::find(given, name, &NamedWeight::criterion)->weight);
    return out;
}

std::vector<double> equal_weights(std::size_t count)
{
    return std::vector<double>(count, 1 / static_cast<double>(count));
}

std::vector<double> combined_weights(std::span<const WeightPart> parts)
{
    assert(!parts.empty());
    std::vector<double> out(parts.front().weights.size(), 0);
    double shares = 0;
    for (const auto& [weights, share] : parts) {
        assert(weights.size() == out.size() && share >= 0);
        shares += share;
        for (std::size_t j = 0; j < out.size(); ++j) out[j] += share * weights[j];
    }
    for (auto& weight : out) weight /= shares;
    return out;
}

std::vector<double> multiplied_weights(std::span<const WeightPart> parts)
{
    assert(!parts.empty());
    std::vector<double> out(parts.front().weights.size(), 1);
    for (const auto& [weights, share] : parts)
        for (std::size_t j = 0; j < out.size(); ++j) out[j] *= std::pow(weights[j], share);
    const auto sum = total(out);
    if (!(sum > 0))
        throw UsageError{text("the combined weights are all 0: every criterion has weight 0 in one of the parts")};
    for (auto& weight : out) weight /= sum;
    return out;
}

} // namespace peaksite
