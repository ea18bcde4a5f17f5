#pragma once

#include "base/unit.hpp"

namespace peaksite {

/// The area that a density is per: km2 of "cap/km2", ha of "t C/ha", m2 of "kWh/m2/a"; m2 for what is per no area. The
/// density times it is the unit in which people read an integral over area.
Unit area_of_density(const Unit& density);

} // namespace peaksite
