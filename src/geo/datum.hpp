#pragma once

#include <string_view>

namespace peaksite {

/// How two datums stand to each other, by their names.
enum class DatumAgreement {
    same,
    within_a_metre, ///< WGS 84, CGCS2000, ITRF, ETRS89 and "unknown, based on GRS80 or WGS 84"
    one_unknown,    ///< one says nothing but its ellipsoid (the MODIS climate grid's "Clarke 1866"): used as it is
    unlike
};

DatumAgreement agree(std::string_view a, std::string_view b);

/// A name that says nothing but, perhaps, the ellipsoid.
bool is_unknown_datum(std::string_view name);

} // namespace peaksite
