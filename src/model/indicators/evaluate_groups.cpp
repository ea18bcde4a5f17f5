#include "model/indicators/indicator_evaluator.hpp"

#include "model/indicators/comparable.hpp"
#include "model/indicators/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace peaksite {

namespace {

using Op = Formula::Op;

} // namespace

// One set of components for all units of a type: those that at least one of them has.
const IndicatorEvaluator::Group& IndicatorEvaluator::components(const Formula& f, const At& at)
{
    const auto peers = peers_of(zone(at));
    const auto key = std::tuple{f.at, peers, at.when};
    if (const auto known = m_groups.find(key); known != m_groups.end()) return known->second;
    Group group;
    for (const auto& part : f.parts) {
        bool any = false;
        Sentence reason;
        for (std::size_t i = 0; i < m_zones.size() && !any; ++i) {
            if (peers_of(m_zones[i]) != peers) continue;
            const auto one = evaluated(part, {.zone = i, .when = at.when});
            any = one.value.has_value();
            if (reason.empty()) reason = one.reason;
        }
        group.used.push_back(any);
        if (!any) group.left_out.push_back({.id = part.text, .reason = reason});
    }
    return m_groups.emplace(key, std::move(group)).first->second;
}

Estimate IndicatorEvaluator::component_sum(const Formula& f, const At& at)
{
    const auto& group = components(f, at);
    auto sum = exactly(0);
    bool any = false, lacking = false;
    Sentence reason;
    for (std::size_t i = 0; i < f.parts.size(); ++i) {
        if (!group.used[i]) continue;
        const auto one = evaluated(f.parts[i], at);
        if (one.value)
            sum = sum + one;
        else if (reason.empty())
            reason = text("{}: {}", f.parts[i].text, one.reason);
        any = any || one.value;
        lacking = lacking || !one.value;
    }
    if (!any && reason.empty()) {
        const auto& first = group.left_out.front();
        return missing(text("none of its components: {}: {}", first.id, first.reason));
    }
    if (!any) return missing(reason);
    if (lacking) sum.mark(Remark::partial);
    if (f.fewer || !group.left_out.empty()) sum.mark(Remark::left_out);
    return sum;
}

// An input as candidates are compared by it: one that does not stand on the whole unit is none.
Estimate IndicatorEvaluator::comparable_input(const Formula& input, const At& at)
{
    auto out = unless_assumed(evaluated(input, at));
    if (out.value && out.valid_share < m_least_valid_share) return missing(text("too little of the area has data"));
    if (out.value && (out.has(Remark::incomplete) || out.has(Remark::partial)))
        return missing(text("parts of it are missing"));
    return out;
}

// The inputs of all candidates of the type that have any of them.
std::vector<std::vector<Estimate>> IndicatorEvaluator::values_of_peers(const Formula& f, const At& at)
{
    std::vector<std::vector<Estimate>> out;
    for (std::size_t i = 0; i < m_zones.size(); ++i) {
        if (peers_of(m_zones[i]) != peers_of(zone(at))) continue;
        std::vector<Estimate> own;
        for (const auto& part : f.parts) own.push_back(comparable_input(part, {.zone = i, .when = at.when}));
        if (std::ranges::any_of(own, [](const Estimate& one) { return one.value.has_value(); }))
            out.push_back(std::move(own));
    }
    return out;
}

// What keeps values of an input apart: schools and hospitals per person, unlike products, growth over other years.
std::optional<Sentence> IndicatorEvaluator::unlikeness(const Formula& input, const At& at)
{
    if (input.op != Op::indicator) return {};
    const auto& entry = *m_book.formulas()[input.at].entry;
    std::vector<Comparand> values;
    for (std::size_t i = 0; i < m_zones.size(); ++i) {
        if (peers_of(m_zones[i]) != peers_of(zone(at))) continue;
        const auto own = comparable_input(input, {.zone = i, .when = at.when});
        if (own.value)
            values.push_back(comparand(entry.id, entry.alike,
                                       {.institution = m_zones[i].institution,
                                        .product = m_zones[i].product,
                                        .years = years_spanned(own.from, own.year)}));
    }
    return broken_likeness(values);
}

