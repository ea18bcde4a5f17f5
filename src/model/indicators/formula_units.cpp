#include "model/indicators/formula_units.hpp"

#include "base/error.hpp"
#include "base/suggest.hpp"
#include "model/indicators/zonal_terms.hpp"
#include "plan/pilot_letters.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
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
            return of_branch(s);
        case Kind::text:
            throw UsageError{text("the word '{}' stands where a number is needed", s.text)};
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

    // A number that nothing with a unit is in; 0 is one of any unit.
    bool is_pure(const Syntax& s) const
    {
        if (s.kind == Kind::number) return is_bare(s);
        return (s.kind == Kind::unary || s.kind == Kind::binary) &&
               std::ranges::all_of(s.parts, [&](const Syntax& part) { return is_pure(part); });
    }

    static const Syntax& within_branch(const Syntax& s)
    {
        return s.kind == Kind::branch && s.parts.size() == 1 ? s.parts[0] : s;
    }

    // A column of a table that the plan itself names: its head says the unit, not the catalogue.
    bool speaks_of_own_column(const Syntax& s) const
    {
        if (s.kind == Kind::name && s.text.find('.') != std::string::npos)
            if (const auto* declared = m_catalogue.name(s.text); declared != nullptr && declared->own) return true;
        return std::ranges::any_of(s.parts, [&](const Syntax& part) { return speaks_of_own_column(part); });
    }

    // "m.v + 1" would add 1 of whatever unit the head of the table has; so would "m.v > 1" and "max(m.v, 1)".
    void demand_unit(const Found& found, const Syntax& quantity, const Found& other, const Syntax& number,
                     const Syntax& all) const
    {
        const bool adds = all.text == "+" || all.text == "-";
        if (!found || other || !is_pure(number) || is(number, 0) || (!adds && !speaks_of_own_column(quantity))) return;
        if (found->is_dimensionless() && (found->written.empty() || same_size(found->scale.value(), 1))) return;
        throw UsageError{
            text("'{}': {} has no unit, and what it stands beside is in {}; write the number with its unit, "
                 "as ({} {})",
                 written(all), written(number), found->text(), written(number), found->text())};
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

    static bool compares_words(const Syntax& s)
    {
        static const std::set<std::string, std::less<>> comparisons{"==", "!=", "<", "<=", ">", ">="};
        return s.text == "in" ||
               (comparisons.contains(s.text) && (s.parts[0].kind == Kind::text || s.parts[1].kind == Kind::text));
    }

    Found of_words(Syntax& s)
    {
        if (s.text != "in" && s.text != "==" && s.text != "!=")
            throw UsageError{text("'{}': words are compared with == and != only", written(s))};
        const bool first = s.parts[0].kind == Kind::text;
        auto& compared = s.parts[first ? 1 : 0];
        const auto& with = s.parts[first ? 0 : 1];
        const auto found = of(compared);
        if (with.kind == Kind::list) of_listed_numbers(found, compared, s);
        if (compared.kind != Kind::name) return {};
        for (const auto& word : with.kind == Kind::list ? with.parts : std::vector{with})
            if (word.kind == Kind::text) check_word(word.text, compared.text);
        return {};
    }

    // "m.v in [1, 2]": each in the unit of what is looked for.
    void of_listed_numbers(const Found& found, const Syntax& compared, Syntax& all)
    {
        const auto whole = all;
        for (auto& one : all.parts[1].parts) {
            if (one.kind == Kind::text) continue;
            const auto own = of(one);
            demand_unit(found, compared, own, one, whole);
            if (!found || !own) continue;
            if (!same_dimension(*found, *own))
                throw UsageError{text("'{}' joins {} and {}", written(whole), found->text(), own->text())};
            (one.kind == Kind::unary ? one.parts[0] : one).value *= size_of(*own, *found);
        }
    }

    // Land has no states of the user, but a table may well have words that the catalogue does not know.
    void check_word(const std::string& word, const std::string& name)
    {
        const auto known = words_of(name, m_catalogue);
        if (known.empty() || std::ranges::find(known, word) != known.end()) return;
        if (name.find('.') == std::string::npos) throw UsageError{stray_word(word, name, known)};
        notes.push_back(stray_word(word, name, known));
    }

    Found of_branch(Syntax& s)
    {
        check_label(s);
        if (s.parts.size() > 1)
            throw UsageError{text("case() takes one formula for '{}', not {}", s.text, s.parts.size())};
        return s.parts.empty() ? Found{} : of(s.parts[0]);
    }

    // The letters of pilot types before a branch; one of another letter would be for nobody.
    static void check_label(const Syntax& branch)
    {
        if (branch.text.empty() || branch.text.find_first_not_of(pilot_letters) != std::string::npos)
            throw UsageError{text("'{}' names no pilot types", branch.text)};
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

    // Of functions that take a fixed number: what one more says would count for nothing.
    static void expect_no_more(const Syntax& s)
    {
        static const std::map<std::string, std::size_t, std::less<>> most{
            {"zmean", 1}, {"zwmean", 2}, {"zarea", 1},  {"zsum", 1},     {"zmin", 1},      {"gsum", 1},
            {"psum", 2},  {"dens", 1},   {"known", 1},  {"dens_veg", 1}, {"gamma", 1},     {"pow", 2},
            {"unc", 2},   {"base", 1},   {"mk_z", 1},   {"cagr", 1},     {"theil_sen", 1}, {"max_m", 1},
            {"min_m", 1}, {"tapio", 2},  {"mean_y", 1}, {"corr", 2},     {"pcount", 2},    {"minmix_cv", 2}};
        const auto found = most.find(s.text);
        if (found != most.end() && s.parts.size() > found->second)
            throw UsageError{text("{}() does not take {} arguments", s.text, s.parts.size())};
    }

    // The second argument is there to be read; no other table of uncertainties is known.
    void uncertainty(Syntax& s)
    {
        expect(s, 2);
        if (s.parts[1].kind != Kind::name || s.parts[1].text != "factor_u")
            throw UsageError{text("'{}': uncertainties are those of factor_u, and no others are known; write unc({}, "
                                  "factor_u)",
                                  written(s), written(s.parts[0]))};
        nested(s, 0);
    }

    Found of_call(Syntax& s)
    {
        const auto& f = s.text;
        expect_no_more(s);
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
        if (f == "unc") return uncertainty(s), unit("%");
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
        std::vector<Found> found;
        for (auto& part : s.parts) found.push_back(of(part));
        for (std::size_t i = 0; i < found.size(); ++i)
            for (std::size_t j = 0; j < found.size(); ++j)
                if (i != j) demand_unit(found[i], s.parts[i], found[j], within_branch(s.parts[j]), s);
        auto out = found[0];
        for (std::size_t i = 1; i < s.parts.size(); ++i) out = join(out, s.parts[i - 1], found[i], s.parts[i], all);
        return out;
    }

    void nested(Syntax& s, std::size_t first)
    {
        for (std::size_t i = first; i < s.parts.size(); ++i) {
            if (s.parts[i].kind == Kind::branch) {
                check_label(s.parts[i]);
                nested(s.parts[i], 0);
            } else
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
