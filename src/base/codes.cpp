#include "base/codes.hpp"

#include "base/text.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace peaksite {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::size_t credit_length = 18, area_length = 12;

std::string upper(std::string_view source)
{
    auto out = std::string{trimmed(half_width(source))};
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return out;
}

} // namespace

std::optional<std::string> area_code(std::string_view source)
{
    auto digits = std::string{trimmed(half_width(source))};
    const bool length_fits = digits.size() == 2 || digits.size() == 4 || digits.size() == 6 || digits.size() == 9 ||
                             digits.size() == area_length;
    if (!length_fits || digits.find_first_not_of("0123456789") != std::string::npos) return {};
    digits.resize(area_length, '0');
    return digits;
}

bool has_credit_code_form(std::string_view source)
{
    const auto code = upper(source);
    return code.size() == credit_length && code.find_first_not_of(alphabet) == std::string::npos;
}

char credit_check_sign(std::string_view first_17)
{
    std::size_t sum = 0, weight = 1;
    for (const char c : first_17) {
        sum += alphabet.find(c) * weight;
        weight = weight * 3 % alphabet.size();
    }
    return alphabet[(alphabet.size() - sum % alphabet.size()) % alphabet.size()];
}

bool is_credit_code(std::string_view source)
{
    const auto code = upper(source);
    return has_credit_code_form(code) &&
           credit_check_sign(std::string_view{code}.substr(0, credit_length - 1)) == code.back();
}

} // namespace peaksite
