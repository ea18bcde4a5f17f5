#include "eval/compiler.hpp"

#include "base/error.hpp"
#include "base/suggest.hpp"
#include "eval/assembly.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;

// A number under way: where it is, its unit, and whether it is still a bare number that takes any unit.
struct Value {
    Operand at;
    Unit unit;
    bool bare = false;
    std::optional<double> constant;
};

// The largest twin ≥ 0 whose number is below the bound (or equal to it, unless strict); -1 if there is none.
double last_below(const Twin& twin, double bound, bool strict)
{
    const auto below = [&](double t) { return strict ? twin.of(t) < bound : twin.of(t) <= bound; };
    if (!below(0)) return -1;
    // Doubles from 0 up are ordered as their bits are.
    std::uint64_t low = 0, high = std::bit_cast<std::uint64_t>(std::numeric_limits<double>::infinity());
    while (high - low > 1) {
        const auto middle = low + (high - low) / 2;
        (below(std::bit_cast<double>(middle)) ? low : high) = middle;
    }
    return std::bit_cast<double>(low);
}

[[noreturn]] void fail(const Syntax& where, Sentence what, Sentence hint = {})
{
    throw UsageError{std::vector<Fault>{{.place = {}, .key = {}, .what = text("in '{}': {}", written(where), what.english()), .hint = std::move(hint)}}};
}

std::vector<std::string> keys_of(const std::map<std::string, Symbol, std::less<>>& symbols)
{
    std::vector<std::string> out;
    for (const auto& [name, symbol] : symbols) out.push_back(name);
    return out;
}

} // namespace

class Compiler::Impl {
public:
    explicit Impl(const Symbols& symbols) : m_symbols(symbols) {}

    Assembly assembly;

    Value number(const Syntax& s)
    {
        switch (s.kind) {
        case Kind::number: return s.unit ? constant(s.value, *s.unit) : bare(s.value);
        case Kind::name: return named(s);
        case Kind::unary:
            if (s.text == "-") return negated(s);
            break;
        case Kind::binary:
            if (is_arithmetic(s.text)) return arithmetic(s);
            break;
        case Kind::call: return call(s);
        case Kind::text: fail(s, text("a text stands where a number is needed"));
        case Kind::list:
        case Kind::branch: break;
        }
        fail(s, text("a condition stands where a number is needed"), text("if(condition, 1, 0) makes a number of it"));
    }

    Operand condition(const Syntax& s)
    {
        switch (s.kind) {
        case Kind::name: return named_condition(s);
        case Kind::unary:
            if (s.text == "not") return assembly.emit(Step::negation, {condition(s.parts[0])});
            break;
        case Kind::binary:
            if (s.text == "and") return assembly.emit(Step::conjunction, {condition(s.parts[0]), condition(s.parts[1])});
            if (s.text == "or") return assembly.emit(Step::disjunction, {condition(s.parts[0]), condition(s.parts[1])});
            if (s.text == "in") return membership(s);
            if (!is_arithmetic(s.text)) return comparison(s);
            break;
        case Kind::call:
            if (s.text == "if") return chosen_condition(s);
            break;
        case Kind::number:
        case Kind::text:
        case Kind::list:
        case Kind::branch: break;
        }
        fail(s, text("a condition is needed here, such as a comparison"));
    }

    // The value in another unit; a bare number takes it.
    Operand in_unit(const Syntax& s, const Value& value, const Unit& wanted)
    {
        if (value.bare) return value.at;
        if (!same_dimension(value.unit, wanted)) {
            try {
                static_cast<void>(conversion(value.unit, wanted));
            } catch (const UsageError& error) {
                const auto& fault = error.faults().front();
                fail(s, fault.what, fault.hint);
            }
        }
        if (value.unit == wanted) return value.at;
        const auto change = conversion(value.unit, wanted);
        if (value.constant) return assembly.constant(change(*value.constant));
        auto at = value.at;
        if (change.scale.up != 1) at = assembly.emit(Step::multiply, {at, assembly.constant(change.scale.up)});
        if (change.scale.down != 1) at = assembly.emit(Step::divide, {at, assembly.constant(change.scale.down)});
        if (change.shift != 0) at = assembly.emit(Step::add, {at, assembly.constant(change.shift)});
        return at;
    }

