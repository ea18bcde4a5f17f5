#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace peaksite {

/// A code of a Chinese administrative unit with 12 digits: 2, 4, 6, 9 or 12 digits are filled with zeros, so that 64
/// and 640000 are the same (GB/T 2260 with the town and village digits of the statistical codes). Nothing for any other
/// text.
std::optional<std::string> area_code(std::string_view text);

/// Looks like a unified social credit code (GB 32100-2015): 18 signs of its alphabet, letters in any case.
bool has_credit_code_form(std::string_view text);

/// The check sign that the first 17 signs of a credit code ask for (GB 32100-2015: weights 3^i mod 31). They must be of
/// its alphabet.
char credit_check_sign(std::string_view first_17);

/// Has the form and the right check sign.
bool is_credit_code(std::string_view text);

} // namespace peaksite
