#include "model/indicators/bounds.hpp"

#include <map>

namespace peaksite {

namespace {

using Op = Formula::Op;

Bound flipped(Bound bound)
{
    if (bound == Bound::upper) return Bound::lower;
    return bound == Bound::lower ? Bound::upper : bound;
}

Bound joined(Bound a, Bound b)
{
    if (a == Bound::none || a == b) return b;
    return b == Bound::none ? a : Bound::unclear;
}

class Bounds {
public:
    Bounds(const IndicatorBook& book, const std::function<bool(const std::string&)>& unchecked)
        : m_book(book), m_unchecked(unchecked)
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
        case Op::over:
            return joined(of(f.parts[0]), flipped(of(f.parts[1])));
        case Op::plus:
        case Op::times:
        case Op::least:
        case Op::greatest:
        case Op::component_sum:
        case Op::most_of:
        case Op::least_of:
        case Op::mean_y:
            return of_parts(f);
        default:
            return of_parts(f) == Bound::none ? Bound::none : Bound::unclear;
        }
    }

private:
    Bound of_parts(const Formula& f)
    {
        auto out = Bound::none;
        for (const auto& part : f.parts) out = joined(out, of(part));
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
            out = joined(out, i == 0 ? bound : flipped(bound));
        }
        const bool weighted = f.join == ZonalCall::Join::ratio;
        return weighted && out != Bound::none ? Bound::unclear : out;
    }

    Bound of_term(const ZonalTerm& term) const
    {
        if (term.technology.empty() || !m_unchecked(term.technology)) return Bound::none;
        using Kind = ZonalTerm::Kind;
        if (term.kind == Kind::eligible) return Bound::upper;
        if (term.kind == Kind::state) return term.state == "excluded" ? Bound::lower : Bound::upper;
        return Bound::unclear;
    }

    const IndicatorBook& m_book;
    const std::function<bool(const std::string&)>& m_unchecked;
    std::map<std::size_t, Bound> m_known;
};

} // namespace

Bound bound_of(const IndicatorBook& book, const PlannedFormula& planned,
               const std::function<bool(const std::string& technology)>& unchecked)
{
    return Bounds{book, unchecked}.of(planned.formula);
}

} // namespace peaksite
