#include "plan/pilots.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

const PilotTypePlan* PilotPlan::type(std::string_view id) const
{
    const auto found =
        std::ranges::find(types, id, [](const PilotTypePlan& one) -> std::string_view { return one.type; });
    return found == types.end() ? nullptr : &*found;
}

std::vector<WeightSource> PilotPlan::weight_sources(const PilotTypePlan& type) const
{
    const auto source = type.weights.value_or(weights);
    if (source != WeightSource::combined) return {source};
    return parts_of(type.combine ? *type.combine : combine);
}

std::vector<WeightSource> parts_of(const CombinationPlan& plan)
{
    return plan.parts.empty() ? std::vector{WeightSource::ahp, WeightSource::entropy} : plan.parts;
}

const char* method_word(RankMethod method)
{
    constexpr std::array words{"wlc", "topsis", "geometric", "owa", "vikor", "promethee"};
    return words[static_cast<std::size_t>(method)];
}

const char* weights_word(WeightSource source)
{
    constexpr std::array words{"given", "equal", "ahp", "entropy", "critic", "combined"};
    return words[static_cast<std::size_t>(source)];
}

} // namespace peaksite
