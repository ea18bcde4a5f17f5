#include "model/pilots/portfolio.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <set>

namespace peaksite {

namespace {

using Lock = PortfolioCandidate::Lock;

ProgramRow counted(const std::vector<std::size_t>& variables)
{
    ProgramRow out;
    for (const auto i : variables) out.terms.emplace_back(i, 1.);
    return out;
}

// One row per candidate: it is not chosen.
std::vector<ProgramRow> none_of(const std::vector<std::size_t>& candidates)
{
    std::vector<ProgramRow> out;
    for (const auto i : candidates) out.push_back({.terms = {{i, 1.}}, .high = 0});
    return out;
}

std::string suffix(const std::string& type) { return type.empty() ? "all" : type; }

const std::string& field_of(const PortfolioCandidate& candidate, Cap::Field field)
{
    return field == Cap::Field::region ? candidate.region : candidate.proposer;
}

} // namespace

ExclusivePairs too_near(std::span<const CandidateDistance> distances, double least_km)
{
    ExclusivePairs out;
    for (const auto& [a, b, km] : distances)
        if (km < least_km) out.pairs.emplace_back(a, b);
    return out;
}

Portfolio::Portfolio(std::vector<PortfolioCandidate> candidates, double cost_penalty)
    : m_candidates(std::move(candidates)), m_cost_penalty(cost_penalty)
{
    std::set<std::string> classes, keys;
    for (const auto& candidate : m_candidates) {
        if (!keys.insert(candidate.key).second)
            throw UsageError{text("the candidate '{}' occurs twice", candidate.key)};
        if (!candidate.typology.empty()) classes.insert(candidate.typology);
    }
    m_classes.assign(classes.begin(), classes.end());
    add_candidate_rules();
}

void Portfolio::add_candidate_rules()
{
    std::map<std::string, std::vector<std::size_t>> without_score, ineligible;
    for (std::size_t i = 0; i < m_candidates.size(); ++i) {
        if (std::isnan(m_candidates[i].score)) without_score[m_candidates[i].type].push_back(i);
        if (!m_candidates[i].eligible) ineligible[m_candidates[i].type].push_back(i);
    }
    for (const auto& [type, list] : without_score)
        m_rules.push_back({.id = "score." + suffix(type),
                           .kind = RuleKind::score,
                           .words = text("{} candidates of type '{}' have no score", list.size(), type),
                           .rows = none_of(list),
                           .type = type});
    for (const auto& [type, list] : ineligible)
        m_rules.push_back({.id = "eligibility." + suffix(type),
                           .kind = RuleKind::eligibility,
                           .words = text("{} candidates of type '{}' are not eligible", list.size(), type),
                           .rows = none_of(list),
                           .type = type});
    for (std::size_t i = 0; i < m_candidates.size(); ++i) {
        const auto& key = m_candidates[i].key;
        const auto lock = m_candidates[i].lock;
        if (lock == Lock::none) continue;
        const bool in = lock == Lock::chosen;
        auto row = counted({i});
        row.low = row.high = in ? 1 : 0;
        m_rules.push_back({.id = "lock." + key,
                           .kind = RuleKind::lock,
                           .words = in ? text("'{}' is locked in", key) : text("'{}' is locked out", key),
                           .rows = {row}});
    }
}

void Portfolio::add(const Quota& quota)
{
    const auto least = quota.least.value_or(0), most = quota.most.value_or(std::max(least, 0));
    if (least < 0 || most < least)
        throw UsageError{text("the quota of '{}' goes from {} to {}", suffix(quota.type), least, most)};
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < m_candidates.size(); ++i)
        if (quota.type.empty() || m_candidates[i].type == quota.type) members.push_back(i);
    const auto name = "quota." + suffix(quota.type);
    if (least > 0) {
        auto row = counted(members);
        row.low = least;
        m_rules.push_back(
            {.id = name + ".least",
             .kind = RuleKind::quota,
             .words = text("at least {} of '{}', of {} candidates", least, suffix(quota.type), members.size()),
             .rows = {row},
             .soft = quota.soft,
             .type = quota.type});
    }
    if (quota.most) {
        auto row = counted(members);
        row.high = most;
        m_rules.push_back({.id = name + ".most",
                           .kind = RuleKind::quota,
                           .words = text("at most {} of '{}'", most, suffix(quota.type)),
                           .rows = {row},
                           .soft = quota.soft,
                           .type = quota.type});
    }
}

