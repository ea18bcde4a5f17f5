// A program that uses the library: checks a plan, runs it in memory, prints what it found, asks "what if", and writes
// the folder of results that `peaksite run` would write.
//   siting PLAN OUT
#include <peaksite/run.hpp>

#include <algorithm>
#include <cstdio>
#include <string>

namespace {

namespace api = peaksite::api;

// All that is wrong, at once; whether a run can be begun.
bool is_sound(const api::PlanFile& plan, const std::string& out)
{
    const auto report = api::check(plan, out);
    for (const auto& finding : report.findings)
        if (finding.severity != peaksite::Severity::note)
            std::printf("%s: %s\n", finding.severity == peaksite::Severity::error ? "error" : "warning",
                        peaksite::english(finding.fault).c_str());
    return report.sound();
}

void show_progress(const api::Progress& progress)
{
    if (progress.tiles > 0)
        std::fprintf(stderr, "%s: %d of %d tiles\n", progress.pass.c_str(), progress.done, progress.tiles);
}

void print_zone(const api::Results& results, const api::Zone& zone)
{
    std::printf("%s %s (%s)\n", zone.key.c_str(), zone.name.c_str(), zone.kind.c_str());
    for (std::size_t i = 0; i < results.indicators.size(); ++i) {
        const auto& indicator = results.indicators[i];
        const auto& found = zone.values[i];
        if (found.value)
            std::printf("  %s: %.6g %s\n", indicator.name.en.c_str(), *found.value, indicator.unit.c_str());
        else
            std::printf("  %s: none, %s\n", indicator.name.en.c_str(), found.reason.english().c_str());
    }
}

// What an indicator is in every zone, before and after the plan is changed.
void print_change(const std::string& id, const api::Results& before, const api::Results& after)
{
    const auto old = before.indicator(id), now = after.indicator(id);
    if (!old || !now) return;
    for (const auto& set : after.sets)
        for (const auto& zone : set.zones) {
            const auto& value = zone.values[*now].value;
            const auto& earlier = before.zone(set.id, zone.key)->values[*old].value;
            if (value && earlier)
                std::printf("%s: %s is %.6g instead of %.6g %s\n", zone.name.c_str(), id.c_str(), *value, *earlier,
                            after.indicators[*now].unit.c_str());
        }
}

int run(const api::PlanFile& file, const std::string& out)
{
    if (!is_sound(file, out)) return 2;
    const api::Plan plan{file};
    std::printf("%s\n", plan.title().en.c_str());
    const api::Run run{plan, {.progress = show_progress}};
    for (const auto& set : run.results().sets)
        for (const auto& zone : set.zones) print_zone(run.results(), zone);

    // No cell is read for this: it follows from what was counted.
    const api::Changes denser{.settings = {{"technologies.pv.density", "60 MW/km2"}}, .off = {"pv.steep"}};
    print_change("pv_tech_cap", run.results(), run.whatif(denser).results);

    const auto written = run.write(out, {.overwrite = true});
    std::printf("%zu files in %s\n", written.files.size(), out.c_str());
    // Nor are the files of the plan, once the results are written; the answer may become a folder of its own.
    const api::SavedRun saved{out, file.catalogue};
    print_change("pv_tech_cap", run.results(), saved.write_whatif(denser, out + "-denser", true).results);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: %s PLAN OUT\n", argv[0]);
        return 2;
    }
    try {
        return run({.file = argv[1], .catalogue = {PEAKSITE_CATALOGUE}}, argv[2]);
    } catch (const peaksite::UsageError& error) { // the plan, or where to write
        for (const auto& fault : error.faults()) std::fprintf(stderr, "%s\n", peaksite::english(fault).c_str());
        return 2;
    } catch (const std::exception& error) { // InputError: the data or the machine; Stopped
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
