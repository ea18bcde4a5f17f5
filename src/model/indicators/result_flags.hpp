#pragma once

#include "model/indicators/estimate.hpp"

#include <cstdint>
#include <string>

namespace peaksite {

/// What a value says when some land counts as eligible only because rules were not tested.
enum class Bound : std::uint8_t {
    none,   ///< it does not depend on that land
    upper,  ///< the most it can be
    lower,  ///< the least it can be
    unclear ///< it may be more or less: means over the land, ranks, trends
};

/// What a reader must know of the value of a zone.
struct ResultFlags {
    bool low_valid = false;    ///< too little of the area had data for tables that rank
    Bound bound = Bound::none; ///< rules were not tested
    Remarks remarks{};

    bool has(Remark remark) const { return remarks.has(remark); }
    /// Components or rows are not in it: too low where it is a sum, and not to be compared.
    bool lacks_a_part() const { return has(Remark::partial) || has(Remark::incomplete); }
    bool empty() const { return *this == ResultFlags{}; }
    /// As tables write them: "upper_bound", "partial".
    std::vector<std::string> words() const;
    /// The same, joined by ";".
    std::string text() const;
    bool operator==(const ResultFlags&) const = default;
};

/// What a value says that rests on data for `valid_share` of its zone and that rules which were not tested bound by
/// `limit`: too little data, and the bound. Land without data, and rows or components that are not in it (`fewer`),
/// bound it from the other side. A value of which `limit` says nothing sure has no flag of it.
ResultFlags flags_of(Bound limit, double valid_share, double least_valid_share, bool fewer);

} // namespace peaksite
