#include "io/vector/attribute_filter.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace peaksite {

namespace {

bool in_a_word(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_ascii(std::string_view word)
{
    return std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Words that may stand before a bracket: of conditions, and functions of texts and numbers.
bool may_precede_bracket(const std::string& word)
{
    constexpr std::array<std::string_view, 28> words{
        "and",   "or",   "not",      "in",     "like",   "ilike",  "between", "is",    "case",  "when",
        "then",  "else", "upper",    "lower",  "length", "substr", "trim",    "ltrim", "rtrim", "abs",
        "round", "cast", "coalesce", "ifnull", "nullif", "instr",  "replace", "typeof"};
    return std::ranges::find(words, word) != words.end();
}

// Reads a condition piece by piece and refuses what is more than one.
class Pieces {
public:
    Pieces(std::string_view where, const std::vector<std::string>& columns)
        : m_all(where), m_rest(where), m_columns(columns)
    {}

    std::string quoted()
    {
        std::string out;
        while (!m_rest.empty()) out += piece();
        if (m_depth != 0) refuse("(");
        return out;
    }

    // Once all is read.
    FilterNames names() && { return std::move(m_names); }

private:
    [[noreturn]] void refuse(std::string_view what) const
    {
        throw InputError{text("the filter \"{}\" is no condition over the columns of one table, because of '{}'; write "
                              "it as in: status = 'approved' AND area > 5",
                              std::string{m_all}, std::string{what})};
    }

    std::string piece()
    {
        std::size_t length = 1;
        if (m_rest[0] == '\'' || m_rest[0] == '"') {
            const auto end = m_rest.find(m_rest[0], 1);
            if (end == std::string_view::npos) refuse(m_rest);
            length = end + 1;
        } else if (in_a_word(m_rest[0])) {
            length = static_cast<std::size_t>(std::ranges::find_if_not(m_rest, in_a_word) - m_rest.begin());
        } else
            check_sign();
        const auto piece = m_rest.substr(0, length);
        note(piece);
        m_rest.remove_prefix(length);
        return in_a_word(piece.front()) ? word(piece) : std::string{piece};
    }

    // A word in single quotes is a value; '' inside it is a quote, not an empty one.
    void note(std::string_view piece)
    {
        const bool continues = m_after_text || m_rest.substr(piece.size()).starts_with('\'');
        m_after_text = piece.front() == '\'';
        if (m_after_text) {
            m_names.blanks = m_names.blanks || (piece.size() == 2 && !continues);
            m_names.values.emplace_back(piece.substr(1, piece.size() - 2));
            return;
        }
        const bool quoted = piece.front() == '"';
        if (!quoted && !in_a_word(piece.front())) return;
        const auto name = lower(quoted ? piece.substr(1, piece.size() - 2) : piece);
        m_names.blanks = m_names.blanks || (!quoted && name == "null");
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            if (lower(m_columns[i]) == name) m_names.columns.insert(i);
    }

    void check_sign()
    {
        for (const std::string_view sign : {";", "--", "/*"})
            if (m_rest.starts_with(sign)) refuse(sign);
        m_depth += m_rest[0] == '(' ? 1 : m_rest[0] == ')' ? -1 : 0;
        if (m_depth < 0) refuse(")");
    }

    std::string word(std::string_view word) const
    {
        const bool column = std::ranges::find(m_columns, word) != m_columns.end();
        if (!column) {
            const auto plain = lower(word);
            constexpr std::array<std::string_view, 6> statements{"select", "union",  "pragma",
                                                                 "attach", "detach", "with"};
            if (std::ranges::find(statements, plain) != statements.end()) refuse(word);
            const auto next = m_rest.find_first_not_of(" \t\r\n");
            if (next != std::string_view::npos && m_rest[next] == '(' && !may_precede_bracket(plain)) refuse(word);
        }
        return column && !is_ascii(word) ? '"' + std::string{word} + '"' : std::string{word};
    }

    std::string_view m_all, m_rest;
    const std::vector<std::string>& m_columns;
    int m_depth = 0;
    FilterNames m_names;
    bool m_after_text = false; // the piece before was one in single quotes
};

} // namespace

std::string quoted_columns(std::string_view where, const std::vector<std::string>& columns)
{
    return Pieces{where, columns}.quoted();
}

FilterNames names_of_filter(std::string_view where, const std::vector<std::string>& columns)
{
    Pieces pieces{where, columns};
    static_cast<void>(pieces.quoted());
    return std::move(pieces).names();
}

} // namespace peaksite
