#include "job/indicator_terms.hpp"

#include "job/named_layers.hpp"
#include "job/plain_layer.hpp"
#include "job/survey_passes.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

// The output of a term's value, a plain number.
int output_of(const IndicatorSources& sources, const ZonalTerm& term)
{
    return term.condition ? sources.compiler.condition_value(term.value)
                          : sources.compiler.value(term.value, Unit::dimensionless());
}

// The polygons of which a sum or mean asks for the share of a zone inside: exact, like the tables of 压占.
const Layer* laid_layer(const ZonalTerm& term, const OpenPlan& open)
{
    if (!term.condition || term.value.kind != Syntax::Kind::name || term.kind == ZonalTerm::Kind::minimum)
        return nullptr;
    const auto* layer = open.plan.layer(term.value.text);
    const bool polygons =
        layer != nullptr && is_condition_layer(*layer) && !open.vectors.at(layer->id).shape.polygons.empty();
    return polygons ? layer : nullptr;
}

// A sum over one file's values is taken on its own cells, another on the grid.
void place_sum(const IndicatorSources& sources, std::size_t number, const ZonalTerm& term, Blueprint& blueprint)
{
    const bool least = term.kind == ZonalTerm::Kind::minimum;
    const MomentNeeds needs{.sums = !least, .squares = false, .extremes = least, .pivot = 0};
    auto& slots = blueprint.term_slots[number];
    if (const auto* laid = laid_layer(term, sources.open)) {
        slots.assign(slots.size(), cover_pass(sources.open, blueprint, *laid));
        return;
    }
    const auto* layer = term.condition ? nullptr : plain_layer(term.value, sources.open.plan);
    if (layer != nullptr && layer->quantity == Quantity::intensive && sources.accumulators.has_own_cells(*layer)) {
        for (std::size_t set = 0; set < slots.size(); ++set)
            slots[set] = sources.accumulators.own_moment(set, *layer, term.value, Unit::dimensionless(), needs);
        return;
    }
    const int output = output_of(sources, term);
    for (std::size_t set = 0; set < slots.size(); ++set)
        slots[set] = {.pass = 0, .at = sources.accumulators.moment(set, output, needs)};
}

void place_eligible(const IndicatorSources& sources, std::size_t number, const ZonalTerm& term, Blueprint& blueprint)
{
    if (const auto constant = term.condition ? std::nullopt : sources.compiler.constant(term.value))
        blueprint.constant_terms[number] = convert(constant->value, constant->unit, Unit::dimensionless());
    else
        blueprint.term_measures[number] = sources.accumulators.measure(output_of(sources, term));
}

void place_term(const IndicatorSources& sources, std::size_t number, const ZonalTerm& term, Blueprint& blueprint)
{
    using Kind = ZonalTerm::Kind;
    auto& slots = blueprint.term_slots[number];
    const auto layer = [&]() -> const Layer& { return *sources.open.plan.layer(term.layer); };
    switch (term.kind) {
    case Kind::sum:
    case Kind::mean:
    case Kind::minimum:
        return place_sum(sources, number, term, blueprint);
    case Kind::eligible:
    case Kind::eligible_mean:
        return place_eligible(sources, number, term, blueprint);
    case Kind::classes:
        slots.assign(slots.size(), sources.accumulators.classes(layer()));
        return;
    case Kind::mass:
        for (std::size_t set = 0; set < slots.size(); ++set) slots[set] = sources.accumulators.mass(set, layer());
        return;
    case Kind::state:
        return;
    }
}

std::vector<PlacedList> placed_lists(const OpenPlan& open)
{
    std::vector<PlacedList> out;
    for (const auto& list : open.facilities) {
        auto& one = out.emplace_back(PlacedList{.list = list, .by_set = {}});
        for (const auto& set : open.sets) one.by_set.push_back(assign(list, set));
    }
    return out;
}

// Tables of the plan, then the facility lists that state emissions.
TableStore stored_tables(const OpenPlan& open, const std::vector<PlacedList>& facilities,
                         const IndicatorCatalogue& catalogue)
{
    std::vector<std::size_t> zones;
    for (const auto& set : open.sets) zones.push_back(set.zones.size());
    TableStore out{open.tables, catalogue, zones};
    std::vector<PlacedList> emitting;
    for (std::size_t i = 0; i < facilities.size(); ++i)
        if (!open.plan.facilities[i].emission.column.empty()) emitting.push_back(facilities[i]);
    if (!emitting.empty()) out.add_facilities(emitting, catalogue, zones);
    return out;
}

} // namespace

void add_indicators(const IndicatorSources& sources, Blueprint& blueprint)
{
    const auto& open = sources.open;
    std::set<char> letters;
    for (const auto& set : open.sets)
        for (const auto& zone : set.zones) letters.insert(pilot_letter(zone.kind));
    blueprint.catalogue = std::make_unique<IndicatorCatalogue>(sources.catalogue.indicators());
    blueprint.names =
        std::make_unique<FormulaNames>(open.plan, *blueprint.catalogue, open.carbon ? &*open.carbon : nullptr);
    blueprint.facilities = placed_lists(open);
    blueprint.tables = std::make_unique<TableStore>(stored_tables(open, blueprint.facilities, *blueprint.catalogue));
    for (const auto& one : unstated_layers(open.plan, *blueprint.catalogue)) {
        blueprint.layer_remarks[one.layer->id] |= static_cast<std::uint16_t>(Remark::named_by_id);
        blueprint.warnings.push_back(told_of(one));
    }
    auto entries = blueprint.catalogue->entries;
    entries.insert(entries.end(), open.plan.indicators.begin(), open.plan.indicators.end());
    blueprint.book = std::make_unique<IndicatorBook>(std::move(entries), *blueprint.names, letters, *blueprint.tables);
    const auto terms = blueprint.book->terms();
    blueprint.term_slots.assign(terms.size(), std::vector<Slot>(blueprint.first_zone.size()));
    blueprint.term_measures.assign(terms.size(), -1);
    for (std::size_t i = 0; i < terms.size(); ++i) {
        try {
            place_term(sources, i, terms[i], blueprint);
        } catch (const UsageError& error) {
            blueprint.book->withdraw(i, error.faults().front().what.english());
        }
    }
}

} // namespace peaksite
