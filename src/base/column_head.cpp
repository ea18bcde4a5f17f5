#include "base/column_head.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>

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

// Half-width, round brackets only, one blank for any white space.
std::string tidy(std::string_view source)
{
    auto out = half_width(source);
    constexpr std::array<Replacement, 13> replacements{{{"〔", "("},
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
    for (const auto& [from, to] : replacements) replace_all(out, from, to);
    const auto both_blank = [](char a, char b) { return a == ' ' && b == ' '; };
    out.erase(std::ranges::unique(out, both_blank).begin(), out.end());
    return std::string{trimmed(out)};
}

std::string without_blanks(std::string text)
{
    std::erase(text, ' ');
    return text;
}

// The parts of "亿元，当年价" one by one.
std::vector<std::string> parts_of(std::string text)
{
    for (const std::string_view separator : {"，", "、", "；", ";"}) replace_all(text, separator, ",");
    std::vector<std::string> out;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        if (const auto part = trimmed(std::string_view{text}.substr(begin, end - begin)); !part.empty())
            out.emplace_back(part);
        begin = end + 1;
    }
    return out;
}

std::optional<Unit> unit_in(const std::string& text)
{
    for (const auto& part : parts_of(text))
        if (auto found = office_unit(part)) return found;
    return {};
}

ColumnHead split(const std::string& text, std::size_t begin, std::size_t end, Unit found)
{
    return {.text = text, .name = without_blanks(text.substr(0, begin) + text.substr(end)), .unit = std::move(found)};
}

// The last bracket that holds a unit.
std::optional<ColumnHead> with_bracket(const std::string& text)
{
    for (auto close = text.rfind(')'); close != std::string::npos && close > 0; close = text.rfind(')', close - 1)) {
        const auto open = text.rfind('(', close);
        if (open == std::string::npos) return {};
        if (auto found = unit_in(text.substr(open + 1, close - open - 1)))
            return split(text, open, close + 1, std::move(*found));
    }
    return {};
}

// What follows the first sign after which only a unit stands.
std::optional<ColumnHead> with_sign(const std::string& text)
{
    for (auto at = text.find_first_of("/,:"); at != std::string::npos; at = text.find_first_of("/,:", at + 1)) {
        if (at == 0) continue;
        if (auto found = office_unit(text.substr(at + 1))) return split(text, at, text.size(), std::move(*found));
    }
    return {};
}

constexpr std::array<std::string_view, 4> unit_words{"计量单位:", "单位:", "unit:", "Unit:"};

bool says_unit(const std::string& text)
{
    const auto plain = without_blanks(text);
    return std::ranges::any_of(unit_words, [&](std::string_view start) { return plain.starts_with(start); });
}

// "亿" by itself: so many of whatever the column counts.
std::optional<Unit> bare_scale(std::string_view plain)
{
    struct Scale {
        std::string_view word;
        double times;
    };
    constexpr std::array scales{Scale{"千", 1e3},   Scale{"万", 1e4}, Scale{"百万", 1e6},
                                Scale{"千万", 1e7}, Scale{"亿", 1e8}, Scale{"万亿", 1e12}};
    const auto found = std::ranges::find(scales, plain, &Scale::word);
    return found == scales.end() ? std::nullopt : std::optional{pure_number({found->times, 1})};
}

bool has_letter(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80 || c == '%';
    });
}

} // namespace

std::optional<Unit> office_unit(std::string_view source)
{
    auto plain = tidy(source);
    for (const std::string_view start : {"计量单位:", "单位:", "unit:", "Unit:", "in "})
        if (plain.starts_with(start)) plain = std::string{trimmed(plain.substr(start.size()))};
    replace_all(plain, "人民币", "");
    replace_all(plain, "RMB", "CNY");
    if (plain.ends_with("度") && !plain.ends_with("摄氏度"))
        plain.replace(plain.size() - std::string_view{"度"}.size(), std::string::npos, "千瓦时");
    replace_all(plain, "大卡", "kcal");
    if (!has_letter(plain)) return {};
    if (auto scale = bare_scale(plain)) return scale;
    try {
        return unit(plain);
    } catch (const UsageError&) {
        return {};
    }
}

std::vector<Unit> units_of_table(std::string_view cell)
{
    auto plain = tidy(cell);
    // "(单位:万元)" by itself, or at the end of a title.
    if (const auto open = plain.rfind('('); open != std::string::npos && plain.ends_with(')'))
        if (const auto inner = plain.substr(open + 1, plain.size() - open - 2); open == 0 || says_unit(inner))
            plain = inner;
    plain = without_blanks(std::move(plain));
    std::vector<Unit> out;
    for (const auto start : unit_words) {
        if (!plain.starts_with(start)) continue;
        for (const auto& part : parts_of(plain.substr(start.size())))
            if (auto found = office_unit(part)) out.push_back(std::move(*found));
        return out;
    }
    return out;
}

ColumnHead column_head(std::string_view source)
{
    const auto text = tidy(source);
    constexpr std::size_t longest = 300; // what is longer is no head with a unit
    if (text.size() <= longest) {
        if (auto found = with_bracket(text)) return *found;
        if (auto found = with_sign(text)) return *found;
    }
    return {.text = text, .name = without_blanks(text), .unit = {}};
}

std::string plain_name(std::string_view text) { return lower(without_blanks(tidy(text))); }

} // namespace peaksite
