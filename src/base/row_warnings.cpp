#include "base/row_warnings.hpp"

#include "base/excerpt.hpp"

#include <algorithm>

namespace peaksite {

std::string some_of(const std::vector<std::string>& all)
{
    constexpr std::size_t few = 5, longest = 3 * longest_quoted; // a row may be told by several cells
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < std::min(few, all.size()); ++i) shown.push_back(excerpt(all[i], longest));
    return joined(shown, ", ") + (all.size() > few ? ", …" : "");
}

} // namespace peaksite
