#pragma once

#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// What somebody needs to read a tally without the plan: keys of the zones, the rules by number, who uses which.
struct StudyFacts {
    std::vector<std::pair<std::string, std::vector<std::string>>> zones; ///< by set
    std::vector<std::string> criteria;
    std::vector<std::pair<std::string, std::vector<int>>> technologies; ///< numbers of their criteria
};

/// As JSON.
std::string describe(const StudyFacts& facts);

} // namespace peaksite
