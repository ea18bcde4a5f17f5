#pragma once

#include "base/text.hpp"
#include "geo/crs.hpp"
#include "grid/grid.hpp"

#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// A coordinate system that positions without one may be in.
struct CrsProposal {
    std::string crs; ///< "EPSG:4523", as the plan takes it
    Sentence reason;
    bool swapped = false; ///< x holds northings or latitudes, y eastings or longitudes
    bool certain = false; ///< no other system of Chinese offices has such numbers
};

/// What the numbers of a box say of its system, best first; empty when they say nothing: eastings of eight digits are
/// those of a CGCS2000 zone, degrees are EPSG:4490 (EPSG:4326 outside China), eastings of six digits any of the systems
/// by central meridian. The datum is never seen in numbers: CGCS2000 is what new data are in.
std::vector<CrsProposal> guess_crs(const Box& box);

/// The proposals as the end of a sentence: `the eastings look like the 3-degree zone 35: crs = "EPSG:4523"`.
Sentence crs_hint(const std::optional<Box>& box);

/// Positions that cannot be in the system they are said to be in: another zone prefix, none or one too many, degrees in
/// a Gauss–Krüger zone, metres where degrees belong. Nothing when they may.
std::optional<Sentence> crs_contradiction(const Crs& crs, const Box& box);

} // namespace peaksite
