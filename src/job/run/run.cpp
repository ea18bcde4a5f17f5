#include "job/run/run.hpp"

#include "io/files/workspace.hpp"
#include "job/run/write_run.hpp"
#include "tally/tally_file.hpp"

namespace peaksite {

namespace fs = std::filesystem;

RunReport run(const RunOptions& options)
{
    bool resumable = true;
    const auto kept = [&resumable](const fs::path& folder) { return resumable && holds_records(folder / "run.tally"); };
    Workspace workspace{{.out = options.out,
                         .overwrite = options.overwrite,
                         .resume = options.resume,
                         .is_ours = is_our_folder,
                         .foreign = foreign_files,
                         .worth_keeping = kept}};
    CountRequest work;
    work.threads = options.threads;
    work.stop = options.stop;
    work.progress = options.progress;
    tell_stage(work, Stage::Name::reading);
    const ReadyRun ready{
        {.plan = options.plan, .threads = options.threads, .lang = options.lang, .full_hash = options.full_hash}};
    workspace.begin();
    RunRasters rasters{ready, workspace.folder(), options.release};
    resumable = !rasters.any(); // rasters need every tile again
    work.tally_file = workspace.folder() / "run.tally";
    work.resume = options.resume && resumable;
    work.sinks = rasters.sinks();
    const auto counted = count_run(ready, work);
    auto report = write_run(ready, counted, rasters, {.folder = workspace.folder(), .out = options.out, .work = work});
    workspace.complete();
    return report;
}

std::optional<fs::path> unfinished_run(const fs::path& out)
{
    const auto folder = Workspace::partial_of(out);
    if (holds_records(folder / "run.tally")) return folder;
    return {};
}

} // namespace peaksite
