#include "base/printed_unit.hpp"
#include "report/pilots/pilot_tables.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <tuple>

namespace peaksite {

std::vector<std::size_t> list_order(const PilotReport& report, PilotList list)
{
    const auto& result = report.result;
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < result.outcomes.size(); ++i)
        if (result.outcomes[i].list == list) out.push_back(i);
    const auto key = [&](std::size_t i) { return report.data.candidates[result.outcomes[i].candidate].key; };
    const auto rank = [&](std::size_t i) {
        const auto& outcome = result.outcomes[i];
        const auto place = outcome.member ? result.types[outcome.type].rank[*outcome.member] : std::nullopt;
        return place.value_or(result.outcomes.size() + 1);
    };
    std::ranges::stable_sort(out, [&](std::size_t a, std::size_t b) {
        const auto& one = result.outcomes[a];
        const auto& other = result.outcomes[b];
        if (report.open) return std::tuple{one.region, key(a)} < std::tuple{other.region, key(b)};
        return std::tuple{one.type, rank(a), key(a)} < std::tuple{other.type, rank(b), key(b)};
    });
    return out;
}

std::string PilotReport::say(const PilotReason& reason, std::string_view language) const
{
    if (reason.flags.empty()) return reason_text(reason, texts, language, messages);
    auto out = reason;
    out.words.emplace_back(words::flags_of(reason.flags).in(language));
    return reason_text(out, texts, language);
}

std::string reasons_of(const PilotReport& report, const CandidateOutcome& outcome, std::string_view lang)
{
    std::vector<std::string> out;
    for (const auto& reason : outcome.reasons) out.push_back(report.say(reason, lang));
    return joined(out, lang == "zh" ? "；" : "; ");
}

PrintUnit criterion_unit(const PilotReport& report, const PilotIndicator& indicator, const CriterionBounds& bounds)
{
    IndicatorInfo info{};
    info.unit = indicator.unit;
    info.unit_gov = indicator.unit_gov;
    info.scale_gov = indicator.scale_gov;
    return PrintUnits{report.units, report.lang}.of_column(info, {bounds.low, bounds.high});
}

std::string unit_words(const PilotReport& report, const std::string& unit)
{
    const bool office = report.units == OfficeUnits::gov && report.lang != "en";
    return office ? office_words_of_unit(unit) : printed_unit(unit, report.lang);
}

std::string indicator_words(const PilotReport& report, const std::string& id)
{
    const auto found = std::ranges::find(report.data.indicators, id, &PilotIndicator::id);
    if (found != report.data.indicators.end()) return found->name.in(report.lang == "en" ? "en" : "zh");
    return report.lang == "en" || report.messages == nullptr ? id : report.messages->of(id);
}

std::string rule_words(const PilotReport& report, const std::string& id)
{
    const auto found = std::ranges::find(report.result.rules, id, &PortfolioRule::id);
    if (found == report.result.rules.end()) return id;
    const std::string_view lang = report.lang == "en" ? "en" : "zh";
    auto filled = found->words.words();
    if (const auto type = report.texts.find("siting.type." + found->type); type != report.texts.end())
        std::ranges::replace(filled, Sentence::Word{found->type}, Sentence::Word{type->second.in(lang)});
    const Sentence sentence{found->words.pattern(), filled};
    return lang == "en" || report.messages == nullptr ? sentence.english() : report.messages->of(sentence);
}

std::string clauses_of(const PilotReport& report, const CandidateOutcome& outcome)
{
    std::vector<std::string> out;
    const auto& kind = report.data.candidates[outcome.candidate].kind;
    for (const auto& finding : outcome.findings) {
        const auto& rule = report.plan.rules[finding.rule];
        if (finding.state != RuleFinding::State::holds || outcome.list == PilotList::suggested)
            out.push_back(rule.source.empty() ? rule.clause.zh : rule.source + "：" + rule.clause.zh);
    }
    for (const auto& quota : report.plan.quotas)
        if (outcome.list == PilotList::suggested && (quota.type.empty() || quota.type == kind) && !quota.source.empty())
            out.push_back(quota.source);
    std::vector<std::string> once;
    for (auto& one : out)
        if (std::ranges::find(once, one) == once.end()) once.push_back(std::move(one));
    return joined(once, "；");
}

} // namespace peaksite
