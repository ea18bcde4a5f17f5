#include "base/office_number.hpp"

#include "base/parse_number.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace peaksite {

namespace {

constexpr std::array<std::string_view, 4> blanks{"\u00a0", "\u2009", "\u202f", "\u2007"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string with_plain_signs(std::string_view source)
{
    auto out = half_width(source);
    const auto replace = [&](std::string_view from, std::string_view to) {
        for (auto at = out.find(from); at != std::string::npos; at = out.find(from, at + to.size())) out.replace(at, from.size(), to);
    };
    for (const auto blank : blanks) replace(blank, " ");
    replace("−", "-");
    return std::string{trimmed(out)};
}

// Groups of three after a first of one to three, all with the same separator: "1,234,567".
bool is_grouped(std::string_view whole, char separator)
{
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

std::optional<int> office_year(std::string_view source)
{
    auto plain = with_plain_signs(source);
    for (const std::string_view ending : {"年度", "年", ".0"})
        if (plain.ends_with(ending)) plain.resize(plain.size() - ending.size());
    const auto value = parse_number(plain);
    constexpr double first = 1900, last = 2199;
    if (!value || *value < first || *value > last || *value != std::floor(*value)) return {};
    return static_cast<int>(*value);
}

} // namespace peaksite
