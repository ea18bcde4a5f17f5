#include "model/indicators/formula_units.hpp"

#include "base/error.hpp"
#include "model/indicators/unit_finder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;

bool is(const Syntax& s, double value) { return s.kind == Kind::number && !s.unit && s.value == value; }

constexpr auto inserted = std::numeric_limits<std::size_t>::max(); // position of factors that nobody wrote

bool is_carbon_ratio(const Syntax& s)
{
    return s.kind == Kind::binary && s.text == "/" && is(s.parts[0], 44) && is(s.parts[1], 12);
}

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

} // namespace

// The unit of what stands there; factors are put into it where sizes meet.
Found UnitFinder::of(Syntax& s)
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
        return of_branch(s);
    case Kind::text:
        throw UsageError{text("the word '{}' stands where a number is needed", s.text)};
    case Kind::list:
        break;
    }
    return {};
}

// The branches of a case one by one: each may carry the factor or not.
void UnitFinder::bring(Syntax& s, const Unit& from, const Unit& to)
{
    if (s.kind == Kind::branch || (s.kind == Kind::call && s.text == "case")) {
        for (auto& part : s.parts) bring(part, from, to);
        return;
    }
    const double size = size_of(from, to);
    constexpr double rounding = 1e-13;
    if (std::fabs(size - 1) <= rounding || (s.kind == Kind::number && !s.unit && s.value == 0)) return;
    if (carries(s, size)) {
        notes.push_back(
            text("'{}': a number of it is read as the conversion from {} to {}, which is done without it; leave it out",
                 written(s), from.text(), to.text()));
        return;
    }
    s = times(size, std::move(s));
}

// A number that somebody wrote without a unit.
bool UnitFinder::is_bare(const Syntax& s) const
{
    return s.kind == Kind::number && !s.unit && s.position != inserted && !m_literals.contains(s.position);
}

// The bare numbers that a product is made of; those it is divided by as what they multiply it with.
void UnitFinder::bare_factors(const Syntax& s, bool divides, std::vector<double>& out) const
{
    if (is_carbon_ratio(s)) return;
    if (s.kind == Kind::number && is_bare(s)) out.push_back(divides ? 1 / s.value : s.value);
    if (s.kind != Kind::binary || (s.text != "*" && s.text != "/")) return;
    bare_factors(s.parts[0], divides, out);
    bare_factors(s.parts[1], divides != (s.text == "/"), out);
}

// All of them together, or one beside coefficients; not one that another takes back.
bool UnitFinder::product_carries(const Syntax& s, double factor) const
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
bool UnitFinder::carries(const Syntax& s, double factor) const
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

Found UnitFinder::literal(Syntax& s)
{
    const auto found = s.unit;
    if (found) m_literals.insert(s.position);
    s.unit.reset();
    return found;
}

// Both in the unit of the first that has one.
Found UnitFinder::join(const Found& a, Syntax& first, const Found& b, Syntax& second, const std::string& all)
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

// A number that nothing with a unit is in; 0 is one of any unit.
bool UnitFinder::is_pure(const Syntax& s) const
{
    if (s.kind == Kind::number) return is_bare(s);
    return (s.kind == Kind::unary || s.kind == Kind::binary) &&
           std::ranges::all_of(s.parts, [&](const Syntax& part) { return is_pure(part); });
}

// A column of a table that the plan itself names: its head says the unit, not the catalogue.
bool UnitFinder::speaks_of_own_column(const Syntax& s) const
{
    if (s.kind == Kind::name && s.text.find('.') != std::string::npos)
        if (const auto* declared = m_catalogue.name(s.text); declared != nullptr && declared->own) return true;
    return std::ranges::any_of(s.parts, [&](const Syntax& part) { return speaks_of_own_column(part); });
}

// "m.v + 1" would add 1 of whatever unit the head of the table has; so would "m.v > 1" and "max(m.v, 1)".
void UnitFinder::demand_unit(const Found& found, const Syntax& quantity, const Found& other, const Syntax& number,
                             const Syntax& all) const
{
    const bool adds = all.text == "+" || all.text == "-";
    if (!found || other || !is_pure(number) || is(number, 0) || (!adds && !speaks_of_own_column(quantity))) return;
    if (found->is_dimensionless() && (found->written.empty() || same_size(found->scale.value(), 1))) return;
    throw UsageError{text("'{}': {} has no unit, and what it stands beside is in {}; write the number with its unit, "
                          "as ({} {})",
                          written(all), written(number), found->text(), written(number), found->text())};
}

// A bare number beside km2/ha is a pure number; beside a name in % it is in %.
Found UnitFinder::beside_bare(const Found& found, Syntax& part)
{
    if (!found || !found->is_dimensionless() || !found->written.empty()) return found;
    bring(part, *found, Unit::dimensionless());
    return Unit::dimensionless();
}

Found UnitFinder::of_binary(Syntax& s)
{
    if (is_carbon_ratio(s)) return unit("t CO2") / unit("t C");
    const auto all = written(s);
    if (compares_words(s)) return of_words(s);
    const auto a = of(s.parts[0]), b = of(s.parts[1]);
    if (s.text == "*") return a || b ? Found{or_one(a) * or_one(b)} : Found{};
    if (s.text == "/") return a || b ? Found{or_one(a) / or_one(b)} : Found{};
    if (s.text == "and" || s.text == "or") return {};
    demand_unit(a, s.parts[0], b, s.parts[1], s);
    demand_unit(b, s.parts[1], a, s.parts[0], s);
    const auto both = join(a, s.parts[0], b, s.parts[1], all);
    return s.text == "+" || s.text == "-" ? both : Found{};
}

UnitFormula applied_units(const Syntax& formula, const IndicatorCatalogue& catalogue, KnownNames known)
{
    UnitFinder units{catalogue, known};
    UnitFormula out{.formula = formula};
    out.unit = units.of(out.formula);
    out.notes = std::move(units.notes);
    return out;
}

UnitFormula in_its_unit(const IndicatorEntry& entry, const IndicatorCatalogue& catalogue, KnownNames known)
{
    UnitFinder units{catalogue, known};
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
