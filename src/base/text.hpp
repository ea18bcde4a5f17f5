#pragma once

#include "peaksite/errors.hpp"

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// Numbers of a formatted word, for example ".3f" in "{:.3f}", are applied here and vanish from the pattern.
Sentence format_sentence(fmt::string_view pattern, fmt::format_args args, std::size_t count);

template <class... Args>
Sentence text(fmt::format_string<Args...> pattern, const Args&... args)
{
    return format_sentence(pattern, fmt::make_format_args(args...), sizeof...(args));
}

/// The shortest decimal that reads back to the same double: "0.1", "1e+20", "5".
std::string number(double value);

/// "a, b and c" without the "and": the words joined by a separator.
std::string joined(const std::vector<std::string>& words, std::string_view separator);

/// Text without white space at both ends.
std::string_view trimmed(std::string_view text);

/// ASCII letters to lower case; other bytes stay.
std::string lower(std::string_view text);

} // namespace peaksite
