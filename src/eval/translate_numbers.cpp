#include "eval/translator.hpp"

#include "base/suggest.hpp"
#include "eval/class_table.hpp"
#include "eval/fail.hpp"
#include "eval/kernels.hpp"

#include <array>
#include <cmath>

namespace peaksite {

namespace {
using Kind = Syntax::Kind;
}

bool is_arithmetic(std::string_view word) { return word == "+" || word == "-" || word == "*" || word == "/"; }

void expect_arguments(const Syntax& call, std::size_t least, std::size_t most)
{
    const auto count = call.parts.size();
    if (count < least || count > most)
        fail(call, least == most ? text("{} takes {} arguments, not {}", call.text, least, count)
                                 : text("{} takes at least {} arguments, not {}", call.text, least, count));
}

Value Translator::number(const Syntax& s)
{
    switch (s.kind) {
    case Kind::number:
        return {.at = constant(s, s.value), .unit = s.unit.value_or(Unit{}), .bare = !s.unit};
    case Kind::name:
        return named(s);
    case Kind::unary:
        if (s.text == "-") {
            auto value = number(s.parts[0]);
            value.at = applied(s, Step::negate, value.at);
            return value;
        }
        break;
    case Kind::binary:
        if (is_arithmetic(s.text)) return arithmetic(s);
        break;
    case Kind::call:
        return call(s);
    case Kind::text:
        fail(s, text("a text stands where a number is needed"));
    case Kind::list:
    case Kind::branch:
        break;
    }
    fail(s, text("a condition stands where a number is needed"), text("if(condition, 1, 0) makes a number of it"));
}

Operand Translator::in_unit(const Syntax& s, const Value& value, const Unit& wanted)
{
    if (value.bare || value.unit == wanted) return value.at;
    const auto change = quoting(s, [&] { return conversion(value.unit, wanted); });
    if (const auto known = m_assembly.constant_at(value.at)) return constant(s, change(*known));
    auto at = value.at;
    if (change.scale.up != 1) at = m_assembly.emit(Step::multiply, {at, m_assembly.constant(change.scale.up)});
    if (change.scale.down != 1) at = m_assembly.emit(Step::divide, {at, m_assembly.constant(change.scale.down)});
    if (change.shift != 0) at = m_assembly.emit(Step::add, {at, m_assembly.constant(change.shift)});
    return at;
}

Operand Translator::constant(const Syntax& s, double value)
{
    if (!std::isfinite(value)) fail(s, text("the result is not a finite number"));
    return m_assembly.constant(value);
}

// Constants are computed at once, by the loops that compute cells.
Operand Translator::applied(const Syntax& s, Step step, Operand a)
{
    const auto x = m_assembly.constant_at(a);
    if (!x) return m_assembly.emit(step, {a});
    double out = 0;
    kernels::function(step, &*x, &out, 1);
    return constant(s, out);
}

Operand Translator::applied(const Syntax& s, Step step, Operand a, Operand b)
{
    const auto x = m_assembly.constant_at(a), y = m_assembly.constant_at(b);
    if (!x || !y) return m_assembly.emit(step, {a, b});
    double out = 0;
    kernels::arithmetic(step, &*x, &*y, &out, 1);
    return constant(s, out);
}

Value Translator::named(const Syntax& s)
{
    const auto& what = m_names.symbol(s);
    if (const auto* input = std::get_if<NumberInput>(&what))
        return {.at = {Operand::Place::input, input->input}, .unit = input->unit, .bare = false};
    if (const auto* fixed = std::get_if<Constant>(&what))
        return {.at = constant(s, fixed->measure.value), .unit = fixed->measure.unit, .bare = false};
    if (const auto* definition = std::get_if<Definition>(&what)) {
        if (const auto known = m_numbers.find(s.text); known != m_numbers.end()) return known->second;
        auto value = m_open.inside(s, *definition, [this](const Syntax& inner) { return number(inner); });
        return m_numbers.emplace(s.text, std::move(value)).first->second;
    }
    if (const auto* classes = std::get_if<ClassInput>(&what); classes != nullptr && codes_alone(*classes))
        return codes_of(*classes);
    if (std::holds_alternative<ClassInput>(what))
        fail(s, text("'{}' is a layer of classes, not of numbers", s.text),
             text("compare it with class names: {} in ['…']", s.text));
    fail(s, text("'{}' is a condition, not a number", s.text), text("distance({}) is a number", s.text));
}

Value Translator::codes_of(const ClassInput& layer)
{
    std::array<double, 256> codes{};
    codes.fill(std::nan(""));
    for (std::size_t i = 0; i < layer.classes.size(); ++i) codes[i] = layer.classes[i].code;
    codes[static_cast<std::size_t>(layer.missing)] = std::nan("");
    return {.at = m_assembly.class_value({Operand::Place::input, layer.input}, codes),
            .unit = Unit::dimensionless(),
            .bare = false};
}

Translator::Pair Translator::together(const Syntax& s, const Value& a, const Value& b)
{
    if (a.bare) return {a.at, b.at, b.unit, b.bare};
    return {a.at, in_unit(s, b, a.unit), a.unit, false};
}

Value Translator::arithmetic(const Syntax& s)
{
    const auto a = number(s.parts[0]), b = number(s.parts[1]);
    if (s.text == "*" || s.text == "/") {
        const bool times = s.text == "*";
        auto unit = quoting(s, [&] { return times ? a.unit * b.unit : a.unit / b.unit; });
        return {.at = applied(s, times ? Step::multiply : Step::divide, a.at, b.at),
                .unit = std::move(unit),
                .bare = a.bare && b.bare};
    }
    const auto pair = together(s, a, b);
    return {.at = applied(s, s.text == "+" ? Step::add : Step::subtract, pair.a, pair.b),
            .unit = pair.unit,
            .bare = pair.bare};
}

Value Translator::call(const Syntax& s)
{
    constexpr std::size_t any = 1000;
    if (s.text == "min" || s.text == "max") {
        expect_arguments(s, 2, any);
        return extreme(s, s.text == "min" ? Step::minimum : Step::maximum);
    }
    if (s.text == "if") {
        expect_arguments(s, 3, 3);
        return chosen(s);
    }
    if (s.text == "pow") {
        expect_arguments(s, 2, 2);
        return power(s);
    }
    if (s.text == "abs" || s.text == "sqrt" || s.text == "exp" || s.text == "log") {
        expect_arguments(s, 1, 1);
        return function(s);
    }
    const std::vector<std::string> known{"min", "max", "if", "pow", "abs", "sqrt", "exp", "log"};
    const auto near = closest(s.text, known);
    const bool derived = s.text == "slope" || s.text == "distance";
    fail(s, text("there is no function '{}' here", s.text),
         derived        ? text("give it a layer of its own: derive = \"{}\"", written(s))
         : near.empty() ? Sentence{}
                        : text("did you mean '{}'?", near));
}

Value Translator::extreme(const Syntax& s, Step step)
{
    auto best = number(s.parts[0]);
    for (std::size_t i = 1; i < s.parts.size(); ++i) {
        const auto pair = together(s, best, number(s.parts[i]));
        best = {.at = applied(s, step, pair.a, pair.b), .unit = pair.unit, .bare = pair.bare};
    }
    return best;
}

Value Translator::chosen(const Syntax& s)
{
    const auto test = condition(s.parts[0]);
    const auto pair = together(s, number(s.parts[1]), number(s.parts[2]));
    return {.at = m_assembly.emit(Step::choose, {test, pair.a, pair.b}), .unit = pair.unit, .bare = pair.bare};
}

Value Translator::power(const Syntax& s)
{
    const auto base = number(s.parts[0]);
    const auto exponent = pure(s, number(s.parts[1]));
    if (base.unit.is_dimensionless())
        return {.at = applied(s, Step::power, pure(s, base), exponent), .unit = {}, .bare = false};
    const auto known = m_assembly.constant_at(exponent);
    const bool whole = known && *known == std::round(*known) && std::fabs(*known) < 10;
    if (!whole) fail(s, text("a number with the unit {} can only be raised to a whole number", base.unit.text()));
    auto unit = quoting(s, [&] { return pow(base.unit, static_cast<int>(*known)); });
    return {.at = applied(s, Step::power, base.at, exponent), .unit = std::move(unit), .bare = false};
}

Value Translator::function(const Syntax& s)
{
    const auto value = number(s.parts[0]);
    if (s.text == "abs") return {.at = applied(s, Step::absolute, value.at), .unit = value.unit, .bare = value.bare};
    if (s.text == "sqrt")
        return {.at = applied(s, Step::square_root, value.at),
                .unit = quoting(s, [&] { return sqrt(value.unit); }),
                .bare = false};
    return {.at = applied(s, s.text == "exp" ? Step::exponential : Step::logarithm, pure(s, value)),
            .unit = {},
            .bare = false};
}

} // namespace peaksite
