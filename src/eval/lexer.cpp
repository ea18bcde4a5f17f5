#include "eval/lexer.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace peaksite {

namespace {

// Not a byte in the middle of a character of UTF-8.
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Letters of any script: bytes of UTF-8 beyond ASCII count as letters.
bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

Token number_at(std::string_view source, std::size_t at)
{
    double value = 0;
    const auto [end, error] = std::from_chars(source.data() + at, source.data() + source.size(), value);
    if (error != std::errc{}) fail_at(source, at, "a number cannot be read");
    const auto length = static_cast<std::size_t>(end - source.data()) - at;
    return {
        .kind = Token::Kind::number, .text = std::string(source.substr(at, length)), .value = value, .position = at};
}

Token text_at(std::string_view source, std::size_t at)
{
    const auto close = source.find(source[at], at + 1);
    if (close == std::string_view::npos) fail_at(source, at, "a text is not closed");
    return {.kind = Token::Kind::text,
            .text = std::string(source.substr(at + 1, close - at - 1)),
            .value = 0,
            .position = at};
}

Token name_at(std::string_view source, std::size_t at)
{
    auto end = at;
    while (end < source.size() && (is_letter(source[end]) || is_digit(source[end]) || source[end] == '.')) ++end;
    return {.kind = Token::Kind::name, .text = std::string(source.substr(at, end - at)), .value = 0, .position = at};
}

Token symbol_at(std::string_view source, std::size_t at)
{
    // The last two stand in units only: (15 %), (2 t/10^4 CNY).
    constexpr std::array<std::string_view, 19> symbols{"==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/",
                                                       "(",  ")",  "[",  "]",  ",", ":", ";", "%", "^"};
    const auto found =
        std::ranges::find_if(symbols, [&](std::string_view s) { return source.substr(at).starts_with(s); });
    if (found == symbols.end())
        fail_at(source, at, source[at] == '=' ? "'=' is not a comparison, use '=='" : "unexpected character");
    return {.kind = Token::Kind::symbol, .text = std::string(*found), .value = 0, .position = at};
}

} // namespace

void fail_at(std::string_view source, std::size_t position, std::string_view what)
{
    const auto before = source.substr(0, position);
    const auto character = 1 + std::ranges::count_if(before, begins_character);
    constexpr std::size_t longest = 200;
    auto end = std::min(source.size(), longest);
    while (end > 0 && end < source.size() && !begins_character(source[end])) --end;
    const auto shown = std::string(source.substr(0, end)) + (end < source.size() ? "…" : "");
    throw UsageError{text("expression '{}', character {}: {}", shown, character, what)};
}

std::vector<Token> tokens(std::string_view source)
{
    constexpr std::size_t longest = 20000;
    if (source.size() > longest) fail_at(source, longest, "an expression of more than 20,000 bytes is too long");
    constexpr std::size_t most = 4000;
    std::vector<Token> out;
    std::size_t at = 0;
    while (at < source.size()) {
        if (out.size() > most) fail_at(source, at, "an expression of more than 4000 words is too long");
        const char c = source[at];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            ++at;
            continue;
        }
        const bool number = is_digit(c) || (c == '.' && at + 1 < source.size() && is_digit(source[at + 1]));
        if (number)
            out.push_back(number_at(source, at));
        else if (c == '\'' || c == '"')
            out.push_back(text_at(source, at));
        else if (is_letter(c))
            out.push_back(name_at(source, at));
        else
            out.push_back(symbol_at(source, at));
        at += out.back().text.size() + (out.back().kind == Token::Kind::text ? 2 : 0);
    }
    out.push_back({.kind = Token::Kind::end, .text = "the end", .value = 0, .position = source.size()});
    return out;
}

} // namespace peaksite
