#include "model/check_indicators.hpp"

#include "base/suggest.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;

// A unit, or nothing where any will do: a bare number, a word, a condition.
using Found = std::optional<Unit>;

bool is(const Syntax& s, double value) { return s.kind == Kind::number && !s.unit && s.value == value; }

class Units {
public:
    explicit Units(const IndicatorCatalogue& catalogue) : m_catalogue(catalogue) {}

    Found of(const Syntax& s)
    {
        switch (s.kind) {
        case Kind::number: return s.unit;
        case Kind::name: return of_name(s.text);
        case Kind::call: return of_call(s);
        case Kind::unary: return of(s.parts[0]);
        case Kind::binary: return of_binary(s);
        case Kind::branch: return s.parts.empty() ? Found{} : of(s.parts[0]);
        case Kind::text:
        case Kind::list: break;
        }
        return {};
    }

private:
    static Found either(const Found& a, const Found& b, const Syntax& s)
    {
        if (a && b && !same_dimension(*a, *b)) throw UsageError{text("'{}' joins {} and {}", written(s), a->text(), b->text())};
        return a ? a : b;
    }

    static Unit or_one(const Found& found) { return found ? *found : Unit::dimensionless(); }

    Found of_binary(const Syntax& s)
    {
        if (s.text == "/" && is(s.parts[0], 44) && is(s.parts[1], 12)) return unit("t CO2") / unit("t C");
        const auto a = of(s.parts[0]);
        if (s.text == "in") return {};
        const auto b = of(s.parts[1]);
        if (s.text == "*") return a || b ? Found{or_one(a) * or_one(b)} : Found{};
        if (s.text == "/") return a || b ? Found{or_one(a) / or_one(b)} : Found{};
        const auto both = either(a, b, s);
        return s.text == "+" || s.text == "-" ? both : Found{};
    }

    Found of_name(const std::string& name)
    {
        if (const auto* entry = m_catalogue.entry(name)) return unit(entry->unit);
        if (const auto* declared = m_catalogue.name(name)) {
            if (!declared->checked_as.empty()) return unit(declared->checked_as);
            const auto given = unit(declared->unit);
            return declared->unit == "degC" ? unit("K") : given; // differences only
        }
        unknown(name);
    }

    [[noreturn]] void unknown(const std::string& name) const
    {
        auto known = m_catalogue.ids();
        for (const auto& one : m_catalogue.names) known.push_back(one.name);
        for (const auto& one : m_catalogue.tables) known.push_back(one.id);
        const auto near = closest(name, known);
        throw UsageError{near.empty() ? text("no formula knows '{}'", name) : text("no formula knows '{}'; did you mean '{}'?", name, near)};
    }

    void expect(const Syntax& s, std::size_t least)
    {
        if (s.parts.size() < least) throw UsageError{text("'{}' needs {} arguments", written(s), least)};
    }

    Found of_call(const Syntax& s)
    {
        const auto& f = s.text;
        static const std::set<std::string, std::less<>> same{"zmean", "zwmean", "zmin", "gsum", "amean", "max_m", "min_m", "mean_y", "base", "case", "typesum", "min", "max", "psum", "nsum"};
        static const std::set<std::string, std::less<>> areas{"zsum", "asum", "zarea", "zpatch"};
        static const std::set<std::string, std::less<>> plain{"mk_z", "tapio", "corr", "minmix_cv", "unc", "medoid_closeness", "score", "sel_freq", "gamma", "pcount"};
        if (f == "wlc") return inputs(s);
        if (f == "dens" || f == "dens_veg") return unit("t C/ha");
        if (f == "known") return Unit::dimensionless();
        if (f == "wdist" || f == "zlength") return unit("km");
        expect(s, 1);
        if (f == "pow") return power(s);
        if (plain.contains(f)) return nested(s, f == "pcount" ? 1 : 0), Unit::dimensionless();
        if (f == "theil_sen" || f == "cagr") return (f == "cagr" ? Unit::dimensionless() : or_one(of(s.parts[0]))) / unit("a");
        if (areas.contains(f)) return or_one(of(s.parts[0])) * unit("km2");
        if (!same.contains(f)) throw UsageError{text("no formula has a function '{}'", f)};
        const bool alike = f == "case" || f == "typesum" || f == "min" || f == "max";
        auto out = of(s.parts[0]);
        for (std::size_t i = 1; i < s.parts.size(); ++i) {
            const auto next = of(s.parts[i]);
            if (alike) out = either(out, next, s);
        }
        return out;
    }

