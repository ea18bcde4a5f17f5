#include "base/office_unit.hpp"

#include "base/error.hpp"
#include "base/office_signs.hpp"
#include "base/text.hpp"
#include "base/unit_table.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_latin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_wide(char c) { return static_cast<unsigned char>(c) >= 0x80; }

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
    constexpr std::array<std::string_view, 8> words{"百分比", "百分数",  "百分率",   "百分点",
                                                    "pct",    "percent", "per cent", "Percent"};
    if (std::ranges::find(words, plain) != words.end()) return unit("%");
    return plain == "千分比" || plain == "千分数" ? std::optional{unit("‰")} : std::nullopt;
}

bool has_letter(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return is_latin(c) || is_wide(c) || c == '%'; });
}

// A number directly before a word of the calendar: "2020年", "10月".
bool names_date(std::string_view text)
{
    for (const std::string_view word : {"年", "月", "日", "季", "号"})
        for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
            if (at > 0 && is_digit(text[at - 1])) return true;
    return false;
}

// Numbers that stand before what they count; those of exponents and names ("m2", "10^4", "CNY2020") do not.
std::vector<std::string_view> multipliers(std::string_view text)
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

bool is_power_of_ten(std::string_view number)
{
    return number.starts_with('1') && number.find_first_not_of('0', 1) == std::string_view::npos;
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
        if (out.size() > base.size() && out.starts_with(base)) out.remove_prefix(base.size());
        if (out.size() > base.size() && out.ends_with(base)) out.remove_suffix(base.size());
        out = trimmed(out);
    }
    return std::string{out};
}

std::optional<Unit> known_unit(const std::string& plain)
{
    if (!has_letter(plain) || names_date(plain)) return {};
    if (auto found = percent(plain)) return found;
    if (auto scale = bare_scale(plain)) return scale;
    if (!std::ranges::all_of(multipliers(plain), is_power_of_ten)) return {};
    try {
        return unit(plain);
    } catch (const UsageError&) {
        return {};
    }
}

constexpr std::array<std::string_view, 6> magnitudes{"十", "百", "千", "万", "亿", "兆"};

std::string_view without_magnitudes(std::string_view text)
{
    while (starts_with_any(text, magnitudes)) text.remove_prefix(std::string_view{"万"}.size());
    return text;
}

// "万箱": so many of something short.
bool counts_something(std::string_view text)
{
    constexpr std::size_t longest = 9; // three Chinese signs
    constexpr std::array<std::string_view, 12> others{"月", "日", "年", "天", "号", "时",
                                                      "分", "强", "货", "四", "三", "二"};
    const auto what = without_magnitudes(text);
    return !starts_with_any(what, others) && what.size() < text.size() && !what.empty() && what.size() <= longest &&
           what.find_first_of("()0123456789") == std::string_view::npos;
}

// "人/企业": some of what operators join is a unit.
bool joins_units(std::string_view text)
{
    constexpr std::string_view operators = "/*^";
    if (text.find_first_of(operators) == std::string_view::npos && text.find("·") == std::string_view::npos)
        return false;
    std::string plain{text};
    for (auto at = plain.find("·"); at != std::string::npos; at = plain.find("·"))
        plain.replace(at, std::string_view{"·"}.size(), "*");
    for (std::size_t begin = 0; begin <= plain.size();) {
        const auto end = std::min(plain.find_first_of("/*^() 0123456789-", begin), plain.size());
        const auto word = std::string_view{plain}.substr(begin, end - begin);
        if (!word.empty() && (named_unit(word) || counts_something(word))) return true;
        begin = end + 1;
    }
    return false;
}

// "104kWh": ten to the fourth whose exponent is no longer raised.
bool lost_its_exponent(std::string_view text)
{
    const auto numbers = multipliers(text);
    return std::ranges::any_of(numbers, [&](std::string_view number) {
        const auto behind = static_cast<std::size_t>(number.data() - text.data()) + number.size();
        constexpr std::size_t longest = 4;
        return number.starts_with("10") && number.size() > 2 && number.size() <= longest && !is_power_of_ten(number) &&
               named_unit(trimmed(text.substr(behind))).has_value();
    });
}

bool differs_in_case(std::string_view text)
{
    if (text.size() < 2 || !std::ranges::all_of(text, is_latin)) return false;
    return std::ranges::any_of(unit_names(), [&](const std::string& name) {
        return name.size() == text.size() && lower(name) == lower(text);
    });
}

bool ends_as_unit(std::string_view text)
{
    constexpr std::array<std::string_view, 20> ends{"吨",   "瓦时", "千瓦", "兆瓦", "吉瓦",   "千焦",  "兆焦",
                                                    "吉焦", "太焦", "千克", "毫克", "毫米",   "厘米",  "分米",
                                                    "延米", "公顷", "亩",   "公里", "平方米", "立方米"};
    constexpr std::array<std::string_view, 4> money{"港元", "韩元", "加元", "澳元"};
    constexpr std::array<std::string_view, 17> remarks{"含", "不", "按", "以", "其", "除", "包", "约", "超",
                                                       "小", "大", "高", "低", "新", "未", "全", "共"};
    constexpr std::size_t longest = 24;
    return text.size() <= longest && !starts_with_any(text, remarks) &&
           (ends_with_any(text, ends) || ends_with_any(text, money)) &&
           text.find_first_of("0123456789<>=") == std::string_view::npos;
}

// Units that the table of units leaves out.
bool is_foreign(std::string_view text)
{
    constexpr std::array<std::string_view, 30> names{
        "toe",      "ktoe",     "mtoe",   "kgoe",   "boe", "kva",      "mva", "kv",   "lb",   "ft",
        "acre",     "acres",    "btu",    "mmbtu",  "bbl", "mwe",      "gwe", "mwac", "mwdc", "mwth",
        "吨油当量", "吨标准油", "吨标油", "标准油", "担",  "平方市里", "两",  "顷",   "公亩", "卢布"};
    return std::ranges::find(names, lower(text)) != names.end();
}

bool is_share_of_something(std::string_view text)
{
    const auto sign = std::min(text.find('%'), text.find("‰"));
    return sign != std::string_view::npos && (sign == 0 || !is_digit(text[sign - 1]));
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

bool looks_like_unit(std::string_view source)
{
    constexpr std::size_t longest = 60;
    if (source.size() > longest) return false;
    const auto plain = compact(office_signs(source));
    if (!has_letter(plain) || names_date(plain) || plain.starts_with("GB") || plain.starts_with("DB")) return false;
    if (plain.find("实物") != std::string::npos) return false; // each row has a unit of its own
    return counts_something(plain) || joins_units(plain) || lost_its_exponent(plain) || differs_in_case(plain) ||
           ends_as_unit(plain) || is_foreign(plain) || is_share_of_something(plain);
}

} // namespace peaksite
