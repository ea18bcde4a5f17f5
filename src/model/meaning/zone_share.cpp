#include "model/meaning/zone_share.hpp"

namespace peaksite {

double share_of_zone(const Meaning& meaning, const StudyTally& tally, int pass, std::size_t zone_number,
                     double square_metres)
{
    const auto number = static_cast<std::size_t>(pass);
    const double area = tally[number][zone_number].area();
    if (area <= 0) return 0;
    // Rounding is taken off, and no more: a larger share is a fault that the audit must see.
    constexpr double rounding = 1e-9;
    const double share = square_metres / area;
    const auto& on_raster = meaning.passes[number].share_on_raster;
    return (share > 1 && share < 1 + rounding ? 1 : share) * (on_raster.empty() ? 1 : on_raster[zone_number]);
}

} // namespace peaksite
