#include "model/pilots/compare_type.hpp"

#include "base/listed.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// The sheets with the candidates in the order of the members, NaN for those whom a sheet does not name; the weights of
// the items sum to 1, so that totals lie on the scale of the scores.
ExpertSheets sheets_of_members(const ExpertSheets& sheets, const PilotData& data, const TypeComparison& type)
{
    ExpertSheets out{.experts = sheets.experts, .candidates = {}, .items = sheets.items, .sheets = {}};
    std::vector<std::optional<std::size_t>> from;
    for (const auto member : type.members) {
        const auto& key = data.candidates[member].key;
        const auto found = std::ranges::find(sheets.candidates, key);
        out.candidates.push_back(key);
        from.push_back(found == sheets.candidates.end()
                           ? std::nullopt
                           : std::optional{static_cast<std::size_t>(found - sheets.candidates.begin())});
    }
    double weights = 0;
    for (const auto& item : out.items) weights += item.weight;
    for (auto& item : out.items) item.weight /= weights;
    for (const auto& sheet : sheets.sheets) {
        auto& rows = out.sheets.emplace_back(out.candidates.size(), out.items.size());
        for (std::size_t i = 0; i < from.size(); ++i)
            for (std::size_t j = 0; from[i] && j < out.items.size(); ++j) rows.at(i, j) = sheet.at(*from[i], j);
    }
    return out;
}

void mix(const std::vector<ScoreItem>& items, double share, TypeComparison& type)
{
    type.expert_share = share;
    if (share == 0) return;
    double lowest = 0, highest = 0;
    for (const auto& item : items) {
        lowest += item.weight * item.lowest;
        highest += item.weight * item.highest;
    }
    for (const auto& total : type.experts->totals)
        type.expert_score.push_back((total.mean - lowest) / (highest - lowest));
    for (std::size_t i = 0; i < type.members.size(); ++i) type.score[i] = mixed_score(type, i, type.score[i]);
}

void warn_of_gaps(const ExpertSheets& sheets, ExpertPlan::Gaps gaps, TypeComparison& type)
{
    std::vector<std::string> in_part, unscored;
    for (std::size_t i = 0; i < sheets.candidates.size(); ++i)
        if (type.experts->unscored(i))
            unscored.push_back(sheets.candidates[i]);
        else if (type.experts->has_gap(i))
            in_part.push_back(sheets.candidates[i] + " (" + type.experts->gaps_of(i) + ")");
    if (!unscored.empty())
        type.warnings.push_back(text("siting, type '{}': no expert scores {} of {} candidates: {}", type.type,
                                     unscored.size(), sheets.candidates.size(), listed(unscored)));
    if (in_part.empty()) return;
    const auto where = listed(in_part);
    type.warnings.push_back(
        gaps == ExpertPlan::Gaps::missing
            ? text("siting, type '{}': scores are wanting in the sheets of the experts, so that these candidates have "
                   "no expert mean (candidate, expert, item): {}",
                   type.type, where)
            : text("siting, type '{}': scores are wanting in the sheets of the experts; the means of these candidates "
                   "are over the other experts and compare with care (candidate, expert, item): {}",
                   type.type, where));
}

// Means over the scores of others: of some candidates too few are left of them.
void warn_of_few(const ExpertSheets& sheets, std::size_t each_side, ExpertPlan::Gaps gaps, TypeComparison& type)
{
    std::vector<std::string> few;
    for (std::size_t i = 0; gaps == ExpertPlan::Gaps::others && i < sheets.candidates.size(); ++i) {
        const auto& total = type.experts->totals[i];
        if (total.given > 0 && total.given == total.trimmed)
            few.push_back(sheets.candidates[i] + " (" + std::to_string(total.given) + ")");
    }
    if (!few.empty())
        type.warnings.push_back(text("siting, type '{}': so few experts score these candidates (scores) that none is "
                                     "left without the {} highest and the {} lowest; they have no expert mean: {}",
                                     type.type, each_side, each_side, listed(few)));
}

} // namespace

void add_experts(const PilotTypePlan& plan, const PilotData& data, TypeComparison& type)
{
    const auto sheets = std::ranges::find(data.ground.experts, type.type, &PilotExperts::type);
    if (sheets == data.ground.experts.end() || !plan.expert) return;
    const auto mine = sheets_of_members(sheets->sheets, data, type);
    const auto each_side = trim_of(*plan.expert, mine.experts.size());
    type.experts = summarise(mine, each_side, plan.expert->gaps);
    warn_of_gaps(mine, plan.expert->gaps, type);
    if (each_side > 0) warn_of_few(mine, each_side, plan.expert->gaps, type);
    constexpr std::size_t least_trimmed = 3; // one each side leaves one
    if (!plan.expert->trim && each_side == 0 && mine.experts.size() >= least_trimmed)
        type.warnings.push_back(text("siting, type '{}': no score is left out of the means of {} experts; the plan may "
                                     "say how many (trim = 1)",
                                     type.type, mine.experts.size())
                                    .as_remark());
    mix(mine.items, plan.expert->share, type);
}

double mixed_score(const TypeComparison& type, std::size_t member, double of_criteria)
{
    if (type.expert_share == 0) return of_criteria;
    return (1 - type.expert_share) * of_criteria + type.expert_share * type.expert_score[member];
}

} // namespace peaksite
