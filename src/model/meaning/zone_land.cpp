#include "model/meaning/zone_land.hpp"

namespace peaksite {

ZoneLand::ZoneLand(const std::vector<TechnologyUse>& uses, const StudyTally& tally)
    : m_uses(uses), m_zones(tally.front()),
      m_balances(uses.size(), std::vector<std::optional<LandBalance>>(tally.front().size()))
{}

const LandBalance& ZoneLand::balance(std::size_t use, std::size_t zone)
{
    auto& known = m_balances[use][zone];
    if (!known) known = land_balance(m_uses[use].rules, m_zones[zone].masks());
    return *known;
}

const EligibleSum& ZoneLand::sum(std::size_t use, int measure, std::size_t zone)
{
    auto& zones = m_sums[{use, measure}];
    if (zones.empty()) zones.resize(m_zones.size());
    if (!zones[zone]) zones[zone] = eligible_sum(m_uses[use].rules, m_zones[zone].masks(), measure);
    return *zones[zone];
}

} // namespace peaksite
