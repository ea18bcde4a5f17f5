#include "eval/syntax.hpp"

#include "base/error.hpp"
#include "eval/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;

class Parser {
public:
    explicit Parser(std::string_view source) : m_source(source), m_tokens(tokens(source)) {}

    Syntax whole()
    {
        auto out = disjunction();
        if (token().kind != Token::Kind::end) fail("unexpected '" + token().text + "'");
        return out;
    }

private:
    const Token& token() const { return m_tokens[m_next]; }
    const Token& following() const { return m_tokens[std::min(m_next + 1, m_tokens.size() - 1)]; }
    bool at(std::string_view what) const { return token().is(what); }

    bool take(std::string_view what)
    {
        if (!at(what)) return false;
        ++m_next;
        return true;
    }

    void expect(std::string_view what)
    {
        if (!take(what)) fail(fmt::format("'{}' expected, not '{}'", what, token().text));
    }

    [[noreturn]] void fail(std::string_view what) const { fail_at(m_source, token().position, what); }

    static Syntax node(Kind kind, const Token& token, std::vector<Syntax> parts = {})
    {
        return {.kind = kind,
                .text = token.text,
                .value = token.value,
                .unit = {},
                .position = token.position,
                .parts = std::move(parts)};
    }

    static Syntax binary(const Token& token, Syntax left, Syntax right)
    {
        auto out = node(Kind::binary, token);
        out.parts.reserve(2);
        out.parts.push_back(std::move(left)); // a list of initialisers would copy the tree
        out.parts.push_back(std::move(right));
        return out;
    }

    // One bracket, sign or `not` inside another: more of them would overflow the stack.
    struct Level {
        explicit Level(Parser& parser) : m_parser(parser)
        {
            if (++m_parser.m_depth > deepest_expression)
                m_parser.fail(fmt::format("nested more than {} deep", deepest_expression));
        }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;
        ~Level() { --m_parser.m_depth; }
        Parser& m_parser;
    };

    template <class Next>
    Syntax left_to_right(std::initializer_list<std::string_view> operators, Next next)
    {
        auto left = next();
        while (std::ranges::any_of(operators, [&](auto word) { return at(word); })) {
            const auto word = token();
            ++m_next;
            auto right = next();
            left = binary(word, std::move(left), std::move(right));
        }
        return left;
    }

    Syntax disjunction()
    {
        return left_to_right({"or"}, [this] { return conjunction(); });
    }

    Syntax conjunction()
    {
        return left_to_right({"and"}, [this] { return negation(); });
    }

    Syntax negation()
    {
        const auto word = token();
        if (!take("not")) return comparison();
        const Level level{*this};
        return node(Kind::unary, word, {negation()});
    }

    bool at_comparison() const
    {
        constexpr std::array<std::string_view, 7> words{"==", "!=", "<", "<=", ">", ">=", "in"};
        return std::ranges::any_of(words, [&](auto word) { return at(word); });
    }

    Syntax comparison()
    {
        auto left = sum();
        if (!at_comparison()) return left;
        const auto word = token();
        ++m_next;
        auto right = word.text == "in" ? list_or_name() : sum();
        if (at_comparison()) fail("comparisons cannot be chained; join two with 'and'");
        return binary(word, std::move(left), std::move(right));
    }

    Syntax sum()
    {
        return left_to_right({"+", "-"}, [this] { return product(); });
    }

    Syntax product()
    {
        return left_to_right({"*", "/"}, [this] { return factor(); });
    }

    Syntax factor()
    {
        const auto word = token();
        if (!at("-") && !at("+")) return primary();
        const Level level{*this};
        if (take("-")) return node(Kind::unary, word, {factor()});
        ++m_next;
        return factor();
    }

