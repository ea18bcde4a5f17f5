#include "base/controls.hpp"

#include <cstddef>

namespace peaksite {

namespace {

// Bytes of the control sign at the beginning of a text; 0 where another stands there.
std::size_t control_at(std::string_view text)
{
    constexpr unsigned char blank = 0x20, del = 0x7F, lead = 0xC2, first = 0x80, last = 0x9F;
    const auto byte = static_cast<unsigned char>(text[0]);
    const bool white = text[0] == '\t' || text[0] == '\n' || text[0] == '\r';
    if ((byte < blank && !white) || byte == del) return 1;
    const auto next = text.size() > 1 ? static_cast<unsigned char>(text[1]) : 0U;
    return byte == lead && next >= first && next <= last ? 2 : 0;
}

} // namespace

bool has_controls(std::string_view utf8)
{
    for (std::size_t i = 0; i < utf8.size(); ++i)
        if (control_at(utf8.substr(i)) > 0) return true;
    return false;
}

std::string without_controls(std::string_view utf8)
{
    std::string out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto bytes = control_at(utf8.substr(i));
        out += bytes > 0 ? ' ' : utf8[i];
        i += bytes > 0 ? bytes : 1;
    }
    return out;
}

} // namespace peaksite