    Found inputs(const Syntax& s)
    {
        for (const auto& branch : s.parts) nested(branch, 0);
        return Unit::dimensionless();
    }

    void nested(const Syntax& s, std::size_t first)
    {
        for (std::size_t i = first; i < s.parts.size(); ++i) static_cast<void>(of(s.parts[i]));
    }

    Found power(const Syntax& s)
    {
        expect(s, 2);
        const auto base = of(s.parts[0]);
        if (!base || base->is_dimensionless()) return base;
        if (s.parts[1].kind != Kind::number || s.parts[1].value != static_cast<int>(s.parts[1].value)) throw UsageError{text("'{}' raises {} to what is no whole number", written(s), base->text())};
        return pow(*base, static_cast<int>(s.parts[1].value));
    }

    const IndicatorCatalogue& m_catalogue;
};

// The circle that begins at an indicator: "a → b → a"; empty when there is none.
std::string circle(const std::string& id, const IndicatorCatalogue& catalogue, std::vector<std::string> path)
{
    if (std::ranges::find(path, id) != path.end()) return id == path.front() ? joined(path, " → ") + " → " + id : "";
    path.push_back(id);
    const auto* entry = catalogue.entry(id);
    if (entry == nullptr) return {};
    for (const auto& name : names_in(parse(entry->formula)))
        if (auto found = circle(name, catalogue, path); !found.empty()) return found;
    return {};
}

} // namespace

std::optional<Unit> formula_unit(const Syntax& formula, const IndicatorCatalogue& catalogue) { return Units{catalogue}.of(formula); }

std::vector<Fault> faults_of(const IndicatorEntry& entry, const IndicatorCatalogue& catalogue)
{
    try {
        auto found = formula_unit(parse(entry.formula), catalogue);
        if (!entry.factor_unit.empty()) found = (found ? *found : Unit::dimensionless()) * unit(entry.factor_unit);
        const auto stated = unit(entry.unit);
        if (!found || same_dimension(*found, stated)) return {};
        return {entry.position.fault(text("indicator '{}' is said to be in {}, its formula gives {}", entry.id, entry.unit, found->text()), text("correct the unit, or state factor_unit: the unit that the formula's numbers carry"))};
    } catch (const UsageError& error) {
        const auto& first = error.faults().front();
        return {entry.position.fault(text("indicator '{}': {}", entry.id, first.what.english()), first.hint)};
    }
}

std::vector<Fault> faults_of_own_indicators(const Plan& plan, const IndicatorCatalogue& catalogue)
{
    std::vector<Fault> out;
    auto all = catalogue;
    std::set<std::string> seen;
    for (const auto& own : plan.indicators) {
        const bool taken = catalogue.entry(own.id) != nullptr || catalogue.name(own.id) != nullptr;
        if (taken) out.push_back(own.position.fault(text("'{}' is an indicator or a name of the catalogue already", own.id), text("choose another id, or put your own entry into a catalogue of yours")));
        else if (!seen.insert(own.id).second) out.push_back(own.position.fault(text("there are two indicators '{}'", own.id), text("give one of them another id")));
        else all.entries.push_back(own);
    }
    for (const auto& own : plan.indicators) {
        auto faults = faults_of(own, all);
        const bool parses = faults.empty();
        out.insert(out.end(), faults.begin(), faults.end());
        if (!parses) continue;
        if (const auto found = circle(own.id, all, {}); !found.empty()) out.push_back(own.position.fault(text("indicator '{}' is defined in a circle: {}", own.id, found)));
    }
    return out;
}

} // namespace peaksite
