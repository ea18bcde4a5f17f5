#pragma once

#include "peaksite/place.hpp"

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
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

/// What is wrong with a request, where what is done about it depends on that.
enum class FaultKind : std::uint8_t {
    wrong,
    missing, ///< a key is not there, or one of several that are asked for
    bad_id   ///< an id that cannot be one
};

/// One thing that is wrong with a request: where it stands, what is wrong, what to do.
struct Fault {
    Place place;
    std::string key; ///< "layers[2].unit"
    Sentence what;
    Sentence hint; ///< may be empty
    FaultKind kind{FaultKind::wrong};

    bool operator==(const Fault&) const = default;
};

/// Where a plan says something: the place, and the key or table.
struct Position {
    Place place;
    std::string key; ///< "layers[2].unit"; "layers.slope" where people are told of a table

    Fault fault(Sentence what, Sentence hint = {}, FaultKind kind = FaultKind::wrong) const
    {
        return {.place = place, .key = key, .what = std::move(what), .hint = std::move(hint), .kind = kind};
    }
    /// "plan.toml:12: layers.slope"
    std::string text() const;
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

/// The data or the machine failed: exit code 1. The sentence names file or layer, place and remedy; `where` the plan
/// names the data, if it does.
class InputError : public std::exception {
public:
    explicit InputError(Sentence sentence, Position where = {});

    const Sentence& sentence() const { return m_sentence; }
    const Position& where() const { return m_where; }
    const char* what() const noexcept override { return m_text.c_str(); }

private:
    Sentence m_sentence;
    Position m_where;
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
