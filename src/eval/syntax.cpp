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
        return {.kind = kind, .text = token.text, .value = token.value, .unit = {}, .position = token.position, .parts = std::move(parts)};
    }

    // Deep nesting would overflow the stack; nobody writes it.
    struct Level {
        explicit Level(Parser& parser) : m_parser(parser)
        {
            constexpr int deepest = 200;
            if (++m_parser.m_depth > deepest) m_parser.fail("nested too deeply");
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
            left = node(Kind::binary, word, {std::move(left), next()});
        }
        return left;
    }

    Syntax disjunction()
    {
        const Level level{*this};
        return left_to_right({"or"}, [this] { return conjunction(); });
    }

    Syntax conjunction()
    {
        return left_to_right({"and"}, [this] { return negation(); });
    }

    Syntax negation()
    {
        const Level level{*this};
        const auto word = token();
        if (!take("not")) return comparison();
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
        return node(Kind::binary, word, {std::move(left), std::move(right)});
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
        const Level level{*this};
        const auto word = token();
        if (take("-")) return node(Kind::unary, word, {factor()});
        if (take("+")) return factor();
        return primary();
    }

    Syntax primary()
    {
        const auto word = token();
        switch (word.kind) {
        case Token::Kind::number:
            ++m_next;
            if (token().kind == Token::Kind::name && !at_operator_word())
                fail("a number with a unit stands in parentheses: (500 m)");
            return node(Kind::number, word);
        case Token::Kind::text: ++m_next; return node(Kind::text, word);
        case Token::Kind::name: return name_or_call();
        case Token::Kind::symbol:
            if (word.text == "[") return list();
            if (word.text == "(") return parenthesis();
            break;
        case Token::Kind::end: break;
        }
        fail(fmt::format("a value expected, not '{}'", word.text));
    }

    bool at_operator_word() const { return at("and") || at("or") || at("in") || at("not"); }

    Syntax parenthesis()
    {
        const bool measure = following().kind == Token::Kind::number && unit_follows();
        if (measure) return number_with_unit();
        expect("(");
        auto inside = disjunction();
        expect(")");
        return inside;
    }

    bool unit_follows() const
    {
        if (m_next + 2 >= m_tokens.size()) return false;
        const auto& after = m_tokens[m_next + 2];
        return after.kind == Token::Kind::name && after.text != "and" && after.text != "or" && after.text != "in";
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
        if (word.text == "and" || word.text == "or" || word.text == "in") fail_at(m_source, word.position, fmt::format("a value expected, not '{}'", word.text));
        if (!take("(")) return node(Kind::name, word);
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
        while (at(",")) {
            ++m_next;
            out.parts.push_back(disjunction());
        }
        return out;
    }

    Syntax list_or_name() { return at("[") ? list() : name_or_call(); }

    Syntax list()
    {
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

std::string list_of(const std::vector<Syntax>& parts)
{
    std::vector<std::string> words;
    for (const auto& part : parts) words.push_back(written(part));
    return joined(words, ", ");
}

} // namespace

bool Syntax::operator==(const Syntax& other) const
{
    const bool same_word = kind == Kind::number || text == other.text;
    return kind == other.kind && same_word && value == other.value && unit == other.unit && parts == other.parts;
}

Syntax parse(std::string_view source) { return Parser{source}.whole(); }

std::string written(const Syntax& syntax)
{
    switch (syntax.kind) {
    case Kind::number:
        return syntax.unit ? fmt::format("({} {})", number(syntax.value), syntax.unit->text()) : number(syntax.value);
    case Kind::text: return "'" + syntax.text + "'";
    case Kind::name: return syntax.text;
    case Kind::call: return syntax.text + "(" + list_of(syntax.parts) + ")";
    case Kind::list: return "[" + list_of(syntax.parts) + "]";
    case Kind::branch: return syntax.text + ": " + list_of(syntax.parts);
    case Kind::unary:
        return fmt::format("({}{}{})", syntax.text, syntax.text == "-" ? "" : " ", written(syntax.parts[0]));
    case Kind::binary: break;
    }
    return fmt::format("({} {} {})", written(syntax.parts[0]), syntax.text, written(syntax.parts[1]));
}

std::vector<std::string> names_in(const Syntax& syntax)
{
    std::vector<std::string> out;
    if (syntax.kind == Kind::name) out.push_back(syntax.text);
    for (const auto& part : syntax.parts)
        for (auto& name : names_in(part))
            if (std::ranges::find(out, name) == out.end()) out.push_back(std::move(name));
    return out;
}

} // namespace peaksite
