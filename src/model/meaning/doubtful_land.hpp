#pragma once

#include "model/meaning/meaning.hpp"

namespace peaksite {

/// Land of classes that the catalogue says may well be of another (woody savanna of IGBP: forest, in the south-west).
struct DoubtfulLand {
    /// By layer, then by number of the zone: whether more than a hundredth of it is such land.
    std::map<std::string, std::vector<bool>> in_zone;
    std::vector<Sentence> warnings; ///< per layer and class: how much, where most, and why it is doubtful
};

DoubtfulLand doubtful_land(const Meaning& meaning, const StudyTally& tally);

} // namespace peaksite
