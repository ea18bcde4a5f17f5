#include "model/indicators/bounds.hpp"

#include "model/indicators/signs.hpp"

#include <map>

namespace peaksite {

namespace {

using Op = Formula::Op;

Bound flipped(Bound bound)
{
    if (bound == Bound::upper) return Bound::lower;
    return bound == Bound::lower ? Bound::upper : bound;
}

Bound both(Bound a, Bound b)
{
    if (a == Bound::none || a == b) return b;
    return b == Bound::none ? a : Bound::unclear;
}

// Of a value with such a bound times a number of such signs.
Bound scaled(Bound bound, Sign sign)
{
    if (bound == Bound::none || (!sign.negative && !sign.positive)) return Bound::none;
    if (sign.negative && sign.positive) return Bound::unclear;
    return sign.negative ? flipped(bound) : bound;
}

class Bounds {
public:
    Bounds(const IndicatorBook& book, const std::function<bool(const std::string&)>& unchecked)
        : m_book(book), m_unchecked(unchecked), m_signs(book)
    {}

    Bound of(const Formula& f)
    {
        switch (f.op) {
        case Op::zonal:
            return of_terms(f);
        case Op::indicator:
            return of_indicator(f.at);
        case Op::negate:
            return flipped(of(f.parts[0]));
        case Op::minus:
            return both(of(f.parts[0]), flipped(of(f.parts[1])));
        case Op::times:
            return of_product(f.parts[0], f.parts[1]);
        case Op::over:
            return of_quotient(f.parts[0], f.parts[1]);
        case Op::power:
            return of_power(f.parts[0], f.parts[1]);
        case Op::plus:
        case Op::least:
        case Op::greatest:
        case Op::component_sum:
        case Op::most_of:
        case Op::least_of:
        case Op::mean_y:
            return of_parts(f);
        case Op::number:
        case Op::assumed:
        case Op::parameter:
        case Op::area:
        case Op::cell:
        case Op::sum_rows:
        case Op::count_rows:
        case Op::gamma:
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
        case Op::base:
        case Op::theil_sen:
        case Op::mk_z:
        case Op::cagr:
        case Op::tapio:
        case Op::uncertainty:
        case Op::correlation:
        case Op::mix_cv:
        case Op::series:
        case Op::index:
            break;
        }
        return of_parts(f) == Bound::none ? Bound::none : Bound::unclear;
    }

private:
    Bound of_product(const Formula& a, const Formula& b)
    {
        return both(scaled(of(a), m_signs.of(b)), scaled(of(b), m_signs.of(a)));
    }

    // The inverse falls as the divisor grows, but not where that passes 0.
    Bound of_quotient(const Formula& a, const Formula& b)
    {
        const auto divisor = of(b);
        const auto sign = m_signs.of(b);
        if (divisor != Bound::none && sign.negative && sign.positive) return Bound::unclear;
        return both(scaled(of(a), sign), scaled(flipped(divisor), m_signs.of(a)));
    }

    // Powers of what is not negative rise or fall with it; with the exponent they may do either.
    Bound of_power(const Formula& base, const Formula& exponent)
    {
        const auto bound = of(base);
        if (of(exponent) != Bound::none) return Bound::unclear;
        if (bound == Bound::none) return Bound::none;
        return m_signs.of(base).negative ? Bound::unclear : scaled(bound, m_signs.of(exponent));
    }

    Bound of_parts(const Formula& f)
    {
        auto out = Bound::none;
        for (const auto& part : f.parts) out = both(out, of(part));
        return out;
    }

    Bound of_indicator(std::size_t number)
    {
        const auto [found, is_new] = m_known.try_emplace(number, Bound::none);
        if (is_new) {
            const auto bound = of(m_book.formulas()[number].formula);
            m_known[number] = bound;
            return bound;
        }
        return found->second;
    }

    Bound of_terms(const Formula& f) const
    {
        auto out = Bound::none;
        for (std::size_t i = 0; i < f.terms.size(); ++i) {
            const auto bound = of_term(m_book.terms()[f.terms[i]]);
            out = both(out, i == 0 ? bound : flipped(bound));
        }
        const bool weighted = f.join == ZonalCall::Join::ratio;
        return weighted && out != Bound::none ? Bound::unclear : out;
    }

    Bound of_term(const ZonalTerm& term) const
    {
        if (term.technology.empty() || !m_unchecked(term.technology)) return Bound::none;
        switch (term.kind) {
        case ZonalTerm::Kind::eligible:
            return scaled(Bound::upper, sign_of_term(term, m_book.names().plan()));
        case ZonalTerm::Kind::state:
            return of_state(term.state);
        case ZonalTerm::Kind::sum:
        case ZonalTerm::Kind::mean:
        case ZonalTerm::Kind::minimum:
        case ZonalTerm::Kind::eligible_mean:
        case ZonalTerm::Kind::classes:
        case ZonalTerm::Kind::mass:
            break;
        }
        return Bound::unclear;
    }

    // Land that one more rule could exclude counts as eligible, or as unknown where another lacks data.
    static Bound of_state(LandState state)
    {
        switch (state) {
        case LandState::eligible:
        case LandState::unknown:
            return Bound::upper;
        case LandState::excluded:
            break;
        }
        return Bound::lower;
    }

    const IndicatorBook& m_book;
    const std::function<bool(const std::string&)>& m_unchecked;
    Signs m_signs;
    std::map<std::size_t, Bound> m_known;
};

} // namespace

Bound bound_of(const IndicatorBook& book, const PlannedFormula& planned,
               const std::function<bool(const std::string& technology)>& unchecked)
{
    return Bounds{book, unchecked}.of(planned.formula);
}

} // namespace peaksite
