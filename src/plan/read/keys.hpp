#pragma once

#include "plan/layer.hpp"
#include "plan/read/toml_names.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace peaksite {

/// All that is wrong with a file, collected while it is read.
struct Faults {
    std::string file;
    std::vector<Fault> all;

    void add(const Position& position, Sentence what, Sentence hint = {})
    {
        all.push_back(position.fault(std::move(what), std::move(hint)));
    }
    /// Adds what a reader throws at this position; its own place and key give way.
    void add(const Position& position, const UsageError& error);
    /// Throws them, if any.
    void raise() const;
};

/// Reads the keys of a TOML table strictly: wrong types are faults, and so are keys nobody asked for. After a fault
/// reading goes on with a default.
class Keys {
public:
    Keys(const toml::table& table, std::string path, Faults& faults);

    /// Asking makes the key one that is known here.
    bool has(std::string_view key) const;
    std::optional<std::string> text(std::string_view key);
    std::string text_or(std::string_view key, std::string_view otherwise = "");
    /// A fault when it is missing.
    std::string required(std::string_view key, const Sentence& hint = {});
    /// One of the given words.
    std::string choice(std::string_view key, const std::vector<std::string>& words);
    std::optional<double> number(std::string_view key);
    /// A number that marks something: it may be nan or inf too.
    std::optional<double> marker(std::string_view key);
    std::optional<int> whole(std::string_view key);
    std::optional<bool> flag(std::string_view key);
    /// A text or a list of texts.
    std::vector<std::string> texts(std::string_view key);
    std::vector<double> numbers(std::string_view key);
    /// Rows of numbers; a text such as "1/3" is a fraction. One matrix, or (matrices) a list of them.
    std::vector<std::vector<double>> matrix(std::string_view key);
    std::vector<std::vector<std::vector<double>>> matrices(std::string_view key);
    /// A text, or { zh = "…", en = "…" }.
    Bilingual bilingual(std::string_view key);
    /// Tables of `name`, each a text in one or both languages: what users of the data must know.
    std::vector<Bilingual> notes(std::string_view name);
    /// "500 m": a number with a unit of length, not negative.
    std::optional<Length> length(std::string_view key);
    std::optional<Measure> measure(std::string_view key);
    std::optional<Unit> unit(std::string_view key);
    /// An expression: a text, or a number for a constant.
    std::optional<Syntax> expression(std::string_view key);

    std::optional<Keys> table(std::string_view key);
    std::vector<Keys> tables(std::string_view key);
    /// The keys of the table, for tables whose keys are data.
    std::vector<std::string> names() const;
    bool is_text(std::string_view key) const;
    bool is_list(std::string_view key) const;
    bool is_table(std::string_view key) const;
    /// A text, or a list that begins with one.
    bool holds_texts(std::string_view key) const;

    Position at(std::string_view key) const;
    Position here() const { return m_position; }
    Faults& faults() const { return *m_faults; }
    void fault(std::string_view key, Sentence what, Sentence hint = {}) const
    {
        m_faults->add(at(key), std::move(what), std::move(hint));
    }
    /// The fault that a key is not there.
    void missing(std::string_view key, Sentence what, Sentence hint = {}) const
    {
        m_faults->all.push_back(at(key).fault(std::move(what), std::move(hint), FaultKind::missing));
    }

    /// Keys nobody asked for become faults, with the nearest one that exists. Call it last.
    void finish() const;

private:
    const toml::node* get(std::string_view key);
    std::vector<std::vector<double>> matrix_of(const toml::node& node, std::string_view key) const;
    Position position(const toml::node& node, std::string key) const;

    const toml::table* m_table;
    std::string m_path;
    Faults* m_faults;
    Position m_position;
    mutable std::set<std::string, std::less<>> m_asked; // known keys: a memo for `finish`
};

/// An expression, or a number with its unit as other keys have it: "1300 h/a". Throws UsageError as `parse` does.
Syntax parsed_expression(std::string_view source);

} // namespace peaksite
