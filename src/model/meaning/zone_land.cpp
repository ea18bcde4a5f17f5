#include "model/meaning/zone_land.hpp"

#include "base/crew.hpp"

#include <algorithm>

namespace peaksite {

ZoneLand::ZoneLand(const std::vector<TechnologyUse>& uses, const StudyTally& tally, unsigned threads)
    : m_zones(tally.front()), m_threads(threads)
{
    for (const auto& use : uses) {
        m_questions.push_back({.rules = use.rules, .measures = {}});
        for (const int measure : {use.share_measure, use.yield_measure})
            if (measure >= 0) want(m_questions.size() - 1, measure);
    }
}

void ZoneLand::want(std::size_t use, int measure)
{
    auto& measures = m_questions[use].measures;
    if (std::ranges::find(measures, measure) == measures.end()) measures.push_back(measure);
}

const LandAnswer& ZoneLand::answer(std::size_t use, std::size_t zone)
{
    if (m_answers.empty()) {
        m_answers.resize(m_zones.size());
        share_pieces(m_zones.size(), m_threads, [&](std::size_t one, unsigned /*worker*/) {
            m_answers[one] = answers(m_questions, m_zones[one].masks());
        });
    }
    return m_answers[zone][use];
}

const LandBalance& ZoneLand::balance(std::size_t use, std::size_t zone) { return answer(use, zone).balance; }

const EligibleSum& ZoneLand::sum(std::size_t use, int measure, std::size_t zone)
{
    const auto& measures = m_questions[use].measures;
    const auto at = std::ranges::find(measures, measure) - measures.begin();
    return answer(use, zone).sums.at(static_cast<std::size_t>(at));
}

} // namespace peaksite
