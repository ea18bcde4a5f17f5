#include "job/zonal_sums.hpp"

#include "job/unclassified.hpp"
#include "job/zone_share.hpp"

#include <algorithm>

namespace peaksite {

namespace {

constexpr double square_metres_per_km2 = 1e6;

// Without eligible land there is no mean.
ZonalValue mean_of(double sum, double area, double share)
{
    ZonalValue out{.value = {}, .valid_share = share};
    if (area > 0) out.value = sum / area;
    return out;
}

} // namespace

const ZoneTally& ZonalSums::tally(int pass, std::size_t set, std::size_t zone) const
{
    return m_tally[static_cast<std::size_t>(pass)][m_blueprint.zone_number(set, zone)];
}

ZonalValue ZonalSums::value(std::size_t number, std::size_t set, std::size_t zone) const
{
    using Kind = ZonalTerm::Kind;
    const auto& term = m_blueprint.book->terms()[number];
    const auto slot = m_blueprint.term_slots[number][set];
    const auto& here = tally(slot.pass, set, zone);
    const auto share = [&](double square_metres) {
        return share_of_zone(m_blueprint, m_tally, slot.pass, m_blueprint.zone_number(set, zone), square_metres);
    };
    const double area = tally(0, set, zone).area() / square_metres_per_km2;
    if (area == 0) return {.value = {}, .valid_share = 0};
    switch (term.kind) {
    case Kind::sum:
    case Kind::mean:
    case Kind::minimum: {
        const auto& moments = here.moments(slot.at);
        const bool laid =
            term.condition && m_blueprint.study.passes[static_cast<std::size_t>(slot.pass)].survey != nullptr;
        if (laid)
            return {.value = moments.area() / (term.kind == Kind::mean ? here.area() : square_metres_per_km2),
                    .valid_share = 1};
        ZonalValue out{.value = {}, .valid_share = share(moments.area())};
        if (moments.empty()) return out;
        out.value = term.kind == Kind::sum    ? moments.integral() / square_metres_per_km2
                    : term.kind == Kind::mean ? moments.mean()
                                              : moments.low();
        return out;
    }
    case Kind::mass: {
        const auto& moments = here.moments(slot.at);
        if (moments.empty()) return {.value = {}, .valid_share = 0};
        return {.value = moments.sum(), .valid_share = share(moments.area())};
    }
    case Kind::classes:
        return class_value(term, here.classes(slot.at),
                           {.pass = slot.pass,
                            .number = m_blueprint.zone_number(set, zone),
                            .zone = m_open.sets[set].zones[zone].label()});
    case Kind::eligible:
    case Kind::eligible_mean:
        return eligible_value(term, number, here, area);
    case Kind::state:
        return state_value(term, here, area);
    }
    return {};
}

ZonalValue ZonalSums::class_value(const ZonalTerm& term, const ClassAreas& areas, const ClassPlace& place) const
{
    const auto& numbering = m_blueprint.class_codes.at(term.layer);
    const auto* layer = m_open.plan.layer(term.layer);
    double sum = 0, known = 0;
    const auto add = [&](double square_metres, double weight) {
        sum += square_metres / square_metres_per_km2 * weight;
        known += square_metres;
    };
    for (std::size_t i = 0; i < layer->classes.size(); ++i) {
        const auto found = std::ranges::find(numbering.codes, layer->classes[i].code);
        const double area =
            found == numbering.codes.end() ? 0 : areas.area(static_cast<std::size_t>(found - numbering.codes.begin()));
        if (area <= 0) continue;
        if (!term.weights[i])
            throw InputError{text("carbon table '{}' has no row for class {} ({}) of layer '{}', which occurs on "
                                  "{:.6g} km² of zone {}; add the row, with 0 if the class holds no carbon",
                                  m_open.carbon ? m_open.carbon->id : "", layer->classes[i].key, layer->classes[i].code,
                                  layer->id, area / square_metres_per_km2, place.zone)};
        add(area, *term.weights[i]);
    }
    if (term.complete) add_unclassified(term, areas, place, add);
    if (known == 0) return {.value = {}, .valid_share = 0};
    return {.value = sum, .valid_share = share_of_zone(m_blueprint, m_tally, place.pass, place.number, known)};
}

void ZonalSums::add_unclassified(const ZonalTerm& term, const ClassAreas& areas, const ClassPlace& place,
                                 const std::function<void(double, double)>& add) const
{
    const auto& numbering = m_blueprint.class_codes.at(term.layer);
    double lacking = 0;
    for (int index = 0; index < TileClassAreas::classes; ++index) {
        const auto at = static_cast<std::size_t>(index);
        if (index == numbering.missing || numbering.is_class(at) || areas.area(at) <= 0) continue;
        const auto row = at < numbering.codes.size() ? term.by_code.find(numbering.codes[at]) : term.by_code.end();
        if (row == term.by_code.end() || !row->second)
            lacking += areas.area(at);
        else
            add(areas.area(at), *row->second);
    }
    if (lacking > 0)
        throw InputError{
            text("carbon table '{}' has no row for codes of layer '{}' that are no class of it and occur on {:.6g} km² "
                 "of zone {}: {}; add the rows, with 0 where there is no carbon, or say that they mean no data",
                 m_open.carbon ? m_open.carbon->id : "", term.layer, lacking / square_metres_per_km2, place.zone,
                 unclassified_codes(m_open, term.layer, numbering, areas))};
}

const TechnologyUse& ZonalSums::use_of(const std::string& technology) const
{
    return *std::ranges::find_if(m_blueprint.technologies,
                                 [&](const TechnologyUse& use) { return use.technology->id == technology; });
}

ZonalValue ZonalSums::eligible_value(const ZonalTerm& term, std::size_t number, const ZoneTally& here,
                                     double zone_area) const
{
    const auto& use = use_of(term.technology);
    const auto balance = land_balance(use.rules, here.masks());
    const int measure = m_blueprint.term_measures[number];
    if (measure < 0) {
        const double factor = m_blueprint.constant_terms.at(number);
        if (term.kind == ZonalTerm::Kind::eligible_mean)
            return mean_of(balance.eligible * factor, balance.eligible, 1 - balance.unknown / zone_area);
        return {.value = balance.eligible * factor, .valid_share = 1 - balance.unknown / zone_area};
    }
    const auto sum = eligible_sum(use.rules, here.masks(), measure);
    const double share = valid_share_of_sum(balance, sum, zone_area);
    if (term.kind == ZonalTerm::Kind::eligible_mean) return mean_of(sum.sum, balance.eligible - sum.missing_km2, share);
    return {.value = sum.sum, .valid_share = share};
}

ZonalValue ZonalSums::state_value(const ZonalTerm& term, const ZoneTally& here, double zone_area) const
{
    const auto balance = land_balance(use_of(term.technology).rules, here.masks());
    const double area = term.state == "excluded"  ? balance.excluded
                        : term.state == "unknown" ? balance.unknown
                                                  : balance.eligible;
    return {.value = area, .valid_share = 1 - balance.unknown / zone_area};
}

} // namespace peaksite