    const ClassInput& classes(std::string_view layer) const
    {
        const auto found = m_symbols.find(layer);
        if (found == m_symbols.end() || !std::holds_alternative<ClassInput>(found->second))
            throw UsageError{text("'{}' is not a layer of classes", layer)};
        return std::get<ClassInput>(found->second);
    }

private:
    static bool is_arithmetic(std::string_view word) { return word == "+" || word == "-" || word == "*" || word == "/"; }

    Value constant(double value, Unit unit)
    {
        return {.at = assembly.constant(value), .unit = std::move(unit), .bare = false, .constant = value};
    }
    Value bare(double value)
    {
        return {.at = assembly.constant(value), .unit = {}, .bare = true, .constant = value};
    }

    const Symbol& symbol(const Syntax& s) const
    {
        const auto found = m_symbols.find(s.text);
        if (found != m_symbols.end()) return found->second;
        const auto names = keys_of(m_symbols);
        const auto near = closest(s.text, names);
        fail(s, text("'{}' is not a layer of the plan", s.text), near.empty() ? Sentence{} : text("did you mean '{}'?", near));
    }

    template <class Use>
    auto defined(const Syntax& s, const Definition& definition, Use use)
    {
        if (std::ranges::find(m_open, s.text) != m_open.end()) fail(s, text("'{}' is derived from itself", s.text));
        m_open.push_back(s.text);
        auto out = use(*definition.syntax);
        m_open.pop_back();
        return out;
    }

    Value named(const Syntax& s)
    {
        const auto& what = symbol(s);
        if (const auto* input = std::get_if<NumberInput>(&what))
            return {.at = {Operand::Place::input, input->input}, .unit = input->unit, .bare = false, .constant = {}};
        if (const auto* fixed = std::get_if<Constant>(&what)) return constant(fixed->measure.value, fixed->measure.unit);
        if (const auto* definition = std::get_if<Definition>(&what))
            return defined(s, *definition, [this](const Syntax& inner) { return number(inner); });
        if (std::holds_alternative<ClassInput>(what))
            fail(s, text("'{}' is a layer of classes, not of numbers", s.text), text("compare it with class names: {} in ['…']", s.text));
        fail(s, text("'{}' is a condition, not a number", s.text), text("distance({}) is a number", s.text));
    }

    Operand named_condition(const Syntax& s)
    {
        const auto& what = symbol(s);
        if (const auto* input = std::get_if<ConditionInput>(&what)) return {Operand::Place::input, input->input};
        if (const auto* definition = std::get_if<Definition>(&what))
            return defined(s, *definition, [this](const Syntax& inner) { return condition(inner); });
        fail(s, text("'{}' is not a condition; compare it with something", s.text));
    }

    Value negated(const Syntax& s)
    {
        auto value = number(s.parts[0]);
        if (value.constant) return value.bare ? bare(-*value.constant) : constant(-*value.constant, value.unit);
        value.at = assembly.emit(Step::negate, {value.at});
        return value;
    }

    // Two numbers brought to one unit.
    struct Pair {
        Operand a, b;
        Unit unit;
        bool bare = false;
    };
    Pair together(const Syntax& s, const Syntax& left, const Syntax& right)
    {
        const auto a = number(left), b = number(right);
        if (a.bare) return {a.at, b.at, b.unit, b.bare};
        return {a.at, in_unit(s, b, a.unit), a.unit, false};
    }

