#include "base/error.hpp"
#include "model/indicators/syntax_nodes.hpp"
#include "model/indicators/unit_finder.hpp"

#include <map>
#include <set>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;

} // namespace

const Syntax& UnitFinder::within_branch(const Syntax& s)
{
    return s.kind == Kind::branch && s.parts.size() == 1 ? s.parts[0] : s;
}

void UnitFinder::expect(const Syntax& s, std::size_t least)
{
    if (s.parts.size() < least) throw UsageError{text("'{}' needs {} arguments", written(s), least)};
}

// Of functions that take a fixed number: what one more says would count for nothing.
void UnitFinder::expect_no_more(const Syntax& s)
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
void UnitFinder::uncertainty(Syntax& s)
{
    expect(s, 2);
    if (s.parts[1].kind != Kind::name || s.parts[1].text != "factor_u")
        throw UsageError{text("'{}': uncertainties are those of factor_u, and no others are known; write unc({}, "
                              "factor_u)",
                              written(s), written(s.parts[0]))};
    nested(s, 0);
}

Found UnitFinder::of_call(Syntax& s)
{
    const auto& f = s.text;
    expect_no_more(s);
    static const std::set<std::string, std::less<>> same{"zmean", "zwmean", "zmin", "gsum", "amean", "max_m",
                                                         "min_m", "mean_y", "base", "psum", "nsum"};
    static const std::set<std::string, std::less<>> alike{"case", "typesum", "min", "max"};
    static const std::set<std::string, std::less<>> areas{"zsum", "asum", "zarea", "zpatch"};
    static const std::set<std::string, std::less<>> plain{"mk_z",  "tapio",    "corr",  "minmix_cv", "medoid_closeness",
                                                          "score", "sel_freq", "gamma", "pcount"};
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
    if (f == "zmean" && is_condition(s.parts[0])) return Unit::dimensionless(); // the share of land where it holds
    if (!same.contains(f) && m_known == KnownNames::only) throw UsageError{text("no formula has a function '{}'", f)};
    return same.contains(f) ? first : Found{};
}

Found UnitFinder::all_alike(Syntax& s)
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

void UnitFinder::nested(Syntax& s, std::size_t first)
{
    for (std::size_t i = first; i < s.parts.size(); ++i) {
        if (s.parts[i].kind == Kind::branch) {
            check_label(s.parts[i]);
            nested(s.parts[i], 0);
        } else
            static_cast<void>(of(s.parts[i]));
    }
}

Found UnitFinder::power(Syntax& s)
{
    expect(s, 2);
    const auto base = of(s.parts[0]);
    if (!base || (base->is_dimensionless() && base->scale.value() == 1)) return base;
    if (s.parts[1].kind != Kind::number || s.parts[1].value != static_cast<int>(s.parts[1].value))
        throw UsageError{text("'{}' raises {} to what is no whole number", written(s), base->text())};
    return pow(*base, static_cast<int>(s.parts[1].value));
}

} // namespace peaksite
