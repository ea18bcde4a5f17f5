#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>

namespace peaksite {

Sentence::Sentence(std::string pattern, std::vector<std::string> words)
    : m_pattern(std::move(pattern)), m_words(std::move(words))
{}

std::string Sentence::filled(std::string_view pattern) const
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
        if (which < m_words.size()) out += m_words[which];
        i = close;
    }
    return out;
}

Sentence format_sentence(fmt::string_view pattern, fmt::format_args args, std::size_t count)
{
    // Each placeholder is formatted alone, by position, so that the words survive apart from the pattern.
    const std::string_view text{pattern.data(), pattern.size()};
    std::string plain;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
        if (close == std::string_view::npos) {
            plain += text[i];
            continue;
        }
        auto spec = std::string(text.substr(i + 1, close - i - 1));
        if (spec.empty() || spec.front() == ':') spec.insert(0, std::to_string(words.size()));
        words.push_back(fmt::vformat("{" + spec + "}", args));
        plain += "{}";
        i = close;
    }
    assert(words.size() == count);
    static_cast<void>(count);
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