    Value arithmetic(const Syntax& s)
    {
        if (s.text == "*" || s.text == "/") {
            const auto a = number(s.parts[0]), b = number(s.parts[1]);
            const bool times = s.text == "*";
            return folded(times ? Step::multiply : Step::divide, a.at, b.at, times ? a.unit * b.unit : a.unit / b.unit, a.bare && b.bare);
        }
        const auto pair = together(s, s.parts[0], s.parts[1]);
        return folded(s.text == "+" ? Step::add : Step::subtract, pair.a, pair.b, pair.unit, pair.bare);
    }

    Value folded(Step step, Operand a, Operand b, Unit unit, bool bare)
    {
        const auto x = assembly.constant_at(a), y = assembly.constant_at(b);
        const bool scales = step == Step::multiply || step == Step::divide;
        if (scales && !x && y == 1.0) return {.at = a, .unit = std::move(unit), .bare = false, .constant = {}};
        if (!x || !y) return {.at = assembly.emit(step, {a, b}), .unit = std::move(unit), .bare = false, .constant = {}};
        const double value = step == Step::add        ? *x + *y
                             : step == Step::subtract ? *x - *y
                             : step == Step::multiply ? *x * *y
                                                      : *x / *y;
        if (!std::isfinite(value)) throw UsageError{text("{} and {} do not give a finite number", *x, *y)};
        return {.at = assembly.constant(value), .unit = std::move(unit), .bare = bare, .constant = value};
    }

    void expect_arguments(const Syntax& s, std::size_t least, std::size_t most) const
    {
        if (s.parts.size() < least || s.parts.size() > most)
            fail(s, least == most ? text("{} takes {} arguments, not {}", s.text, least, s.parts.size())
                                  : text("{} takes at least {} arguments, not {}", s.text, least, s.parts.size()));
    }

