#pragma once

#include "model/meaning/meaning.hpp"

namespace peaksite {

/// Share of a zone's area within the grid that `square_metres` counted in a pass make up; 0 for a zone without area.
/// Areas are compared with those of the same pass, so that a layer without gaps has data everywhere, whatever its
/// cells.
double share_of_zone(const Meaning& meaning, const StudyTally& tally, int pass, std::size_t zone_number,
                     double square_metres);

} // namespace peaksite
