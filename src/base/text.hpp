#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// A sentence for people: an English pattern and the words that fill it. Kept apart so that the border of the program
/// can print it in another language; the pattern is the key of the translation.
class Sentence {
public:
    Sentence() = default;
    Sentence(std::string pattern, std::vector<std::string> words);

    /// The pattern with `{}` for every word, for example "layer '{}': band {} not found".
    const std::string& pattern() const { return m_pattern; }
    const std::vector<std::string>& words() const { return m_words; }
    bool empty() const { return m_pattern.empty(); }

    std::string english() const { return filled(m_pattern); }
    /// The words in another pattern; `{0}`, `{1}` name them where the order differs.
    std::string filled(std::string_view pattern) const;

    bool operator==(const Sentence&) const = default;

private:
    std::string m_pattern;
    std::vector<std::string> m_words;
};

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
