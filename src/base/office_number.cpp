#include "base/office_number.hpp"

#include "base/letters.hpp"
#include "base/parse_number.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace peaksite {

namespace {

constexpr std::array<std::string_view, 4> blanks{"\u00a0", "\u2009", "\u202f", "\u2007"};

std::string with_plain_signs(std::string_view source)
{
    auto out = half_width(source);
    const auto replace = [&](std::string_view from, std::string_view to) {
        for (auto at = out.find(from); at != std::string::npos; at = out.find(from, at + to.size()))
            out.replace(at, from.size(), to);
    };
    for (const auto blank : blanks) replace(blank, " ");
    replace("−", "-");
    return std::string{trimmed(out)};
}

// Groups of three after a first of one to three, all with the same separator: "1,234,567"; no group of thousands
// begins with 0.
bool is_grouped(std::string_view whole, char separator)
{
    if (whole.starts_with('0')) return false;
    std::size_t group = 0, groups = 0;
    for (const char c : whole) {
        if (is_digit(c)) {
            ++group;
            continue;
        }
        const bool fits = c == separator && (groups == 0 ? group >= 1 && group <= 3 : group == 3);
        if (!fits) return false;
        ++groups;
        group = 0;
    }
    return groups > 0 && group == 3;
}

// Without the separators of thousands; other texts stay.
std::string ungrouped(std::string_view source)
{
    const auto sign = source.find_first_not_of("+-");
    if (sign == std::string_view::npos) return std::string{source};
    const auto body = source.substr(sign);
    const auto whole = body.substr(0, std::min(body.find('.'), body.size()));
    for (const char separator : {',', ' '}) {
        if (!is_grouped(whole, separator)) continue;
        std::string digits{source.substr(0, sign)};
        std::ranges::copy_if(whole, std::back_inserter(digits), is_digit);
        return digits.append(body.substr(whole.size()));
    }
    return std::string{source};
}

} // namespace

std::optional<OfficeNumber> office_number(std::string_view source)
{
    auto plain = with_plain_signs(source);
    if (plain.starts_with('\'')) plain = std::string{trimmed(plain.substr(1))};
    OfficeNumber out;
    if (plain.ends_with('%')) {
        out.percent = true;
        plain = std::string{trimmed(plain.substr(0, plain.size() - 1))};
    }
    const auto value = parse_number(ungrouped(plain));
    if (!value) return {};
    out.value = *value;
    return out;
}

namespace {

// Takes a number of one or two digits off the text; nothing where there is none.
std::optional<int> take_number(std::string_view& text)
{
    const auto digits = static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
    if (digits < 1 || digits > 2) return {};
    const auto out = parse_number(text.substr(0, digits));
    text.remove_prefix(digits);
    return out ? std::optional{static_cast<int>(*out)} : std::nullopt;
}

struct Date {
    std::string_view year;
    DayOfYear day;
};

// Of "2020/12/31 …", "2020-12-31", "2020年12月31日".
std::optional<Date> date_of(std::string_view plain)
{
    constexpr std::size_t digits = 4;
    if (plain.size() <= digits || !std::ranges::all_of(plain.substr(0, digits), is_digit)) return {};
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> signs{
        {{"/", "/"}, {"-", "-"}, {"年", "月"}}};
    for (const auto& [behind_year, behind_month] : signs) {
        auto rest = plain.substr(digits);
        if (!rest.starts_with(behind_year)) continue;
        rest.remove_prefix(behind_year.size());
        const auto month = take_number(rest);
        if (!month || !rest.starts_with(behind_month)) return {};
        rest.remove_prefix(behind_month.size());
        const auto day = take_number(rest);
        if (!day) return {};
        return Date{.year = plain.substr(0, digits), .day = {.month = *month, .day = *day}};
    }
    return {};
}

// 二〇二四: digit by digit; what has another sign among them stays as it is.
std::string with_plain_digits(const std::string& plain)
{
    constexpr std::array<std::pair<std::string_view, char>, 12> digits{{{"〇", '0'},
                                                                        {"○", '0'},
                                                                        {"零", '0'},
                                                                        {"一", '1'},
                                                                        {"二", '2'},
                                                                        {"三", '3'},
                                                                        {"四", '4'},
                                                                        {"五", '5'},
                                                                        {"六", '6'},
                                                                        {"七", '7'},
                                                                        {"八", '8'},
                                                                        {"九", '9'}}};
    std::string out;
    for (std::string_view rest = plain; !rest.empty();) {
        const auto found = std::ranges::find_if(digits, [&](const auto& one) { return rest.starts_with(one.first); });
        if (found == digits.end()) return plain;
        out += found->second;
        rest.remove_prefix(found->first.size());
    }
    return out;
}

} // namespace

