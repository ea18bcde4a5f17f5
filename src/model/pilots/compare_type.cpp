#include "model/pilots/compare_type.hpp"

#include "base/error.hpp"
#include "base/known.hpp"
#include "model/indicators/comparable.hpp"
#include "model/indicators/rounding.hpp"
#include "model/pilots/axes.hpp"
#include "model/pilots/weigh_criteria.hpp"
#include "model/zone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

std::vector<double> weights_of(const TypeComparison& type)
{
    std::vector<double> out;
    for (const auto& one : type.criteria) out.push_back(one.weight);
    return out;
}

std::vector<Criterion> criteria_of(const TypeComparison& type)
{
    std::vector<Criterion> out;
    for (const auto& one : type.criteria) out.push_back(one.criterion);
    return out;
}

class Comparison {
public:
    Comparison(const PilotPlan& plan, const PilotTypePlan& type, const PilotData& data,
               std::vector<std::size_t> members)
        : m_plan(plan), m_type(type), m_data(data)
    {
        m_out.type = type.type;
        m_out.method = type.method.value_or(plan.method);
        m_out.weights = type.weights.value_or(plan.weights);
        m_out.members = std::move(members);
        for (const auto i : m_out.members)
            m_out.keys.push_back(data.candidates[i].key + '\x1f' + data.candidates[i].set);
    }

    TypeComparison compare(unsigned threads)
    {
        const auto count = m_out.members.size();
        m_out.score.assign(count, no_value);
        m_out.wlc = m_out.topsis = m_out.typicality = m_out.score;
        m_out.rank.resize(count);
        m_out.topsis_rank.resize(count);
        choose_criteria();
        find_axes(m_data, m_out);
        find_typology(m_data, m_out);
        m_out.peers.resize(count);
        m_out.clusters.of.resize(count);
        fill_tables();
        if (m_out.criteria.empty() || m_rows.empty()) return std::move(m_out);
        weigh_criteria(m_plan, m_type, m_complete, m_normal, m_out);
        score();
        sample(threads);
        group();
        return std::move(m_out);
    }

private:
    const PilotValue& value(std::size_t member, std::size_t indicator) const
    {
        return m_data.candidates[m_out.members[member]].values[indicator];
    }

    bool has(std::size_t member, std::size_t indicator) const
    {
        const auto& one = value(member, indicator);
        return one.value && one.shown && std::isfinite(*one.value);
    }

    // Members that have a value of any criterion: the others do not decide about what is compared.
    bool has_data(std::size_t member) const
    {
        return std::ranges::any_of(m_type.criteria, [&](const CriterionPlan& one) {
            const auto at = indicator_of(m_data, one.indicator);
            return at && has(member, *at);
        });
    }

    void choose_criteria()
    {
        std::size_t total = 0;
        for (std::size_t i = 0; i < m_out.members.size(); ++i) total += has_data(i);
        for (const auto& one : m_type.criteria) {
            const auto at = indicator_of(m_data, one.indicator);
            std::size_t count = 0;
            for (std::size_t i = 0; at && i < m_out.members.size(); ++i) count += has(i, *at);
            if (count == 0) {
                const auto why = why_missing(one.indicator, at);
                leave_out(one, {"siting.criterion.none", {why}}, text("no candidate has it: {}", why));
            } else if (static_cast<double>(count) < m_plan.coverage * static_cast<double>(total))
                leave_out(one,
                          {"siting.criterion.few",
                           {std::to_string(total), std::to_string(count), fmt::format("{:g}", 100 * m_plan.coverage)}},
                          lack_of(*at, total - count, total));
            else if (const auto unlike = unlikeness(*at))
                leave_out(one, {"siting.criterion.unlike", {*unlike}}, *unlike);
            else
                use(one, *at);
        }
    }

    // Whoever reads ranks must hear that they rest on other criteria and weights than the plan's.
    void leave_out(const CriterionPlan& criterion, PilotReason reason, const Sentence& why)
    {
        m_out.left_out.push_back(
            {.indicator = criterion.indicator, .reason = std::move(reason), .weight = criterion.weight.value_or(0)});
        if (!m_out.members.empty())
            m_out.warnings.push_back(
                text("siting, type '{}': the criterion '{}' is left out for all candidates, and the "
                     "weights of the others grow: {}",
                     m_out.type, criterion.indicator, why));
    }

