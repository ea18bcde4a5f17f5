#pragma once

#include "base/text.hpp"

#include <optional>
#include <string>

namespace peaksite {

/// A number of a zone, or none, and the share of the zone's area that had data for it.
struct ZonalValue {
    std::optional<double> value;
    double valid_share = 1;
};

/// An indicator that no zone of the run can have, and why.
struct MissingIndicator {
    std::string id;
    Sentence reason;
    bool rare = false; ///< rarely at hand: not listed unless asked for

    bool operator==(const MissingIndicator&) const = default;
};

} // namespace peaksite