    Value call(const Syntax& s)
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
             derived ? text("give it a layer of its own: derive = \"{}\"", written(s)) : near.empty() ? Sentence{} : text("did you mean '{}'?", near));
    }

    Value extreme(const Syntax& s, Step step)
    {
        auto best = number(s.parts[0]);
        for (std::size_t i = 1; i < s.parts.size(); ++i) {
            const auto next = number(s.parts[i]);
            const auto& unit = best.bare ? next.unit : best.unit;
            const auto at = assembly.emit(step, {best.at, best.bare ? next.at : in_unit(s, next, best.unit)});
            best = {.at = at, .unit = unit, .bare = best.bare && next.bare, .constant = {}};
        }
        return best;
    }

    Value chosen(const Syntax& s)
    {
        const auto test = condition(s.parts[0]);
        const auto pair = together(s, s.parts[1], s.parts[2]);
        return {.at = assembly.emit(Step::choose, {test, pair.a, pair.b}), .unit = pair.unit, .bare = false, .constant = {}};
    }

    Operand chosen_condition(const Syntax& s)
    {
        expect_arguments(s, 3, 3);
        return assembly.emit(Step::choose_condition, {condition(s.parts[0]), condition(s.parts[1]), condition(s.parts[2])});
    }

    Operand pure(const Syntax& s, const Value& value) { return in_unit(s, value, Unit::dimensionless()); }

    Value power(const Syntax& s)
    {
        const auto base = number(s.parts[0]), exponent = number(s.parts[1]);
        auto unit = Unit::dimensionless();
        auto at = base.at;
        if (!base.unit.is_dimensionless()) {
            const bool whole = exponent.constant && *exponent.constant == std::round(*exponent.constant) && std::fabs(*exponent.constant) < 10;
            if (!whole) fail(s, text("a number with the unit {} can only be raised to a whole number", base.unit.text()));
            unit = pow(base.unit, static_cast<int>(*exponent.constant));
        } else {
            at = pure(s, base);
        }
        return {.at = assembly.emit(Step::power, {at, pure(s, exponent)}), .unit = unit, .bare = false, .constant = {}};
    }

    Value function(const Syntax& s)
    {
        const auto value = number(s.parts[0]);
        if (s.text == "abs") return {.at = assembly.emit(Step::absolute, {value.at}), .unit = value.unit, .bare = false, .constant = {}};
        if (s.text == "sqrt")
            return {.at = assembly.emit(Step::square_root, {value.at}), .unit = peaksite::sqrt(value.unit), .bare = false, .constant = {}};
        const auto step = s.text == "exp" ? Step::exponential : Step::logarithm;
        return {.at = assembly.emit(step, {pure(s, value)}), .unit = {}, .bare = false, .constant = {}};
    }

    const ClassInput* class_layer(const Syntax& s) const
    {
        if (s.kind != Kind::name) return nullptr;
        const auto found = m_symbols.find(s.text);
        return found == m_symbols.end() ? nullptr : std::get_if<ClassInput>(&found->second);
    }

    Operand comparison(const Syntax& s)
    {
        const auto &left = s.parts[0], &right = s.parts[1];
        if (const auto* layer = class_layer(left)) return class_comparison(s, *layer, right, s.text);
        if (class_layer(right) != nullptr) fail(s, text("write the layer first: {} {} …", written(right), s.text));
        if (left.kind == Kind::text || right.kind == Kind::text) fail(s, text("a text can only be compared with a layer of classes"));
        if (const auto cheaper = twin_comparison(s)) return *cheaper;
        const auto pair = together(s, left, right);
        if (s.text == "<") return assembly.emit(Step::less, {pair.a, pair.b});
        if (s.text == ">") return assembly.emit(Step::less, {pair.b, pair.a});
        if (s.text == "<=") return assembly.emit(Step::less_equal, {pair.a, pair.b});
        if (s.text == ">=") return assembly.emit(Step::less_equal, {pair.b, pair.a});
        return assembly.emit(s.text == "==" ? Step::equal : Step::not_equal, {pair.a, pair.b});
    }

    const Twin* twin_of(const Syntax& s) const
    {
        if (s.kind != Kind::name) return nullptr;
        const auto found = m_symbols.find(s.text);
        const auto* input = found == m_symbols.end() ? nullptr : std::get_if<NumberInput>(&found->second);
        return input == nullptr ? nullptr : input->twin.get();
    }

    // A number with a twin against a constant: the same comparison of the twin with the value at which it turns.
    std::optional<Operand> twin_comparison(const Syntax& s)
    {
        if (s.text == "==" || s.text == "!=") return {};
        const bool named_first = twin_of(s.parts[0]) != nullptr;
        const auto& name = s.parts[named_first ? 0 : 1];
        const auto* twin = twin_of(name);
        if (twin == nullptr) return {};
        const auto limit = number(s.parts[named_first ? 1 : 0]);
        if (!limit.constant) return {};
        const auto bound = assembly.constant_at(in_unit(s, limit, std::get<NumberInput>(m_symbols.find(name.text)->second).unit));
        const bool less = s.text.front() == '<', with_equal = s.text.size() == 2;
        // `number < bound` and `number >= bound` part where the number reaches the bound, the other two behind it.
        const bool low = less == named_first;
        const double turn = last_below(*twin, *bound, low != with_equal);
        const Operand at{Operand::Place::input, twin->input}, edge = assembly.constant(turn);
        return low ? assembly.emit(Step::less_equal, {at, edge}) : assembly.emit(Step::less, {edge, at});
    }

    Operand class_comparison(const Syntax& s, const ClassInput& layer, const Syntax& right, std::string_view relation)
    {
        if (relation != "==" && relation != "!=") fail(s, text("classes have no order; use == or in"));
        const auto members = matching(s, layer, right);
        return class_table(layer, members, relation == "!=");
    }

    Operand membership(const Syntax& s)
    {
        const auto &left = s.parts[0], &right = s.parts[1];
        if (right.kind != Kind::list) fail(s, text("a list is needed after 'in', such as ['water', 'wetland']"));
        if (right.parts.empty()) fail(s, text("the list is empty"));
        if (const auto* layer = class_layer(left)) {
            std::vector<bool> members(layer->classes.size());
            for (const auto& part : right.parts) {
                const auto one = matching(s, *layer, part);
                for (std::size_t i = 0; i < one.size(); ++i) members[i] = members[i] || one[i];
            }
            return class_table(*layer, members, false);
        }
        std::optional<Operand> any;
        for (const auto& part : right.parts) {
            const auto pair = together(s, left, part);
            const auto equal = assembly.emit(Step::equal, {pair.a, pair.b});
            any = any ? assembly.emit(Step::disjunction, {*any, equal}) : equal;
        }
        return *any;
    }

    // Which classes of the layer a text (key) or a whole number (code) names.
    std::vector<bool> matching(const Syntax& s, const ClassInput& layer, const Syntax& wanted) const
    {
        std::vector<bool> out(layer.classes.size());
        for (std::size_t i = 0; i < out.size(); ++i) {
            const auto& one = layer.classes[i];
            out[i] = wanted.kind == Kind::text ? one.key == wanted.text : wanted.kind == Kind::number && one.code == wanted.value;
        }
        if (std::ranges::find(out, true) != out.end()) return out;
        if (wanted.kind != Kind::text && wanted.kind != Kind::number) fail(s, text("a class is a text such as 'water' or its code"));
        std::vector<std::string> known;
        for (const auto& one : layer.classes)
            if (!one.key.empty() && std::ranges::find(known, one.key) == known.end()) known.push_back(one.key);
        fail(s, text("{} is not a class of the layer", written(wanted)), text("its classes are: {}", joined(known, ", ")));
    }

    Operand class_table(const ClassInput& layer, const std::vector<bool>& members, bool inverted)
    {
        std::array<Truth, 256> table{};
        table.fill(inverted ? Truth::yes : Truth::no);
        for (std::size_t i = 0; i < members.size(); ++i) table[i] = members[i] != inverted ? Truth::yes : Truth::no;
        table[static_cast<std::size_t>(layer.missing)] = Truth::unknown;
        return assembly.class_condition({Operand::Place::input, layer.input}, table);
    }

    const Symbols& m_symbols;
    std::vector<std::string> m_open;
};

