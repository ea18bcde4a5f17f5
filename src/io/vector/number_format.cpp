#include "io/vector/number_format.hpp"

#include "base/office_unit.hpp"
#include "base/text.hpp"
#include "io/vector/format_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>

namespace peaksite {

namespace {

struct Signs {
    bool percent = false, percent_word = false, day = false, clock = false, month = false, elapsed = false;
};

Signs signs_of(std::string_view section)
{
    Signs out;
    for (std::size_t at = 0; at < section.size(); ++at) {
        const auto end = end_of_word(section, at);
        const auto word = section.substr(at, end - at + 1);
        if (end > at) {
            const auto inner = lower(word);
            const bool unit = inner.find_first_not_of("[hms]") == std::string::npos && word.size() > 2;
            out.elapsed = out.elapsed || (word[0] == '[' && unit);
            const bool shown = word[0] == '"' || word[0] == '\\' || word[0] == '!'; // _% is as wide as a %, and blank
            out.percent_word = out.percent_word || (shown && word.find('%') != std::string_view::npos);
        }
        const char c = end > at ? ' ' : lower(word)[0];
        out.percent = out.percent || c == '%';
        out.day = out.day || c == 'y' || c == 'd';
        out.clock = out.clock || c == 'h' || c == 's';
        out.month = out.month || c == 'm';
        at = end;
    }
    return out;
}

std::string date_text(double days, bool from_1904)
{
    namespace chrono = std::chrono;
    // Spreadsheets have a 29 February 1900, which was none.
    constexpr double leap_day = 60;
    const chrono::sys_days zero = from_1904         ? chrono::year{1904} / 1 / 1
                                  : days < leap_day ? chrono::year{1899} / 12 / 31
                                                    : chrono::year{1899} / 12 / 30;
    const chrono::year_month_day date{zero + chrono::days{static_cast<int>(days)}};
    return fmt::format("{}/{:02}/{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string clock_text(double seconds, bool elapsed)
{
    const auto whole = std::llround(seconds);
    constexpr long long minute = 60, hour = 3600, day = 24;
    const auto hours = elapsed ? whole / hour : whole / hour % day;
    return fmt::format("{:02}:{:02}:{:02}", hours, whole / minute % minute, whole % minute);
}

// The decimal point so many places to the right, so that no digit changes.
std::string with_point_moved(double value, int places)
{
    constexpr double ten = 10;
    const auto written = number(value);
    if (value == 0) return "0";
    if (written.find('e') != std::string::npos) return number(value * std::pow(ten, places));
    const bool negative = written.starts_with('-');
    auto digits = written.substr(negative ? 1 : 0);
    auto point = static_cast<int>(std::min(digits.find('.'), digits.size())) + places;
    std::erase(digits, '.');
    if (point < 1) {
        digits.insert(0, static_cast<std::size_t>(1 - point), '0');
        point = 1;
    }
    const auto before = static_cast<std::size_t>(point);
    digits.resize(std::max(digits.size(), before), '0');
    auto whole = digits.substr(0, before), behind = digits.substr(before);
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    while (behind.ends_with('0')) behind.pop_back();
    return (negative ? "-" : "") + whole + (behind.empty() ? "" : "." + behind);
}

} // namespace

ShownAs shown_as(std::string_view code, double value)
{
    const auto signs = signs_of(section_for(code, value));
    if (signs.percent) return ShownAs::percent;
    if (signs.elapsed) return ShownAs::duration;
    if (signs.day && signs.clock) return ShownAs::date_time;
    if (signs.day || (signs.month && !signs.clock)) return ShownAs::date;
    if (signs.clock) return ShownAs::time;
    return signs.percent_word ? ShownAs::percent_sign : ShownAs::number;
}

std::string_view built_in_format(int id)
{
    if (id == 9 || id == 10) return "0.00%";
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58)) return "yyyy/m/d";
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47) return "h:mm:ss";
    if (id == 22) return "yyyy/m/d h:mm";
    return id == 46 ? "[h]:mm:ss" : "";
}

