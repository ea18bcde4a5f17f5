#include "model/pilots/type_weights.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peaksite {

namespace {

CandidateTable judgement_table(const JudgementMatrix& matrix)
{
    CandidateTable out{matrix.size(), matrix.empty() ? 0 : matrix.front().size()};
    for (std::size_t i = 0; i < out.rows(); ++i)
        for (std::size_t j = 0; j < std::min(out.columns(), matrix[i].size()); ++j) out.at(i, j) = matrix[i][j];
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

// The judgements of a type from the top down.
class Hierarchy {
public:
    Hierarchy(const PilotTypePlan& type, const RandomIndexTable& table)
        : m_type(type), m_plan(*type.ahp), m_table(table)
    {
        m_out.weights.assign(type.criteria.size(), 0);
    }

    JudgedWeights judged()
    {
        add({.id = {}, .order = m_plan.order, .judges = m_plan.judges, .position = m_plan.position}, 1);
        return std::move(m_out);
    }

private:
    // What is within a group weighs its part of the group's weight. A group within itself is the plan's fault, told
    // where the plan is checked.
    void add(const AhpGroupPlan& node, double weight)
    {
        m_open.push_back(node.id);
        const auto inner = at_place(node.position, [&] { return weights_of(node); });
        for (std::size_t i = 0; i < node.order.size(); ++i) {
            const auto group = std::ranges::find(m_plan.groups, node.order[i], &AhpGroupPlan::id);
            const auto criterion = std::ranges::find(m_type.criteria, node.order[i], &CriterionPlan::indicator);
            if (criterion != m_type.criteria.end())
                m_out.weights[static_cast<std::size_t>(criterion - m_type.criteria.begin())] = weight * inner[i];
            else if (group != m_plan.groups.end() && std::ranges::find(m_open, group->id) == m_open.end())
                add(*group, weight * inner[i]);
        }
        m_open.pop_back();
    }

    // One matrix for all judges; each must be sound by itself. What is alone in its group needs no judgement.
    std::vector<double> weights_of(const AhpGroupPlan& node)
    {
        std::vector<CandidateTable> people;
        for (const auto& matrix : node.judges)
            people.push_back(completed_judgements(judgement_table(matrix), node.order));
        if (people.empty()) return ahp(CandidateTable{{1}}, node.order, m_table).weights;
        for (std::size_t k = 0; k < people.size(); ++k) note(node, k + 1, people.size() == 1, people[k]);
        if (people.size() > 1) note(node, 0, true, group_judgement(people));
        return accepted_weights(m_out.judgements.back().result, node.order);
    }

    void note(const AhpGroupPlan& node, std::size_t judge, bool used, const CandidateTable& matrix)
    {
        m_out.judgements.push_back({.group = node.id,
                                    .judge = judge,
                                    .used = used,
                                    .items = node.order,
                                    .by = m_plan.by,
                                    .result = ahp(matrix, node.order, m_table, m_plan.by)});
    }

    const PilotTypePlan& m_type;
    const AhpPlan& m_plan;
    const RandomIndexTable& m_table;
    JudgedWeights m_out;
    std::vector<std::string> m_open; // groups on the way from the top
};

Sentence borderline(const PilotTypePlan& type, const Judgement& one)
{
    const auto& result = one.result;
    std::vector<std::string> verdicts{fmt::format("{} {:.4f}", result.verdict.table, result.verdict.ratio)};
    for (const auto& other : result.others) verdicts.push_back(fmt::format("{} {:.4f}", other.table, other.ratio));
    return text("siting, type '{}': whether the judgements{} are consistent depends on the table of random "
                "indices (CR by table: {})",
                type.type, one.group.empty() ? "" : " of group " + one.group, joined(verdicts, ", "));
}

} // namespace

JudgedWeights judged_weights(const PilotTypePlan& type)
{
    const auto& plan = *type.ahp;
    const auto& table =
        at_place(plan.position, [&]() -> const RandomIndexTable& { return random_index_table(plan.table); });
    return Hierarchy{type, table}.judged();
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

std::vector<Sentence> doubtful_judgements(const PilotTypePlan& type, const JudgedWeights& judged)
{
    std::vector<Sentence> out;
    for (const auto& one : judged.judgements) {
        const auto& verdict = one.result.verdict;
        if (one.used && one.result.depends_on_table) out.push_back(borderline(type, one));
        if (!one.used && !verdict.accepted)
            out.push_back(
                text("siting, type '{}': the judgements of expert {} on {} contradict each other: CR = {:.4f} "
                     "by the table '{}', it should be below {}; those of all together do not",
                     type.type, one.judge, joined(one.items, ", "), verdict.ratio, verdict.table,
                     number(consistency_limit)));
    }
    return out;
}

} // namespace peaksite
