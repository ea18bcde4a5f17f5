#include "job/api/plain_results.hpp"

#include "base/known.hpp"
#include "job/pilots/pilot_run.hpp"
#include "model/pilots/frequency.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace peaksite::api {

namespace {

Indicator plain(const IndicatorInfo& info)
{
    return {.id = info.id,
            .entry = info.entry,
            .group = info.group,
            .name = info.name,
            .unit = info.unit,
            .formula = info.formula,
            .clause = info.clause,
            .direction = info.direction,
            .pilot_types = info.pilot_types,
            .note = info.note};
}

IndicatorValue plain(const IndicatorResult& result)
{
    return {.value = result.value.value,
            .low = result.low,
            .high = result.high,
            .valid_share = result.value.valid_share,
            .year = result.year(),
            .from = result.from,
            .flags = result.flags.text(),
            .reason = why_blank(result),
            .word = result.word,
            .comparable = result.shown};
}

Zone plain(const peaksite::Results& results, std::size_t set, std::size_t number)
{
    const auto& zone = results.sets[set].zones[number];
    const auto& found = results.by_set[set];
    Zone out{.key = zone.key,
             .name = zone.name,
             .kind = zone.kind,
             .area_km2 = zone.has_boundary() ? std::optional{found.area_km2[number]} : std::nullopt,
             .inside_share = found.inside_share[number],
             .values = {}};
    const auto& values = found.indicators[number];
    out.values.reserve(values.size());
    for (const auto& value : values) out.values.push_back(plain(value));
    return out;
}

std::vector<ZoneSet> plain_sets(const peaksite::Results& results)
{
    std::vector<ZoneSet> out;
    for (std::size_t set = 0; set < results.sets.size(); ++set) {
        auto& one =
            out.emplace_back(ZoneSet{.id = results.sets[set].id, .title = results.sets[set].title, .zones = {}});
        for (std::size_t zone = 0; zone < results.sets[set].zones.size(); ++zone)
            one.zones.push_back(plain(results, set, zone));
    }
    return out;
}

template <class Row>
Place place_of(const Row& row)
{
    return {.set = row.set, .zone = row.zone};
}

Statistic plain(const StatisticRow& row)
{
    return {.place = place_of(row),
            .layer = row.layer,
            .stat = row.stat.word,
            .class_code = row.class_code(),
            .value = row.value,
            .unit = row.unit,
            .valid_share = row.valid_share,
            .on_grid = row.on_grid};
}

RuleArea::Kind plain(LandRow kind)
{
    switch (kind) {
    case LandRow::rule:
        break;
    case LandRow::too_small:
        return RuleArea::Kind::too_small;
    case LandRow::total:
        return RuleArea::Kind::total;
    case LandRow::eligible:
        return RuleArea::Kind::eligible;
    case LandRow::unknown:
        return RuleArea::Kind::unknown;
    }
    return RuleArea::Kind::rule;
}

ClassArea::Kind plain(ClassRow kind)
{
    switch (kind) {
    case ClassRow::of_class:
        break;
    case ClassRow::unclassified:
        return ClassArea::Kind::unclassified;
    case ClassRow::uncovered:
        return ClassArea::Kind::uncovered;
    case ClassRow::total:
        return ClassArea::Kind::total;
    }
    return ClassArea::Kind::of_class;
}

ClassArea plain(const LedgerRow& row)
{
    return {.set = row.set,
            .zone = row.zone,
            .layer = row.layer,
            .kind = plain(row.kind),
            .class_code = row.kind == ClassRow::of_class ? row.class_code : std::string{},
            .class_name = row.class_name,
            .area_km2 = row.area_km2,
            .parcels = row.parcels,
            .share = row.share};
}

TechnologyArea plain(const TechnologyRow& row)
{
    return {.place = place_of(row),
            .technology = row.technology,
            .total_km2 = row.area(&LandBalance::total),
            .excluded_km2 = row.area(&LandBalance::excluded),
            .too_small_km2 = row.area(&LandBalance::too_small),
            .eligible_km2 = row.area(&LandBalance::eligible),
            .unknown_km2 = row.area(&LandBalance::unknown),
            .effective_km2 = row.effective_km2,
            .share_missing_km2 = row.share_missing_km2,
            .capacity_mw = row.capacity_mw,
            .generation_mwh_per_year = row.generation_mwh,
            .yield_missing_km2 = row.yield_missing_km2};
}

RuleArea plain(const WaterfallRow& row)
{
    return {.place = place_of(row),
            .technology = row.technology,
            .kind = plain(row.kind),
            .rule = row.kind == LandRow::rule ? row.criterion : std::string{},
            .alone_km2 = row.alone,
            .unique_km2 = row.unique,
            .cumulative_km2 = row.cumulative};
}

SectorEmission plain(const EmissionRow& row)
{
    return {.place = place_of(row),
            .list = row.list,
            .sector = row.sector,
            .facilities = row.sum.facilities,
            .without_emission = row.sum.without_emission,
            .without_capacity = row.sum.without_capacity,
            .emission_tco2_per_year = row.sum.emission,
            .capacity_mw = row.sum.capacity};
}

Target plain(const TargetRow& row)
{
    return {.place = place_of(row),
            .indicator = row.indicator,
            .year = row.year,
            .relation = row.relation,
            .target = row.target,
            .value = row.value,
            .gap = row.gap,
            .unit = row.unit,
            .document = row.document,
            .scope = row.scope,
            .own = row.own,
            .mismatch = row.mismatch};
}

Provenance plain(const ProvenanceRow& row)
{
    return {.indicator = row.indicator,
            .pilot_type = row.letter,
            .role = std::string{role_word(row.role)},
            .name = row.name,
            .value = row.value,
            .unit = row.unit,
            .year = row.year,
            .source = row.source,
            .certainty = row.certainty,
            .zones = row.zones};
}

UncheckedRule plain(const peaksite::UncheckedRule& rule)
{
    return {.technology = rule.technology, .rule = rule.rule, .layer = rule.layer, .reason = rule.reason};
}

MissingIndicator plain(const peaksite::MissingIndicator& missing)
{
    return {.id = missing.id, .reason = missing.reason};
}

template <class Row>
auto rows_of(const std::vector<Row>& rows)
{
    std::vector<decltype(plain(rows.front()))> out;
    out.reserve(rows.size());
    for (const auto& row : rows) out.push_back(plain(row));
    return out;
}

std::vector<Candidate> candidates_of(const peaksite::Results& results, const PilotAnswer& pilots)
{
    std::map<std::pair<std::string, std::string>, Place> places;
    for (std::size_t set = 0; set < results.sets.size(); ++set)
        for (std::size_t zone = 0; zone < results.sets[set].zones.size(); ++zone)
            places[{results.sets[set].id, results.sets[set].zones[zone].key}] = {.set = set, .zone = zone};
    std::vector<Candidate> out;
    for (const auto& outcome : pilots.result.outcomes) {
        const auto& candidate = pilots.data.candidates[outcome.candidate];
        const auto& type = pilots.result.types[outcome.type];
        auto& one = out.emplace_back();
        one.place = places.at({candidate.set, candidate.key});
        one.type = type.type;
        one.list = list_word(outcome.list);
        one.selection_frequency = known(selection_frequency(pilots.result, outcome).share);
        if (!outcome.member) continue;
        one.rank = type.rank[*outcome.member];
        one.score = known(type.score[*outcome.member]);
    }
    return out;
}

} // namespace

