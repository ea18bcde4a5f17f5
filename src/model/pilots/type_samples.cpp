#include "model/pilots/axes.hpp"
#include "model/pilots/outranking.hpp"
#include "model/pilots/scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace peaksite {

namespace {

constexpr double same_weight = 1e-6;

} // namespace

WeightSpace weight_space(const TypeComparison& type)
{
    WeightSpace space;
    std::vector<std::size_t> order(type.criteria.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return type.criteria[a].weight > type.criteria[b].weight + same_weight;
    });
    for (const auto& one : type.criteria) space.criteria.push_back(one.criterion.id);
    const auto weight = [&](std::size_t place) { return type.criteria[order[place]].weight; };
    std::size_t before = 0, here = 0; // where the criteria of the next larger weight and of this weight begin
    for (std::size_t k = 1; k < order.size(); ++k) {
        if (weight(here) > weight(k) + same_weight) {
            before = here;
            here = k;
        }
        for (auto i = before; i < here; ++i) space.at_least.emplace_back(order[i], order[k]);
    }
    return space;
}

std::vector<double> scores_by(RankMethod method, const CandidateTable& values, std::span<const Criterion> criteria,
                              std::span<const double> weights, const MethodSettings& settings)
{
    switch (method) {
    case RankMethod::wlc:
        return weighted_sum(normalise(values, criteria).values, weights);
    case RankMethod::geometric:
        return weighted_product(normalise(values, criteria).values, weights);
    case RankMethod::owa:
        return ordered_average(normalise(values, criteria).values, settings.owa);
    case RankMethod::topsis:
        return topsis(values, criteria, weights);
    case RankMethod::vikor: {
        auto out = vikor(values, criteria, weights, settings.vikor_v).q;
        for (auto& q : out) q = 1 - q;
        return out;
    }
    case RankMethod::promethee:
        break;
    }
    auto out = promethee(values, criteria, weights, preferences_of(criteria)).net;
    for (auto& phi : out) phi = (phi + 1) / 2;
    return out;
}

double contribution(const TypeComparison& type, std::size_t member, std::size_t criterion)
{
    return std::isnan(type.wlc[member]) ? std::numeric_limits<double>::quiet_NaN()
                                        : type.criteria[criterion].weight * type.normalised.at(member, criterion);
}

std::vector<std::vector<double>> score_samples(const PilotPlan& plan, const TypeComparison& type, std::size_t samples)
{
    std::vector<std::vector<double>> out(
        samples, std::vector<double>(type.members.size(), std::numeric_limits<double>::quiet_NaN()));
    if (type.criteria.empty() || type.smaa.draws == 0) return out;
    const auto rows = complete_rows(type.values);
    std::vector<Criterion> criteria;
    for (const auto& one : type.criteria) criteria.push_back(one.criterion);
    const auto functions = value_functions(criteria, rows_of(type.values, rows));
    const auto key = Philox::key(plan.seed);
    const ScoreSampler values{ValueIntervals{.low = type.low, .high = type.high}, functions, key};
    const WeightSampler weights{weight_space(type), key};
    constexpr std::uint32_t stream = 0x73656c65; // of the selections
    ScoreSampler::Scratch scratch;
    std::vector<double> block(WeightSampler::block_size * weights.criteria()), scores(values.rows().size());
    for (std::size_t s = 0; s < samples; ++s) {
        const auto at = s % WeightSampler::block_size;
        if (at == 0) weights.fill(static_cast<std::uint32_t>(s / WeightSampler::block_size), block);
        values.scores(stream, static_cast<std::uint32_t>(s),
                      std::span<const double>{block}.subspan(at * weights.criteria(), weights.criteria()), scratch,
                      scores);
        for (std::size_t k = 0; k < scores.size(); ++k) out[s][values.rows()[k]] = scores[k];
    }
    return out;
}

} // namespace peaksite