std::string whole_number_text(double value)
{
    constexpr double most = 1e17;
    if (value == 0) return "0"; // without a sign
    return std::fabs(value) < most && value == std::floor(value) ? fmt::format("{:.0f}", value) : number(value);
}

namespace {

// The parts of a section that shows a number: words before and behind its digits, and how those are written.
struct Pattern {
    std::string before, behind;
    bool digits = false, plain = true; // plain: nothing but zeros
    bool other = false;                // a fraction, or with an exponent
    bool general = false;              // as many digits as the number has
    int scale = 0;                     // the power of ten it is divided by
    std::size_t zeros = 0, decimals = 0;
};

std::string words_in(std::string_view piece)
{
    if (piece[0] == '"')
        return std::string{piece.substr(1, piece.size() - (piece.size() > 1 && piece.back() == '"' ? 2 : 1))};
    if (piece[0] == '\\' || piece[0] == '!') return std::string{piece.substr(1)};
    // "[$USD-409]": of a currency, in a language
    if (piece.starts_with("[$")) return std::string{piece.substr(2, piece.find_first_of("-]", 2) - 2)};
    return {}; // other brackets, blanks as wide as a sign, signs that fill
}

// How long the word is that stands for all digits of a number; 0 where there is none.
std::size_t general_at(std::string_view section, std::size_t at)
{
    for (const std::string_view word : {"general", "g/通用格式"})
        if (lower(section.substr(at, word.size())) == word) return word.size();
    return 0;
}

// A piece that begins with a sign of more than one byte.
std::size_t end_of_piece(std::string_view section, std::size_t at)
{
    auto end = end_of_word(section, at);
    const auto continues = [&](std::size_t i) {
        return i < section.size() && (static_cast<unsigned char>(section[i]) & 0xC0U) == 0x80U;
    };
    if (section[at] != '"' && section[at] != '[')
        while (continues(end + 1)) ++end;
    return end;
}

// Commas behind the last digit divide by a thousand each; digits behind a point that is a word ("0!.0") by ten.
Pattern pattern_of(std::string_view section)
{
    constexpr int thousand = 3;
    Pattern out;
    bool point = false, word_point = false;
    int commas = 0;
    const auto scale = [&] { out.scale += out.digits ? thousand * std::exchange(commas, 0) : 0; };
    for (std::size_t at = 0; at < section.size();) {
        if (const auto general = general_at(section, at); general > 0) {
            out.digits = out.general = true;
            at += general;
            continue;
        }
        const auto end = end_of_piece(section, at);
        const auto piece = section.substr(at, end - at + 1);
        at = end + 1;
        const char c = piece[0];
        if (piece.size() == 1 && (c == '0' || c == '#' || c == '?')) {
            out.digits = true;
            out.plain = out.plain && c == '0' && commas == 0;
            if (point)
                ++out.decimals;
            else if (c == '0')
                ++out.zeros;
            out.scale += word_point ? 1 : 0;
            commas = 0;
        } else if (piece.size() == 1 && c == ',')
            ++commas;
        else if (piece.size() == 1 && c == '.') {
            scale();
            point = true;
        } else if (piece.size() == 1 && (c == '/' || c == 'E' || c == 'e'))
            out.other = true;
        else {
            scale();
            const bool itself = static_cast<unsigned char>(c) >= 0x80 || c == '$' || c == '-';
            const auto words = itself ? std::string{piece} : words_in(piece);
            if (words == "." && out.digits && !point)
                word_point = true;
            else
                (out.digits ? out.behind : out.before) += words;
        }
    }
    scale();
    return out;
}

bool holds_letter(std::string_view words)
{
    return std::ranges::any_of(words, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

// What changes a number that it stands beside: a letter, a digit, the sign of a currency.
bool says_something(std::string_view words)
{
    return holds_letter(words) || words.find_first_of("0123456789$") != std::string_view::npos;
}

bool is_money_of_others(const Unit& one)
{
    return std::ranges::any_of(std::array{"USD", "EUR", "GBP", "JPY"},
                               [&](const char* other) { return same_dimension(one, unit(other)); });
}

std::string with_zeros(double value, const Pattern& pattern)
{
    if (pattern.general) return whole_number_text(value);
    auto digits = fmt::format("{:.{}f}", std::fabs(value), pattern.decimals);
    const auto whole = std::min(digits.find('.'), digits.size());
    if (whole < pattern.zeros) digits.insert(0, pattern.zeros - whole, '0');
    return (value < 0 ? "-" : "") + digits;
}

} // namespace

bool says_more(std::string_view before, std::string_view behind)
{
    const auto bare = [](std::string_view words) {
        std::string out{words};
        for (const std::string_view sign : {"¥", "￥", "−", "–", "—", "（", "）", "　", "\u00a0", "元", "人民币"})
            for (auto at = out.find(sign); at != std::string::npos; at = out.find(sign)) out.erase(at, sign.size());
        return std::string{trimmed(out)};
    };
    if (!says_something(bare(before)) && !says_something(bare(behind))) return false;
    if (says_something(bare(before))) return bare(before) != "CNY" && bare(before) != "RMB";
    const auto unit = office_unit(behind);
    // 万 and 亿 before a unit, or by themselves, are of the number that is shown.
    return !unit || unit->multiplier != Ratio{} || (unit->is_dimensionless() && unit->scale != Ratio{}) ||
           is_money_of_others(*unit);
}

int shown_scale(std::string_view code, double value)
{
    const auto shown = shown_as(code, value);
    const auto section = section_for(code, value);
    const bool number = shown == ShownAs::number || shown == ShownAs::percent || shown == ShownAs::percent_sign;
    if (!number) return 0;
    const auto pattern = pattern_of(section);
    return pattern.digits && !pattern.other && !pattern.general ? pattern.scale : 0;
}

std::string scaled_text(std::string_view code, double value)
{
    const auto shown = shown_as(code, value);
    const auto scale = shown_scale(code, value);
    if (shown != ShownAs::number) return with_point_moved(value, (shown == ShownAs::percent ? 2 : 0) - scale) + "%";
    const auto pattern = pattern_of(section_for(code, value));
    return pattern.before + with_point_moved(value, -scale) + pattern.behind;
}

std::string shown_cell(std::string_view code, double value, bool from_1904)
{
    const auto shown = shown_as(code, value);
    const auto section = section_for(code, value);
    if (shown != ShownAs::number || shown_scale(code, value) != 0) return shown_number(value, shown, from_1904);
    const auto pattern = pattern_of(section);
    if (!pattern.digits) {
        // "是" without any digit; a dash, or a word for nothing, is how a zero is shown.
        const bool word = holds_letter(pattern.before) && value != 0;
        return word ? pattern.before : shown_number(value, shown, from_1904);
    }
    const bool more = !pattern.other && says_more(pattern.before, pattern.behind);
    const bool minus = pattern.before.find('-') != std::string::npos; // instead of the number's own, or before it
    if (more) return pattern.before + with_zeros(minus ? std::fabs(value) : value, pattern) + pattern.behind;
    if (minus && value > 0) return "-" + whole_number_text(value);
    const bool padded = pattern.plain && pattern.zeros > 1 && pattern.decimals == 0 && !pattern.other && value >= 0 &&
                        value == std::floor(value);
    return padded ? with_zeros(value, pattern) : shown_number(value, shown, from_1904);
}

std::string shown_number(double value, ShownAs shown, bool from_1904)
{
    constexpr double last_day = 2958466, seconds_of_day = 86400;
    const bool is_date = value >= 0 && value < last_day;
    const auto seconds = (value - std::floor(value)) * seconds_of_day;
    switch (shown) {
    case ShownAs::number:
        break;
    case ShownAs::percent:
        return with_point_moved(value, 2) + "%";
    case ShownAs::percent_sign:
        return whole_number_text(value) + "%";
    case ShownAs::date:
        if (is_date) return date_text(value, from_1904);
        break;
    case ShownAs::date_time:
        if (is_date) return date_text(value, from_1904) + " " + clock_text(seconds, false);
        break;
    case ShownAs::time:
        if (is_date) return clock_text(seconds, false);
        break;
    case ShownAs::duration:
        if (is_date) return clock_text(value * seconds_of_day, true);
        break;
    }
    return whole_number_text(value);
}

} // namespace peaksite