    // How many lack an indicator, and some of them with the reason.
    Sentence lack_of(std::size_t indicator, std::size_t lacking, std::size_t total) const
    {
        std::optional<Sentence> who;
        for (std::size_t i = 0, told = 0; i < m_out.members.size() && told < 3; ++i) {
            if (has(i, indicator) || !has_data(i)) continue;
            const auto label = m_data.candidates[m_out.members[i]].label();
            const auto& why = value(i, indicator).reason;
            const auto one = why.empty() ? text("{}", label) : text("{} ({})", label, why);
            who = told++ > 0 ? text("{}; {}", *who, one) : one;
        }
        return text("{} of {} candidates lack it: {}", lacking, total, who.value_or(Sentence{}));
    }

    // What forbids to compare the members by an indicator: kinds of institution, products, years.
    std::optional<Sentence> unlikeness(std::size_t indicator) const
    {
        const auto& info = m_data.indicators[indicator];
        std::vector<Comparand> values;
        for (std::size_t i = 0; i < m_out.members.size(); ++i) {
            const auto& attributes = m_data.candidates[m_out.members[i]].attributes;
            const auto stated = [&](const char* role) {
                const auto found = attributes.find(role);
                return found == attributes.end() ? std::string{} : std::string{trimmed(found->second)};
            };
            if (has(i, indicator))
                values.push_back(comparand(info.id, info.alike,
                                           {.institution = stated("institution_kind"),
                                            .product = stated("product"),
                                            .years = value(i, indicator).years}));
        }
        return broken_likeness(values);
    }

    Sentence why_missing(const std::string& id, std::optional<std::size_t> at) const
    {
        if (const auto found = m_data.missing.find(id); found != m_data.missing.end()) return found->second;
        for (std::size_t i = 0; at && i < m_out.members.size(); ++i)
            if (const auto& one = value(i, *at); !one.reason.empty()) return one.reason;
        return text("{}", id);
    }

    void use(const CriterionPlan& plan, std::size_t at)
    {
        const auto& known = m_data.indicators[at].direction;
        const auto& word = plan.direction.empty() ? known : plan.direction;
        Criterion criterion{.id = plan.indicator,
                            .direction = word == "-"        ? Direction::cost
                                         : word == "target" ? Direction::target
                                                            : Direction::benefit,
                            .target = plan.target.value_or(0),
                            .preference = plan.preference,
                            .cap = plan.cap};
        if (plan.bounds) criterion.bounds = CriterionBounds{.low = (*plan.bounds)[0], .high = (*plan.bounds)[1]};
        m_out.criteria.push_back(
            {.criterion = criterion, .indicator = at, .weight = plan.weight.value_or(0), .note = {}});
    }

    void fill_tables()
    {
        const auto rows = m_out.members.size(), columns = m_out.criteria.size();
        m_out.values = m_out.low = m_out.high = m_out.normalised = CandidateTable{rows, columns};
        for (std::size_t i = 0; i < rows; ++i)
            for (std::size_t j = 0; j < columns; ++j) {
                if (!has(i, m_out.criteria[j].indicator)) continue;
                const auto& one = value(i, m_out.criteria[j].indicator);
                m_out.values.at(i, j) = *one.value;
                m_out.low.at(i, j) = std::min(one.low.value_or(*one.value), *one.value);
                m_out.high.at(i, j) = std::max(one.high.value_or(*one.value), *one.value);
            }
        for (std::size_t j = 0; j < columns; ++j) equalise(j);
        if (columns == 0) return;
        m_rows = complete_rows(m_out.values);
        m_complete = rows_of(m_out.values, m_rows);
        if (m_rows.empty()) return;
        if (columns < m_out.left_out.size())
            m_out.warnings.push_back(text("siting, type '{}': only {} of {} criteria have data; ranks rest on these "
                                          "alone and decide nothing before the others are supplied",
                                          m_out.type, columns, columns + m_out.left_out.size()));
        const auto normal = normalise(m_complete, criteria_of(m_out));
        m_functions = normal.functions;
        m_normal = normal.values;
        for (std::size_t j = 0; j < columns; ++j) {
            m_out.criteria[j].note = normal.notes[j];
            if (normal.notes[j].constant && m_rows.size() > 1)
                m_out.warnings.push_back(text("siting, type '{}': the criterion '{}' is the same for all {} candidates "
                                              "and does not tell them apart",
                                              m_out.type, m_out.criteria[j].criterion.id, m_rows.size()));
            for (std::size_t k = 0; k < m_rows.size(); ++k) m_out.normalised.at(m_rows[k], j) = m_normal.at(k, j);
        }
    }

