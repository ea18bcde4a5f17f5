#include "model/pilots/compare_type.hpp"
#include "model/pilots/sensitivity.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// From the rows of complete values to the members.
void spread(std::span<const std::size_t> rows, std::size_t members, std::vector<double>& values)
{
    values = scattered(values, rows, members);
}

void add_outranking(std::span<const std::size_t> rows, std::span<const Criterion> criteria,
                    std::span<const double> weights, TypeComparison& type)
{
    const auto values = rows_of(type.values, rows);
    type.vikor = vikor(values, criteria, weights, type.vikor_v);
    type.flows = promethee(values, criteria, weights, preferences_of(criteria));
    for (auto& one : type.vikor.compromise) one = rows[one];
    for (auto* list :
         {&type.vikor.s, &type.vikor.r, &type.vikor.q, &type.flows.positive, &type.flows.negative, &type.flows.net})
        spread(rows, type.members.size(), *list);
}

// Nothing where the experts alone decide: no weight of a criterion changes their ranks.
std::optional<double> shift(const TypeComparison& type, std::span<const double> weights, std::size_t ahead,
                            std::size_t behind)
{
    if (type.expert_share >= 1) return {};
    std::vector<double> lead;
    for (std::size_t j = 0; j < weights.size(); ++j)
        lead.push_back(type.normalised.at(ahead, j) - type.normalised.at(behind, j));
    const double of_experts = type.expert_share == 0 ? 0 : type.expert_score[ahead] - type.expert_score[behind];
    return weight_to_draw_level(lead, weights, type.expert_share / (1 - type.expert_share) * of_experts);
}

void add_shifts(std::span<const double> weights, TypeComparison& type)
{
    const auto order = best_first(type.score, type.keys);
    type.shifts.resize(type.members.size());
    for (std::size_t k = 1; k < order.size(); ++k)
        type.shifts[order[k]] = {.to_next = shift(type, weights, order[k - 1], order[k]),
                                 .to_first = shift(type, weights, order.front(), order[k])};
}

// The keys of the best: several where their scores are equal.
std::string firsts_of(const PilotData& data, std::span<const double> scores, const TypeComparison& type)
{
    const auto place = ranks(scores);
    std::vector<std::string> out;
    for (const auto i : best_first(scores, type.keys))
        if (place[i] == 1U) out.push_back(data.candidates[type.members[i]].key);
    return joined(out, ";");
}

} // namespace

void add_agreement(const PilotData& data, RankMethod method, std::span<const double> scores, TypeComparison& type)
{
    type.agreement.push_back({.method = method,
                              .spearman = spearman(type.score, scores),
                              .weighted_spearman = weighted_spearman(type.score, scores),
                              .kendall = kendall_tau_b(type.score, scores),
                              .ws = rank_similarity(type.score, scores),
                              .first = firsts_of(data, scores, type)});
}

void add_method_details(std::span<const std::size_t> rows, TypeComparison& type)
{
    std::vector<Criterion> criteria;
    std::vector<double> weights;
    for (const auto& one : type.criteria) {
        criteria.push_back(one.criterion);
        weights.push_back(one.weight);
    }
    add_outranking(rows, criteria, weights, type);
    if (type.method == RankMethod::wlc) add_shifts(weights, type);
}

} // namespace peaksite
