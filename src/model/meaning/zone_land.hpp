#pragma once

#include "model/meaning/technology_use.hpp"

#include <map>

namespace peaksite {

/// The land of every zone for every technology, reckoned once for all that ask for it.
class ZoneLand {
public:
    /// Uses and tally must outlive it.
    ZoneLand(const std::vector<TechnologyUse>& uses, const StudyTally& tally);

    /// `use`: number among the uses; `zone`: number in the first pass.
    const LandBalance& balance(std::size_t use, std::size_t zone);
    /// Of a measure over its eligible land.
    const EligibleSum& sum(std::size_t use, int measure, std::size_t zone);

private:
    const std::vector<TechnologyUse>& m_uses;
    const std::vector<ZoneTally>& m_zones;
    std::vector<std::vector<std::optional<LandBalance>>> m_balances;                       // by use, zone
    std::map<std::pair<std::size_t, int>, std::vector<std::optional<EligibleSum>>> m_sums; // by use and measure
};

} // namespace peaksite
