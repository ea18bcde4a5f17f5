#include "base/yes_no.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

std::optional<bool> yes_or_no(std::string_view cell)
{
    constexpr std::array<std::string_view, 8> yes{"是", "有", "√", "✓", "yes", "y", "true", "1"};
    constexpr std::array<std::string_view, 9> no{"否", "无", "非", "×", "✗", "no", "n", "false", "0"};
    const auto word = lower(trimmed(cell));
    if (std::ranges::find(yes, word) != yes.end()) return true;
    if (std::ranges::find(no, word) != no.end()) return false;
    return {};
}

} // namespace peaksite
