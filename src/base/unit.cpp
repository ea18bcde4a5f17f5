#include "base/unit.hpp"

#include "base/error.hpp"
#include "base/unit_hint.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <string>

namespace peaksite {

namespace {

constexpr int highest_exponent = 99;

bool is_one(const Unit& u) { return u.dimension.empty() && u.spelling.empty() && u.multiplier == Ratio{}; }

std::vector<Power> scaled(std::vector<Power> powers, int exponent)
{
    for (auto& power : powers) power.exponent *= exponent;
    return powers;
}

// In the order of first appearance; what cancels is gone.
std::vector<Power> merged(std::vector<Power> powers, const std::vector<Power>& more)
{
    for (const auto& [symbol, exponent] : more) {
        const auto old = std::ranges::find(powers, symbol, &Power::symbol);
        if (old == powers.end())
            powers.push_back({symbol, exponent});
        else
            old->exponent += exponent;
    }
    std::erase_if(powers, [](const Power& power) { return power.exponent == 0; });
    return powers;
}

std::vector<Power> sorted(std::vector<Power> powers)
{
    std::ranges::sort(powers, {}, &Power::symbol);
    return powers;
}

bool has_large_exponent(const std::vector<Power>& powers)
{
    return std::ranges::any_of(powers, [](const Power& p) { return std::abs(p.exponent) > highest_exponent; });
}

bool is_computable(const Unit& u)
{
    const bool fits = !has_large_exponent(u.dimension) && !has_large_exponent(u.spelling);
    return fits && is_usable(u.scale) && is_usable(u.multiplier);
}

std::vector<Power> halved(const std::vector<Power>& powers, const Unit& square)
{
    auto out = powers;
    for (auto& power : out) {
        if (power.exponent % 2 != 0)
            throw UsageError{
                text("unit '{}' has no square root: the exponent of {} is odd", square.text(), power.symbol)};
        power.exponent /= 2;
    }
    return out;
}

std::string spelled(double whole)
{
    for (int power = 4; power <= 22; ++power)
        if (whole == pow(Ratio{10, 1}, power).up) return "10^" + std::to_string(power);
    return number(whole);
}

std::string spelled(const std::string& symbol, int exponent)
{
    if (exponent == 1) return symbol;
    const bool can_touch = symbol.find_first_of("0123456789 ") == std::string::npos;
    return symbol + (can_touch ? "" : "^") + std::to_string(exponent);
}

bool is_time(const Power& power)
{
    constexpr std::array symbols{"s", "min", "h", "d", "month", "a"};
    return std::ranges::find(symbols, power.symbol) != symbols.end();
}

// "/10^4 CNY/a": the number belongs to the first symbol, time comes last.
std::string denominator(std::vector<Power> powers, double multiplier)
{
    std::erase_if(powers, [](const Power& power) { return power.exponent > 0; });
    std::stable_partition(powers.begin(), powers.end(), std::not_fn(is_time));
    std::string out;
    if (multiplier != 1) out.append("/").append(spelled(multiplier));
    for (const auto& [symbol, exponent] : powers) {
        const bool follows_number = &symbol == &powers.front().symbol && multiplier != 1;
        out.append(follows_number ? " " : "/").append(spelled(symbol, -exponent));
    }
    return out;
}

std::string numerator(const std::vector<Power>& powers, double multiplier)
{
    std::vector<std::string> parts;
    if (multiplier != 1) parts.push_back(spelled(multiplier));
    for (const auto& [symbol, exponent] : powers)
        if (exponent > 0) parts.push_back(spelled(symbol, exponent));
    return parts.empty() ? "1" : joined(parts, " ");
}

} // namespace

std::string Unit::text() const
{
    if (!written.empty()) return written;
    return numerator(spelling, multiplier.up) + denominator(spelling, multiplier.down);
}

bool Unit::operator==(const Unit& other) const
{
    constexpr double tolerance = 1e-12;
    if (dimension != other.dimension || zero != other.zero) return false;
    return std::fabs((scale / other.scale).value() - 1) <= tolerance;
}

Unit pure_number(const Ratio& number)
{
    if (!is_usable(number)) throw UsageError{text("{} is not a number of units", number.value())};
    return {.dimension = {}, .scale = number, .zero = 0, .spelling = {}, .multiplier = number, .written = {}};
}

Unit operator*(const Unit& a, const Unit& b)
{
    if (is_one(a)) return b;
    if (is_one(b)) return a;
    Unit product{.dimension = sorted(merged(a.dimension, b.dimension)),
                 .scale = a.scale * b.scale,
                 .zero = 0,
                 .spelling = merged(a.spelling, b.spelling),
                 .multiplier = a.multiplier * b.multiplier,
                 .written = {}};
    if (!is_computable(product))
        throw UsageError{text("the product of '{}' and '{}' is out of range", a.text(), b.text())};
    return product;
}

Unit operator/(const Unit& a, const Unit& b) { return is_one(b) ? a : a * pow(b, -1); }

Unit pow(const Unit& base, int exponent)
{
    if (exponent == 1) return base;
    if (exponent == 0) return {};
    const auto refuse = [&] { throw UsageError{text("'{}' to the power {} is out of range", base.text(), exponent)}; };
    if (exponent < -highest_exponent || exponent > highest_exponent) refuse();
    Unit power{.dimension = scaled(base.dimension, exponent),
               .scale = pow(base.scale, exponent),
               .zero = 0,
               .spelling = scaled(base.spelling, exponent),
               .multiplier = pow(base.multiplier, exponent),
               .written = {}};
    if (!is_computable(power)) refuse();
    return power;
}

Unit sqrt(const Unit& square)
{
    Unit root{.dimension = halved(square.dimension, square),
              .scale = sqrt(square.scale),
              .zero = 0,
              .spelling = {},
              .multiplier = sqrt(square.multiplier),
              .written = {}};
    const auto is_even = [](const Power& power) { return power.exponent % 2 == 0; };
    if (std::ranges::all_of(square.spelling, is_even)) {
        root.spelling = halved(square.spelling, square);
        return root;
    }
    // No symbol is the root of ha: it is written in base units, 100 m.
    root.spelling = root.dimension;
    root.multiplier = root.scale;
    return root;
}

bool same_dimension(const Unit& a, const Unit& b) { return a.dimension == b.dimension; }

Conversion conversion(const Unit& from, const Unit& to)
{
    if (!same_dimension(from, to))
        throw UsageError{std::vector<Fault>{{.place = {},
                                             .key = {},
                                             .what = text("unit '{}' does not convert to '{}'", from.text(), to.text()),
                                             .hint = confusion_hint(from, to)}}};
    return {.scale = from.scale / to.scale, .shift = (from.zero - to.zero) / to.scale.value()};
}

double convert(double value, const Unit& from, const Unit& to) { return conversion(from, to)(value); }

double factor(const Unit& from, const Unit& to)
{
    const auto change = conversion(from, to);
    if (change.shift != 0)
        throw UsageError{text("no factor leads from '{}' to '{}': their zeros differ", from.text(), to.text())};
    return change.scale.value();
}

} // namespace peaksite
