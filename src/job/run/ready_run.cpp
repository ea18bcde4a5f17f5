#include "job/run/ready_run.hpp"
#include "job/book/task_book.hpp"

#include "base/fingerprint.hpp"
#include "job/check/fill_values.hpp"
#include "job/open/named_layers.hpp"
#include "job/open/plan_inputs.hpp"
#include "job/open/recorded_inputs.hpp"
#include "job/open/zones_box.hpp"
#include "job/pilots/ground.hpp"
#include "job/run/draw_maps.hpp"
#include "job/run/run_manifest.hpp"

namespace peaksite {

namespace {

PlanSource source_of(const ReadyRequest& request)
{
    auto out = request.plan;
    if (!request.lang.empty()) {
        std::erase_if(out.settings, [](const auto& one) { return one.first == "output.lang"; });
        out.settings.emplace_back("output.lang", request.lang);
    }
    out.threads = request.threads;
    return out;
}

// Looks for what only people can mend before it builds the study.
Blueprint built(OpenPlan& open)
{
    if (open.plan.siting) {
        check_costs(*open.plan.siting, open.sets);
        for (auto& warning : check_experts(*open.plan.siting, open.sets)) open.warnings.push_back(std::move(warning));
    }
    for (const auto& one : unusual_layers(open, open.catalogue.indicators(), box_of_zones(open)))
        open.warnings.push_back(one.what);
    return build_study(open, open.catalogue);
}

} // namespace

ReadyRun::ReadyRun(const ReadyRequest& request)
    : source(request.plan), book(is_task_book(source.file) ? FilesSeen{{source.file}} : FilesSeen{}),
      open(open_plan(source_of(request))), blueprint(built(open))
{
    check_maps(open.plan, blueprint);
    inputs = {.folder = current_folder(), .files = record_inputs(open, request.full_hash)};
    auto& facts = blueprint.meaning.run;
    facts.fingerprint = run_fingerprint(open, source, inputs.files);
    facts.catalogue_sign = fingerprint(open.catalogue.contents()).hex();
    facts.date = newest_date(inputs.files);
    tables = {.tables = open.tables, .facilities = blueprint.facilities};
    seconds = watch.lap();
}

} // namespace peaksite
