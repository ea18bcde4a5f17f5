#include "plan/read/read_pilots.hpp"

#include "base/suggest.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace peaksite {

namespace {

constexpr double weight_sum_tolerance = 1e-6;

Sentence did_you_mean(const std::string& word, const std::vector<std::string>& known)
{
    const auto near = closest(word, known);
    return near.empty() ? Sentence{} : text("did you mean '{}'?", near);
}

class Checker {
public:
    Checker(const Plan& plan, const std::vector<IndicatorEntry>& indicators, Faults& faults)
        : m_plan(plan), m_siting(*plan.siting), m_faults(faults)
    {
        for (const auto& entry : indicators) {
            m_entries.emplace(entry.id, &entry);
            m_ids.push_back(entry.id);
        }
    }

    void run()
    {
        for (const auto& zones : m_siting.zones) check_zones(zones);
        for (const auto& type : m_siting.types) check(type);
        for (const auto& quota : m_siting.quotas) check(quota);
        for (const auto& lock : m_siting.locks) check(lock);
        for (const auto& rule : m_siting.rules) check(rule);
        if (!m_siting.cost.empty()) check_role(m_siting.cost, m_siting.position);
    }

private:
    void check_zones(const std::string& id)
    {
        std::vector<std::string> known;
        for (const auto& zones : m_plan.zones) known.push_back(zones.id);
        if (std::ranges::find(known, id) == known.end())
            m_faults.add(m_siting.position, text("there is no zone set '{}' in the plan", id), did_you_mean(id, known));
    }

    // The catalogue's id; of an indicator for each technology ("excl_share.pv") the part before the point.
    const IndicatorEntry* entry(const std::string& id) const
    {
        const auto found = m_entries.find(id.substr(0, id.find('.')));
        return found == m_entries.end() ? nullptr : found->second;
    }

    void check(const CriterionPlan& criterion)
    {
        const auto* found = entry(criterion.indicator);
        if (criterion.indicator.empty()) return; // a fault already
        if (found == nullptr)
            m_faults.add(criterion.position, text("there is no indicator '{}'", criterion.indicator),
                         did_you_mean(criterion.indicator, m_ids));
        else if (found->display_only)
            m_faults.add(criterion.position,
                         text("the indicator '{}' is for display only, never a criterion", criterion.indicator));
        else if (found->direction == "ctx" && criterion.direction.empty())
            m_faults.add(criterion.position,
                         text("the indicator '{}' is context and has no direction of its own", criterion.indicator),
                         text("state direction = \"+\", \"-\" or a target, or compare by another"));
    }

    void check(const PilotTypePlan& type)
    {
        std::set<std::string> seen;
        for (const auto& criterion : type.criteria) {
            check(criterion);
            if (!seen.insert(criterion.indicator).second)
                m_faults.add(criterion.position, text("the criterion '{}' is given twice", criterion.indicator));
        }
        if (type.criteria.empty())
            m_faults.add(type.position, text("pilots of type '{}' have no criteria", type.type),
                         text("add [[siting.types.criteria]] with an indicator"));
        const auto sources = m_siting.weight_sources(type);
        const auto rests_on = [&](WeightSource source) { return std::ranges::find(sources, source) != sources.end(); };
        if (rests_on(WeightSource::given)) check_weights(type);
        if (rests_on(WeightSource::ahp) && !type.ahp)
            m_faults.add(type.position,
                         text("weights of '{}' are to come from judgements, but there are none", type.type),
                         text("add [siting.types.ahp] with order and matrix"));
        if (type.ahp) check(*type.ahp, type);
        const auto method = type.method.value_or(m_siting.method);
        if (method == RankMethod::owa) check_owa(type);
    }

    void check_weights(const PilotTypePlan& type)
    {
        double sum = 0;
        for (const auto& criterion : type.criteria) {
            if (!criterion.weight)
                m_faults.add(criterion.position, text("the criterion '{}' has no weight", criterion.indicator),
                             text("weight = 0.2, or weights = \"equal\""));
            sum += criterion.weight.value_or(0);
        }
        const bool complete =
            std::ranges::all_of(type.criteria, [](const CriterionPlan& one) { return one.weight.has_value(); });
        if (complete && !type.criteria.empty() && !(std::abs(sum - 1) <= weight_sum_tolerance))
            m_faults.add(type.position, text("the weights of '{}' sum to {}, not 1", type.type, number(sum)),
                         text("change them so that they sum to 1"));
    }

    void check_owa(const PilotTypePlan& type)
    {
        const double sum = std::accumulate(type.owa.begin(), type.owa.end(), 0.0);
        const bool sound = type.owa.size() == type.criteria.size() && std::abs(sum - 1) <= weight_sum_tolerance &&
                           std::ranges::all_of(type.owa, [](double w) { return w >= 0; });
        if (!sound)
            m_faults.add(type.position,
                         text("method \"owa\" needs 'owa' with {} weights, one for each place, that sum to 1",
                              type.criteria.size()));
    }

