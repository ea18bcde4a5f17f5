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
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < type.members.size(); ++i)
        if (type.rank[i]) order.push_back(i);
    std::ranges::sort(order, {}, [&](std::size_t i) { return *type.rank[i]; });
    type.shifts.resize(type.members.size());
    for (std::size_t k = 1; k < order.size(); ++k)
        type.shifts[order[k]] = {.to_next = shift(type, weights, order[k - 1], order[k]),
                                 .to_first = shift(type, weights, order.front(), order[k])};
}

} // namespace

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
