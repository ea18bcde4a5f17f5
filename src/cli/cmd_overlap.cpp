#include "base/constants.hpp"
#include "base/crew.hpp"
#include "cli/interrupt.hpp"
#include "cli/options.hpp"
#include "cli/print.hpp"
#include "job/overlap/overlap.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peaksite::cli {

namespace {

struct OverlapOptions {
    std::vector<std::string> boundaries, layers;
    PlanOptions plan;
    std::string out = "overlap";
    int threads = 0;
    std::optional<std::string> boundary_crs;
    bool overwrite = false, quiet = false;
};

void print_rows(const OverlapTable& table)
{
    for (const auto& boundary : table.boundaries)
        if (!boundary.square_metres) print(boundary.name + "  缺边界");
    for (const auto& row : table.rows) {
        if (!row.square_metres) continue; // once for all boundaries, below
        const auto& boundary = table.boundaries[row.boundary];
        const auto& layer = table.layers[row.layer];
        const auto head = boundary.name + "  " + layer.title.in("zh") + "  ";
        if (row.parcels == 0)
            print(head + overlap_status(table, row));
        else
            print(head + fmt::format("{:.2f} 亩  {:.4f} 公顷  {:.2f} %  {} 个图斑",
                                     *row.square_metres / square_metres_per_mu,
                                     *row.square_metres / square_metres_per_hectare,
                                     100 * *row.square_metres / *boundary.square_metres, row.parcels));
    }
    const auto bounded = std::ranges::find_if(table.boundaries,
                                              [](const OverlapBoundary& one) { return one.square_metres.has_value(); });
    const auto first = static_cast<std::size_t>(bounded - table.boundaries.begin());
    for (const auto& row : table.rows)
        if (row.boundary == first && !row.square_metres)
            print(table.layers[row.layer].title.in("zh") + "  " + overlap_status(table, row));
}

} // namespace

std::function<ExitCode()> setup_overlap(Arguments& arguments, Session& session)
{
    auto options = std::make_shared<OverlapOptions>();
    arguments.option("BOUNDARY", options->boundaries, "Files of boundaries, FILE or FILE:TABLE").required();
    arguments.option("-l,--layer", options->layers,
                     "A layer to lay them over, NAME=FILE or NAME=FILE:TABLE; may be repeated");
    arguments.option("--plan", options->plan.plan, "Take the vector layers of this plan too");
    arguments.option("--set", options->plan.set, "Change a path of the plan, NAME=FOLDER");
    arguments.option("--from-crs", options->boundary_crs,
                     "Coordinate system of the boundaries, where their file says none or a wrong one");
    arguments.option("-o,--output", options->out, "Folder of the results").show_default();
    arguments.option("-j,--threads", options->threads, "Threads; 0 takes all of the machine").within(0, 1024);
    arguments.flag("--overwrite", options->overwrite, "Replace a result of this program");
    arguments.flag("-q,--quiet", options->quiet, "Only the folder of the results, and errors");
    return [options, &session] {
        const InterruptWatch watch;
        OverlapRequest request;
        request.boundaries = options->boundaries;
        request.layers = options->layers;
        request.boundary_crs = options->boundary_crs;
        if (!options->plan.plan.empty()) request.plan = plan_source(options->plan, session);
        request.catalogue = catalogue_of(session);
        request.out = options->out;
        request.overwrite = options->overwrite;
        request.threads = static_cast<int>(crew_size(options->threads));
        request.stop = watch.token();
        const auto table = overlap(request);
        if (!options->quiet) {
            say_warnings(table.warnings);
            print_rows(table);
        }
        print(options->out);
        return ExitCode::done;
    };
}

} // namespace peaksite::cli