Compiler::Compiler(const Symbols& symbols) : m_impl(std::make_unique<Impl>(symbols)) {}
Compiler::~Compiler() = default;

int Compiler::value(const Syntax& syntax, const std::optional<Unit>& wanted)
{
    const auto value = m_impl->number(syntax);
    const auto at = wanted ? m_impl->in_unit(syntax, value, *wanted) : value.at;
    return m_impl->assembly.output({.from = at, .condition = false, .unit = wanted.value_or(value.unit)});
}

int Compiler::condition(const Syntax& syntax)
{
    return m_impl->assembly.output({.from = m_impl->condition(syntax), .condition = true, .unit = {}});
}

int Compiler::condition_value(const Syntax& syntax)
{
    const auto at = m_impl->assembly.emit(Step::indicator, {m_impl->condition(syntax)});
    return m_impl->assembly.output({.from = at, .condition = false, .unit = {}});
}

int Compiler::class_value(std::string_view layer, std::span<const double> by_class, const Unit& unit)
{
    std::array<double, 256> table{};
    table.fill(std::nan(""));
    std::ranges::copy(by_class, table.begin());
    table[static_cast<std::size_t>(m_impl->classes(layer).missing)] = std::nan("");
    const auto at = m_impl->assembly.class_value({Operand::Place::input, m_impl->classes(layer).input}, table);
    return m_impl->assembly.output({.from = at, .condition = false, .unit = unit});
}

Unit Compiler::unit_of(const Syntax& syntax) { return m_impl->number(syntax).unit; }

std::optional<Measure> Compiler::constant(const Syntax& syntax)
{
    const auto value = m_impl->number(syntax);
    if (!value.constant) return {};
    return Measure{.value = *value.constant, .unit = value.unit};
}

Program Compiler::finish() { return m_impl->assembly.finish(); }

} // namespace peaksite
