#pragma once

#include "job/compute_results.hpp"

#include <map>
#include <optional>

namespace peaksite {

/// What the facilities in a zone state together.
struct ZoneEmission {
    double sum = 0;
    bool any = false;    ///< a facility lies in the zone
    bool stated = false; ///< one of them states an emission
    /// 0 where the lists have nothing, missing where nothing there states an emission.
    std::optional<double> total() const { return any && !stated ? std::nullopt : std::optional{sum}; }
};

/// t CO2/a of the facilities in a zone, by set and zone: only zones of a run whose plan states emissions.
using EmissionOf = std::map<std::pair<std::size_t, std::size_t>, ZoneEmission>;

/// Places facilities into zones: emission rows, facility rows, sums for e_facilities.
void compute_facilities(const OpenPlan& open, Results& results, EmissionOf& emission_of);

/// The rows of statistics.csv.
void compute_statistics(const Blueprint& blueprint, const StudyTally& tally, Results& results);

/// The rows of waterfall.csv and technologies.csv.
void compute_land(const Blueprint& blueprint, const StudyTally& tally, Results& results);

} // namespace peaksite
