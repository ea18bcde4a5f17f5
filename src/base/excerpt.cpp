#include "base/excerpt.hpp"

#include <algorithm>

namespace peaksite {

std::string excerpt(std::string_view text, std::size_t longest)
{
    auto end = std::min(text.size(), longest);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    return std::string{text.substr(0, end)} + (end < text.size() ? "…" : "");
}

} // namespace peaksite
