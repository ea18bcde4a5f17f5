#include "base/row_warnings.hpp"

#include <algorithm>

namespace peaksite {

std::string some_of(const std::vector<std::string>& all)
{
    constexpr std::size_t few = 5;
    const std::vector<std::string> shown{all.begin(),
                                         all.begin() + static_cast<std::ptrdiff_t>(std::min(few, all.size()))};
    return joined(shown, ", ") + (all.size() > few ? ", …" : "");
}

} // namespace peaksite
