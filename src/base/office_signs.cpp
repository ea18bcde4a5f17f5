#include "base/office_signs.hpp"

#include "base/letters.hpp"
#include "base/text.hpp"
#include "base/unit_table.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace peaksite {

namespace {

using Replacement = std::pair<std::string_view, std::string_view>;

void replace_all(std::string& text, std::string_view from, std::string_view to)
{
    auto at = text.find(from);
    if (at == std::string::npos) return;
    std::string out;
    std::size_t begin = 0;
    for (; at != std::string::npos; at = text.find(from, begin)) {
        out.append(text, begin, at - begin).append(to);
        begin = at + from.size();
    }
    text = out.append(text, begin);
}

template <std::size_t N>
void replace_all(std::string& text, const std::array<Replacement, N>& replacements)
{
    for (const auto& [from, to] : replacements) replace_all(text, from, to);
}

// Signs of units in the wrong case that can mean one unit only; "mW", "MT" and "ML" may mean two.
std::string_view right_case(std::string_view run, char behind, bool alone)
{
    constexpr std::array<std::string_view, 32> signs{"kW",  "MW",  "GW",  "TW",  "kWh",     "MWh",   "GWh",  "TWh",
                                                     "kWp", "MWp", "GWp", "kJ",  "MJ",      "GJ",    "TJ",   "PJ",
                                                     "kg",  "km",  "kt",  "ha",  "hm",      "tce",   "kgce", "kPa",
                                                     "MPa", "mm",  "cm",  "CNY", "persons", "count", "hour", "kcal"};
    if (named_unit(run)) return run;
    const bool milli = run.front() == 'm' && std::ranges::any_of(run, [](char c) { return c >= 'A' && c <= 'Z'; });
    const auto small = lower(run);
    if (behind == '2' && small == "co") return "CO";
    if (behind == '2' && small == "tco") return "tCO";
    if (behind == '3' && small == "nm") return "Nm";
    if (run == "M" && (behind == '2' || behind == '3')) return "m";
    if (run == "T" && !alone) return "t";
    if (run == "H") return "h";
    const auto found = std::ranges::find_if(signs, [&](std::string_view sign) { return lower(sign) == small; });
    return found == signs.end() || milli ? run : *found;
}

std::string in_right_case(std::string_view text)
{
    const auto of_words = [](char c) { return is_latin(c) || is_wide(c); };
    const auto signs = std::ranges::count_if(text, of_words);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto end = at;
        while (end < text.size() && is_latin(text[end])) ++end;
        if (end == at)
            out += text[at++];
        else {
            out += right_case(text.substr(at, end - at), end < text.size() ? text[end] : '\0', signs == 1);
            at = end;
        }
    }
    return out;
}

// "sq km", "sq. m", "cu m": the power behind what it is of.
std::string with_powers(std::string text)
{
    constexpr auto words = std::to_array<std::pair<std::string_view, char>>({{"sq. ", '2'},
                                                                             {"sq.", '2'},
                                                                             {"sq ", '2'},
                                                                             {"square ", '2'},
                                                                             {"sq", '2'},
                                                                             {"cu. ", '3'},
                                                                             {"cu.", '3'},
                                                                             {"cu ", '3'},
                                                                             {"cubic ", '3'}});
    for (const auto& [word, power] : words)
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
            const auto begin = at + word.size();
            auto end = begin;
            while (end < text.size() && is_latin(text[end])) ++end;
            auto run = text.substr(begin, end - begin);
            const bool within = at > 0 && is_latin(text[at - 1]);
            if (!within && !run.empty() && named_unit(run)) text.replace(at, end - at, run += power);
        }
    return text;
}

// "万度", "10^4度", "元/度" are of electricity; 度 alone may be of an angle, and 年度, 密度 are no unit.
bool ends_in_counted_degrees(std::string_view text)
{
    constexpr std::string_view degrees = "度";
    if (!text.ends_with(degrees)) return false;
    text.remove_suffix(degrees.size());
    text = trimmed(text);
    if (text.empty()) return false;
    constexpr std::array<std::string_view, 6> many{"十", "百", "千", "万", "亿", "/"};
    return is_digit(text.back()) ||
           std::ranges::any_of(many, [&](std::string_view word) { return text.ends_with(word); });
}

// "{亿元}" as "(亿元)"; "{year}" of a pattern stays.
void replace_braces(std::string& text)
{
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
        const auto close = text.find('}', open);
        if (close == std::string::npos) return;
        if (text.substr(open, close - open) == "{year") continue;
        text[open] = '(';
        text[close] = ')';
    }
}

