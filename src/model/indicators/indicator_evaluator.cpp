#include "model/indicators/indicator_evaluator.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {
using Op = Formula::Op;

// Shares and rates, which have no dimension or are per time only, may well be below 0; an amount is remarked.
bool may_be_negative(const IndicatorEntry& entry)
{
    const auto stated = unit(entry.unit);
    return stated.is_dimensionless() || same_dimension(stated, unit("%/a"));
}

} // namespace

IndicatorEvaluator::IndicatorEvaluator(const IndicatorBook& book, std::vector<ZoneFacts> zones,
                                       double least_valid_share)
    : m_book(book), m_zones(std::move(zones)), m_least_valid_share(least_valid_share),
      m_latest(m_zones.size() * book.formulas().size(), not_computed)
{}

Estimate IndicatorEvaluator::value(const IndicatorColumn& column, std::size_t number)
{
    const auto formula = m_book.formula(column, m_zones[number].letter);
    if (formula >= m_book.formulas().size()) return missing(text("for other pilot types"));
    const auto& planned = m_book.formulas()[formula];
    auto out = unless_assumed(indicator(formula, {.zone = number, .when = now(planned, peers_of(m_zones[number]))}));
    if (out.value && *out.value < 0 && !may_be_negative(*planned.entry)) out.mark(Remark::negative);
    if (!out.value) out.unmark(Remark::mixed_years); // of no value
    return out;
}

// The latest year that all peers have in every table it stands on; else the latest that each table has at all.
std::optional<int> IndicatorEvaluator::common_year(const PlannedFormula& planned, const Peers& peers) const
{
    std::optional<std::set<int>> complete, any;
    for (const auto& field : planned.fields) {
        std::map<int, std::size_t> zones_of;
        std::size_t zones = 0;
        for (const auto& zone : m_zones) {
            if (peers_of(zone) != peers) continue;
            const auto years = m_book.tables().years(field, zone.set, zone.zone);
            if (!years.empty()) ++zones;
            for (const int year : years) ++zones_of[year];
        }
        if (zones == 0) continue;
        const auto keep = [&](std::optional<std::set<int>>& years, std::size_t least) {
            std::set<int> here;
            for (const auto& [year, count] : zones_of)
                if (count >= least && (!years || years->contains(year))) here.insert(year);
            years = here;
        };
        keep(complete, zones);
        keep(any, 1);
    }
    if (complete && !complete->empty()) return *complete->rbegin();
    if (any && !any->empty()) return *any->rbegin();
    return {};
}

// Who keeps the peers from the latest year that every table has of any of them.
void IndicatorEvaluator::note_laggards(const PlannedFormula& planned, const Peers& peers, int taken)
{
    std::map<FieldPlace, std::map<std::size_t, std::set<int>>> known; // by field: the zones that it has rows of
    std::map<int, std::size_t> fields_of;
    for (const auto& field : planned.fields) {
        std::set<int> any;
        for (std::size_t i = 0; i < m_zones.size(); ++i) {
            if (peers_of(m_zones[i]) != peers) continue;
            auto years = m_book.tables().years(field, m_zones[i].set, m_zones[i].zone);
            if (years.empty()) continue;
            any.insert(years.begin(), years.end());
            known[field].emplace(i, std::move(years));
        }
        for (const int year : any) ++fields_of[year];
    }
    int latest = taken;
    for (const auto& [year, fields] : fields_of)
        if (fields == known.size()) latest = std::max(latest, year);
    if (latest == taken) return;
    for (const auto& [field, zones] : known)
        for (const auto& [zone, years] : zones)
            if (!years.contains(latest))
                m_laggards[{.table = field.table, .latest = latest, .taken = taken, .zone = zone}].insert(
                    planned.entry->id);
}

IndicatorEvaluator::When IndicatorEvaluator::now(const PlannedFormula& planned, const Peers& peers)
{
    if (const auto year = m_book.names().plan().parameters.year) return {.year = year, .strict = false};
    const auto number = static_cast<std::size_t>(&planned - m_book.formulas().data());
    const auto [found, is_new] = m_years.try_emplace({number, peers});
    if (is_new) found->second.year = common_year(planned, peers);
    if (is_new && found->second.year) note_laggards(planned, peers, *found->second.year);
    return found->second;
}

