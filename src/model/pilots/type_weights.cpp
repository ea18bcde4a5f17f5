#include "model/pilots/type_weights.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peaksite {

namespace {

CandidateTable table_of(const JudgementMatrix& matrix)
{
    CandidateTable out{matrix.size(), matrix.empty() ? 0 : matrix.front().size()};
    for (std::size_t i = 0; i < out.rows(); ++i)
        for (std::size_t j = 0; j < out.columns(); ++j) out.at(i, j) = matrix[i][j];
    return out;
}

// Faults of a matrix get the place of the plan where it stands.
template <class Work>
auto at_place(const Position& position, Work work)
{
    try {
        return work();
    } catch (const UsageError& error) {
        std::vector<Fault> faults;
        for (const auto& fault : error.faults()) faults.push_back(position.fault(fault.what, fault.hint));
        throw UsageError{faults};
    }
}

// One matrix for all judges; each must be sound by itself.
AhpResult judged(const std::vector<JudgementMatrix>& judges, const std::vector<std::string>& order,
                 const RandomIndexTable& table)
{
    std::vector<CandidateTable> people;
    for (const auto& matrix : judges) people.push_back(table_of(matrix));
    if (people.empty()) people.push_back(CandidateTable{{1}});
    for (const auto& one : people) static_cast<void>(ahp(one, order, table));
    auto result = ahp(people.size() == 1 ? people.front() : group_judgement(people), order, table);
    static_cast<void>(accepted_weights(result, order));
    return result;
}

} // namespace

JudgedWeights judged_weights(const PilotTypePlan& type)
{
    const auto& plan = *type.ahp;
    const auto& table =
        at_place(plan.position, [&]() -> const RandomIndexTable& { return random_index_table(plan.table); });
    JudgedWeights out;
    out.weights.assign(type.criteria.size(), 0);
    const auto place = [&](const std::string& id) -> double& {
        return out.weights[static_cast<std::size_t>(std::ranges::find(type.criteria, id, &CriterionPlan::indicator) -
                                                    type.criteria.begin())];
    };
    out.nodes.emplace_back("", at_place(plan.position, [&] { return judged(plan.judges, plan.order, table); }));
    const auto top = out.nodes.front().second.weights;
    for (std::size_t i = 0; i < plan.order.size(); ++i) {
        const auto group = std::ranges::find(plan.groups, plan.order[i], &AhpGroupPlan::id);
        if (group == plan.groups.end()) {
            place(plan.order[i]) = top[i];
            continue;
        }
        out.nodes.emplace_back(group->id,
                               at_place(group->position, [&] { return judged(group->judges, group->order, table); }));
        const auto& inner = out.nodes.back().second.weights;
        for (std::size_t k = 0; k < group->order.size(); ++k) place(group->order[k]) = top[i] * inner[k];
    }
    return out;
}

void check_judgements(const PilotPlan& plan)
{
    std::vector<Fault> faults;
    for (const auto& type : plan.types) {
        if (!type.ahp) continue;
        try {
            static_cast<void>(judged_weights(type));
        } catch (const UsageError& error) {
            faults.insert(faults.end(), error.faults().begin(), error.faults().end());
        }
    }
    if (!faults.empty()) throw UsageError{faults};
}

std::vector<Sentence> borderline_judgements(const PilotTypePlan& type, const JudgedWeights& judged)
{
    std::vector<Sentence> out;
    for (const auto& [node, result] : judged.nodes) {
        if (!result.depends_on_table) continue;
        std::vector<std::string> verdicts{fmt::format("{} {:.4f}", result.verdict.table, result.verdict.ratio)};
        for (const auto& other : result.others) verdicts.push_back(fmt::format("{} {:.4f}", other.table, other.ratio));
        out.push_back(text("siting, type '{}': whether the judgements{} are consistent depends on the table of random "
                           "indices (CR by table: {})",
                           type.type, node.empty() ? "" : " of group " + node, joined(verdicts, ", ")));
    }
    return out;
}

} // namespace peaksite
