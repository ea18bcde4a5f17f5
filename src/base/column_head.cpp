#include "base/column_head.hpp"

#include "base/office_signs.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

// The parts of "亿元，当年价" one by one.
std::vector<std::string> words_of_head(std::string text)
{
    for (const std::string_view separator : {"，", "、", "；", ";"})
        for (auto at = text.find(separator); at != std::string::npos; at = text.find(separator))
            text.replace(at, separator.size(), 1, ',');
    std::vector<std::string> out;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        if (const auto part = trimmed(std::string_view{text}.substr(begin, end - begin)); !part.empty())
            out.emplace_back(part);
        begin = end + 1;
    }
    return out;
}

// 度 is of electricity, of an angle or of warmth: what a head speaks of tells, or nothing does.
std::optional<Unit> degrees_of(std::string_view about)
{
    constexpr auto kinds = std::to_array<std::pair<std::string_view, std::string_view>>({{"电", "kWh"},
                                                                                         {"坡", "deg"},
                                                                                         {"角", "deg"},
                                                                                         {"经度", "deg"},
                                                                                         {"纬度", "deg"},
                                                                                         {"方位", "deg"},
                                                                                         {"倾斜", "deg"},
                                                                                         {"温", "degC"}});
    std::optional<Unit> out;
    for (const auto& [word, of] : kinds) {
        if (about.find(word) == std::string_view::npos) continue;
        const auto found = unit(of);
        if (out && *out != found) return {};
        out = found;
    }
    return out;
}

std::optional<Unit> unit_of(std::string_view word, std::string_view about)
{
    return office_text(word) == "度" ? degrees_of(about) : column_unit(word);
}

// Units of the parts of a bracket, each once. A word of time beside another says of when.
std::vector<Unit> units_in(const std::string& text, std::string_view about)
{
    static const Unit second = unit("s");
    std::vector<Unit> out;
    for (const auto& part : words_of_head(text)) {
        auto found = unit_of(part, about);
        if (!found || std::ranges::find(out, *found) != out.end()) continue;
        if (out.empty() || !same_dimension(*found, second)) out.push_back(std::move(*found));
    }
    return out;
}

ColumnHead split(const std::string& text, std::size_t begin, std::size_t end, Unit found)
{
    return {.text = text, .name = without_blanks(text.substr(0, begin) + text.substr(end)), .unit = std::move(found)};
}

// Where brackets begin and end: those that end last first, each before what stands in it.
struct Bracket {
    std::size_t open, close;
};

std::vector<Bracket> brackets_of(const std::string& text)
{
    std::vector<Bracket> out;
    std::vector<std::size_t> closed;
    for (auto at = text.size(); at-- > 0;) {
        if (text[at] == ')') {
            closed.push_back(out.size());
            out.push_back({.open = std::string::npos, .close = at});
        } else if (text[at] == '(' && !closed.empty()) {
            out[closed.back()].open = at;
            closed.pop_back();
        }
    }
    std::erase_if(out, [](const Bracket& one) { return one.open == std::string::npos; });
    return out;
}

std::string inside(const std::string& text, const Bracket& bracket)
{
    return text.substr(bracket.open + 1, bracket.close - bracket.open - 1);
}

// A head that states two units, and so none.
ColumnHead in_doubt(const std::string& text, const Unit& first, const Unit& second)
{
    return {.text = text, .name = without_blanks(text), .unit = UnknownUnit{first.text() + ", " + second.text()}};
}

// The last bracket that holds a unit.
std::optional<ColumnHead> with_bracket(const std::string& text)
{
    for (const auto& bracket : brackets_of(text)) {
        const auto found = units_in(inside(text, bracket), text.substr(0, bracket.open) + text.substr(bracket.close));
        if (found.size() > 1) return in_doubt(text, found[0], found[1]);
        if (!found.empty()) return split(text, bracket.open, bracket.close + 1, found.front());
    }
    return {};
}

// What follows the first sign after which only a unit stands.
std::optional<ColumnHead> with_sign(const std::string& text)
{
    for (auto at = text.find_first_of("/,:"); at != std::string::npos; at = text.find_first_of("/,:", at + 1)) {
        if (at == 0) continue;
        const auto rest = trimmed(std::string_view{text}.substr(at + 1));
        if (auto found = rest == "度" ? degrees_of(text.substr(0, at)) : office_unit(rest))
            return split(text, at, text.size(), std::move(*found));
    }
    return {};
}

// A sign of percent, or 万 and 亿 of something, at the end: "绿地率%", "投资万元"; not "产值过亿元".
std::optional<ColumnHead> with_ending(const std::string& text)
{
    for (const std::string_view ending : {"%", "‰", "百分比", "百分数"})
        if (text.ends_with(ending))
            if (auto found = office_unit(ending))
                return split(text, text.size() - ending.size(), text.size(), std::move(*found));
    constexpr std::array<std::string_view, 10> many{"万",   "亿",   "十万", "百万", "千万",
                                                    "十亿", "百亿", "千亿", "万亿", "百万亿"};
    constexpr std::array<std::string_view, 9> limits{"过", "超", "足", "于", "达", "第", "每", "数", "近"};
    for (std::size_t at = 1; at < text.size(); ++at) {
        const auto rest = std::string_view{text}.substr(at), before = std::string_view{text}.substr(0, at);
        const auto begins = [&](std::string_view word) { return rest.starts_with(word); };
        if (std::ranges::none_of(many, begins)) continue;
        const bool limit = std::ranges::any_of(limits, [&](std::string_view word) { return before.ends_with(word); });
        const bool counted = before.back() >= '0' && before.back() <= '9';
        auto found = limit || counted ? std::nullopt : office_unit(rest);
        if (found && !found->is_dimensionless()) return split(text, at, text.size(), std::move(*found));
        break;
    }
    return {};
}

