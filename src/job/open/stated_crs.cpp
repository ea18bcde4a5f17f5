#include "job/open/stated_crs.hpp"

#include "base/error.hpp"
#include "geo/crs_guess.hpp"

namespace peaksite {

Crs stated_crs(const std::optional<Crs>& crs, const std::string& file, const std::optional<Box>& box)
{
    if (!crs) throw InputError{text("file '{}' has no coordinate system; {}", file, crs_hint(box))};
    const auto contradiction = box ? crs_contradiction(*crs, *box) : std::nullopt;
    if (contradiction) throw InputError{text("file '{}': {}", file, *contradiction)};
    return *crs;
}

} // namespace peaksite
