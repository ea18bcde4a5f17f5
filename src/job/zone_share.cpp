#include "job/zone_share.hpp"

#include <algorithm>

namespace peaksite {

double share_of_zone(const Blueprint& blueprint, const StudyTally& tally, int pass, std::size_t zone_number,
                     double square_metres)
{
    const double area = tally[static_cast<std::size_t>(pass)][zone_number].area();
    if (area <= 0) return 0;
    const auto shares = blueprint.share_on_raster.find(pass);
    // Rounding is taken off, and no more: a larger share is a fault that the audit must see.
    constexpr double rounding = 1e-9;
    const double share = square_metres / area;
    return (share > 1 && share < 1 + rounding ? 1 : share) *
           (shares == blueprint.share_on_raster.end() ? 1 : shares->second[zone_number]);
}

} // namespace peaksite
