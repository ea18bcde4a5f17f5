#include "base/letters.hpp"
#include "base/unit.hpp"

#include "base/error.hpp"
#include "base/unit_hint.hpp"
#include "base/unit_signs.hpp"
#include "base/unit_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace peaksite {

namespace {

/// Reads one text from left to right; a fault names the text as it was given.
class Reader {
public:
    Reader(std::string_view original, std::string_view plain) : m_original(original), m_text(plain) {}

    Unit whole();
    Measure number_and_unit();

private:
    Unit product() { return product_from(operand()); }
    Unit product_from(Unit first);
    Unit operand();
    Unit factor();
    Unit symbol();
    Unit group();
    static Unit raised(std::string_view name, const Unit& known, int exponent);
    std::optional<Unit> two_words(std::string_view first);

    double decimal();
    int integer();
    int exponent();
    std::string_view word();

    bool at_end() const { return m_at == m_text.size(); }
    char next() const { return at_end() ? '\0' : m_text[m_at]; }
    bool at_number() const;
    bool at_symbol() const;
    bool take(char c);
    bool skip_blanks();
    std::string_view rest() const { return m_text.substr(m_at); }
    std::string_view before() const { return m_text.substr(0, m_at); }
    std::string_view since(std::size_t start) const { return m_text.substr(start, m_at - start); }

    [[noreturn]] void refuse_gap() const;
    [[noreturn]] void refuse_rest() const;
    [[noreturn]] void refuse_name(std::string_view name) const;

