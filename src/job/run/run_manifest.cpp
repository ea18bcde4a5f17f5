#include "job/run/run_manifest.hpp"

#include "base/fingerprint.hpp"
#include "io/files/library_versions.hpp"
#include "job/run/counted_run.hpp"
#include "job/version.hpp"

#include <algorithm>

namespace peaksite {

namespace {

std::string resampling_word(const InputPlan& plan)
{
    const auto word = [](Resampling resampling) {
        switch (resampling) {
        case Resampling::nearest:
            return "nearest";
        case Resampling::bilinear:
            return "bilinear";
        case Resampling::average:
            return "average by area";
        case Resampling::majority:
            return "majority";
        }
        return "";
    };
    if (const auto* numbers = std::get_if<NumberInputPlan>(&plan)) return word(numbers->resampling);
    if (const auto* classes = std::get_if<ClassInputPlan>(&plan)) return word(classes->resampling);
    return "vector";
}

std::string secrecy_word(Secrecy secrecy)
{
    return secrecy == Secrecy::open ? "public" : secrecy == Secrecy::internal ? "internal" : "secret";
}

} // namespace

std::string run_fingerprint(const OpenPlan& open, const PlanSource& source, const std::vector<ManifestInput>& inputs)
{
    std::string all = program_version;
    all += open.plan.text;
    for (const auto& [name, value] : source.settings) all += name + "=" + value + "\n";
    all += open.catalogue.contents();
    // Catalogue and task book are in it already, by what they say.
    for (const auto& input : inputs)
        if (input.of_data) all += input.role + input.fast + std::to_string(input.size);
    return fingerprint(all).hex();
}

std::string newest_date(const std::vector<ManifestInput>& inputs)
{
    std::string newest = "2000-01-01";
    for (const auto& input : inputs)
        if (input.of_data) newest = std::max(newest, input.modified.substr(0, 10));
    return newest;
}

void write_run_manifest(const ManifestRequest& request, const std::filesystem::path& path)
{
    const auto& pass = request.blueprint.study.passes.front();
    ManifestFacts facts;
    facts.program = std::string{"peaksite "} + program_version;
    facts.libraries = library_versions();
    facts.plan_file = request.open.plan.file;
    facts.plan_text = request.open.plan.text;
    facts.settings = request.settings;
    facts.fingerprint = request.blueprint.meaning.run.fingerprint;
    facts.inputs = request.inputs;
    facts.grid_crs = pass.crs.wkt();
    facts.grid_crs_name = pass.crs.name();
    facts.grid = pass.grid;
    facts.tile = pass.tiling.side();
    facts.operations = request.blueprint.meaning.run.operations;
    for (const auto& input : pass.inputs) {
        const auto* numbers = std::get_if<NumberInputPlan>(&input);
        const auto* classes = std::get_if<ClassInputPlan>(&input);
        const int raster = numbers != nullptr ? numbers->raster : classes != nullptr ? classes->raster : -1;
        if (raster >= 0)
            facts.layers.emplace_back(pass.rasters[static_cast<std::size_t>(raster)].info.name, resampling_word(input));
    }
    std::int64_t zones = 0;
    for (const auto& set : request.open.sets) zones += static_cast<std::int64_t>(set.zones.size());
    facts.counts = {{"zones", zones},
                    {"cells", static_cast<std::int64_t>(pass.grid.rows()) * pass.grid.cols()},
                    {"tiles", static_cast<std::int64_t>(request.counted.tiles)},
                    {"resumed_tiles", static_cast<std::int64_t>(request.counted.resumed_tiles)},
                    {"passes", static_cast<std::int64_t>(request.blueprint.study.passes.size())}};
    facts.seconds = request.report.seconds;
    facts.threads = request.threads;
    facts.cache_bytes = request.counted.cache_bytes;
    facts.secrecy = secrecy_word(request.open.plan.secrecy());
    facts.withheld = request.report.withheld;
    facts.warnings = request.report.warnings;
    facts.audit = request.counted.facts.audit;
    write_manifest(facts, request.counted.results, path);
}

} // namespace peaksite