// "¥亿", "CNY万": the money behind how many of it.
void put_money_behind(std::string& text)
{
    constexpr std::array<std::string_view, 5> many{"十", "百", "千", "万", "亿"};
    for (const std::string_view money : {"元", "CNY", "USD", "EUR"}) {
        if (!text.starts_with(money)) continue;
        const auto rest = trimmed(std::string_view{text}.substr(money.size()));
        auto behind = rest;
        while (std::ranges::any_of(many, [&](std::string_view word) { return behind.starts_with(word); }))
            behind.remove_prefix(many.front().size());
        if (behind.size() == rest.size()) return;
        const auto what = behind.starts_with("元") ? std::string_view{} : money;
        text = std::string{rest.substr(0, rest.size() - behind.size())}.append(what).append(behind);
        return;
    }
}

} // namespace

std::string simplified(std::string_view source)
{
    constexpr auto signs = std::to_array<Replacement>(
        {{"億", "亿"},     {"萬", "万"},     {"噸", "吨"},     {"頃", "顷"},     {"畝", "亩"},     {"戶", "户"},
         {"個", "个"},     {"輛", "辆"},     {"臺", "台"},     {"標", "标"},     {"準", "准"},     {"當", "当"},
         {"價", "价"},     {"時", "时"},     {"車", "车"},     {"圓", "圆"},     {"亿圆", "亿元"}, {"万圆", "万元"},
         {"千圆", "千元"}, {"百圆", "百元"}, {"美圆", "美元"}, {"日圆", "日元"}, {"圆/", "元/"}});
    std::string out{source};
    for (const auto& [from, to] : signs) replace_all(out, from, to);
    return out;
}

std::string office_text(std::string_view source)
{
    auto out = half_width(source);
    constexpr std::array<Replacement, 17> replacements{{{"〔", "("},
                                                        {"〈", "("},
                                                        {"〉", ")"},
                                                        {"『", "("},
                                                        {"』", ")"},
                                                        {"〕", ")"},
                                                        {"【", "("},
                                                        {"】", ")"},
                                                        {"[", "("},
                                                        {"]", ")"},
                                                        {"「", "("},
                                                        {"」", ")"},
                                                        {"\r", " "},
                                                        {"\n", " "},
                                                        {"\t", " "},
                                                        {"\u00a0", " "},
                                                        {"\ufeff", ""}}};
    replace_all(out, replacements);
    replace_braces(out);
    const auto both_blank = [](char a, char b) { return a == ' ' && b == ' '; };
    out.erase(std::unique(out.begin(), out.end(), both_blank), out.end());
    return std::string{trimmed(out)};
}

std::string without_blanks(std::string text)
{
    std::erase(text, ' ');
    return text;
}

std::string office_signs(std::string_view source)
{
    auto plain = simplified(office_text(source));
    for (const std::string_view start : {"计量单位:", "单位:", "unit:", "Unit:", "in "})
        if (plain.starts_with(start)) plain = std::string{trimmed(std::string_view{plain}.substr(start.size()))};
    constexpr auto signs = std::to_array<Replacement>(
        {{"㎡", "m2"},       {"㎥", "m3"},      {"㎢", "km2"},     {"㎞", "km"},      {"㎏", "kg"},
         {"㎜", "mm"},       {"㎝", "cm"},      {"㎾", "kW"},      {"㎿", "MW"},      {"₂", "2"},
         {"CO2-eq", "CO2e"}, {"CO2-e", "CO2e"}, {"人民币", ""},    {"RMB", "CNY"},    {"大卡", "kcal"},
         {"瓦·时", "瓦时"},  {"瓦•时", "瓦时"}, {"瓦.时", "瓦时"}, {"瓦*时", "瓦时"}, {"瓦·小时", "瓦时"},
         {"瓦小时", "瓦时"}, {"•", "·"},        {"/每", "/"},      {"-CO2", " CO2"},  {"¥", "元"},
         {"￥", "元"},       {"公吨", "吨"},    {"千卡", "kcal"}});
    for (const auto& [from, to] : signs) replace_all(plain, from, to);
    put_money_behind(plain);
    plain = with_powers(std::move(plain));
    for (auto at = plain.find("每"); at != std::string::npos && at > 0; at = plain.find("每", at + 1))
        plain.replace(at, std::string_view{"每"}.size(), "/");
    if (ends_in_counted_degrees(plain))
        plain.replace(plain.size() - std::string_view{"度"}.size(), std::string::npos, "千瓦时");
    for (const std::string_view times : {"×", "*", "x", "X"})
        if (plain.starts_with(times) && plain.size() > times.size() && is_digit(plain[times.size()]))
            plain.erase(0, times.size());
    return in_right_case(plain);
}

std::string compact(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool beside = (at > 0 && is_wide(text[at - 1])) || (at + 1 < text.size() && is_wide(text[at + 1]));
        if (text[at] != ' ' || !beside) out += text[at];
    }
    return out;
}

} // namespace peaksite
