#include "eval/class_table.hpp"
#include "eval/fail.hpp"
#include "eval/translator.hpp"

#include <bit>
#include <limits>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;

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

// Neither a class nor its code.
bool computed(const Syntax& s)
{
    return s.kind != Kind::text && s.kind != Kind::number &&
           !(s.kind == Kind::unary && s.parts[0].kind == Kind::number);
}

} // namespace

Operand Translator::condition(const Syntax& s)
{
    switch (s.kind) {
    case Kind::name:
        return named_condition(s);
    case Kind::unary:
        if (s.text == "not") return m_assembly.emit(Step::negation, {condition(s.parts[0])});
        break;
    case Kind::binary:
        if (s.text == "and" || s.text == "or") {
            const auto a = condition(s.parts[0]), b = condition(s.parts[1]);
            return m_assembly.emit(s.text == "and" ? Step::conjunction : Step::disjunction, {a, b});
        }
        if (s.text == "in") return membership(s);
        if (!is_arithmetic(s.text)) return comparison(s);
        break;
    case Kind::call:
        if (s.text == "if") return chosen_condition(s);
        break;
    case Kind::number:
    case Kind::text:
    case Kind::list:
    case Kind::branch:
        break;
    }
    fail(s, text("a condition is needed here, such as a comparison"));
}

Operand Translator::named_condition(const Syntax& s)
{
    const auto& what = m_names.symbol(s);
    if (const auto* input = std::get_if<ConditionInput>(&what)) return {Operand::Place::input, input->input};
    if (const auto* definition = std::get_if<Definition>(&what)) {
        if (const auto known = m_conditions.find(s.text); known != m_conditions.end()) return known->second;
        const auto at = m_open.inside(s, *definition, [this](const Syntax& inner) { return condition(inner); });
        return m_conditions.emplace(s.text, at).first->second;
    }
    fail(s, text("'{}' is not a condition; compare it with something", s.text));
}

Operand Translator::chosen_condition(const Syntax& s)
{
    expect_arguments(s, 3, 3);
    const auto test = condition(s.parts[0]), a = condition(s.parts[1]), b = condition(s.parts[2]);
    return m_assembly.emit(Step::choose_condition, {test, a, b});
}

Operand Translator::comparison(const Syntax& s)
{
    const auto &left = s.parts[0], &right = s.parts[1];
    if (const auto* layer = m_names.class_layer(left); layer != nullptr && !(codes_alone(*layer) && computed(right)))
        return class_membership(s, *layer);
    if (const auto* layer = m_names.class_layer(right); layer != nullptr && !codes_alone(*layer))
        fail(s, text("write the layer first: {} {} …", written(right), s.text));
    if (left.kind == Kind::text || right.kind == Kind::text)
        fail(s, text("a text can only be compared with a layer of classes"));
    const auto a = number(left), b = number(right);
    if (const auto cheaper = twin_comparison(s, a, b)) return *cheaper;
    const auto pair = together(s, a, b);
    if (s.text == "<") return m_assembly.emit(Step::less, {pair.a, pair.b});
    if (s.text == ">") return m_assembly.emit(Step::less, {pair.b, pair.a});
    if (s.text == "<=") return m_assembly.emit(Step::less_equal, {pair.a, pair.b});
    if (s.text == ">=") return m_assembly.emit(Step::less_equal, {pair.b, pair.a});
    return m_assembly.emit(s.text == "==" ? Step::equal : Step::not_equal, {pair.a, pair.b});
}

// A number with a twin against a constant: the same comparison of the twin with the value at which it turns.
std::optional<Operand> Translator::twin_comparison(const Syntax& s, const Value& a, const Value& b)
{
    if (s.text == "==" || s.text == "!=") return {};
    const auto has_twin = [&](const Syntax& part) {
        const auto* layer = m_names.number_layer(part);
        return layer != nullptr && layer->twin != nullptr;
    };
    const bool named_first = has_twin(s.parts[0]);
    const auto& name = s.parts[named_first ? 0 : 1];
    const auto& limit = named_first ? b : a;
    if (!has_twin(name) || !m_assembly.constant_at(limit.at)) return {};
    const auto& layer = *m_names.number_layer(name);
    const auto bound = m_assembly.constant_at(in_unit(s, limit, layer.unit));
    const bool less = s.text.front() == '<', with_equal = s.text.size() == 2;
    // `number < bound` and `number >= bound` part where the number reaches the bound, the other two behind it.
    const bool low = less == named_first;
    const double turn = last_below(*layer.twin, *bound, low != with_equal);
    const Operand at{Operand::Place::input, layer.twin->input}, edge = m_assembly.constant(turn);
    return low ? m_assembly.emit(Step::less_equal, {at, edge}) : m_assembly.emit(Step::less, {edge, at});
}

Operand Translator::membership(const Syntax& s)
{
    const auto &left = s.parts[0], &right = s.parts[1];
    if (right.kind != Kind::list) fail(s, text("a list is needed after 'in', such as ['water', 'wetland']"));
    if (right.parts.empty()) fail(s, text("the list is empty"));
    if (const auto* layer = m_names.class_layer(left)) return class_membership(s, *layer);
    const auto value = number(left);
    std::optional<Operand> any;
    for (const auto& part : right.parts) {
        const auto pair = together(s, value, number(part));
        const auto equal = m_assembly.emit(Step::equal, {pair.a, pair.b});
        any = any ? m_assembly.emit(Step::disjunction, {*any, equal}) : equal;
    }
    return *any;
}

Operand Translator::class_membership(const Syntax& s, const ClassInput& layer)
{
    return m_assembly.class_condition({Operand::Place::input, layer.input}, class_table(s, layer));
}

} // namespace peaksite
