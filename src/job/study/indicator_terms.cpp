#include "job/study/indicator_terms.hpp"

#include "job/open/named_layers.hpp"
#include "job/study/survey_passes.hpp"
#include "model/indicators/estimate.hpp"
#include "model/meaning/run_indicators.hpp"
#include "model/meaning/zonal_sums.hpp"
#include "plan/plain_layer.hpp"
#include "plan/survey_layer.hpp"

namespace peaksite {

namespace {

// The output of a term's value, a plain number.
int output_of(const TermSources& sources, const ZonalTerm& term)
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
std::vector<Slot> place_sum(const TermSources& sources, const ZonalTerm& term, Blueprint& blueprint)
{
    const bool least = term.kind == ZonalTerm::Kind::minimum;
    std::vector<Slot> slots(sources.open.sets.size());
    if (const auto* laid = laid_layer(term, sources.open)) {
        slots.assign(slots.size(), cover_pass(sources.open, blueprint, *laid));
        return slots;
    }
    const auto* layer = term.condition ? nullptr : plain_layer(term.value, sources.open.plan);
    const bool raster = layer != nullptr && layer->kind == Layer::Kind::raster; // a fill that nobody declared shows
    const MomentNeeds needs{.sums = !least, .squares = false, .extremes = least || raster, .pivot = 0};
    if (layer != nullptr && layer->quantity == Quantity::intensive && sources.accumulators.has_own_cells(*layer)) {
        for (std::size_t set = 0; set < slots.size(); ++set)
            slots[set] = sources.accumulators.own_moment(set, *layer, term.value, Unit::dimensionless(), needs);
        return slots;
    }
    const int output = output_of(sources, term);
    for (std::size_t set = 0; set < slots.size(); ++set)
        slots[set] = {.pass = 0, .at = sources.accumulators.moment(set, output, needs)};
    return slots;
}

void place_eligible(const TermSources& sources, const ZonalTerm& term, Meaning& meaning)
{
    if (const auto constant = term.condition ? std::nullopt : sources.compiler.constant(term.value))
        meaning.constants[value_key(term)] = convert(constant->value, constant->unit, Unit::dimensionless());
    else
        meaning.measures[value_key(term)] = sources.accumulators.measure(output_of(sources, term));
}

std::vector<Slot> place_mass(const TermSources& sources, const ZonalTerm& term)
{
    std::vector<Slot> out;
    for (std::size_t set = 0; set < sources.open.sets.size(); ++set)
        out.push_back(sources.accumulators.mass(set, *sources.open.plan.layer(term.layer)));
    return out;
}

void place_term(const TermSources& sources, const ZonalTerm& term, Blueprint& blueprint)
{
    using Kind = ZonalTerm::Kind;
    auto& meaning = blueprint.meaning;
    switch (term.kind) {
    case Kind::sum:
    case Kind::mean:
    case Kind::minimum:
        meaning.sums[term_key(term)] = place_sum(sources, term, blueprint);
        return;
    case Kind::mass:
        meaning.sums[term_key(term)] = place_mass(sources, term);
        return;
    case Kind::eligible:
    case Kind::eligible_mean:
        return place_eligible(sources, term, meaning);
    case Kind::classes:
        sources.accumulators.classes(*sources.open.plan.layer(term.layer));
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

} // namespace

void add_indicators(const TermSources& sources, Blueprint& blueprint)
{
    const auto& open = sources.open;
    auto& meaning = blueprint.meaning;
    blueprint.facilities = placed_lists(open);
    for (const auto& one : unstated_layers(open.plan, meaning.catalogue)) {
        meaning.layers[one.layer->id].remarks.add(Remark::named_by_id);
        blueprint.meaning.warnings.push_back(told_of(one));
    }
    RunIndicators found{open.plan, meaning.catalogue, open.carbon ? &*open.carbon : nullptr,
                        open.sets, open.tables,       blueprint.facilities};
    auto& book = found.book();
    for (std::size_t i = 0; i < book.terms().size(); ++i) { // withdrawing a term may bring others into play
        const auto term = book.terms()[i];
        try {
            place_term(sources, term, blueprint);
        } catch (const UsageError& error) {
            const auto& why = meaning.withdrawn[term_key(term)] = error.faults().front().what;
            book.withdraw(i, why);
        }
    }
    for (const auto& column : book.columns()) blueprint.indicators.push_back(column.id);
    blueprint.missing = book.missing();
}

} // namespace peaksite
