#include "job/open/open_plan.hpp"

#include "base/row_warnings.hpp"
#include "job/book/task_book.hpp"
#include "job/open/number_classes.hpp"
#include "job/open/open_layers.hpp"
#include "job/open/open_tables.hpp"
#include "model/indicators/check_indicators.hpp"
#include "model/indicators/own_names.hpp"
#include "model/pilots/type_weights.hpp"
#include "plan/check/doubtful_density.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

// Calls `open`; what is wrong with a file is thrown with its place in the plan, or collected when somebody collects.
template <class Open>
void open_or_tell(const Position& position, Findings* findings, Open open)
{
    try {
        open();
    } catch (const InputError& error) {
        if (findings == nullptr) throw InputError{error.sentence(), position};
        findings->faults.push_back(position.fault(error.sentence()));
    } catch (const UsageError& error) {
        if (findings == nullptr)
            throw UsageError{
                std::vector<Fault>{position.fault(error.faults().front().what, error.faults().front().hint)}};
        findings->wrong_request = true;
        for (const auto& fault : error.faults()) findings->faults.push_back(position.fault(fault.what, fault.hint));
    }
}

// Entries that nobody has compared with their source, where numbers or classes depend on them.
std::vector<std::string> unverified_entries(const Plan& plan)
{
    std::vector<std::string> out;
    const auto add = [&](const std::string& use, const std::string& certainty) {
        if (certainty == "memory" && !use.empty() && std::ranges::find(out, use) == out.end()) out.push_back(use);
    };
    for (const auto& layer : plan.layers) {
        const bool tells_numbers = layer.unit_stated || !layer.classes.empty();
        if (tells_numbers && layer.kind != Layer::Kind::absent) add(layer.use, layer.note.certainty);
    }
    for (const auto& list : plan.facilities) add(list.use, list.certainty);
    return out;
}

void tell_unverified(OpenPlan& open, Findings* findings)
{
    const auto entries = unverified_entries(open.plan);
    if (entries.empty()) return;
    open.warnings.push_back(text("units, classes or columns of these catalogue entries were written from memory and "
                                 "not compared with their sources: {}; 'peaksite layers ID' shows them",
                                 joined(entries, ", ")));
    if (findings != nullptr)
        findings->warned.resize(open.warnings.size(), Position{.place = {.file = open.plan.file}, .key = "layers"});
}

// A unit that stands in two sets is a candidate twice, and facilities count for both.
void tell_shared_keys(OpenPlan& open, Findings* findings)
{
    for (std::size_t b = 1; b < open.sets.size(); ++b)
        for (std::size_t a = 0; a < b; ++a) {
            std::set<std::string> keys;
            for (const auto& zone : open.sets[a].zones) keys.insert(zone.key);
            std::vector<std::string> shared;
            for (const auto& zone : open.sets[b].zones)
                if (keys.contains(zone.key)) shared.push_back(zone.label());
            // Sets without a column of keys count their features.
            const auto counted = [&](const ZoneSet& set) {
                const auto* plan = open.plan.zone_set(set.id);
                return plan == nullptr || plan->key.empty();
            };
            if (shared.empty() || counted(open.sets[a]) || counted(open.sets[b])) continue;
            open.warnings.push_back(text("zones '{}' and '{}' have {} keys in common: {}; what has the same key twice "
                                         "is a candidate twice, and facilities count for both",
                                         open.sets[a].id, open.sets[b].id, shared.size(), some_of(shared)));
            if (findings != nullptr)
                findings->warned.resize(open.warnings.size(),
                                        place_in_plan("zones", *open.plan.zone_set(open.sets[b].id)));
        }
}

} // namespace

OpenPlan open_plan(const PlanSource& source, Findings* findings)
{
    return open_files(read_source(source), source, findings);
}

OpenPlan open_files(Plan plan_to_open, const PlanSource& source, Findings* findings)
{
    OpenPlan out;
    out.plan = std::move(plan_to_open);
    out.threads = source.threads;
    out.catalogue = catalogue_of(out.plan, source.catalogue);
    const auto& plan = out.plan;
    if (plan.siting) check_judgements(*plan.siting);
    const auto attempt = [&out](const Position& position, Findings* collected, auto open) {
        open_or_tell(position, collected, open);
        if (collected != nullptr) collected->warned.resize(out.warnings.size(), position);
    };
    for (const auto& zones : plan.zones)
        if (!zones.file.empty())
            attempt(place_in_plan("zones", zones), findings,
                    [&] { out.sets.push_back(open_zones(zones, out.warnings)); });
    for (const auto& layer : plan.layers) {
        if (layer.files.empty()) continue;
        if (layer.kind == Layer::Kind::raster)
            attempt(place_in_plan("layers", layer), findings,
                    [&] { out.rasters.emplace(layer.id, open_raster_layer(layer, out.warnings)); });
        if (layer.kind == Layer::Kind::vector)
            attempt(place_in_plan("layers", layer), findings,
                    [&] { out.vectors.emplace(layer.id, open_vector_layer(layer, source.threads, out.warnings)); });
    }
    // Words of a file become the classes of a layer that has none.
    for (auto& layer : out.plan.layers)
        if (const auto found = out.vectors.find(layer.id);
            found != out.vectors.end() && found->second.survey != nullptr)
            layer.classes = found->second.classes;
    for (const auto& list : plan.facilities)
        if (!list.file.empty())
            attempt(place_in_plan("facilities", list), findings,
                    [&] { out.facilities.push_back(open_facilities(list, out.warnings)); });
    if (!plan.tables.empty()) {
        const auto& known = out.catalogue.indicators();
        const TableContext context{.sets = out.sets,
                                   .names = known.names,
                                   .regions = out.catalogue.regions(),
                                   .tables = known.tables,
                                   .year = plan.parameters.year};
        for (const auto& table : plan.tables)
            if (!table.file.empty())
                attempt(place_in_plan("tables", table), findings,
                        [&] { out.tables.push_back(open_table(table, context, out.warnings)); });
    }
    for (const auto& doubt : doubtful_densities(plan)) out.warnings.push_back(doubt);
    if (!plan.indicators.empty()) {
        const auto catalogue = with_own_names(out.catalogue.indicators(), plan, out.tables);
        const auto faults = faults_of_own_indicators(plan, catalogue);
        if (!faults.empty() && findings == nullptr) throw UsageError{faults};
        if (!faults.empty()) findings->wrong_request = true;
        if (findings != nullptr) findings->faults.insert(findings->faults.end(), faults.begin(), faults.end());
        if (faults.empty())
            attempt(plan.indicators.front().position, findings, [&] {
                for (const auto& note : notes_on_own_indicators(plan, catalogue)) out.warnings.push_back(note);
            });
    }
    if (plan.carbon) {
        attempt(plan.carbon->position, findings,
                [&] { out.carbon = open_carbon(*plan.carbon, out.catalogue, out.warnings); });
    }
    for (auto& layer : out.plan.layers)
        if (layer.kind == Layer::Kind::raster && has_classes(layer) && out.rasters.contains(layer.id))
            attempt(place_in_plan("layers", layer), findings, [&] { number_classes(out, layer); });
    tell_shared_keys(out, findings);
    tell_unverified(out, findings);
    return out;
}

} // namespace peaksite
