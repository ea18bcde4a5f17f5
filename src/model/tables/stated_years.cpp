#include "model/tables/stated_years.hpp"

#include "base/column_head.hpp"
#include "base/letters.hpp"
#include "base/office_number.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace peaksite {

namespace {

template <std::size_t N>
bool starts_with(std::string_view text, const std::array<std::string_view, N>& words)
{
    return std::ranges::any_of(words, [&](std::string_view word) { return text.starts_with(word); });
}

template <std::size_t N>
bool ends_with(std::string_view text, const std::array<std::string_view, N>& words)
{
    return std::ranges::any_of(words, [&](std::string_view word) { return text.ends_with(word); });
}

constexpr std::array<std::string_view, 8> joins{"-", "—", "–", "~", "至", "到", "/", "."};

bool is_range(std::string_view before, std::string_view behind)
{
    const auto other = behind.starts_with("年") ? behind.substr(std::string_view{"年"}.size()) : behind;
    return ends_with(before, joins) || starts_with(other, joins);
}

bool is_of_something_else(std::string_view before, std::string_view behind)
{
    constexpr std::array<std::string_view, 8> bases{"比", "较", "以", "按", "cny", "usd", "gb", "t"};
    constexpr std::array<std::string_view, 12> others{"不变", "可比",     "价",   "=",    "为",   "版",
                                                      "年鉴", "统计年鉴", "标准", "基期", "基价", "口径"};
    if (behind.starts_with("年") && !behind.starts_with("年鉴")) behind.remove_prefix(std::string_view{"年"}.size());
    const bool date = !behind.empty() && is_digit(behind.front());
    return date || ends_with(before, bases) || starts_with(behind, others);
}

} // namespace

std::set<int> stated_years(std::string_view text)
{
    constexpr std::size_t digits = 4;
    const auto plain = plain_name(text);
    const std::string_view all = plain;
    std::set<int> out;
    if (all.find("年鉴") != std::string_view::npos) return out;
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (!is_digit(all[at])) continue;
        auto end = at;
        while (end < all.size() && is_digit(all[end])) ++end;
        const auto before = all.substr(0, at), behind = all.substr(end);
        const auto year = end - at == digits ? office_year(all.substr(at, digits)) : std::nullopt;
        at = end - 1;
        if (!year) continue;
        if (is_range(before, behind)) return {};
        if (!is_of_something_else(before, behind)) out.insert(*year);
    }
    return out;
}

} // namespace peaksite
