#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// How numbers fall into ordered classes: class i holds breaks[i - 1] <= value < breaks[i], the first and the last
/// class are open. Equal values are never in two classes.
struct Classes {
    std::vector<double> breaks;  ///< increasing
    std::vector<double> singles; ///< the one value of each class where every class has only one, else empty
    std::size_t count = 0;       ///< 0 when there were no values

    std::size_t of(double value) const;
    bool operator==(const Classes&) const = default;
};

/// At most `most` classes, none empty. Values that spread evenly, so that no class holds half of them, get breaks at
/// multiples of one round step; others classes of about as many values each, whose breaks are the roundest numbers
/// within a twentieth of the values about the quantile, without breaks too near to the next. 0 is a break where the
/// values lie on both sides of it. Where more than half of the values are the smallest, it has a class of its own. Not
/// more distinct values than `most`: a class for each. Values that differ by rounding only count as one; those that are
/// not finite are left out.
Classes classify(std::vector<double> values, std::size_t most = 5);

/// What a legend says about the classes: "< 20", "20–50", "≥ 50", and the power of ten to be put before the unit.
struct ClassLabels {
    int exponent = 0;
    std::vector<std::string> texts;
};
ClassLabels class_labels(const Classes& classes, std::string_view lang);

} // namespace peaksite
