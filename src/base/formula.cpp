#include "base/formula.hpp"

#include "base/parse_number.hpp"
#include "base/utf8.hpp"

namespace peaksite {

bool looks_like_formula(std::string_view text)
{
    const auto plain = half_width(text);
    if (plain.empty()) return false;
    constexpr std::string_view always = "=@\t\r\n", signs = "+-";
    if (always.find(plain.front()) != std::string_view::npos) return true;
    return signs.find(plain.front()) != std::string_view::npos && !parse_number(plain);
}

} // namespace peaksite
