#include "job/run/counted_run.hpp"

#include "base/crew.hpp"
#include "base/spare_memory.hpp"
#include "job/check/fill_values.hpp"
#include "job/check/overlapping_files.hpp"
#include "job/check/unclassified.hpp"
#include "job/check/unusual_means.hpp"
#include "job/open/plan_inputs.hpp"
#include "job/pilots/ground.hpp"
#include "job/pilots/pilots_of_run.hpp"
#include "job/run/audit_results.hpp"
#include "job/run/office_book.hpp"
#include "model/pilots/pilot_indicators.hpp"

namespace peaksite {

namespace {

// Sheets and the distances between candidates need the polygons, which a meaning does not keep.
void give_shapes(Results& results, const std::vector<ZoneSet>& sets)
{
    for (std::size_t set = 0; set < sets.size(); ++set)
        for (std::size_t zone = 0; zone < sets[set].zones.size(); ++zone)
            results.sets[set].zones[zone].shape = sets[set].zones[zone].shape;
}

FinishedRun finished_run(const ReadyRun& ready, Counted& counted)
{
    FinishedRun out{.folder = {},
                    .archive = {.meaning = ready.blueprint.meaning, .tables = ready.tables},
                    .tally = std::move(counted.tally),
                    .tiles = {},
                    .inputs = ready.inputs};
    for (const auto& pass : ready.blueprint.study.passes) out.tiles.push_back(pass.tiling.count());
    auto& meaning = out.archive.meaning;
    for (const auto& more :
         {warnings_of_unclassified(ready.open, meaning, out.tally), warnings_of_fills(ready.open, meaning, out.tally),
          warnings_of_means(ready.open, meaning, out.tally), warnings_of_overlapping_files(ready.open),
          counted.warnings})
        meaning.warnings.insert(meaning.warnings.end(), more.begin(), more.end());
    return out;
}

// Ranking, selection and lists; what later commands need of them is written to siting.json.
PilotAnswer compared(const ReadyRun& ready, const Meaning& meaning, Results& results, int threads)
{
    const auto& plan = ready.open.plan;
    PilotAnswer answer;
    answer.file.fingerprint = meaning.run.fingerprint;
    answer.meaning = meaning;
    answer.data = pilot_data(results, pilot_ground(*plan.siting, results));
    for (const auto& input : ready.inputs.files) answer.file.inputs.emplace_back(input_name(input), input.fast);
    answer.result = compare_pilots(*plan.siting, answer.data, crew_size(threads));
    answer.texts = ready.open.catalogue.output_texts();
    answer.messages = ready.open.catalogue.output_messages("zh");
    answer.lang = plan.output.lang;
    answer.open = is_open_siting(plan);
    refer_to_comparison(results, ready.open.catalogue.indicators(),
                        answer.open ? ComparisonHere::withheld : ComparisonHere::ranking);
    const auto& warnings = answer.result.warnings;
    results.warnings.insert(results.warnings.end(), warnings.begin(), warnings.end());
    return answer;
}

} // namespace

CountedRun count_run(const ReadyRun& ready, CountRequest request)
{
    Stopwatch watch;
    const auto& meaning = ready.blueprint.meaning;
    request.threads = static_cast<int>(crew_size(request.threads));
    request.fingerprint = meaning.run.fingerprint;
    if (!request.tally_file.empty()) request.description = archived(meaning, ready.tables);
    for (const auto& [id, raster] : ready.open.rasters)
        if (raster.file.disagreements) request.overlaps.push_back(raster.file.disagreements);
    auto counted = count_study(ready.blueprint, request);
    give_back_spare_memory();                                                                 // blocks of rasters
    for (const auto& [id, raster] : ready.open.rasters) raster.file.seen.require_unchanged(); // written into meanwhile
    CountedRun out{.finished = finished_run(ready, counted), .results = {}, .pilots = {}, .facts = {}};
    out.cache_bytes = counted.cache_bytes;
    out.tiles = counted.tiles;
    out.resumed_tiles = counted.resumed_tiles;
    out.seconds.emplace_back("counting", watch.lap());
    tell_stage(request, Stage::Name::computing);
    const auto& archive = out.finished.archive;
    out.results = compute(archive.meaning, archive.tables, out.finished.tally, crew_size(request.threads));
    give_shapes(out.results, ready.open.sets);
    if (ready.open.plan.siting) out.pilots = compared(ready, archive.meaning, out.results, request.threads);
    out.facts = office_book_facts(archive.meaning, ready.open.catalogue);
    audit_results(out.results, out.facts, ready.open.catalogue, out.pilots ? &*out.pilots : nullptr);
    out.seconds.emplace_back("computing", watch.lap());
    return out;
}

void tell_stage(const CountRequest& request, Stage::Name name)
{
    if (request.stop.stop_requested()) throw Stopped{};
    if (request.progress) request.progress({.name = name, .detail = {}, .progress = {}});
}

} // namespace peaksite
