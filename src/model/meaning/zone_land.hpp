#pragma once

#include "model/meaning/technology_use.hpp"

namespace peaksite {

/// The land of every zone for every technology, reckoned once for all that ask for it.
class ZoneLand {
public:
    /// Shares and yields of the uses will be asked for, on up to `threads` threads. Uses and tally must outlive it.
    ZoneLand(const std::vector<TechnologyUse>& uses, const StudyTally& tally, unsigned threads);

    /// Says that a measure over the eligible land of a use will be asked for. Only before anything is asked.
    void want(std::size_t use, int measure);

    /// `use`: number among the uses; `zone`: number in the first pass.
    const LandBalance& balance(std::size_t use, std::size_t zone);
    /// Of a measure over its eligible land, which was wanted.
    const EligibleSum& sum(std::size_t use, int measure, std::size_t zone);

private:
    const LandAnswer& answer(std::size_t use, std::size_t zone);

    const std::vector<ZoneTally>& m_zones;
    unsigned m_threads;
    std::vector<LandQuestion> m_questions;          // by use
    std::vector<std::vector<LandAnswer>> m_answers; // by zone and use; none until something is asked
};

} // namespace peaksite
