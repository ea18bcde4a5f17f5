#include "model/indicators/formula_units.hpp"

#include "base/error.hpp"
#include "base/suggest.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;

// A unit, or nothing where any will do: a bare number, a word, a condition.
using Found = std::optional<Unit>;

bool is(const Syntax& s, double value) { return s.kind == Kind::number && !s.unit && s.value == value; }

constexpr auto inserted = std::numeric_limits<std::size_t>::max(); // position of factors that nobody wrote

bool is_carbon_ratio(const Syntax& s)
{
    return s.kind == Kind::binary && s.text == "/" && is(s.parts[0], 44) && is(s.parts[1], 12);
}

Unit or_one(const Found& found) { return found ? *found : Unit::dimensionless(); }

// The same but for rounding; 8760 h and 365 d stand for the mean year, which is what people write by hand.
bool same_size(double a, double b)
{
    constexpr double rounding = 1e-9, common_year = 365 / 365.25, leap_year = 366 / 365.25;
    const double ratio = a / b;
    for (const double year : {1., common_year, leap_year, 1 / common_year, 1 / leap_year})
        if (std::fabs(ratio / year - 1) < rounding) return true;
    return false;
}

Syntax times(double factor, Syntax s)
{
    Syntax number, out;
    number.value = factor;
    number.position = inserted;
    out.kind = Kind::binary;
    out.text = "*";
    out.position = s.position;
    out.parts = {std::move(number), std::move(s)};
    return out;
}

// Of differences: the zero does not count.
double size_of(const Unit& from, Unit to)
{
    auto source = from;
    source.zero = to.zero = 0;
    return factor(source, to);
}

class Units {
public:
    Units(const IndicatorCatalogue& catalogue, KnownNames known) : m_catalogue(catalogue), m_known(known) {}

    std::vector<Sentence> notes;

    // The unit of what stands there; factors are put into it where sizes meet.
    Found of(Syntax& s)
    {
        switch (s.kind) {
        case Kind::number:
            return literal(s);
        case Kind::name:
            return of_name(s.text);
        case Kind::call:
            return of_call(s);
        case Kind::unary:
            return of(s.parts[0]);
        case Kind::binary:
            return of_binary(s);
        case Kind::branch:
            return s.parts.empty() ? Found{} : of(s.parts[0]);
        case Kind::text:
        case Kind::list:
            break;
        }
        return {};
    }

    // The branches of a case one by one: each may carry the factor or not.
    void bring(Syntax& s, const Unit& from, const Unit& to)
    {
        if (s.kind == Kind::branch || (s.kind == Kind::call && s.text == "case")) {
            for (auto& part : s.parts) bring(part, from, to);
            return;
        }
        const double size = size_of(from, to);
        constexpr double rounding = 1e-13;
        if (std::fabs(size - 1) <= rounding || (s.kind == Kind::number && !s.unit && s.value == 0)) return;
        if (carries(s, size)) {
            notes.push_back(text(
                "'{}': a number of it is read as the conversion from {} to {}, which is done without it; leave it out",
                written(s), from.text(), to.text()));
            return;
        }
        s = times(size, std::move(s));
    }

private:
    // A number that somebody wrote without a unit.
    bool is_bare(const Syntax& s) const
    {
        return s.kind == Kind::number && !s.unit && s.position != inserted && !m_literals.contains(s.position);
    }

    // The bare numbers that a product is made of; those it is divided by as what they multiply it with.
    void bare_factors(const Syntax& s, bool divides, std::vector<double>& out) const
    {
        if (is_carbon_ratio(s)) return;
        if (s.kind == Kind::number && is_bare(s)) out.push_back(divides ? 1 / s.value : s.value);
        if (s.kind != Kind::binary || (s.text != "*" && s.text != "/")) return;
        bare_factors(s.parts[0], divides, out);
        bare_factors(s.parts[1], divides != (s.text == "/"), out);
    }

    // All of them together, or one beside coefficients; not one that another takes back.
    bool product_carries(const Syntax& s, double factor) const
    {
        std::vector<double> bare;
        bare_factors(s, false, bare);
        double all = 1;
        for (const double one : bare) all *= one;
        if (!bare.empty() && same_size(all, factor)) return true;
        const auto carriers = std::ranges::count_if(bare, [&](double one) { return same_size(one, factor); });
        return carriers == 1 && !same_size(all, 1);
    }