    // Every criterion and every group stands in one order, and the way from the top leads to it.
    void check(const AhpPlan& ahp, const PilotTypePlan& type)
    {
        std::vector<std::string> known, judged;
        for (const auto& one : type.criteria) known.push_back(one.indicator);
        for (const auto& group : ahp.groups) {
            if (std::ranges::find(known, group.id) != known.end())
                m_faults.add(group.position, text("'{}' is the name of a criterion or of another group", group.id),
                             text("give the group another id"));
            known.push_back(group.id);
        }
        check_names(ahp.order, known, ahp.position, judged);
        for (const auto& group : ahp.groups) check_names(group.order, known, group.position, judged);
        std::vector<std::string> reached;
        reach(ahp.order, ahp, reached);
        for (const auto& one : type.criteria)
            if (std::ranges::find(reached, one.indicator) == reached.end())
                m_faults.add(ahp.position, text("no judgement says how much the criterion '{}' weighs", one.indicator),
                             text("add it to 'order', with a row and a column"));
        for (const auto& group : ahp.groups)
            if (std::ranges::find(reached, group.id) == reached.end())
                m_faults.add(group.position, text("no judgement says how much the group '{}' weighs", group.id),
                             text("add it to the 'order' of the groups, or of the group that it belongs to"));
    }

    static void reach(const std::vector<std::string>& order, const AhpPlan& ahp, std::vector<std::string>& reached)
    {
        for (const auto& id : order) {
            if (std::ranges::find(reached, id) != reached.end()) continue;
            reached.push_back(id);
            const auto group = std::ranges::find(ahp.groups, id, &AhpGroupPlan::id);
            if (group != ahp.groups.end()) reach(group->order, ahp, reached);
        }
    }

    void check_names(const std::vector<std::string>& names, const std::vector<std::string>& known,
                     const Position& position, std::vector<std::string>& seen)
    {
        for (const auto& name : names) {
            if (std::ranges::find(known, name) == known.end())
                m_faults.add(position, text("'{}' is none of: {}", name, joined(known, ", ")),
                             did_you_mean(name, known));
            if (std::ranges::find(seen, name) != seen.end()) m_faults.add(position, text("'{}' is judged twice", name));
            seen.push_back(name);
        }
    }

    void check(const QuotaPlan& quota)
    {
        if (quota.type.empty() || m_siting.type(quota.type) != nullptr) return;
        m_faults.add(quota.position,
                     text("there is a quota for '{}', but no candidates of that type are compared", quota.type),
                     text("add [[siting.types]] with type = \"{}\"", quota.type));
    }

    void check(const LockPlan& lock)
    {
        if (!lock.set.empty() && m_plan.zone_set(lock.set) == nullptr) {
            std::vector<std::string> known;
            for (const auto& zones : m_plan.zones) known.push_back(zones.id);
            m_faults.add(lock.position, text("there is no zone set '{}' in the plan", lock.set),
                         did_you_mean(lock.set, known));
        }
        for (const auto& other : m_siting.locks)
            if (&other < &lock && other.key == lock.key && other.set == lock.set)
                m_faults.add(lock.position, text("there are two decisions on '{}'", lock.key), text("keep one"));
    }

    // Names a rule may use: what every candidate has, roles of attributes, indicators.
    std::vector<std::string> names() const
    {
        std::vector<std::string> out{"kind", "set", "key", "name", "proposer", "area"};
        for (const char* role :
             {"level", "region", "tce", "titles", "park_kind", "institution_kind", "product", "status"})
            out.emplace_back(role);
        for (const auto& zones : m_plan.zones)
            for (const auto& [role, column] : zones.attributes) out.push_back(role);
        for (const auto& [role, meanings] : m_siting.policy.words) out.push_back(role);
        for (const auto& [name, others] : m_siting.policy.instead) out.push_back(name);
        return out;
    }

    void check_role(const std::string& role, const Position& position)
    {
        const auto known = names();
        if (std::ranges::find(known, role) == known.end() && entry(role) == nullptr)
            m_faults.add(position, text("no zones have an attribute '{}'", role), did_you_mean(role, known));
    }

    void check(const RulePlan& rule)
    {
        if (rule.position.place.starts_with(m_siting.policy.id + ".toml")) return; // the catalogue's own
        auto known = names();
        known.insert(known.end(), m_ids.begin(), m_ids.end());
        for (const auto& name : names_in(rule.require))
            if (std::ranges::find(known, name) == known.end() && entry(name) == nullptr)
                m_faults.add(
                    rule.position,
                    text("the rule '{}' asks for '{}', which is neither an attribute nor an indicator", rule.id, name),
                    did_you_mean(name, known));
    }

    const Plan& m_plan;
    const PilotPlan& m_siting;
    Faults& m_faults;
    std::map<std::string, const IndicatorEntry*> m_entries;
    std::vector<std::string> m_ids;
};

} // namespace

void check_pilots(const Plan& plan, const std::vector<IndicatorEntry>& indicators, Faults& faults)
{
    Checker{plan, indicators, faults}.run();
}

} // namespace peaksite
