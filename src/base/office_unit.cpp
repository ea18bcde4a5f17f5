#include "base/office_unit.hpp"

#include "base/error.hpp"
#include "base/office_signs.hpp"
#include "base/text.hpp"
#include "base/unit_words.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

// "亿" by itself: so many of whatever the column counts.
std::optional<Unit> bare_scale(std::string_view plain)
{
    struct Scale {
        std::string_view word;
        double times;
    };
    constexpr std::array scales{Scale{"百", 1e2},    Scale{"千", 1e3},    Scale{"万", 1e4},   Scale{"十万", 1e5},
                                Scale{"百万", 1e6},  Scale{"千万", 1e7},  Scale{"亿", 1e8},   Scale{"十亿", 1e9},
                                Scale{"百亿", 1e10}, Scale{"千亿", 1e11}, Scale{"万亿", 1e12}};
    const auto found = std::ranges::find(scales, plain, &Scale::word);
    return found == scales.end() ? std::nullopt : std::optional{pure_number({found->times, 1})};
}

std::optional<Unit> percent(std::string_view plain)
{
    if (plain == "1/100" || plain == "百分之一") return unit("%");
    if (plain == "1/1000" || plain == "千分之一") return unit("‰");
    if (plain == "1/10000" || plain == "万分之一") return pure_number({1, 1e4});
    constexpr std::array<std::string_view, 8> words{"百分比", "百分数",  "百分率",   "百分点",
                                                    "pct",    "percent", "per cent", "Percent"};
    if (std::ranges::find(words, plain) != words.end()) return unit("%");
    return plain == "千分比" || plain == "千分数" ? std::optional{unit("‰")} : std::nullopt;
}

// Without brackets that hold no unit: "万吨标准煤(等价值)/(当量值)".
std::string without_remarks(std::string text)
{
    for (auto close = text.find(')'); close != std::string::npos; close = text.find(')', close + 1)) {
        const auto open = text.rfind('(', close);
        if (open == std::string::npos) return text;
        const auto inside = text.substr(open + 1, close - open - 1);
        if (office_unit(inside) || looks_like_unit(inside)) continue;
        text.erase(open, close - open + 1);
        close = open == 0 ? 0 : open - 1;
    }
    while (!text.empty() && (text.back() == '/' || text.back() == ' ')) text.pop_back();
    return text;
}

// Without words of the prices, or of the way energy is counted, that an amount is in.
std::string without_bases(std::string_view text)
{
    constexpr std::array<std::string_view, 12> bases{"按当年价格计算", "按可比价格计算", "当年价格", "现行价格",
                                                     "不变价格",       "可比价格",       "当年价",   "现价",
                                                     "不变价",         "可比价",         "等价值",   "当量值"};
    auto out = trimmed(text);
    for (const auto base : bases) {
        if (out.size() > base.size() && out.starts_with(base)) {
            out.remove_prefix(base.size());
            if (out.starts_with('/') || out.starts_with(':')) out.remove_prefix(1);
        }
        if (out.size() > base.size() && out.ends_with(base)) {
            out.remove_suffix(base.size());
            if (out.ends_with('/') || out.ends_with(':')) out.remove_suffix(1);
        }
        out = trimmed(out);
    }
    return std::string{out};
}

// How often a product and a solidus stand outside of brackets, products behind a solidus only: "kWh/m2·a".
struct Operators {
    std::size_t solidi = 0, products_below = 0, first_solidus = 0;
};

Operators operators_of(std::string_view text)
{
    constexpr std::string_view dot = "·";
    Operators out;
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
        if (depth != 0) continue;
        if (text[at] == '/' && out.solidi++ == 0) out.first_solidus = at;
        const std::size_t length = text[at] == '*' || text[at] == '.' ? 1
                                   : text.substr(at).starts_with(dot) ? dot.size()
                                                                      : 0;
        const bool of_unit = length > 0 && at + length < text.size() && !is_digit(text[at + length]);
        if (of_unit && out.solidi > 0) ++out.products_below;
    }
    return out;
}

std::optional<Unit> known_unit(const std::string& plain)
{
    if (auto found = percent(plain)) return found;
    if (!has_letter(plain) || names_date(plain)) return {};
    if (auto scale = bare_scale(plain)) return scale;
    if (!std::ranges::all_of(multipliers(plain), is_power_of_ten)) return {};
    const auto operators = operators_of(plain);
    if (operators.products_below > 0 && operators.solidi > 1) return {};
    const auto below = operators.first_solidus + 1;
    try {
        return unit(operators.products_below == 0 ? plain : plain.substr(0, below) + "(" + plain.substr(below) + ")");
    } catch (const UsageError&) {
        return {};
    }
}

} // namespace

std::optional<Unit> office_unit(std::string_view source)
{
    constexpr std::size_t longest = 100; // what is longer is a sentence
    if (source.size() > longest) return {};
    const auto plain = office_signs(source);
    if (auto found = known_unit(plain)) return found;
    const auto close = compact(plain);
    if (close != plain)
        if (auto found = known_unit(close)) return found;
    const auto bare = without_bases(close.find('(') == std::string::npos ? close : without_remarks(close));
    return bare == close ? std::nullopt : known_unit(bare);
}

std::optional<Unit> column_unit(std::string_view text)
{
    if (auto found = office_unit(text)) return found;
    const auto plain = compact(office_signs(text));
    for (const std::string_view sign : {"%", "‰"})
        if (plain.ends_with(sign) && is_share_of_something(plain) && !names_date(plain)) {
            const auto of = std::string_view{plain}.substr(0, plain.size() - sign.size());
            const bool words = of.find_first_of("/*^()%") == std::string_view::npos;
            if (words && !office_unit(of)) return unit(std::string{sign});
        }
    return {};
}

} // namespace peaksite
