#include "base/listed.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace peaksite {

std::string listed(const std::vector<std::string>& words)
{
    constexpr std::size_t most = 60, longest = 120;
    std::vector<std::string> shown;
    for (const auto& word : words) {
        if (shown.size() == most) break;
        auto end = std::min(word.size(), longest);
        while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) --end;
        shown.push_back(word.substr(0, end) + (end < word.size() ? "…" : ""));
    }
    return joined(shown, ", ") + (shown.size() < words.size() ? ", … (" + std::to_string(words.size()) + ")" : "");
}

} // namespace peaksite
