#include "cli/options.hpp"
#include "cli/print.hpp"
#include "job/study/explain.hpp"

#include <fmt/format.h>

namespace peaksite::cli {

namespace {

void print_explanation(const Explanation& facts, bool all)
{
    const auto box = facts.grid.box();
    print(told(text("grid        {}", facts.crs)));
    print(told(text("            {} columns by {} rows of about {:g} m, {} cells", facts.grid.cols(), facts.grid.rows(),
                    facts.cell_metres, static_cast<std::int64_t>(facts.grid.cols()) * facts.grid.rows())));
    print(told(text("            {} {} to {} {}", box.xmin, box.ymin, box.xmax, box.ymax)));
    print(told(text("zones       {}", facts.zones)));
    for (const auto& pass : facts.passes) {
        const auto& e = pass.estimate;
        print(told(text("{:<11} {} tiles of {} cells a side, {} of them without zones and not read",
                        pass.name == "grid" ? "tiles" : "  " + pass.name, e.tiles + e.tiles_without_zones, facts.tile,
                        e.tiles_without_zones)));
        print(told(text("            {} blocks, {} decoded, {} of them at once", e.blocks,
                        in_bytes(static_cast<double>(e.decoded_bytes)), in_bytes(static_cast<double>(e.cache_bytes)))));
    }
    print(
        told(text("memory      {} with {} threads", in_bytes(static_cast<double>(facts.memory_bytes)), facts.threads)));
    print(told(text("time        about {}", in_time(facts.seconds))));
    print(told(text("inputs      {} files", facts.inputs.size())));
    print(told(text("rules       {} tested, {} unchecked", facts.criteria.size(), facts.unchecked.size())));
    print(told(text("indicators  {} computed, {} without inputs", facts.indicators.size(), facts.missing.size())));
    if (!all) return;
    for (const auto& one : facts.inputs) print(told(text("  input {}: {}", one.role, one.path)));
    for (const auto& one : facts.criteria) print(told(text("  rule {}", one)));
    for (const auto& one : facts.indicators) print(told(text("  computed {}", one)));
    for (const auto& one : facts.missing) print(told(text("  missing {}: {}", one.id, one.reason)));
}

} // namespace

std::function<ExitCode()> setup_explain(Arguments& arguments, Session& session)
{
    struct Options {
        PlanOptions plan;
        int threads = 0;
        bool all = false;
    };
    auto options = std::make_shared<Options>();
    add_plan_options(arguments, options->plan);
    arguments.option("-j,--threads", options->threads, "Threads; 0 takes all of the machine").within(0, 1024);
    arguments.flag("--all", options->all, "List rules and indicators too");
    return [options, &session] {
        const auto facts = explain(plan_source(options->plan, session), options->threads);
        print_explanation(facts, options->all);
        say_warnings(facts.warnings);
        say_unchecked(facts.unchecked);
        return ExitCode::done;
    };
}

} // namespace peaksite::cli
