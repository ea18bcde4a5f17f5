#include "report/book/workbook.hpp"

#include <algorithm>
#include <cstdint>

namespace peaksite {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// A character of UTF-8: how many bytes it takes, and its number; no number where the bytes are none.
struct Character {
    std::size_t bytes = 1;
    std::uint32_t code = 0;
    bool good = false;
};

Character character_at(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const auto first = byte(at);
    constexpr std::uint32_t ascii = 0x80;
    if (first < ascii) return {.bytes = 1, .code = first, .good = true};
    const std::size_t more = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first >= 0xF5 || at + more >= text.size()) return {};
    std::uint32_t code = first & (0x3FU >> more);
    for (std::size_t i = 1; i <= more; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return {};
        code = code << 6 | (byte(at + i) & 0x3FU);
    }
    constexpr std::uint32_t shortest[] = {0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xD800 && code < 0xE000;
    if (code < shortest[more] || surrogate || code > 0x10FFFF) return {};
    return {.bytes = more + 1, .code = code, .good = true};
}

bool is_control(std::uint32_t code) { return (code < 0x20 && code != '\n') || (code >= 0x7F && code < 0xA0); }
bool is_wide(std::uint32_t code)
{
    return (code >= 0x1100 && code < 0x1160) || (code >= 0x2E80 && code < 0xA4D0) ||
           (code >= 0xAC00 && code < 0xD7A4) || (code >= 0xF900 && code < 0xFB00) ||
           (code >= 0xFE30 && code < 0xFE70) || (code >= 0xFF00 && code < 0xFF61) || code >= 0x1F300 ||
           code == 0x2014 || code == 0x2026;
}

} // namespace

std::string cell_text(std::string_view text)
{
    constexpr std::size_t most = 32000;
    std::string out;
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (++characters > most) return out + "…";
        const auto next = character_at(text, i);
        const bool line_end = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (!next.good || (next.code & 0xFFFEU) == 0xFFFEU)
            out += replacement;
        else if (is_control(next.code))
            out += line_end ? "" : " ";
        else
            out += text.substr(i, next.bytes);
        i += next.bytes;
    }
    return out;
}

double characters_across(std::string_view text)
{
    double widest = 0, here = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto next = character_at(text, i);
        here = next.code == '\n' ? 0 : here + (is_wide(next.code) ? 2 : 1);
        widest = std::max(widest, here);
        i += next.bytes;
    }
    return widest;
}

} // namespace peaksite
