#include "io/vector/number_format.hpp"

#include "base/parse_number.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <optional>
#include <vector>

namespace peaksite {

namespace {

// Ends of a quoted word, a bracket or an escaped sign that begins at `at`; `at` itself for any other sign.
std::size_t end_of_word(std::string_view code, std::size_t at)
{
    const char c = code[at];
    if (c == '"' || c == '[') {
        const auto end = code.find(c == '"' ? '"' : ']', at + 1);
        return end == std::string_view::npos ? code.size() - 1 : end;
    }
    return c == '\\' || c == '_' || c == '*' ? std::min(at + 1, code.size() - 1) : at;
}

std::vector<std::string_view> sections_of(std::string_view code)
{
    std::vector<std::string_view> out;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < code.size(); ++at) {
        if (code[at] == ';') {
            out.push_back(code.substr(begin, at - begin));
            begin = at + 1;
        } else
            at = end_of_word(code, at);
    }
    out.push_back(code.substr(begin));
    return out;
}

// "[>=100]0.0": whether the value is one of those; nothing without a condition.
std::optional<bool> condition(std::string_view section, double value)
{
    for (auto open = section.find('['); open != std::string_view::npos; open = section.find('[', open + 1)) {
        const auto inner = section.substr(open + 1, section.find(']', open) - open - 1);
        const auto sign = inner.find_first_not_of("<>=");
        if (sign == 0 || sign == std::string_view::npos) continue;
        const auto limit = parse_number(inner.substr(sign));
        if (!limit) continue;
        const auto how = inner.substr(0, sign);
        return how == "<"    ? value < *limit
               : how == "<=" ? value <= *limit
               : how == ">"  ? value > *limit
               : how == ">=" ? value >= *limit
               : how == "="  ? value == *limit
                             : value != *limit;
    }
    return {};
}

std::string_view section_for(std::string_view code, double value)
{
    const auto sections = sections_of(code);
    bool conditions = false;
    for (const auto section : sections) {
        const auto holds = condition(section, value);
        if (holds && *holds) return section;
        conditions = conditions || holds;
    }
    if (conditions) return sections[std::min<std::size_t>(sections.size() - 1, condition(sections[0], value) ? 1 : 0)];
    if (value < 0 && sections.size() > 1) return sections[1];
    if (value == 0 && sections.size() > 2) return sections[2];
    return sections[0];
}

struct Signs {
    bool percent = false, percent_word = false, day = false, clock = false, month = false, elapsed = false;
};

Signs signs_of(std::string_view section)
{
    Signs out;
    if (lower(section).find("general") != std::string::npos) return out;
    for (std::size_t at = 0; at < section.size(); ++at) {
        const auto end = end_of_word(section, at);
        const auto word = section.substr(at, end - at + 1);
        if (end > at) {
            const auto inner = lower(word);
            const bool unit = inner.find_first_not_of("[hms]") == std::string::npos && word.size() > 2;
            out.elapsed = out.elapsed || (word[0] == '[' && unit);
            out.percent_word = out.percent_word || (word[0] != '[' && word.find('%') != std::string_view::npos);
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

// The decimal point two places to the right, so that no digit changes.
std::string hundredfold(double value)
{
    const auto digits = number(value);
    if (digits.find('e') != std::string::npos) return number(value * 100);
    const bool negative = digits.starts_with('-');
    auto whole = digits.substr(negative ? 1 : 0);
    const auto point = whole.find('.');
    auto behind = point == std::string::npos ? std::string{} : whole.substr(point + 1);
    whole.resize(std::min(point, whole.size()));
    behind.resize(std::max<std::size_t>(behind.size(), 2), '0');
    whole += behind.substr(0, 2);
    behind.erase(0, 2);
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
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

std::string shown_number(double value, ShownAs shown, bool from_1904)
{
    constexpr double last_day = 2958466, seconds_of_day = 86400;
    const bool is_date = value >= 0 && value < last_day;
    const auto seconds = (value - std::floor(value)) * seconds_of_day;
    switch (shown) {
    case ShownAs::number:
        break;
    case ShownAs::percent:
        return hundredfold(value) + "%";
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
