#pragma once

#include "peaksite/errors.hpp"

#include <fmt/core.h>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace peaksite {

/// The words in a pattern; `{0}`, `{1}` name them where the order differs.
std::string filled(std::string_view pattern, const std::vector<std::string>& words);

/// Makes a sentence of a pattern and its words; those that are sentences are not formatted. Numbers of a formatted
/// word, for example ".3f" in "{:.3f}", are applied here and vanish from the pattern.
Sentence format_sentence(fmt::string_view pattern, fmt::format_args args, std::span<const Sentence* const> sentences);

inline constexpr std::string_view word_elsewhere{}; // a sentence is not printed: it is handed over beside the words

template <class Arg>
using PrintedWord = std::conditional_t<std::is_same_v<Arg, Sentence>, std::string_view, Arg>;

template <class Arg>
const PrintedWord<Arg>& printed_word(const Arg& word)
{
    if constexpr (std::is_same_v<Arg, Sentence>)
        return word_elsewhere;
    else
        return word;
}

template <class Arg>
const Sentence* sentence_in(const Arg& word)
{
    if constexpr (std::is_same_v<Arg, Sentence>)
        return &word;
    else
        return nullptr;
}

/// A sentence of its words, each a text, a number or a sentence.
template <class... Args>
Sentence text(fmt::format_string<PrintedWord<Args>...> pattern, const Args&... args)
{
    const std::array<const Sentence*, sizeof...(Args)> sentences{sentence_in(args)...};
    return format_sentence(pattern, fmt::make_format_args(printed_word(args)...), sentences);
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
