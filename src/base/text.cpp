#include "base/text.hpp"

#include "base/excerpt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>

namespace peaksite {

Sentence::Word::Word(Sentence sentence) { m_sentence.push_back(std::move(sentence)); }

bool Sentence::Word::operator==(const Word& other) const
{
    return m_text == other.m_text && m_translated == other.m_translated && m_sentence == other.m_sentence;
}

Sentence::Sentence(std::string pattern, std::vector<Word> words)
    : m_body(std::make_shared<const Body>(Body{.pattern = std::move(pattern), .words = std::move(words)}))
{}

const Sentence::Body& Sentence::body() const
{
    static const Body nothing;
    return m_body == nullptr ? nothing : *m_body;
}

std::string Sentence::english() const
{
    std::vector<std::string> words;
    for (const auto& word : body().words) words.push_back(word.english());
    return filled(pattern(), words);
}

Sentence Sentence::as_remark() const
{
    Sentence out;
    out.m_body = std::make_shared<const Body>(Body{.pattern = pattern(), .words = words(), .remark = true});
    return out;
}

bool Sentence::operator==(const Sentence& other) const
{
    return m_body == other.m_body ||
           (pattern() == other.pattern() && words() == other.words() && is_remark() == other.is_remark());
}

std::string filled(std::string_view pattern, const std::vector<std::string>& words)
{
    std::string out;
    std::size_t next = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const auto close = pattern[i] == '{' ? pattern.find('}', i) : std::string_view::npos;
        if (close == std::string_view::npos) {
            out += pattern[i];
            continue;
        }
        const auto name = pattern.substr(i + 1, close - i - 1);
        std::size_t which = next++;
        if (!name.empty()) std::from_chars(name.data(), name.data() + name.size(), which);
        if (which < words.size()) out += words[which];
        i = close;
    }
    return out;
}

Sentence format_sentence(fmt::string_view pattern, fmt::format_args args, std::span<const Sentence* const> sentences)
{
    constexpr std::size_t longest_word = 8000; // of any list that is meant to be read
    // Each placeholder is formatted alone, by position, so that the words survive apart from the pattern.
    const std::string_view text{pattern.data(), pattern.size()};
    std::string plain;
    std::vector<Sentence::Word> words;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
        if (close == std::string_view::npos) {
            plain += text[i];
            continue;
        }
        auto spec = std::string(text.substr(i + 1, close - i - 1));
        auto which = words.size();
        if (spec.empty() || spec.front() == ':')
            spec.insert(0, std::to_string(which));
        else
            std::from_chars(spec.data(), spec.data() + spec.size(), which);
        if (sentences[which] != nullptr)
            words.emplace_back(*sentences[which]);
        else
            words.emplace_back(excerpt(fmt::vformat("{" + spec + "}", args), longest_word));
        plain += "{}";
        i = close;
    }
    assert(words.size() == sentences.size());
    return {std::move(plain), std::move(words)};
}

std::string number(double value) { return fmt::format("{}", value); }

std::string joined(const std::vector<std::string>& words, std::string_view separator)
{
    return fmt::format("{}", fmt::join(words, separator));
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view white = " \t\r\n";
    const auto first = text.find_first_not_of(white);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(white) - first + 1);
}

std::string lower(std::string_view text)
{
    std::string out{text};
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

} // namespace peaksite
