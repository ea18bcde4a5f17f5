#include "model/meaning/zonal_sums.hpp"

#include "base/constants.hpp"

#include "base/error.hpp"
#include "model/meaning/unclassified_area.hpp"
#include "model/meaning/zone_share.hpp"
#include "plan/check/class_match.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// Without eligible land there is no mean.
ZonalValue mean_of(double sum, double area, double share)
{
    ZonalValue out{.value = {}, .valid_share = share};
    if (area > 0) out.value = sum / area;
    return out;
}

double area_in(const LandBalance& balance, LandState state)
{
    switch (state) {
    case LandState::eligible:
        return balance.eligible;
    case LandState::excluded:
        return balance.excluded;
    case LandState::unknown:
        return balance.unknown;
    }
    return 0;
}

// What is no class of a layer, for a message; of polygons the words.
std::string codes_of(const LayerMeaning& layer, const ClassAreas& areas)
{
    if (!layer.unknown_words.empty()) return joined(layer.unknown_words, ", ");
    auto codes = unclassified_codes(layer.numbering, areas);
    if (codes.others) codes.words.insert(codes.words.end(), layer.unlisted.begin(), layer.unlisted.end());
    return listed_codes(std::move(codes.words));
}

} // namespace

std::string value_key(const ZonalTerm& term) { return (term.condition ? "if " : "") + written(term.value); }

std::string term_key(const ZonalTerm& term)
{
    using Kind = ZonalTerm::Kind;
    switch (term.kind) {
    case Kind::mass:
        return "amount of " + term.layer;
    case Kind::classes:
        return "classes of " + term.layer;
    case Kind::state:
        return "land of " + term.technology;
    case Kind::eligible:
    case Kind::eligible_mean:
        return value_key(term);
    case Kind::minimum:
        return "least " + value_key(term);
    case Kind::sum:
    case Kind::mean:
        break;
    }
    return "sum " + value_key(term);
}

ZonalSums::ZonalSums(const Meaning& meaning, const std::vector<TechnologyUse>& uses, const StudyTally& tally,
                     ZoneLand& land, IndicatorBook& book)
    : m_meaning(meaning), m_uses(uses), m_tally(tally), m_land(land), m_book(book)
{
    // Withdrawing a term may bring others into play.
    for (std::size_t i = 0; i < book.terms().size(); ++i) {
        const auto term = book.terms()[i];
        const auto place = place_of(term);
        m_places.push_back(place.value_or(Place{}));
        if (place && place->measure >= 0) land.want(place->use, place->measure);
        if (place) continue;
        const auto key = term_key(term);
        const auto why = meaning.withdrawn.find(key);
        book.withdraw(i, why != meaning.withdrawn.end() ? why->second
                                                        : text("'{}' was not counted; it needs a new run", key));
    }
}

std::optional<ZonalSums::Place> ZonalSums::place_of(const ZonalTerm& term) const
{
    using Kind = ZonalTerm::Kind;
    Place out;
    switch (term.kind) {
    case Kind::sum:
    case Kind::mean:
    case Kind::minimum:
    case Kind::mass: {
        const auto found = m_meaning.sums.find(term_key(term));
        if (found == m_meaning.sums.end()) return {};
        out.slots = found->second;
        return out;
    }
    case Kind::classes: {
        const auto layer = m_meaning.layers.find(term.layer);
        if (layer == m_meaning.layers.end() || !layer->second.classes) return {};
        out.slots.assign(m_meaning.sets.size(), *layer->second.classes);
        return out;
    }
    case Kind::eligible:
    case Kind::eligible_mean: {
        const auto measure = m_meaning.measures.find(value_key(term));
        const auto factor = constant_of(m_meaning, term.value);
        if (measure == m_meaning.measures.end() && (!factor || term.condition)) return {};
        if (measure != m_meaning.measures.end())
            out.measure = measure->second;
        else
            out.factor = *factor;
        break;
    }
    case Kind::state:
        break;
    }
    const auto use =
        std::ranges::find_if(m_uses, [&](const TechnologyUse& one) { return one.technology->id == term.technology; });
    if (use == m_uses.end()) return {};
    out.use = static_cast<std::size_t>(use - m_uses.begin());
    return out;
}

const ZoneTally& ZonalSums::tally(int pass, std::size_t set, std::size_t zone) const
{
    return m_tally[static_cast<std::size_t>(pass)][m_meaning.zone_number(set, zone)];
}