    Syntax primary()
    {
        const auto word = token();
        switch (word.kind) {
        case Token::Kind::number:
            ++m_next;
            if (token().kind == Token::Kind::name && !is_operator_word(token()))
                fail("a number with a unit stands in parentheses: (500 m)");
            return node(Kind::number, word);
        case Token::Kind::text:
            ++m_next;
            return node(Kind::text, word);
        case Token::Kind::name:
            return name_or_call();
        case Token::Kind::symbol:
            if (word.text == "[") return list();
            if (word.text == "(") return parenthesis();
            break;
        case Token::Kind::end:
            break;
        }
        fail(fmt::format("a value expected, not '{}'", word.text));
    }

    static bool is_operator_word(const Token& token)
    {
        constexpr std::array<std::string_view, 4> words{"and", "or", "in", "not"};
        return std::ranges::any_of(words, [&](auto word) { return token.is(word); });
    }

    Syntax parenthesis()
    {
        if (measure_follows()) return number_with_unit();
        const Level level{*this};
        expect("(");
        auto inside = disjunction();
        expect(")");
        return inside;
    }

    // After "(": a number, perhaps a negative one, and what can only be a unit.
    bool measure_follows() const
    {
        const std::size_t number = m_next + (following().is("-") ? 2 : 1);
        if (number + 1 >= m_tokens.size() || m_tokens[number].kind != Token::Kind::number) return false;
        const auto& after = m_tokens[number + 1];
        if (after.kind == Token::Kind::number || after.is("%") || after.is("^")) return true;
        return after.kind == Token::Kind::name && !is_operator_word(after);
    }

    // "(1 kW/m2)": the text between the parentheses is read as a measure.
    Syntax number_with_unit()
    {
        const auto open = token();
        int depth = 0;
        std::size_t close = m_next;
        do {
            if (m_tokens[close].kind == Token::Kind::end) fail("a parenthesis is not closed");
            depth += m_tokens[close].is("(") ? 1 : m_tokens[close].is(")") ? -1 : 0;
            ++close;
        } while (depth > 0);
        const auto end = m_tokens[close - 1].position;
        const auto inside = m_source.substr(open.position + 1, end - open.position - 1);
        auto out = node(Kind::number, m_tokens[m_next + 1]);
        try {
            const auto read = measure(inside);
            out.value = read.value;
            out.unit = read.unit;
        } catch (const UsageError& error) {
            fail(error.what());
        }
        m_next = close;
        return out;
    }

    Syntax name_or_call()
    {
        const auto word = token();
        ++m_next;
        if (word.text == "and" || word.text == "or" || word.text == "in")
            fail_at(m_source, word.position, fmt::format("a value expected, not '{}'", word.text));
        if (!take("(")) return node(Kind::name, word);
        const Level level{*this};
        auto out = node(Kind::call, word);
        if (take(")")) return out;
        do out.parts.push_back(argument());
        while (take(",") || take(";"));
        expect(")");
        return out;
    }

    // "CV: x, y" belongs to the label until the next label or the end.
    Syntax argument()
    {
        const auto word = token();
        if (word.kind != Token::Kind::name || !following().is(":")) return disjunction();
        m_next += 2;
        auto out = node(Kind::branch, word, {disjunction()});
        while (at(",") && !label_follows()) {
            ++m_next;
            out.parts.push_back(disjunction());
        }
        return out;
    }

    bool label_follows() const { return following().kind == Token::Kind::name && m_tokens[m_next + 2].is(":"); }

    Syntax list_or_name()
    {
        if (at("[")) return list();
        if (token().kind != Token::Kind::name) fail(fmt::format("a list expected, not '{}'", token().text));
        return name_or_call();
    }

    Syntax list()
    {
        const Level level{*this};
        auto out = node(Kind::list, token());
        expect("[");
        if (take("]")) return out;
        do out.parts.push_back(factor());
        while (take(","));
        expect("]");
        return out;
    }

    std::string_view m_source;
    std::vector<Token> m_tokens;
    std::size_t m_next = 0;
    int m_depth = 0;
};

} // namespace

Syntax parse(std::string_view source) { return Parser{source}.whole(); }

} // namespace peaksite
