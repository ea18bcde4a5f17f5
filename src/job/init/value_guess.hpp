#pragma once

#include "base/text.hpp"
#include "base/unit.hpp"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace peaksite {

/// Another way to read the numbers of a layer.
struct OtherReading {
    std::string key;   ///< of the plan: "unit" or "scale"
    std::string value; ///< as the plan writes it: "kWh/m2/d", "0.1"
};

/// What values in this unit usually lie between, for layers whose entry has no range; nothing where anything may be.
std::optional<std::array<double, 2>> usual_range(const Unit& unit);

/// Share of the values outside the range.
double share_outside(std::span<const double> values, const std::array<double, 2>& range);

/// Units of the same dimension (per day, K, kJ …) and scales (tenths …) under which 98 of 100 values lie in the range,
/// which is in `unit`. The usual ones first, at most three.
std::vector<OtherReading> other_readings(std::span<const double> values, const Unit& unit,
                                         const std::array<double, 2>& range);

} // namespace peaksite
