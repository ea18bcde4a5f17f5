#pragma once

#include "base/letters.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

// What the readers of units as offices write them, and of what only looks like one, look for in a text.
namespace peaksite {

template <std::size_t N>
bool starts_with_any(std::string_view text, const std::array<std::string_view, N>& words)
{
    return std::ranges::any_of(words, [&](std::string_view word) { return text.starts_with(word); });
}

template <std::size_t N>
bool ends_with_any(std::string_view text, const std::array<std::string_view, N>& words)
{
    return std::ranges::any_of(words, [&](std::string_view word) { return text.ends_with(word); });
}

inline bool has_letter(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return is_latin(c) || is_wide(c) || c == '%'; });
}

// A number directly before a word of the calendar: "2020年", "10月".
inline bool names_date(std::string_view text)
{
    for (const std::string_view word : {"年", "月", "日", "季", "号"})
        for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
            if (at > 0 && is_digit(text[at - 1])) return true;
    return false;
}

// Numbers that stand before what they count; those of exponents and names ("m2", "10^4", "CNY2020") do not.
inline std::vector<std::string_view> multipliers(std::string_view text)
{
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_digit(text[at])) continue;
        auto end = at;
        while (end < text.size() && (is_digit(text[end]) || text[end] == '.')) ++end;
        const bool counts = at == 0 || (!is_latin(text[at - 1]) && !is_wide(text[at - 1]) && text[at - 1] != '^' &&
                                        text[at - 1] != '-' && text[at - 1] != ')');
        if (counts) out.push_back(text.substr(at, end - at));
        at = end;
    }
    return out;
}

inline bool is_power_of_ten(std::string_view number)
{
    return number.starts_with('1') && number.find_first_not_of('0', 1) == std::string_view::npos;
}

// "绿地率%": a sign of percent that belongs to no number.
inline bool is_share_of_something(std::string_view text)
{
    const auto sign = std::min(text.find('%'), text.find("‰"));
    return sign != std::string_view::npos && (sign == 0 || !is_digit(text[sign - 1]));
}

} // namespace peaksite