void Portfolio::add(const Cap& cap)
{
    std::map<std::string, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < m_candidates.size(); ++i) {
        const auto& value = field_of(m_candidates[i], cap.field);
        if (!value.empty() && (!cap.only || *cap.only == value)) groups[value].push_back(i);
    }
    const bool region = cap.field == Cap::Field::region;
    for (const auto& [value, members] : groups) {
        auto row = counted(members);
        row.high = cap.most;
        m_rules.push_back({.id = (region ? "cap.region." : "cap.proposer.") + value,
                           .kind = RuleKind::cap,
                           .words = region ? text("at most {} in '{}'", cap.most, value)
                                           : text("at most {} proposed by '{}'", cap.most, value),
                           .rows = {row},
                           .group = value});
    }
}

void Portfolio::add(const ExclusivePairs& exclusive)
{
    if (exclusive.pairs.empty()) return;
    const bool near = exclusive.cause == ExclusivePairs::Cause::spacing;
    PortfolioRule rule{.id = near ? "spacing" : "overlap",
                       .kind = near ? RuleKind::spacing : RuleKind::overlap,
                       .words = near ? text("{} pairs are too near to each other", exclusive.pairs.size())
                                     : text("{} pairs overlap", exclusive.pairs.size()),
                       .rows = {}};
    for (const auto& [a, b] : exclusive.pairs) {
        auto row = counted({a, b});
        row.high = 1;
        rule.rows.push_back(row);
    }
    m_rules.push_back(std::move(rule));
}

void Portfolio::add(const Diversity& diversity)
{
    assert(diversity.bonus >= 0);
    m_bonus += diversity.bonus;
    if (!diversity.least_classes) return;
    std::vector<std::size_t> variables;
    for (std::size_t k = 0; k < m_classes.size(); ++k) variables.push_back(m_candidates.size() + k);
    auto row = counted(variables);
    row.low = *diversity.least_classes;
    m_rules.push_back({.id = "diversity",
                       .kind = RuleKind::diversity,
                       .words = text("at least {} of {} classes", *diversity.least_classes, m_classes.size()),
                       .rows = {row}});
}

void Portfolio::add_budget(double limit)
{
    ProgramRow row{.terms = {}, .high = limit};
    for (std::size_t i = 0; i < m_candidates.size(); ++i)
        if (m_candidates[i].cost != 0) row.terms.emplace_back(i, m_candidates[i].cost);
    m_rules.push_back({.id = "budget",
                       .kind = RuleKind::budget,
                       .words = text("a budget of {}", number(limit)),
                       .rows = {std::move(row)}});
}

Portfolio Portfolio::with_scores(std::span<const double> scores) const
{
    assert(scores.size() == m_candidates.size());
    auto out = *this;
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (!std::isnan(m_candidates[i].score)) out.m_candidates[i].score = scores[i];
    return out;
}

std::optional<Portfolio> Portfolio::relaxed_by_one(std::size_t rule) const
{
    const auto kind = m_rules[rule].kind;
    if (kind != RuleKind::quota && kind != RuleKind::cap && kind != RuleKind::diversity) return std::nullopt;
    auto out = *this;
    for (auto& row : out.m_rules[rule].rows) {
        row.low -= 1;
        row.high += 1;
    }
    return out;
}

double Portfolio::gain(std::size_t candidate) const
{
    const auto& c = m_candidates[candidate];
    return std::isnan(c.score) ? 0 : c.score - m_cost_penalty * c.cost;
}

double Portfolio::value(std::span<const std::size_t> members) const
{
    double sum = 0;
    std::set<std::string> classes;
    for (const auto i : members) {
        sum += gain(i);
        if (!m_candidates[i].typology.empty()) classes.insert(m_candidates[i].typology);
    }
    return sum + m_bonus * static_cast<double>(classes.size());
}

} // namespace peaksite
