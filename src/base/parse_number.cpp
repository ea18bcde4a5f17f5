#include "base/parse_number.hpp"

#include "base/text.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace peaksite {

std::optional<double> parse_number(std::string_view source)
{
    const auto plain = half_width(source);
    auto body = trimmed(plain);
    if (body.starts_with('+')) body.remove_prefix(1);
    if (body.size() < trimmed(plain).size() && body.starts_with('-')) return {}; // two signs
    double value = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), value);
    if (error != std::errc{} || end != body.data() + body.size() || !std::isfinite(value)) return {};
    return value;
}

bool says_missing(std::string_view source)
{
    constexpr std::array<std::string_view, 27> words{
        "",     "-", "--", "---", "—",  "——",  "–",  "unknown", "tbd",  "na",   "n/a",  "#n/a",   "nan",   "null",
        "none", "/", "\\", "…",   "……", "...", "无", "缺",      "缺失", "不详", "未知", "未统计", "无数据"};
    const auto plain = half_width(source);
    const auto word = lower(trimmed(plain));
    return std::ranges::find(words, word) != words.end();
}

} // namespace peaksite
