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

} // namespace

void add_experts(const PilotTypePlan& plan, const PilotData& data, TypeComparison& type)
{
    const auto sheets = std::ranges::find(data.ground.experts, type.type, &PilotExperts::type);
    if (sheets == data.ground.experts.end() || !plan.expert) return;
    const auto mine = sheets_of_members(sheets->sheets, data, type);
    type.experts =
        summarise(mine, {.each_side = static_cast<std::size_t>(plan.expert->trim), .least_left = 3}, plan.expert->gaps);
    warn_of_gaps(mine, plan.expert->gaps, type);
    mix(mine.items, plan.expert->share, type);
}

double mixed_score(const TypeComparison& type, std::size_t member, double of_criteria)
{
    if (type.expert_share == 0) return of_criteria;
    return (1 - type.expert_share) * of_criteria + type.expert_share * type.expert_score[member];
}

} // namespace peaksite