    // Whether a bare number of the products in it does the conversion already.
    bool carries(const Syntax& s, double factor) const
    {
        static const std::set<std::string, std::less<>> folds{"min", "max", "case", "psum", "zsum", "zmean"};
        if (s.kind == Kind::branch || (s.kind == Kind::unary && s.text == "-")) return carries(s.parts.at(0), factor);
        const bool sum = s.kind == Kind::binary && (s.text == "+" || s.text == "-");
        const bool fold = s.kind == Kind::call && folds.contains(s.text);
        if (!sum && !fold) return product_carries(s, factor);
        bool any = false;
        for (std::size_t i = 0; i < (s.text == "psum" ? 1 : s.parts.size()); ++i) {
            if (is_bare(s.parts[i])) continue; // max(0, …): of any unit
            if (!carries(s.parts[i], factor)) return false;
            any = true;
        }
        return any;
    }

    Found literal(Syntax& s)
    {
        const auto found = s.unit;
        if (found) m_literals.insert(s.position);
        s.unit.reset();
        return found;
    }

    // Both in the unit of the first that has one.
    Found join(const Found& a, Syntax& first, const Found& b, Syntax& second, const std::string& all)
    {
        if (!a) return beside_bare(b, second);
        if (!b) return beside_bare(a, first);
        if (!same_dimension(*a, *b)) throw UsageError{text("'{}' joins {} and {}", all, a->text(), b->text())};
        if (const double size = size_of(*a, *b);
            !same_size(size, 1) && carries(first, size)) { // the first is in the unit of the second by hand
            bring(first, *a, *b);
            return b;
        }
        bring(second, *b, *a);
        return a;
    }

    // A bare number beside km2/ha is a pure number; beside a name in % it is in %.
    Found beside_bare(const Found& found, Syntax& part)
    {
        if (!found || !found->is_dimensionless() || !found->written.empty()) return found;
        bring(part, *found, Unit::dimensionless());
        return Unit::dimensionless();
    }

    Found of_binary(Syntax& s)
    {
        if (is_carbon_ratio(s)) return unit("t CO2") / unit("t C");
        const auto all = written(s);
        const auto a = of(s.parts[0]);
        if (s.text == "in") return {};
        const auto b = of(s.parts[1]);
        if (s.text == "*") return a || b ? Found{or_one(a) * or_one(b)} : Found{};
        if (s.text == "/") return a || b ? Found{or_one(a) / or_one(b)} : Found{};
        if (s.text == "and" || s.text == "or") return {};
        const auto both = join(a, s.parts[0], b, s.parts[1], all);
        return s.text == "+" || s.text == "-" ? both : Found{};
    }

    Found of_name(const std::string& name)
    {
        if (const auto* entry = m_catalogue.entry(name))
            return entry->unit.empty() && m_known == KnownNames::any ? Found{} : unit(entry->unit);
        if (const auto* declared = m_catalogue.name(name)) {
            if (!declared->checked_as.empty()) return unit(declared->checked_as);
            if (declared->own && declared->unit.empty()) return {};
            const auto given = unit(declared->unit);
            return declared->unit == "degC" ? unit("K") : given; // differences only
        }
        if (m_known == KnownNames::any) return {};
        unknown(name);
    }

    [[noreturn]] void unknown(const std::string& name) const
    {
        auto known = m_catalogue.ids();
        for (const auto& one : m_catalogue.names) known.push_back(one.name);
        for (const auto& one : m_catalogue.tables) known.push_back(one.id);
        const auto near = closest(name, known);
        throw UsageError{near.empty() ? text("no formula knows '{}'", name)
                                      : text("no formula knows '{}'; did you mean '{}'?", name, near)};
    }

    static void expect(const Syntax& s, std::size_t least)
    {
        if (s.parts.size() < least) throw UsageError{text("'{}' needs {} arguments", written(s), least)};
    }

