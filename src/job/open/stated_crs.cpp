#include "job/open/stated_crs.hpp"

#include "base/error.hpp"
#include "geo/crs_guess.hpp"

namespace peaksite {

Crs stated_crs(const FeatureTable& table, const std::string& file, const std::optional<Box>& box)
{
    if (!table.crs) throw InputError{text("file '{}' has no coordinate system; {}", file, crs_hint(box))};
    const auto contradiction = box ? crs_contradiction(*table.crs, *box) : std::nullopt;
    if (contradiction) throw InputError{text("file '{}': {}", file, *contradiction)};
    return *table.crs;
}

} // namespace peaksite
