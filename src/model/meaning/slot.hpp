#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace peaksite {

/// Where a number is counted: pass of the study, and the place in the layout of its sets.
struct Slot {
    int pass = 0;
    std::size_t at = 0;
    bool operator==(const Slot&) const = default;
};

/// What the indices of a layer's classes mean.
struct ClassNumbering {
    std::vector<int> codes;
    std::vector<std::string> keys;    ///< empty for codes that are no class of the layer
    std::vector<std::string> texts{}; ///< of classes by text codes
    int missing = 255;
    std::vector<bool> declared{}; ///< false for codes that are no class, as is every index beyond
    std::vector<bool> divided{};  ///< classes that have classes of their own ("01" of "0101"): what is left of them

    bool is_class(std::size_t index) const { return index < declared.size() && declared[index]; }
};

} // namespace peaksite