    std::string_view m_original;
    std::string_view m_text;
    std::size_t m_at = 0;
};

[[noreturn]] void refuse(Sentence what, Sentence hint)
{
    throw UsageError{std::vector<Fault>{{.place = {}, .key = {}, .what = std::move(what), .hint = std::move(hint)}}};
}

void Reader::refuse_gap() const
{
    if (before().empty())
        refuse(text("unit '{}' does not begin with a symbol", m_original),
               next() == '/' ? text("write 'per year' as '1/a'") : Sentence{});
    refuse(text("unit '{}': a symbol is missing after '{}'", m_original, before()), {});
}

void Reader::refuse_rest() const
{
    refuse(text("unit '{}': '{}' is not expected after '{}'", m_original, rest(), before()), {});
}

void Reader::refuse_name(std::string_view name) const
{
    refuse(text("unit '{}': '{}' is not a known unit", m_original, name), unknown_unit_hint(name));
}

bool Reader::at_number() const
{
    const auto left = rest();
    return !left.empty() && (is_digit(left[0]) || (left[0] == '.' && left.size() > 1 && is_digit(left[1])));
}

bool Reader::at_symbol() const
{
    constexpr std::string_view signs = " */.()^+-";
    return !at_end() && signs.find(next()) == std::string_view::npos && !is_digit(next());
}

bool Reader::take(char c)
{
    if (at_end() || next() != c) return false;
    ++m_at;
    return true;
}

bool Reader::skip_blanks()
{
    const auto start = m_at;
    while (take(' ')) {
    }
    return m_at > start;
}

Unit Reader::whole()
{
    auto out = product();
    if (!at_end()) refuse_rest();
    return out;
}

Measure Reader::number_and_unit()
{
    const double sign = take('-') ? -1 : 1;
    if (sign > 0) take('+');
    if (!at_number()) refuse(text("'{}' does not begin with a number", m_original), text("write for example '500 m'"));
    double value = decimal();
    if (take('^')) value = pow(Ratio{value, 1}, integer()).value();
    if (!std::isfinite(value)) refuse(text("'{}' is too large a number", m_original), {});
    skip_blanks();
    const auto start = m_at;
    const bool is_inverse = next() == '/';
    auto out = at_end() ? Unit{} : product_from(is_inverse ? Unit{} : operand());
    if (!at_end()) refuse_rest();
    if (!is_inverse) out.written = since(start);
    return {.value = sign * value, .unit = std::move(out)};
}

// Factors up to the end or to a bracket that closes.
Unit Reader::product_from(Unit first)
{
    auto out = std::move(first);
    while (true) {
        const bool was_blank = skip_blanks();
        if (at_end() || next() == ')') return out;
        if (take('/'))
            out = out / operand();
        else if (take('*'))
            out = out * operand();
        else if (take('.') || was_blank)
            out = out * factor();
        else
            refuse_rest();
    }
}

// A factor, or a number with the factor it belongs to.
Unit Reader::operand()
{
    skip_blanks();
    if (!at_number()) return factor();
    const double value = decimal();
    if (value == 0) refuse(text("unit '{}': a unit cannot be zero", m_original), {});
    const auto number = pure_number({value, 1});
    const auto multiplier = take('^') ? pow(number, integer()) : number;
    skip_blanks();
    return at_symbol() || next() == '(' ? multiplier * factor() : multiplier;
}

Unit Reader::factor()
{
    skip_blanks();
    return take('(') ? group() : symbol();
}

Unit Reader::group()
{
    const auto inside = product();
    if (!take(')')) refuse(text("unit '{}': a closing bracket is missing", m_original), {});
    const bool is_power = is_digit(next()) || next() == '^' || next() == '-';
    return is_power ? pow(inside, exponent()) : inside;
}

Unit Reader::symbol()
{
    const auto name = word();
    if (name.empty()) refuse_gap();
    auto known = two_words(name);
    if (!known) known = named_unit(name);
    if (known) return raised(name, *known, exponent());
    const auto stem = without_exponent(name);
    known = named_unit(stem);
    if (!known) refuse_name(name);
    m_at -= name.size() - stem.size();
    return raised(stem, *known, integer());
}

// The exponent of 万m2 is that of m.
Unit Reader::raised(std::string_view name, const Unit& known, int exponent)
{
    if (exponent == 1) return known;
    const auto multiple = multiple_of_unit(name);
    return multiple ? multiple->times * pow(multiple->of, exponent) : pow(known, exponent);
}

// "t CO2", "g C": read on only if both words are one name.
std::optional<Unit> Reader::two_words(std::string_view first)
{
    const auto start = m_at;
    if (skip_blanks()) {
        const auto second = word();
        if (auto known = named_unit(std::string{first} + " " + std::string{second})) return known;
    }
    m_at = start;
    return {};
}

std::string_view Reader::word()
{
    const auto start = m_at;
    while (at_symbol() || (m_at > start && is_digit(next()))) ++m_at;
    return since(start);
}

double Reader::decimal()
{
    const auto left = rest();
    double value = 0;
    const auto [end, error] = std::from_chars(left.data(), left.data() + left.size(), value);
    m_at += static_cast<std::size_t>(end - left.data());
    if (error != std::errc{}) refuse(text("'{}': the number '{}' is too large or too small", m_original, before()), {});
    return value;
}

int Reader::exponent() { return take('^') || next() == '-' ? integer() : is_digit(next()) ? integer() : 1; }

int Reader::integer()
{
    constexpr int largest = 99;
    const auto left = rest();
    int value = 0;
    const auto [end, error] = std::from_chars(left.data(), left.data() + left.size(), value);
    if (error != std::errc{} || value == 0 || value < -largest || value > largest)
        refuse(text("unit '{}': after '{}' must follow a whole exponent up to {}", m_original, before(), largest), {});
    m_at += static_cast<std::size_t>(end - left.data());
    return value;
}

void refuse_unreadable(std::string_view written)
{
    if (is_readable_unit(written)) return;
    refuse(text("unit '{}' is not UTF-8 text of at most 200 bytes", ascii_beginning(written)), {});
}

} // namespace

Unit unit(std::string_view text)
{
    refuse_unreadable(text);
    constexpr std::array ones{"", "-", "0-1", "0/1", "0..1", "category", "class"};
    const auto plain = plain_signs(text);
    const bool is_one = std::ranges::find(ones, plain) != ones.end();
    auto out = is_one ? Unit{} : Reader{text, plain}.whole();
    out.written = trimmed(text);
    return out;
}

Measure measure(std::string_view text)
{
    refuse_unreadable(text);
    const auto plain = plain_signs(text);
    return Reader{text, plain}.number_and_unit();
}

} // namespace peaksite