    // Values that only rounding tells apart are one value, their intervals included.
    void equalise(std::size_t column)
    {
        const auto equal = without_rounding(m_out.values.column(column));
        for (std::size_t i = 0; i < equal.size(); ++i) {
            const double shift = equal[i] - m_out.values.at(i, column);
            if (std::isnan(shift) || shift == 0) continue;
            const bool exact = m_out.low.at(i, column) == m_out.high.at(i, column);
            m_out.values.at(i, column) = equal[i];
            m_out.low.at(i, column) = exact ? equal[i] : m_out.low.at(i, column) + shift;
            m_out.high.at(i, column) = exact ? equal[i] : m_out.high.at(i, column) + shift;
        }
    }

    void score()
    {
        const auto criteria = criteria_of(m_out);
        const auto weights = weights_of(m_out);
        const auto full = [&](std::span<const double> values) {
            return scattered(values, m_rows, m_out.members.size());
        };
        m_out.wlc = full(scores_by(RankMethod::wlc, m_complete, criteria, weights, {}));
        m_out.topsis = full(scores_by(RankMethod::topsis, m_complete, criteria, weights, {}));
        m_out.vikor_v = m_type.vikor_v.value_or(m_plan.vikor_v);
        const MethodSettings settings{.owa = m_type.owa, .vikor_v = m_out.vikor_v};
        if (m_out.method == RankMethod::owa && settings.owa.size() != criteria.size())
            throw UsageError{std::vector<Fault>{
                m_type.position.fault(text("method \"owa\" gives {} weights, but only {} criteria of '{}' have data",
                                           settings.owa.size(), criteria.size(), m_out.type))}};
        const auto by_method = [&](const CandidateTable& values) {
            return scores_by(m_out.method, values, criteria, weights, settings);
        };
        m_out.score = full(by_method(m_complete));
        for (const auto method :
             {RankMethod::wlc, RankMethod::topsis, RankMethod::geometric, RankMethod::vikor, RankMethod::promethee}) {
            const auto other = full(scores_by(method, m_complete, criteria, weights, settings));
            if (method != m_out.method) add_agreement(m_data, method, other, m_out);
        }
        constexpr std::size_t most = 300; // each is left out in turn
        if (m_rows.size() <= most && m_rows.size() > 2) m_out.reversals = rank_reversals(m_complete, by_method);
        for (auto& one : m_out.reversals)
            one = {.removed = m_rows[one.removed], .risen = m_rows[one.risen], .fallen = m_rows[one.fallen]};
        add_experts(m_type, m_data, m_out);
        m_out.rank = ranks(m_out.score);
        m_out.topsis_rank = ranks(m_out.topsis);
        add_method_details(m_rows, m_out);
    }

    void sample(unsigned threads)
    {
        const SmaaInput input{
            .values = {.low = m_out.low, .high = m_out.high}, .functions = m_functions, .weights = weight_space(m_out)};
        m_out.smaa =
            smaa(input, {.draws = static_cast<std::uint32_t>(m_plan.draws), .threads = threads, .seed = m_plan.seed});
    }

    void group()
    {
        const auto distances = candidate_distances(m_out.normalised);
        constexpr std::size_t few = 4, most_groups = 5, peers = 3;
        m_out.clusters = best_clusters(distances, m_rows.size() < few ? 1 : 2,
                                       m_rows.size() < few ? 1 : std::min(most_groups, m_rows.size() - 1));
        m_out.typicality = medoid_closeness(distances, m_out.clusters);
        m_out.peers = nearest_peers(distances, peers);
    }

    const PilotPlan& m_plan;
    const PilotTypePlan& m_type;
    const PilotData& m_data;
    TypeComparison m_out;
    std::vector<std::size_t> m_rows;     // members with every value
    CandidateTable m_complete, m_normal; // their values
    std::vector<ValueFunction> m_functions;
};

} // namespace

TypeComparison compare_type(const PilotPlan& plan, const PilotTypePlan& type, const PilotData& data,
                            std::vector<std::size_t> members, unsigned threads)
{
    return Comparison{plan, type, data, std::move(members)}.compare(threads);
}

} // namespace peaksite
