#include "plan/check/doubtful_density.hpp"

namespace peaksite {

std::vector<Sentence> doubtful_densities(const Plan& plan)
{
    std::vector<Sentence> out;
    for (const auto& one : plan.technologies) {
        if (!one.density || !one.highest_density) continue;
        const auto& most = *one.highest_density;
        if (!same_dimension(one.density->unit, most.unit)) continue; // a fault of the plan, told as such
        const double density = convert(one.density->value, one.density->unit, most.unit);
        if (density > most.value)
            out.push_back(
                text("technology '{}': its density is {} {}, and no plant of its kind has more than {}; is it "
                     "in the right unit?",
                     one.id, number(density), most.unit.text(), number(most.value)));
    }
    return out;
}

} // namespace peaksite
