#include "model/audit/group.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

using Table = AuditSubject::Table;
AuditPlace place_of(const PilotCandidate& one) { return {.key = one.set + "/" + one.key, .label = one.label()}; }

void contributions(const TypeComparison& type, const PilotData& data, std::vector<AuditRow>& rows)
{
    AuditGroup check{Identity::score_as_contributions, "", {.table = Table::ranking, .of = type.type}, "1"};
    for (std::size_t member = 0; member < type.members.size() && member < type.wlc.size(); ++member) {
        double sum = 0;
        for (std::size_t j = 0; j < type.criteria.size(); ++j) sum += contribution(type, member, j);
        if (!std::isnan(type.wlc[member]))
            check.equal(place_of(data.candidates[type.members[member]]), type.wlc[member], sum, handed_on);
    }
    check.finish(rows);
}

std::size_t chosen_of(const PilotResult& siting, const std::vector<std::size_t>& members, const std::string& type)
{
    return static_cast<std::size_t>(std::ranges::count_if(members, [&](std::size_t one) {
        return type.empty() || siting.types[siting.outcomes[one].type].type == type;
    }));
}

void quotas(const PilotPlan& plan, const PilotResult& siting, const std::vector<std::size_t>& members,
            std::vector<AuditRow>& rows)
{
    for (const auto& quota : plan.quotas) {
        AuditGroup check{Identity::selection_within_quota, "", {.table = Table::selection, .of = quota.type}, "1"};
        const auto count = static_cast<double>(chosen_of(siting, members, quota.type));
        const AuditPlace at{.key = quota.type, .label = quota.type};
        // A soft quota may be broken, and the selection says by how many.
        if (quota.soft && !siting.selection->breaches.empty())
            check.lacking(at, text("a quota that may be exceeded was"));
        else {
            if (quota.max) check.at_most(at, count, *quota.max, 0);
            if (quota.min) check.at_most(at, *quota.min, count, 0);
        }
        check.finish(rows);
    }
}

void lists(const PilotResult& siting, const std::vector<std::size_t>& members, std::vector<AuditRow>& rows)
{
    AuditGroup check{Identity::selection_as_lists, "", {.table = Table::selection}, "1"};
    const auto listed = std::ranges::count(siting.outcomes, PilotList::suggested, &CandidateOutcome::list);
    check.equal({.key = "suggested", .label = {}}, static_cast<double>(listed), static_cast<double>(members.size()), 0);
    check.finish(rows);
}

} // namespace

void audit_siting(const PilotPlan& plan, const PilotResult& siting, const PilotData& data, std::vector<AuditRow>& rows)
{
    for (const auto& type : siting.types) contributions(type, data, rows);
    if (!siting.selected || !siting.selection) return;
    const auto members = chosen(siting);
    quotas(plan, siting, members, rows);
    lists(siting, members, rows);
}

} // namespace peaksite
