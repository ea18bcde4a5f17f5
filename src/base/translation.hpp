#pragma once

#include "base/error.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// Sentences in another language: an English pattern and what it becomes. A pattern without translation, and every
/// pattern of the empty translation, stays English.
class Translation {
public:
    Translation() = default;
    explicit Translation(std::map<std::string, std::string> patterns);

    /// What words of sentences are called in the other language, where a whole word is one of these names.
    void call(const std::map<std::string, std::string>& names) { m_names.insert(names.begin(), names.end()); }

    bool empty() const { return m_patterns.empty(); }
    bool knows(const std::string& pattern) const { return m_patterns.contains(pattern); }

    /// The sentence, with the sentences in it; words that are texts but were sentences are found as below.
    std::string of(const Sentence& sentence) const;
    /// A text that was filled before: the pattern that it fits is found by its fixed parts, the one with most of them
    /// wins. A list of texts of one beginning ("row 3, row 7 A, …") is translated one by one.
    std::string of(const std::string& english) const;
    /// Place, key, sentence, hint, as english() writes them.
    std::string of(const Fault& fault) const;
    /// What an error says, its place before it.
    std::string of(const InputError& error) const;

private:
    struct Fitting {
        std::vector<std::string> parts; ///< of the pattern, between its placeholders
        std::string pattern;
        std::size_t fixed = 0; ///< bytes of the parts
    };

    std::string word(const Sentence::Word& word) const;
    std::string word(const std::string& english) const;
    std::string filled_with(const std::vector<Sentence::Word>& words, const std::string& pattern) const;
    const Fitting* fitting(const std::string& english) const;
    std::optional<std::string> listed(const std::string& english) const;

    std::map<std::string, std::string> m_patterns, m_names;
    std::vector<Fitting> m_fittings; // those with most fixed bytes first
};

} // namespace peaksite