// Inputs that all candidates of the type have, with their extremes. Candidates that have none of them are set aside.
const IndicatorEvaluator::Group& IndicatorEvaluator::inputs(const Formula& f, const At& at)
{
    const auto key = std::tuple{f.at, peers_of(zone(at)), at.when};
    if (const auto known = m_groups.find(key); known != m_groups.end()) return known->second;
    const auto values = values_of_peers(f, at);
    Group group;
    for (std::size_t i = 0; i < f.parts.size(); ++i) {
        double low = std::numeric_limits<double>::infinity(), high = -low;
        Sentence reason;
        std::size_t lacking = 0;
        for (const auto& own : values) {
            if (!own[i].value) {
                if (lacking++ == 0) reason = own[i].reason;
                continue;
            }
            low = std::min(low, *own[i].value);
            high = std::max(high, *own[i].value);
        }
        const auto unlike = lacking == 0 ? unlikeness(f.parts[i], at) : std::nullopt;
        group.used.push_back(lacking == 0 && !values.empty() && !unlike);
        group.low.push_back(low);
        group.high.push_back(high);
        if (unlike)
            group.left_out.push_back({.id = f.parts[i].text, .reason = *unlike});
        else if (!group.used.back())
            group.left_out.push_back(
                {.id = f.parts[i].text,
                 .reason = text("{} of {} candidates lack it: {}", lacking, values.size(), reason)});
    }
    return m_groups.emplace(key, std::move(group)).first->second;
}

// Mean of the inputs, each normalised by its own direction (domain 3.10.1, 3.10.10).
Estimate IndicatorEvaluator::index(const Formula& f, const At& at)
{
    if (!zone(at).candidate) return missing(text("a reporting area is not compared with candidates"));
    const auto& group = inputs(f, at);
    const auto used = static_cast<std::size_t>(std::ranges::count(group.used, true));
    constexpr std::size_t least = 3;
    if (used < least)
        return missing(text("{} of its inputs are there for all candidates, at least {} are needed", used, least));
    auto sum = exactly(0);
    for (std::size_t i = 0; i < f.parts.size(); ++i) {
        if (!group.used[i]) continue;
        const auto one = comparable_input(f.parts[i], at);
        if (!one.value) return missing(text("{}: {}", f.parts[i].text, one.reason));
        const double span = differ(group.low[i], group.high[i]) ? group.high[i] - group.low[i] : 0;
        const bool cost = m_book.formulas()[f.parts[i].at].entry->direction == "-";
        const double share = span > 0 ? (*one.value - group.low[i]) / span : 0.5;
        const auto normal = combined({&one}, cost && span > 0 ? 1 - share : share,
                                     {span > 0 ? (cost ? -1 : 1) / span : 0}, text("no number"));
        sum = sum + normal;
    }
    if (!group.left_out.empty()) sum.mark(Remark::left_out);
    return sum * exactly(1.0 / static_cast<double>(used));
}

std::set<std::size_t> IndicatorEvaluator::sets_of(char letter, std::optional<bool> candidate) const
{
    std::set<std::size_t> out;
    for (const auto& one : m_zones)
        if (one.letter == letter && (!candidate || one.candidate == *candidate)) out.insert(one.set);
    return out;
}

std::vector<IndicatorEvaluator::LeftOut> IndicatorEvaluator::left_out(const IndicatorColumn& column, char letter) const
{
    const auto number = m_book.formula(column, letter);
    if (number >= m_book.formulas().size()) return {};
    const auto& planned = m_book.formulas()[number];
    std::vector<LeftOut> out;
    for (const auto& one : planned.left_out) out.push_back({one, {}});
    std::map<std::size_t, bool> mine; // whether candidates alone are compared
    std::vector<const Formula*> open{&planned.formula};
    while (!open.empty()) {
        const auto* f = open.back();
        open.pop_back();
        if (f->op == Op::component_sum || f->op == Op::index) mine.emplace(f->at, f->op == Op::index);
        for (const auto& part : f->parts) open.push_back(&part);
    }
    std::map<std::pair<std::string, std::string>, std::pair<LeftOut, bool>> of_groups; // years may say the same
    for (const auto& [key, group] : m_groups) {
        const auto found = mine.find(std::get<0>(key));
        if (found == mine.end()) continue;
        const auto& peers = std::get<1>(key);
        const auto sets = sets_of(peers.letter, peers.candidate);
        if (peers.letter != letter) continue;
        const bool everywhere = sets == sets_of(letter, found->second ? std::optional{true} : std::nullopt);
        for (const auto& one : group.left_out) {
            auto& [of, all] = of_groups.try_emplace({one.id, one.reason.english()}).first->second;
            static_cast<MissingIndicator&>(of) = one;
            of.sets.insert(sets.begin(), sets.end());
            all = all || everywhere;
        }
    }
    const auto sets = sets_of(letter);
    for (auto& [said, one] : of_groups) {
        if (one.second || one.first.sets == sets) one.first.sets.clear();
        out.push_back(std::move(one.first));
    }
    return out;
}

} // namespace peaksite
