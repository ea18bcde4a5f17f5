#pragma once

#include <fmt/core.h>

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace peaksite {

/// A sentence for people: an English pattern and the words that fill it. Kept apart so that the border of the program
/// can print it in another language; the pattern is the key of the translation.
class Sentence {
public:
    /// What fills a place of a pattern: a text, perhaps with its translation, or a sentence that stays one.
    class Word {
    public:
        Word(std::string text, std::string translated = {})
            : m_text(std::move(text)), m_translated(std::move(translated))
        {}
        Word(Sentence sentence);

        /// Nothing where the word is a text.
        const Sentence* sentence() const { return m_sentence.empty() ? nullptr : m_sentence.data(); }
        /// Of a text that says itself in the other language too; else empty.
        const std::string& translated() const { return m_translated; }
        /// Its own translation, or that of its sentence, need not be guessed from its letters.
        bool knows_itself() const { return !m_sentence.empty() || !m_translated.empty(); }
        std::string english() const { return m_sentence.empty() ? m_text : m_sentence.front().english(); }
        bool operator==(const Word& other) const;

    private:
        std::string m_text, m_translated;
        std::vector<Sentence> m_sentence; // one or none: a class holds no member of its own kind
    };

    Sentence() = default;
    Sentence(std::string pattern, std::vector<Word> words);

    /// The pattern with `{}` for every word, for example "layer '{}': band {} not found".
    const std::string& pattern() const { return body().pattern; }
    const std::vector<Word>& words() const { return body().words; }
    bool empty() const { return m_body == nullptr || m_body->pattern.empty(); }

    std::string english() const;

    /// The same as a remark: said on every run like this, though nothing is wrong.
    Sentence as_remark() const;
    bool is_remark() const { return body().remark; }

    bool operator==(const Sentence& other) const;

private:
    struct Body {
        std::string pattern;
        std::vector<Word> words;
        bool remark = false;
    };
    const Body& body() const;

    std::shared_ptr<const Body> m_body; // never changed: thousands of values without a number share their reason
};

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