ZonalValue ZonalSums::value(std::size_t number, std::size_t set, std::size_t zone) const
{
    using Kind = ZonalTerm::Kind;
    const auto& term = m_book.terms()[number];
    const auto& place = m_places[number];
    const auto& whole = tally(0, set, zone);
    const double area = whole.area() / square_metres_per_km2;
    if (area == 0) return {.value = {}, .valid_share = 0};
    switch (term.kind) {
    case Kind::sum:
    case Kind::mean:
    case Kind::minimum:
    case Kind::mass:
        return moment_value(term, place.slots[set], set, zone);
    case Kind::classes: {
        const auto slot = place.slots[set];
        return class_value(term, tally(slot.pass, set, zone).classes(slot.at),
                           {.pass = slot.pass,
                            .number = m_meaning.zone_number(set, zone),
                            .zone = m_meaning.sets[set].zones[zone].label()});
    }
    case Kind::eligible:
    case Kind::eligible_mean:
        return eligible_value(term, place, m_meaning.zone_number(set, zone), area);
    case Kind::state:
        return state_value(term, place, m_meaning.zone_number(set, zone), area);
    }
    return {};
}

ZonalValue ZonalSums::moment_value(const ZonalTerm& term, const Slot& slot, std::size_t set, std::size_t zone) const
{
    using Kind = ZonalTerm::Kind;
    const auto& here = tally(slot.pass, set, zone);
    const auto& moments = here.moments(slot.at);
    const auto share = [&] {
        return share_of_zone(m_meaning, m_tally, slot.pass, m_meaning.zone_number(set, zone), moments.area());
    };
    if (term.kind == Kind::mass) {
        if (moments.empty()) return {.value = {}, .valid_share = 0};
        return {.value = moments.sum(), .valid_share = share()};
    }
    // Polygons laid over the zones: land is inside or not, none of it lacks data.
    if (term.condition && m_meaning.passes[static_cast<std::size_t>(slot.pass)].survey)
        return {.value = moments.area() / (term.kind == Kind::mean ? here.area() : square_metres_per_km2),
                .valid_share = 1};
    ZonalValue out{.value = {}, .valid_share = share()};
    if (moments.empty()) return out;
    out.value = term.factor * (term.kind == Kind::sum    ? moments.integral() / square_metres_per_km2
                               : term.kind == Kind::mean ? moments.mean()
                                                         : moments.low());
    return out;
}

ZonalValue ZonalSums::class_value(const ZonalTerm& term, const ClassAreas& areas, const ClassPlace& place) const
{
    const auto& numbering = m_meaning.layers.at(term.layer).numbering;
    const auto* layer = m_meaning.plan.layer(term.layer);
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
                                  carbon_table(), layer->classes[i].key, code_text(layer->classes[i]), layer->id,
                                  area / square_metres_per_km2, place.zone)};
        add(area, *term.weights[i]);
    }
    if (term.complete) add_unclassified(term, areas, place, add);
    if (known == 0) return {.value = {}, .valid_share = 0};
    return {.value = sum, .valid_share = share_of_zone(m_meaning, m_tally, place.pass, place.number, known)};
}

void ZonalSums::add_unclassified(const ZonalTerm& term, const ClassAreas& areas, const ClassPlace& place,
                                 const std::function<void(double, double)>& add) const
{
    const auto& numbering = m_meaning.layers.at(term.layer).numbering;
    double lacking = 0;
    areas.for_each([&](std::size_t index, double area) {
        if (static_cast<int>(index) == numbering.missing || numbering.is_class(index) || area <= 0) return;
        const auto row =
            index < numbering.codes.size() ? term.by_code.find(numbering.codes[index]) : term.by_code.end();
        if (row == term.by_code.end() || !row->second)
            lacking += area;
        else
            add(area, *row->second);
    });
    if (lacking > 0)
        throw InputError{
            text("carbon table '{}' has no row for codes of layer '{}' that are no class of it and occur on {:.6g} km² "
                 "of zone {}: {}; add the rows, with 0 where there is no carbon, or say that they mean no data",
                 carbon_table(), term.layer, lacking / square_metres_per_km2, place.zone,
                 codes_of(m_meaning.layers.at(term.layer), areas))};
}

ZonalValue ZonalSums::eligible_value(const ZonalTerm& term, const Place& place, std::size_t zone,
                                     double zone_area) const
{
    const auto& balance = m_land.balance(place.use, zone);
    if (place.measure < 0) {
        const double factor = place.factor * term.factor;
        if (term.kind == ZonalTerm::Kind::eligible_mean)
            return mean_of(balance.eligible * factor, balance.eligible, 1 - balance.unknown / zone_area);
        return {.value = balance.eligible * factor, .valid_share = 1 - balance.unknown / zone_area};
    }
    const auto& sum = m_land.sum(place.use, place.measure, zone);
    const double share = valid_share_of_sum(balance, sum, zone_area);
    if (term.kind == ZonalTerm::Kind::eligible_mean)
        return mean_of(term.factor * sum.sum, balance.eligible - sum.missing_km2, share);
    return {.value = term.factor * sum.sum, .valid_share = share};
}

ZonalValue ZonalSums::state_value(const ZonalTerm& term, const Place& place, std::size_t zone, double zone_area) const
{
    const auto& balance = m_land.balance(place.use, zone);
    return {.value = area_in(balance, term.state), .valid_share = 1 - balance.unknown / zone_area};
}

} // namespace peaksite
