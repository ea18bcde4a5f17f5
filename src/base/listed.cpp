#include "base/listed.hpp"

#include "base/excerpt.hpp"
#include "base/text.hpp"

namespace peaksite {

std::string listed(const std::vector<std::string>& words)
{
    constexpr std::size_t most = 60;
    std::vector<std::string> shown;
    for (const auto& word : words) {
        if (shown.size() == most) break;
        shown.push_back(excerpt(word));
    }
    return joined(shown, ", ") + (shown.size() < words.size() ? ", … (" + std::to_string(words.size()) + ")" : "");
}

} // namespace peaksite