std::vector<UncheckedRule> plain_rules(const std::vector<peaksite::UncheckedRule>& rules) { return rows_of(rules); }

std::vector<MissingIndicator> plain_missing(const std::vector<peaksite::MissingIndicator>& missing)
{
    return rows_of(missing);
}

Results plain_results(const peaksite::Results& results, const PilotAnswer* pilots)
{
    Results out;
    out.sets = plain_sets(results);
    out.indicators = rows_of(results.indicators);
    out.missing = plain_missing(results.missing);
    out.statistics = rows_of(results.statistics);
    out.class_areas = rows_of(results.ledger);
    out.technologies = rows_of(results.technologies);
    out.rules = rows_of(results.waterfall);
    out.emissions = rows_of(results.emissions);
    out.targets = rows_of(results.targets);
    out.provenance = rows_of(results.provenance);
    if (pilots != nullptr) out.candidates = candidates_of(results, *pilots);
    out.unchecked = plain_rules(results.unchecked);
    out.warnings = results.warnings;
    return out;
}

std::optional<std::size_t> Results::indicator(std::string_view id) const
{
    const auto found = std::ranges::find(indicators, id, &Indicator::id);
    if (found == indicators.end()) return {};
    return static_cast<std::size_t>(found - indicators.begin());
}

const Zone* Results::zone(std::string_view set, std::string_view key) const
{
    const auto zones = std::ranges::find(sets, set, &ZoneSet::id);
    if (zones == sets.end()) return nullptr;
    const auto found = std::ranges::find(zones->zones, key, &Zone::key);
    return found == zones->zones.end() ? nullptr : &*found;
}

} // namespace peaksite::api