std::optional<int> office_year(std::string_view source)
{
    auto plain = with_plain_signs(source);
    constexpr std::array<std::string_view, 9> endings{"年1-12月", "年1—12月", "年1~12月", "年全年", "年末",
                                                      "年底",     "年度",     "年",       ".0"};
    for (const auto ending : endings)
        if (plain.ends_with(ending)) plain.erase(plain.size() - ending.size());
    plain = with_plain_digits(plain);
    const auto date = date_of(plain);
    const auto value = parse_number(date ? date->year : std::string_view{plain});
    constexpr double first = 1900, last = 2199;
    if (!value || *value < first || *value > last || *value != std::floor(*value)) return {};
    return static_cast<int>(*value);
}

std::optional<DayOfYear> day_of_date(std::string_view source)
{
    const auto plain = with_plain_signs(source);
    const auto date = date_of(plain);
    return date ? std::optional{date->day} : std::nullopt;
}

namespace {

struct Direction {
    std::string_view word;
    int sign;
};
constexpr std::array directions{Direction{"东经", 1},  Direction{"西经", -1}, Direction{"北纬", 1},
                                Direction{"南纬", -1}, Direction{"E", 1},     Direction{"W", -1},
                                Direction{"N", 1},     Direction{"S", -1}};

// Takes a direction off the text; 0 where there is none.
int take_direction(std::string& plain)
{
    for (const auto& [word, sign] : directions) {
        if (plain.size() <= word.size()) continue;
        if (plain.starts_with(word))
            plain.erase(0, word.size());
        else if (plain.ends_with(word))
            plain.resize(plain.size() - word.size());
        else
            continue;
        plain = std::string{trimmed(plain)};
        return sign;
    }
    return 0;
}

// Degrees, minutes and seconds, apart by their signs.
std::vector<std::string> parts_of_angle(std::string plain)
{
    constexpr std::array<std::string_view, 12> signs{"°", "º", "度", "′", "'", "’", "分", "″", "\"", "”", "秒", ":"};
    for (const auto sign : signs)
        for (auto at = plain.find(sign); at != std::string::npos; at = plain.find(sign))
            plain.replace(at, sign.size(), " ");
    std::vector<std::string> out;
    for (std::size_t at = 0; at < plain.size();) {
        const auto end = std::min(plain.find(' ', at), plain.size());
        if (end > at) out.push_back(plain.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

} // namespace

std::optional<double> office_coordinate(std::string_view source)
{
    if (const auto number = office_number(source)) return number->percent ? std::nullopt : std::optional{number->value};
    auto plain = with_plain_signs(source);
    constexpr std::size_t longest = 60;
    if (plain.size() > longest) return {};
    if (plain.starts_with('\'')) plain = std::string{trimmed(plain.substr(1))};
    const int direction = take_direction(plain);
    const auto parts = parts_of_angle(plain);
    constexpr std::size_t most = 3;
    if (parts.empty() || parts.size() > most) return {};
    double out = 0, unit = 1;
    for (std::size_t i = 0; i < parts.size(); ++i, unit /= 60) {
        const auto value = parse_number(parts[i]);
        constexpr double sixty = 60;
        const bool last = i + 1 == parts.size();
        if (!value || (i > 0 && (*value < 0 || *value >= sixty)) || (!last && *value != std::floor(*value))) return {};
        out += i == 0 ? std::fabs(*value) : *value * unit;
    }
    const bool negative = parts.front().starts_with('-');
    if (direction != 0 && negative) return {};
    return negative || direction < 0 ? -out : out;
}

namespace {

// "1.234,50", "12,34", "1.234.567": a number in a style that may mean another one.
bool is_in_other_style(std::string_view plain)
{
    const auto body = plain.substr(std::min(plain.find_first_not_of("+-"), plain.size()));
    if (body.empty() || !is_digit(body.front()) || !is_digit(body.back())) return false;
    if (body.find_first_not_of("0123456789,. '") != std::string_view::npos) return false;
    return body.find(',') != std::string_view::npos || is_grouped(body, '.') || is_grouped(body, '\'');
}

} // namespace

bool says_amount(std::string_view source)
{
    auto plain = with_plain_signs(source);
    if (office_number(plain)) return false;
    for (const std::string_view start : {"约", "大约", "近", "超过", "不足", "≈", "~", "<", ">", "≤", "≥", "<=", ">="})
        if (plain.starts_with(start) && office_number(plain.substr(start.size()))) return true;
    if (is_in_other_style(plain)) return true;
    const auto digits = plain.find_first_not_of("+-0123456789,. ");
    if (digits == 0 || digits == std::string::npos || !office_number(plain.substr(0, digits))) return false;
    const auto rest = std::string_view{plain}.substr(digits);
    constexpr std::array<std::string_view, 12> scales{"亿", "万", "千",   "百", "吨", "元",
                                                      "人", "亩", "公顷", "t",  "(",  "*"};
    return std::ranges::any_of(scales, [&](std::string_view scale) { return rest.starts_with(scale); });
}

} // namespace peaksite
