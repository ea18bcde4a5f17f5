#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <utility>
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

/// One thing that is wrong with a request: where it stands, what is wrong, what to do.
struct Fault {
    std::string place; ///< "plan.toml:12"
    std::string key;   ///< "layers[2].unit"
    Sentence what;
    Sentence hint; ///< may be empty

    bool operator==(const Fault&) const = default;
};

/// The request is wrong (command line, plan, catalogue): exit code 2. All faults at once.
class UsageError : public std::exception {
public:
    explicit UsageError(std::vector<Fault> faults);
    explicit UsageError(Sentence what)
        : UsageError(std::vector<Fault>{{.place = {}, .key = {}, .what = std::move(what), .hint = {}}})
    {}

    const std::vector<Fault>& faults() const { return m_faults; }
    const char* what() const noexcept override { return m_text.c_str(); }

private:
    std::vector<Fault> m_faults;
    std::string m_text;
};

/// The data or the machine failed: exit code 1. The sentence names file or layer, place and remedy; `place` is where
/// the plan names the data, "plan.toml:12: layers.slope", or empty.
class InputError : public std::exception {
public:
    explicit InputError(Sentence sentence, std::string place = {});

    const Sentence& sentence() const { return m_sentence; }
    const std::string& place() const { return m_place; }
    const char* what() const noexcept override { return m_text.c_str(); }

private:
    Sentence m_sentence;
    std::string m_place;
    std::string m_text;
};

/// Somebody asked the work to stop: exit code 1, nothing is lost.
class Stopped : public std::exception {
public:
    const char* what() const noexcept override { return "stopped"; }
};

/// One fault as people read it: place, key, sentence, hint.
std::string english(const Fault& fault);

} // namespace peaksite
