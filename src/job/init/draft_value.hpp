#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace peaksite {

/// Stands where a user is to write something, in a line that is a comment.
inline constexpr std::string_view to_be_written = "…";
struct ToBeWritten {
    bool operator==(const ToBeWritten&) const = default;
};

/// A value of a plan that is being written: a text, a number, yes or no, a list of values, or a table of them.
class DraftValue {
public:
    using List = std::vector<DraftValue>;
    using Table = std::vector<std::pair<std::string, DraftValue>>; ///< in the order they are written

    DraftValue(std::string text) : m_value(std::move(text)) {}
    DraftValue(std::string_view text) : m_value(std::string{text}) {}
    DraftValue(const char* text) : m_value(std::string{text}) {}
    template <class Number>
    requires(std::integral<Number> || std::floating_point<Number>) &&
        (!std::same_as<Number, bool>)DraftValue(Number number) : m_value(static_cast<double>(number))
    {}
    DraftValue(std::same_as<bool> auto flag) : m_value(flag) {}
    DraftValue(ToBeWritten nothing) : m_value(nothing) {}
    DraftValue(List list) : m_value(std::move(list)) {}
    DraftValue(Table table) : m_value(std::move(table)) {}
    DraftValue(const std::vector<std::string>& texts) : m_value(List(texts.begin(), texts.end())) {}

    /// The text, number, … if it is one; else null.
    template <class Kind>
    const Kind* as() const
    {
        return std::get_if<Kind>(&m_value);
    }
    /// A value of the table; null when it has none of this name, or is no table.
    const DraftValue* part(std::string_view name) const;

    /// As TOML writes it: `"text"`, `0.1`, `["a", "b"]`, `{ column = "行业" }`.
    std::string toml() const;

    bool operator==(const DraftValue&) const = default;

private:
    std::variant<std::string, double, bool, ToBeWritten, List, Table> m_value;
};

/// `{ column = "HEAD" }`
DraftValue column_of(std::string_view head);

/// A key as TOML writes it: bare where it may be, else in quotes.
std::string toml_key(std::string_view key);

} // namespace peaksite
