#pragma once

#include "base/place.hpp"
#include "base/text.hpp"

#include <cstdint>
#include <exception>
#include <string>
#include <vector>

namespace peaksite {

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
