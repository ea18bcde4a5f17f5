#include "model/indicator_evaluator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace peaksite {

// One set of components for all units of a type: those that at least one of them has.
const IndicatorEvaluator::Group& IndicatorEvaluator::components(const Formula& f, const At& at)
{
    const auto key = std::tuple{&f, zone(at).set, at.when};
    if (const auto known = m_groups.find(key); known != m_groups.end()) return known->second;
    Group group;
    for (const auto& part : f.parts) {
        bool any = false;
        std::string reason;
        for (std::size_t i = 0; i < m_zones.size() && !any; ++i) {
            if (m_zones[i].set != zone(at).set || m_zones[i].letter != zone(at).letter) continue;
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
    std::string reason;
    for (std::size_t i = 0; i < f.parts.size(); ++i) {
        if (!group.used[i]) continue;
        const auto one = evaluated(f.parts[i], at);
        if (one.value) sum = sum + one;
        else if (reason.empty()) reason = f.parts[i].text + ": " + one.reason;
        any = any || one.value;
        lacking = lacking || !one.value;
    }
    if (!any) return missing(reason.empty() ? "none of its components: " + group.left_out.front().id + ": " + group.left_out.front().reason : reason);
    if (lacking) sum.mark(Remark::partial);
    return sum;
}

// Inputs that all candidates of the type in the set have, with their extremes. Candidates that have none of them are set aside.
const IndicatorEvaluator::Group& IndicatorEvaluator::inputs(const Formula& f, const At& at)
{
    const auto key = std::tuple{&f, zone(at).set, at.when};
    if (const auto known = m_groups.find(key); known != m_groups.end()) return known->second;
    std::vector<std::vector<Estimate>> values; // by candidate with any input
    for (std::size_t i = 0; i < m_zones.size(); ++i) {
        if (m_zones[i].set != zone(at).set || m_zones[i].letter != zone(at).letter || !m_zones[i].candidate) continue;
        std::vector<Estimate> own;
        for (const auto& part : f.parts) {
            auto one = evaluated(part, {.zone = i, .when = at.when});
            if (one.value && one.valid_share < m_least_valid_share) one = missing("too little of the area has data");
            own.push_back(std::move(one));
        }
        if (std::ranges::any_of(own, [](const Estimate& one) { return one.value.has_value(); })) values.push_back(std::move(own));
    }
    Group group;
    for (std::size_t i = 0; i < f.parts.size(); ++i) {
        double low = std::numeric_limits<double>::infinity(), high = -low;
        std::string reason;
        std::size_t lacking = 0;
        for (const auto& own : values) {
            if (!own[i].value) {
                if (lacking++ == 0) reason = own[i].reason;
                continue;
            }
            low = std::min(low, *own[i].value);
            high = std::max(high, *own[i].value);
        }
        group.used.push_back(lacking == 0 && !values.empty());
        group.low.push_back(low);
        group.high.push_back(high);
        if (!group.used.back()) group.left_out.push_back({.id = f.parts[i].text, .reason = fmt::format("{} of {} candidates lack it: {}", lacking, values.size(), reason)});
    }
    return m_groups.emplace(key, std::move(group)).first->second;
}

// Mean of the inputs, each normalised by its own direction (domain 3.10.1, 3.10.10).
Estimate IndicatorEvaluator::index(const Formula& f, const At& at)
{
    if (!zone(at).candidate) return missing("a reporting area is not compared with candidates");
    const auto group = inputs(f, at);
    const auto used = static_cast<std::size_t>(std::ranges::count(group.used, true));
    constexpr std::size_t least = 3;
    if (used < least) return missing(fmt::format("{} of its inputs are there for all candidates, at least {} are needed", used, least));
    auto sum = exactly(0);
    for (std::size_t i = 0; i < f.parts.size(); ++i) {
        if (!group.used[i]) continue;
        const auto one = evaluated(f.parts[i], at);
        if (!one.value) return missing(f.parts[i].text + ": " + one.reason);
        const double span = group.high[i] - group.low[i];
        const bool cost = m_book.formulas()[f.parts[i].at].entry->direction == "-";
        const double share = span > 0 ? (*one.value - group.low[i]) / span : 0.5;
        const auto normal = combined({&one}, cost && span > 0 ? 1 - share : share, {span > 0 ? (cost ? -1 : 1) / span : 0}, "no number");
        sum = sum + normal;
    }
    return sum * exactly(1.0 / static_cast<double>(used));
}

std::vector<MissingIndicator> IndicatorEvaluator::left_out(const IndicatorColumn& column, char letter, std::size_t set)
{
    const auto number = m_book.formula(column, letter);
    if (number >= m_book.formulas().size()) return {};
    const auto& planned = m_book.formulas()[number];
    auto out = planned.left_out;
    for (const auto& [key, group] : m_groups) {
        if (std::get<1>(key) != set) continue;
        std::vector<const Formula*> open{&planned.formula};
        while (!open.empty()) {
            const auto* f = open.back();
            open.pop_back();
            if (f == std::get<0>(key)) out.insert(out.end(), group.left_out.begin(), group.left_out.end());
            for (const auto& part : f->parts) open.push_back(&part);
        }
    }
    return out;
}

} // namespace peaksite
