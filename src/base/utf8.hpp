#pragma once

#include <string>
#include <string_view>

namespace peaksite {

/// Well-formed UTF-8, without overlong forms and surrogates.
bool is_utf8(std::string_view text);

/// Full-width digits, letters, brackets and blanks as their usual half-width forms: "（１）" becomes "(1)".
std::string half_width(std::string_view text);

} // namespace peaksite
