#include "cli/interrupt.hpp"
#include "cli/options.hpp"
#include "cli/print.hpp"
#include "cli/progress.hpp"
#include "job/run/run.hpp"

namespace peaksite::cli {

namespace {

struct RunCommandOptions {
    PlanOptions plan;
    std::string out = "out";
    int threads = 0;
    bool resume = false, overwrite = false, quiet = false, release = false;
    std::string hash = "fast";
};

ExitCode run_command(const RunCommandOptions& options, Session& session)
{
    const InterruptWatch watch;
    session.unfinished = [out = options.out] { return unfinished_run(out); };
    ProgressDisplay display{options.quiet};
    RunOptions request;
    request.plan = plan_source(options.plan, session);
    request.out = options.out;
    request.threads = options.threads;
    request.resume = options.resume;
    request.overwrite = options.overwrite;
    request.release = options.release;
    request.full_hash = options.hash == "full";
    request.lang = session.lang;
    request.stop = watch.token();
    request.progress = [&](const Stage& stage) { display.show(stage); };
    const auto report = run(request);
    if (!options.quiet) {
        say_warnings(report.warnings);
        say_unchecked(report.unchecked);
        for (const auto& file : report.withheld)
            say(told(text("withheld: {} (the results are above public; write it with --release)", file)));
    }
    print(report.folder.string());
    if (!options.quiet)
        for (const auto& file : report.files) print("  " + file);
    return ExitCode::done;
}

} // namespace

std::function<ExitCode()> setup_run(Arguments& arguments, Session& session)
{
    auto options = std::make_shared<RunCommandOptions>();
    add_plan_options(arguments, options->plan);
    arguments.option("-o,--output", options->out, "Folder of the results").show_default();
    arguments.option("-j,--threads", options->threads, "Threads; 0 takes all of the machine").within(0, 1024);
    arguments.flag("--resume", options->resume, "Go on with a run that was interrupted");
    arguments.flag("--overwrite", options->overwrite, "Replace a result of this program");
    arguments.flag("--release", options->release, "Write outputs that the plan's secrecy would keep back");
    arguments.option("--hash", options->hash, "Fingerprints of inputs in the manifest")
        .one_of({"fast", "full"})
        .show_default();
    arguments.flag("-q,--quiet", options->quiet, "Only the folder of the results, and errors");
    return [options, &session] { return run_command(*options, session); };
}

} // namespace peaksite::cli
