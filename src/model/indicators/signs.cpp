#include "model/indicators/signs.hpp"

#include "model/indicators/syntax_nodes.hpp"
#include "plan/read/read_technology.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

using Op = Formula::Op;
using Kind = Syntax::Kind;

constexpr Sign either{};

Sign sign_of(double value) { return {.negative = value<0, .positive = value> 0}; }

Sign least_of(Sign a, Sign b) { return {.negative = a.negative || b.negative, .positive = a.positive && b.positive}; }

Sign greatest_of(Sign a, Sign b) { return negated(least_of(negated(a), negated(b))); }

// Signs of what is computed on cells.
class CellSigns {
public:
    explicit CellSigns(const Plan& plan) : m_plan(plan) {}

    Sign of(const Syntax& s) const
    {
        if (const auto stated = of_technology(s)) return *stated;
        if (is_condition(s)) return not_negative;
        switch (s.kind) {
        case Kind::number:
            return sign_of(s.value);
        case Kind::name:
            return of_name(s.text);
        case Kind::unary:
            return negated(of(s.parts[0]));
        case Kind::binary:
            return of_operator(s);
        case Kind::call:
            return of_call(s);
        case Kind::text:
        case Kind::list:
        case Kind::branch:
            break;
        }
        return either;
    }

    Sign of_layer(const Layer& layer) const
    {
        if (layer.derive) return of(*layer.derive);
        const bool below = layer.unit.zero != 0 || (layer.range && layer.range->front() < 0);
        return below ? either : not_negative;
    }

private:
    // A share lies between 0 and 1, a yield is no loss, however they are written; factors may be taken out of them.
    std::optional<Sign> of_technology(const Syntax& s) const
    {
        for (const auto& technology : m_plan.technologies)
            for (const auto* stated : {&technology.share, &technology.yield}) {
                if (!*stated) continue;
                auto rest = **stated;
                const double factor = take_factor(rest);
                if (s == **stated) return not_negative;
                if (rest.kind != Kind::number && s == rest) return factor < 0 ? negated(not_negative) : not_negative;
            }
        return {};
    }

    Sign of_name(const std::string& name) const
    {
        const auto* layer = layer_named(m_plan.layers, name);
        return layer == nullptr ? either : of_layer(*layer);
    }

    Sign of_operator(const Syntax& s) const
    {
        const auto a = of(s.parts[0]), b = of(s.parts[1]);
        if (s.text == "*" || s.text == "/") return product(a, b);
        return any_of(a, s.text == "-" ? negated(b) : b);
    }

    Sign of_call(const Syntax& s) const
    {
        constexpr std::array<std::string_view, 4> never_below{"abs", "sqrt", "exp", "distance"};
        if (std::ranges::find(never_below, s.text) != never_below.end()) return not_negative;
        if (s.text == "if" && s.parts.size() == 3) return any_of(of(s.parts[1]), of(s.parts[2]));
        if ((s.text == "min" || s.text == "max") && !s.parts.empty()) {
            auto out = of(s.parts[0]);
            for (const auto& part : s.parts)
                out = s.text == "min" ? least_of(out, of(part)) : greatest_of(out, of(part));
            return out;
        }
        return either;
    }

    const Plan& m_plan;
};

Sign of_weights(const ZonalTerm& term)
{
    Sign out{.negative = false, .positive = false};
    for (const auto& weight : term.weights)
        if (weight) out = any_of(out, sign_of(*weight));
    for (const auto& [code, weight] : term.by_code)
        if (weight) out = any_of(out, sign_of(*weight));
    return out;
}

} // namespace

Sign negated(Sign sign) { return {.negative = sign.positive, .positive = sign.negative}; }

Sign product(Sign a, Sign b)
{
    return {.negative = (a.negative && b.positive) || (a.positive && b.negative),
            .positive = (a.positive && b.positive) || (a.negative && b.negative)};
}

Sign any_of(Sign a, Sign b) { return {.negative = a.negative || b.negative, .positive = a.positive || b.positive}; }

Sign sign_of_term(const ZonalTerm& term, const Plan& plan)
{
    const CellSigns cells{plan};
    switch (term.kind) {
    case ZonalTerm::Kind::state:
        return not_negative;
    case ZonalTerm::Kind::classes:
        return product(sign_of(term.factor), of_weights(term));
    case ZonalTerm::Kind::mass: {
        const auto* layer = layer_named(plan.layers, term.layer);
        return layer == nullptr ? either : product(sign_of(term.factor), cells.of_layer(*layer));
    }
    case ZonalTerm::Kind::sum:
    case ZonalTerm::Kind::mean:
    case ZonalTerm::Kind::minimum:
    case ZonalTerm::Kind::eligible:
    case ZonalTerm::Kind::eligible_mean:
        break;
    }
    return product(sign_of(term.factor), term.condition ? not_negative : cells.of(term.value));
}

Sign Signs::of(const Formula& f)
{
    const auto part = [&](std::size_t i) { return of(f.parts[i]); };
    switch (f.op) {
    case Op::number:
    case Op::assumed:
        return sign_of(f.value);
    case Op::parameter:
        return f.otherwise ? sign_of(*f.otherwise) : not_negative;
    case Op::zonal:
        return of_terms(f);
    case Op::indicator:
        return of_indicator(f.at);
    case Op::negate:
        return negated(part(0));
    case Op::plus:
        return any_of(part(0), part(1));
    case Op::minus:
        return any_of(part(0), negated(part(1)));
    case Op::times:
    case Op::over:
        return product(part(0), part(1));
    case Op::power:
        return part(0) == not_negative ? not_negative : either;
    case Op::least:
        return least_of(part(0), part(1));
    case Op::greatest:
        return greatest_of(part(0), part(1));
    case Op::sum_rows:
    case Op::base:
    case Op::mean_y:
        return part(0);
    case Op::component_sum:
    case Op::series:
    case Op::most_of:
    case Op::least_of: {
        Sign out{.negative = false, .positive = false};
        for (const auto& one : f.parts) out = any_of(out, of(one));
        return f.parts.empty() ? either : out;
    }
    case Op::area:
    case Op::cell:
    case Op::count_rows:
    case Op::equal:
    case Op::unequal:
    case Op::less:
    case Op::less_equal:
    case Op::more:
    case Op::more_equal:
    case Op::among:
    case Op::both:
    case Op::either:
    case Op::no:
    case Op::uncertainty:
    case Op::mix_cv:
    case Op::index:
        return not_negative;
    case Op::gamma:
    case Op::theil_sen:
    case Op::mk_z:
    case Op::cagr:
    case Op::tapio:
    case Op::correlation:
        break;
    }
    return either;
}

Sign Signs::of_indicator(std::size_t number)
{
    const auto found = m_known.find(number);
    if (found != m_known.end()) return found->second;
    const auto& planned = m_book.formulas()[number];
    const auto sign = planned.entry->never_negative ? not_negative : of(planned.formula);
    m_known.emplace(number, sign);
    return sign;
}

Sign Signs::of_terms(const Formula& f) const
{
    const auto term = [&](std::size_t i) { return sign_of_term(m_book.terms()[f.terms[i]], m_book.names().plan()); };
    switch (f.join) {
    case ZonalCall::Join::single:
        break;
    case ZonalCall::Join::ratio:
        return product(term(0), term(1));
    case ZonalCall::Join::difference:
        return any_of(term(0), negated(term(1)));
    }
    return term(0);
}

} // namespace peaksite
