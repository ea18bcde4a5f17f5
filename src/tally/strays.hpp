#pragma once

#include "base/bytes.hpp"

#include <limits>

namespace peaksite {

/// What an input held outside the range of its layer or not finite, other than nodata.
struct Strays {
    bool any = false;
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    bool infinite = false;
    bool operator==(const Strays&) const = default;

    /// Taking the same twice changes nothing.
    void merge(const Strays& other);
    void write(ByteWriter& out) const;
    static Strays read(ByteReader& in);
};

} // namespace peaksite
