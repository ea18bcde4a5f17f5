#include "model/pilots/expert_scores.hpp"

#include "base/error.hpp"
#include "base/known.hpp"
#include "model/pilots/ranks.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace peaksite {

namespace {

double mean_of(std::span<const double> values)
{
    double sum = 0;
    for (const double x : values) sum += x;
    return values.empty() ? no_value : sum / static_cast<double>(values.size());
}

double deviation(std::span<const double> values)
{
    const auto mean = mean_of(values);
    double squares = 0;
    for (const double x : values) squares += (x - mean) * (x - mean);
    return values.size() < 2 ? no_value : std::sqrt(squares / static_cast<double>(values.size() - 1));
}

void check_scores(const ExpertSheets& in)
{
    for (std::size_t e = 0; e < in.experts.size(); ++e)
        for (std::size_t i = 0; i < in.candidates.size(); ++i)
            for (std::size_t j = 0; j < in.items.size(); ++j) {
                const auto score = in.sheets[e].at(i, j);
                const auto& item = in.items[j];
                if (score < item.lowest || score > item.highest)
                    throw InputError{text("expert '{}', candidate '{}', item '{}': the score {} is not from {} to {}",
                                          in.experts[e], in.candidates[i], item.id, number(score), number(item.lowest),
                                          number(item.highest))};
            }
}

std::vector<ScoreGap> gaps_in(const ExpertSheets& in)
{
    std::vector<ScoreGap> out;
    for (std::size_t e = 0; e < in.experts.size(); ++e)
        for (std::size_t i = 0; i < in.candidates.size(); ++i)
            for (std::size_t j = 0; j < in.items.size(); ++j)
                if (std::isnan(in.sheets[e].at(i, j))) out.push_back({.expert = e, .candidate = i, .item = j});
    return out;
}

// By expert and candidate; NaN where the sheet has a gap.
std::vector<std::vector<double>> totals_of(const ExpertSheets& in)
{
    std::vector<std::vector<double>> out;
    for (const auto& sheet : in.sheets) {
        auto& totals = out.emplace_back(in.candidates.size(), 0.);
        for (std::size_t i = 0; i < totals.size(); ++i)
            for (std::size_t j = 0; j < in.items.size(); ++j) totals[i] += in.items[j].weight * sheet.at(i, j);
    }
    return out;
}

// Kendall and Babington Smith 1939, with the correction for ties: 12 S / (k² (n³ - n) - k Σ (t³ - t)).
double kendall_w(const std::vector<std::vector<double>>& totals)
{
    std::vector<double> sums;
    double experts = 0, ties = 0;
    for (const auto& list : totals) {
        if (std::ranges::any_of(list, [](double x) { return std::isnan(x); })) continue;
        experts += 1;
        sums.resize(list.size(), 0);
        const auto ranks = mid_ranks(list);
        for (std::size_t i = 0; i < ranks.size(); ++i) {
            sums[i] += ranks[i];
            const auto alike = static_cast<double>(std::ranges::count(ranks, ranks[i]));
            ties += alike * alike - 1; // t³ - t of a group, shared by its t members
        }
    }
    const auto n = static_cast<double>(sums.size()), mean = experts * (n + 1) / 2;
    double s = 0;
    for (const double sum : sums) s += (sum - mean) * (sum - mean);
    const auto most = experts * experts * (n * n * n - n) - experts * ties;
    return experts < 2 || n < 2 || most <= 0 ? no_value : 12 * s / most;
}

} // namespace

ScoreSummary summary(std::span<const double> scores, std::size_t each_side)
{
    std::vector<double> given;
    std::ranges::copy_if(scores, std::back_inserter(given), [](double x) { return !std::isnan(x); });
    std::ranges::sort(given);
    ScoreSummary out{.given = given.size()};
    out.trimmed = std::min(2 * each_side, given.size());
    out.mean = out.trimmed == given.size() ? no_value
                                           : mean_of(std::span{given}.subspan(each_side, given.size() - out.trimmed));
    out.spread = deviation(given);
    return out;
}

std::size_t trim_of(const ExpertPlan& plan, std::size_t experts)
{
    const auto each_side = static_cast<std::size_t>(plan.trim.value_or(usual_trim(experts)));
    if (each_side > 0 && 2 * each_side >= experts)
        throw UsageError{{plan.position.fault(
            text("of the scores of {} experts, the {} highest and the {} lowest are to be left out, which leaves none",
                 experts, each_side, each_side),
            text("trim = {} at most", experts == 0 ? 0 : (experts - 1) / 2))}};
    return each_side;
}

bool ExpertSummary::has_gap(std::size_t candidate) const
{
    return std::ranges::find(gaps, candidate, &ScoreGap::candidate) != gaps.end();
}

bool ExpertSummary::unscored(std::size_t candidate) const
{
    const auto missing = std::ranges::count(gaps, candidate, &ScoreGap::candidate);
    return static_cast<std::size_t>(missing) == experts.size() * items.size();
}

std::string ExpertSummary::gaps_of(std::size_t candidate) const
{
    std::vector<std::string> out;
    for (std::size_t e = 0; e < experts.size(); ++e) {
        std::vector<std::string> missing;
        for (const auto& gap : gaps)
            if (gap.candidate == candidate && gap.expert == e) missing.push_back(items[gap.item]);
        if (!missing.empty())
            out.push_back(missing.size() == items.size() ? experts[e] : experts[e] + ": " + joined(missing, ", "));
    }
    return joined(out, "; ");
}

ExpertSummary summarise(const ExpertSheets& sheets, std::size_t each_side, ExpertPlan::Gaps gaps)
{
    assert(sheets.sheets.size() == sheets.experts.size());
    check_scores(sheets);
    ExpertSummary out;
    out.experts = sheets.experts;
    for (const auto& item : sheets.items) out.items.push_back(item.id);
    out.gaps = gaps_in(sheets);
    const auto totals = totals_of(sheets);
    for (std::size_t i = 0; i < sheets.candidates.size(); ++i) {
        std::vector<double> sums;
        for (const auto& list : totals) sums.push_back(list[i]);
        auto& total = out.totals.emplace_back(summary(sums, each_side));
        if (gaps == ExpertPlan::Gaps::missing && out.has_gap(i)) total.mean = total.spread = no_value;
    }
    out.concordance = kendall_w(totals);
    return out;
}

} // namespace peaksite
