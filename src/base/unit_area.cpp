#include "base/unit_area.hpp"

namespace peaksite {

Unit area_of_density(const Unit& density)
{
    const auto square_metre = unit("m2");
    for (const auto& [symbol, exponent] : density.spelling) {
        if (exponent >= 0) continue;
        const auto below = pow(unit(symbol), -exponent);
        if (same_dimension(below, square_metre)) return below;
    }
    return square_metre;
}

} // namespace peaksite
