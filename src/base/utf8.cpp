#include "base/utf8.hpp"

#include <cstdint>

namespace peaksite {

namespace {

// Bytes of the character that begins at `at`, 0 when it is malformed; `code` is its code point.
std::size_t character_at(std::string_view text, std::size_t at, std::uint32_t& code)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const auto first = byte(at);
    const std::size_t length = first < 0x80                    ? 1
                               : first >= 0xc2 && first < 0xe0 ? 2
                               : first >= 0xe0 && first < 0xf0 ? 3
                               : first >= 0xf0 && first < 0xf5 ? 4
                                                               : 0;
    if (length == 0 || at + length > text.size()) return 0;
    code = length == 1 ? first : first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xc0U) != 0x80U) return 0;
        code = code << 6U | (byte(at + i) & 0x3fU);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    return overlong || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff ? 0 : length;
}

} // namespace

bool is_utf8(std::string_view text)
{
    std::uint32_t code = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto length = character_at(text, at, code);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::string half_width(std::string_view text)
{
    constexpr std::uint32_t first = 0xff01, last = 0xff5e, blank = 0x3000;
    std::string out;
    std::uint32_t code = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto length = character_at(text, at, code);
        if (length == 0) {
            out += text[at++];
            continue;
        }
        if (code >= first && code <= last)
            out += static_cast<char>(code - first + '!');
        else if (code == blank)
            out += ' ';
        else
            out.append(text, at, length);
        at += length;
    }
    return out;
}

} // namespace peaksite
