#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// A piece of an expression.
struct Token {
    enum class Kind { number, text, name, symbol, end };
    Kind kind = Kind::end;
    std::string text;
    double value = 0;
    std::size_t position = 0;

    bool is(std::string_view what) const { return (kind == Kind::symbol || kind == Kind::name) && text == what; }
};

/// Cuts an expression into tokens, the last of kind `end`. Throws UsageError at what is no token.
std::vector<Token> tokens(std::string_view source);

/// What is wrong in `source`, and at which character (not byte) of it.
[[noreturn]] void fail_at(std::string_view source, std::size_t position, std::string_view what);

} // namespace peaksite