    Found of_call(Syntax& s)
    {
        const auto& f = s.text;
        static const std::set<std::string, std::less<>> same{"zmean", "zwmean", "zmin", "gsum", "amean", "max_m",
                                                             "min_m", "mean_y", "base", "psum", "nsum"};
        static const std::set<std::string, std::less<>> alike{"case", "typesum", "min", "max"};
        static const std::set<std::string, std::less<>> areas{"zsum", "asum", "zarea", "zpatch"};
        static const std::set<std::string, std::less<>> plain{
            "mk_z", "tapio", "corr", "minmix_cv", "medoid_closeness", "score", "sel_freq", "gamma", "pcount"};
        if (f == "dens" || f == "dens_veg") return unit("t C/ha");
        if (f == "known") return Unit::dimensionless();
        if (f == "wdist" || f == "zlength") return unit("km");
        if (f == "wlc") return nested(s, 0), Unit::dimensionless();
        if (m_known == KnownNames::only)
            expect(s, 1);
        else if (s.parts.empty())
            return {};
        if (f == "pow") return power(s);
        if (f == "unc") return nested(s, 0), unit("%");
        if (plain.contains(f)) return nested(s, f == "pcount" ? 1 : 0), Unit::dimensionless();
        if (f == "theil_sen" || f == "cagr") {
            const auto of_year = of(s.parts[0]);
            return (f == "cagr" ? Unit::dimensionless() : or_one(of_year)) / unit("a");
        }
        if (alike.contains(f)) return all_alike(s);
        const auto first = of(s.parts[0]);
        nested(s, 1);
        if (areas.contains(f)) return or_one(first) * unit("km2");
        if (!same.contains(f) && m_known == KnownNames::only)
            throw UsageError{text("no formula has a function '{}'", f)};
        return same.contains(f) ? first : Found{};
    }

    Found all_alike(Syntax& s)
    {
        const auto all = written(s);
        auto out = of(s.parts[0]);
        for (std::size_t i = 1; i < s.parts.size(); ++i) {
            const auto next = of(s.parts[i]);
            out = join(out, s.parts[i - 1], next, s.parts[i], all);
        }
        return out;
    }

    void nested(Syntax& s, std::size_t first)
    {
        for (std::size_t i = first; i < s.parts.size(); ++i) {
            if (s.parts[i].kind == Kind::branch)
                nested(s.parts[i], 0);
            else
                static_cast<void>(of(s.parts[i]));
        }
    }

    Found power(Syntax& s)
    {
        expect(s, 2);
        const auto base = of(s.parts[0]);
        if (!base || (base->is_dimensionless() && base->scale.value() == 1)) return base;
        if (s.parts[1].kind != Kind::number || s.parts[1].value != static_cast<int>(s.parts[1].value))
            throw UsageError{text("'{}' raises {} to what is no whole number", written(s), base->text())};
        return pow(*base, static_cast<int>(s.parts[1].value));
    }

    const IndicatorCatalogue& m_catalogue;
    KnownNames m_known;
    std::set<std::size_t> m_literals; // positions of numbers that were written with a unit
};

} // namespace

UnitFormula applied_units(const Syntax& formula, const IndicatorCatalogue& catalogue, KnownNames known)
{
    Units units{catalogue, known};
    UnitFormula out{.formula = formula};
    out.unit = units.of(out.formula);
    out.notes = std::move(units.notes);
    return out;
}

UnitFormula in_its_unit(const IndicatorEntry& entry, const IndicatorCatalogue& catalogue, KnownNames known)
{
    Units units{catalogue, known};
    UnitFormula out{.formula = parse(entry.formula)};
    out.unit = units.of(out.formula);
    if (!entry.factor_unit.empty()) out.unit = or_one(out.unit) * unit(entry.factor_unit);
    if (out.unit && !entry.unit.empty()) {
        const auto stated = unit(entry.unit);
        if (!same_dimension(*out.unit, stated))
            throw UsageError{text("indicator '{}' is said to be in {}, its formula gives {}", entry.id, entry.unit,
                                  out.unit->text())};
        units.bring(out.formula, *out.unit, stated);
        out.unit = stated;
    }
    out.notes = std::move(units.notes);
    return out;
}

} // namespace peaksite