const Estimate& IndicatorEvaluator::indicator(std::size_t formula, const At& at)
{
    auto& latest = m_latest[at.zone * m_book.formulas().size() + formula];
    for (auto i = latest; i != not_computed; i = m_known[i].earlier)
        if (m_known[i].when == at.when) return m_known[i].estimate;
    const auto& planned = m_book.formulas()[formula];
    auto out = planned.reason.empty() ? evaluated(planned.formula, {.zone = at.zone, .when = at.when})
                                      : missing(planned.reason);
    m_known.push_back({.when = at.when, .estimate = std::move(out), .earlier = latest});
    latest = m_known.size() - 1;
    return m_known.back().estimate;
}

Estimate IndicatorEvaluator::evaluated(const Formula& f, const At& at)
{
    const auto part = [&](std::size_t i) { return evaluated(f.parts[i], at); };
    switch (f.op) { // all of them: a new one that is not told here does not compile
    case Op::number:
        return exactly(f.value);
    case Op::assumed:
        return assumed(f.value, f.text);
    case Op::parameter:
        return parameter(f, at);
    case Op::area:
        return area(at);
    case Op::zonal:
        return zonal(f, at);
    case Op::cell:
        return cell(f, at);
    case Op::sum_rows:
    case Op::count_rows:
        return rows(f, at);
    case Op::indicator:
        return indicator(f.at, at);
    case Op::negate:
        return exactly(-1) * part(0);
    case Op::plus:
        return part(0) + part(1);
    case Op::minus:
        return part(0) - part(1);
    case Op::times:
        return part(0) * part(1);
    case Op::over:
        return ratio(part(0), part(1), f.text);
    case Op::power:
        return power(part(0), part(1));
    case Op::least:
        return least(part(0), part(1));
    case Op::greatest:
        return greatest_of(f, at);
    case Op::gamma:
        return gamma_of(part(0));
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
        return condition(f, at);
    case Op::base:
        return in_base_year(f, at);
    case Op::theil_sen:
    case Op::mk_z:
    case Op::cagr:
    case Op::mean_y:
        return over_years(f, at);
    case Op::tapio:
        return decoupling(f, at);
    case Op::uncertainty:
        return uncertainty(f, at);
    case Op::most_of:
    case Op::least_of:
        return months(f, at);
    case Op::correlation:
    case Op::mix_cv:
        return two_series(f, at);
    case Op::component_sum:
        return component_sum(f, at);
    case Op::index:
        return index(f, at);
    case Op::series:
        break;
    }
    return missing(text("no number"));
}

Estimate IndicatorEvaluator::greatest_of(const Formula& f, const At& at)
{
    const auto a = evaluated(f.parts[0], at), b = evaluated(f.parts[1], at);
    auto out = greatest(a, b);
    const bool floor = f.parts[0].op == Op::number && f.parts[0].value == 0;
    if (floor && !at.row && b.value && *b.value < 0) out.mark(Remark::cut_at_zero);
    return out;
}

Estimate IndicatorEvaluator::area(const At& at) const
{
    const auto& here = zone(at);
    if (here.bounded && here.area_km2 > 0) return as_given(here.area_km2);
    if (!here.bounded && here.official_area_km2) {
        auto out = as_given(*here.official_area_km2);
        out.mark(Remark::official_area);
        return out;
    }
    auto out = missing(here.bounded ? text("no area inside the grid") : text("no boundary"));
    if (!here.bounded) out.mark(Remark::no_boundary);
    return out;
}

Estimate IndicatorEvaluator::no_boundary()
{
    auto out = missing(text("no boundary"));
    out.valid_share = 0;
    out.mark(Remark::no_boundary);
    return out;
}

Estimate IndicatorEvaluator::zonal(const Formula& f, const At& at)
{
    if (!zone(at).bounded) return no_boundary();
    if (at.when.strict) return missing(text("a layer of one year is no series: {}", f.text));
    const auto read = [&](std::size_t term) {
        const auto found = zone(at).term(term);
        Estimate out;
        out.basis = Basis::given;
        out.value = found.value;
        out.valid_share = found.valid_share;
        constexpr double nothing = 1e-12; // a sum over land of which nothing is known says nothing
        if (found.valid_share <= nothing) out.value.reset();
        if (!out.value) out.reason = text("no data in {}", f.text);
        return out;
    };
    const auto first = read(f.terms[0]);
    if (f.join == ZonalCall::Join::single) return first;
    const auto second = read(f.terms[1]);
    if (f.join == ZonalCall::Join::difference) return first - second;
    return combined({&first, &second}, first.value.value_or(0) / second.value.value_or(0), {1, 1},
                    text("nothing to weigh with in {}", f.text));
}

} // namespace peaksite