// As it was found, unless the rest of the head states another unit: "产值（万元）/比重（%）".
ColumnHead without_doubt(ColumnHead head)
{
    const auto* found = head.unit.known();
    if (found == nullptr) return head;
    auto other = with_bracket(head.name);
    if (!other) other = with_ending(head.name);
    const auto* beside = other ? other->unit.known() : nullptr;
    return beside == nullptr || *beside == *found ? head : in_doubt(head.text, *beside, *found);
}

// What stands in brackets, or behind a sign, and looks like a unit.
StatedUnit strange_unit_of(const std::string& text)
{
    for (const auto& bracket : brackets_of(text))
        for (const auto& part : words_of_head(inside(text, bracket)))
            if (looks_like_unit(part)) return UnknownUnit{part};
    const auto sign = text.find_first_of("/,:");
    if (sign == std::string::npos || sign == 0 || text.find('(') != std::string::npos) return {};
    const auto rest = trimmed(std::string_view{text}.substr(sign + 1));
    return looks_like_unit(rest) ? StatedUnit{UnknownUnit{std::string{rest}}} : StatedUnit{};
}

constexpr std::array<std::string_view, 4> unit_words{"计量单位:", "单位:", "unit:", "Unit:"};

bool says_unit(const std::string& text)
{
    const auto plain = without_blanks(text);
    return std::ranges::any_of(unit_words, [&](std::string_view start) { return plain.starts_with(start); });
}

// "主要指标 单位：万元 2022年": the units behind that word up to a blank. Where no blank stands before it
// ("金额单位：", but also "填报单位："), all must be units.
std::vector<std::string> parts_in_title(const std::string& plain)
{
    constexpr std::string_view word = "单位:";
    for (auto at = plain.find(word); at != std::string::npos; at = plain.find(word, at + 1)) {
        const auto rest = trimmed(std::string_view{plain}.substr(at + word.size()));
        auto parts = words_of_head(std::string{rest.substr(0, std::min(rest.find(' '), rest.size()))});
        const bool apart = at > 0 && (plain[at - 1] == ' ' || plain[at - 1] == '(' || plain[at - 1] == ')');
        const bool all = std::ranges::all_of(parts, [](const auto& part) { return office_unit(part).has_value(); });
        if (!parts.empty() && (apart || all)) return parts;
    }
    return {};
}

// The parts of "单位：万元、人", also in brackets, or at the end of a title.
std::vector<std::string> parts_of_table_units(std::string_view cell)
{
    auto plain = office_text(cell);
    if (const auto open = plain.rfind('('); open != std::string::npos && plain.ends_with(')'))
        if (const auto inner = plain.substr(open + 1, plain.size() - open - 2); open == 0 || says_unit(inner))
            plain = inner;
    const auto close = without_blanks(plain);
    for (const auto start : unit_words)
        if (close.starts_with(start)) return words_of_head(close.substr(start.size()));
    return parts_in_title(plain);
}

ColumnHead taken_apart(const std::string& text)
{
    constexpr std::size_t longest = 300; // what is longer is no head with a unit
    if (text.size() <= longest) {
        if (auto found = with_bracket(text)) return without_doubt(std::move(*found));
        if (auto found = with_sign(text)) return without_doubt(std::move(*found));
        if (auto found = with_ending(text)) return without_doubt(std::move(*found));
    }
    return {.text = text,
            .name = without_blanks(text),
            .unit = text.size() <= longest ? strange_unit_of(text) : StatedUnit{}};
}

} // namespace

std::vector<Unit> units_of_table(std::string_view cell)
{
    std::vector<Unit> out;
    for (const auto& part : parts_of_table_units(cell))
        if (auto found = office_unit(part)) out.push_back(std::move(*found));
    return out;
}

std::vector<std::string> strange_units_of_table(std::string_view cell)
{
    std::vector<std::string> out;
    for (auto& part : parts_of_table_units(cell))
        if (!office_unit(part) && looks_like_unit(part)) out.push_back(std::move(part));
    return out;
}

ColumnHead column_head(std::string_view source)
{
    const auto written = office_text(source);
    auto out = taken_apart(simplified(written));
    out.text = written;
    return out;
}

bool counts_rows(std::string_view head)
{
    constexpr std::array<std::string_view, 6> words{"序号", "行号", "行次", "no", "no.", "#"};
    return std::ranges::find(words, plain_name(head)) != words.end();
}

std::string plain_name(std::string_view text) { return lower(without_blanks(office_text(text))); }

} // namespace peaksite
