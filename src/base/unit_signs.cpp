#include "base/unit_signs.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace peaksite {

namespace {

struct PlainSign {
    std::string_view from;
    std::string_view to;
};

constexpr std::array superscripts{
    PlainSign{"⁰", "0"}, PlainSign{"¹", "1"}, PlainSign{"²", "2"}, PlainSign{"³", "3"},
    PlainSign{"⁴", "4"}, PlainSign{"⁵", "5"}, PlainSign{"⁶", "6"}, PlainSign{"⁷", "7"},
    PlainSign{"⁸", "8"}, PlainSign{"⁹", "9"}, PlainSign{"⁻", "-"},
};

constexpr std::array look_alikes{
    PlainSign{"·", "*"},  PlainSign{"⋅", "*"},      PlainSign{"×", "*"},      PlainSign{"−", "-"},
    PlainSign{"／", "/"}, PlainSign{"％", "%"},     PlainSign{"（", "("},     PlainSign{"）", ")"},
    PlainSign{"₂", "2"},  PlainSign{"\u00a0", " "}, PlainSign{"\u3000", " "}, PlainSign{"\t", " "},
};

const PlainSign* first_match(std::string_view rest, std::span<const PlainSign> table)
{
    const auto found = std::ranges::find_if(table, [rest](const PlainSign& r) { return rest.starts_with(r.from); });
    return found == table.end() ? nullptr : &*found;
}

bool ends_in_digit(std::string_view text) { return !text.empty() && text.back() >= '0' && text.back() <= '9'; }

// Bytes of the character a byte begins, 0 for one that begins none.
std::size_t length_after(std::uint8_t lead)
{
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

// Unicode 15, table 3-7: what the second byte may be. After C2 the control characters U+0080 to U+009F are left out.
bool may_follow(std::uint8_t lead, std::uint8_t second)
{
    const std::uint8_t low = lead == 0xE0 || lead == 0xC2 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const std::uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high;
}

// Bytes of the first character, 0 if it is not UTF-8 or a control character other than white space.
std::size_t first_length(std::string_view text)
{
    const auto byte = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const auto length = length_after(byte(0));
    if (length == 0 || length > text.size()) return 0;
    if (length == 1) return (byte(0) >= 0x20 && byte(0) != 0x7F) || byte(0) == '\t' ? 1 : 0;
    if (!may_follow(byte(0), byte(1))) return 0;
    for (std::size_t i = 2; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    return length;
}

} // namespace

bool is_readable_unit(std::string_view text)
{
    constexpr std::size_t longest = 200;
    if (text.size() > longest) return false;
    while (!text.empty()) {
        const auto length = first_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string ascii_beginning(std::string_view text)
{
    constexpr std::size_t longest = 40;
    std::string out{text.substr(0, longest)};
    std::ranges::replace_if(
        out, [](char c) { return c < ' ' || c > '~'; }, '?');
    return text.size() > longest ? out + "..." : out;
}

std::string plain_signs(std::string_view text)
{
    std::string out;
    bool was_raised = false;
    while (!text.empty()) {
        const auto* raised = first_match(text, superscripts);
        const auto* match = raised ? raised : first_match(text, look_alikes);
        // Ten with a raised four is not a hundred and four.
        if (raised && !was_raised && ends_in_digit(out)) out += '^';
        was_raised = raised != nullptr;
        const auto from = match ? match->from : text.substr(0, 1);
        out += match ? match->to : from;
        text.remove_prefix(from.size());
    }
    return std::string{trimmed(out)};
}

std::string_view without_exponent(std::string_view name)
{
    return name.substr(0, name.find_last_not_of("0123456789") + 1);
}

} // namespace peaksite
