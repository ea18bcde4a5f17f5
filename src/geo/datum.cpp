#include "geo/datum.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

bool holds_any(std::string_view datum, auto names)
{
    return std::ranges::any_of(names,
                               [&](std::string_view name) { return datum.find(name) != std::string_view::npos; });
}

bool modern(std::string_view datum)
{
    return holds_any(datum, std::array<std::string_view, 11>{"World Geodetic System 1984", "WGS_1984", "WGS 84",
                                                             "China 2000", "China_2000", "CGCS2000", "CGCS_2000",
                                                             "International Terrestrial", "European Terrestrial",
                                                             "based on GRS80", "based on GRS 1980"});
}

} // namespace

bool is_unknown_datum(std::string_view datum)
{
    return datum.empty() ||
           holds_any(datum, std::array<std::string_view, 4>{"Unknown", "unknown", "Not specified", "Not_specified"});
}

DatumAgreement agree(std::string_view a, std::string_view b)
{
    if (a == b) return DatumAgreement::same;
    if (modern(a) && modern(b)) return DatumAgreement::within_a_metre;
    if (is_unknown_datum(a) || is_unknown_datum(b)) return DatumAgreement::one_unknown;
    return DatumAgreement::unlike;
}

} // namespace peaksite
