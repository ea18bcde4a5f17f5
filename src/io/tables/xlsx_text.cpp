#include "io/tables/xlsx_text.hpp"

#include <charconv>
#include <utility>

namespace peaksite {

namespace {

std::string utf8_of(std::size_t code)
{
    const auto byte = [](std::size_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
    if (code < 0x80) return {byte(code)};
    if (code < 0x800) return {byte(0xC0U | code >> 6U), byte(0x80U | (code & 0x3FU))};
    return {byte(0xE0U | code >> 12U), byte(0x80U | (code >> 6U & 0x3FU)), byte(0x80U | (code & 0x3FU))};
}

} // namespace

std::string unescaped(const std::string& words)
{
    std::string out;
    for (std::size_t at = 0; at < words.size(); ++at) {
        constexpr std::size_t length = 7;
        unsigned code = 0;
        const char* digits = words.data() + at + 2;
        const bool escape =
            words.compare(at, 2, "_x") == 0 && at + length <= words.size() && words[at + length - 1] == '_';
        if (!escape || std::from_chars(digits, digits + 4, code, 16).ptr != digits + 4) {
            out += words[at];
            continue;
        }
        const bool white = code == '\t' || code == '\n' || code == '\r';
        const bool half = code >= 0xD800 && code < 0xE000;
        if ((code >= 0x20 || white) && !half && code < 0xFFFE) out += utf8_of(code);
        at += length - 1;
    }
    return out;
}

std::string RichText::take() { return unescaped(std::exchange(m_text, {})); }

} // namespace peaksite
