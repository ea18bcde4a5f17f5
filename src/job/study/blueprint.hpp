#pragma once

#include "engine/pass.hpp"
#include "job/study/build_grid.hpp"
#include "model/meaning/technology_use.hpp"

namespace peaksite {

/// A gridded output and the file it becomes.
struct RasterUse {
    const RasterPlan* plan = nullptr;
    std::size_t output = 0; ///< of the first pass
};

/// The study of a plan: what is read and counted, and what the counters mean.
struct Blueprint {
    GridFrame frame;
    Study study;
    Meaning meaning;
    std::vector<PlacedList> facilities{};    ///< placed in the zones
    std::vector<TechnologyUse> technologies; ///< of meaning.plan
    std::vector<std::string> indicators{};   ///< ids of those that can be computed
    std::vector<MissingIndicator> missing{}; ///< the others, and why
    std::vector<RasterUse> rasters;

    std::size_t zone_number(std::size_t set, std::size_t zone) const { return meaning.zone_number(set, zone); }
};

/// Turns an opened plan into a study. Reads no cells but those that settle the pivot of standard deviations. Throws
/// UsageError and InputError as build_grid does.
Blueprint build_study(const OpenPlan& open, const Catalogue& catalogue);

} // namespace peaksite
