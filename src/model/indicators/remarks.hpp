#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace peaksite {

/// What a user must know of a value.
enum class Remark : std::uint8_t {
    partial,      ///< a component of the pilot type's set has no value: a lower bound, not ranked
    incomplete,   ///< rows of a table lack a number and were left out
    estimated,    ///< a factor of the nearest year stands in, none being known of the year or around it
    assumed_zero, ///< an amount that was not given counts as 0
    cut_at_zero,  ///< it would be below 0
    negative,
    mixed_years,   ///< its tables have no year in common
    official_area, ///< the published area stands in for a boundary
    no_boundary,
    none_listed,    ///< no point of a list lies in the unit: 0 of that list
    rough_interval, ///< an uncertainty above 30 %: first-order propagation is rough (domain 3.9.7)
    coarse_slope,   ///< slopes of elevations too coarse for them: far too gentle
    doubtful_class, ///< land of a class that may well be another lies in the unit
    named_by_id,    ///< a layer stands for its quantity by its id alone: nobody stated height or kind
    left_out,       ///< a component that no unit of the pilot type has is not in the sum
    interpolated,   ///< a factor lies between those of the years around it, on a straight line
    counted_twice   ///< rows that repeat others whole, or seem to be sums of others, are in it
};

/// A set of remarks.
struct Remarks {
    std::uint32_t bits = 0; ///< by number of the remark

    bool has(Remark remark) const { return (bits & bit(remark)) != 0; }
    void add(Remark remark) { bits |= bit(remark); }
    void remove(Remark remark) { bits &= ~bit(remark); }
    Remarks& operator|=(const Remarks& other) { return bits |= other.bits, *this; }
    bool operator==(const Remarks&) const = default;

private:
    static std::uint32_t bit(Remark remark) { return std::uint32_t{1} << static_cast<unsigned>(remark); }
};

/// As tables write them: "partial".
std::vector<std::string> remark_words(const Remarks& remarks);

} // namespace peaksite
