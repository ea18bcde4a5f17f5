#include "peaksite/run.hpp"

#include "job/api/plain_results.hpp"
#include "job/api/plan_source.hpp"
#include "job/run/whatif.hpp"
#include "job/run/write_run.hpp"

namespace peaksite::api {

namespace {

Progress public_value(const Stage& stage)
{
    Progress out{.stage = Progress::Stage::counting,
                 .pass = stage.detail,
                 .done = stage.progress.done,
                 .tiles = stage.progress.tiles};
    switch (stage.name) {
    case peaksite::Stage::Name::reading:
    case peaksite::Stage::Name::counting:
        break;
    case peaksite::Stage::Name::computing:
        out.stage = Progress::Stage::computing;
        break;
    case peaksite::Stage::Name::writing:
        out.stage = Progress::Stage::writing;
        break;
    case peaksite::Stage::Name::drawing:
        out.stage = Progress::Stage::drawing;
        break;
    }
    return out;
}

CountRequest request_of(const Work& work)
{
    CountRequest out;
    out.threads = work.threads;
    out.stop = work.stop;
    if (work.progress) out.progress = [told = work.progress](const Stage& stage) { told(public_value(stage)); };
    return out;
}

RunChanges changes_of(const Changes& changes, const Catalogue& catalogue)
{
    return {.plan = {.file = changes.plan.string(), .catalogue = catalogue, .settings = changes.settings},
            .off = changes.off,
            .on = changes.on};
}

WhatIf public_value(const WhatifAnswer& answer)
{
    WhatIf out{.changes = {}, .results = plain_results(answer.after, nullptr), .lost = plain_missing(answer.lost)};
    for (const auto& one : answer.run.changes)
        out.changes.push_back({.key = one.key, .before = one.before, .after = one.after});
    const auto& warnings = answer.run.warnings;
    out.results.warnings.insert(out.results.warnings.end(), warnings.begin(), warnings.end());
    return out;
}

} // namespace

Run::Run(const Plan& plan, const Work& work)
    : m_ready(plan.m_ready), m_counted(std::make_unique<const CountedRun>(count_run(*m_ready, request_of(work)))),
      m_results(plain_results(m_counted->results, m_counted->pilots ? &*m_counted->pilots : nullptr))
{}

Run::Run(Run&&) noexcept = default;
Run& Run::operator=(Run&&) noexcept = default;
Run::~Run() = default;

const Results& Run::results() const { return m_results; }

WhatIf Run::whatif(const Changes& changes) const
{
    return public_value(
        peaksite::whatif(m_counted->finished, {.changes = changes_of(changes, m_ready->source.catalogue)}));
}

WrittenFolder Run::write(const std::filesystem::path& out, const WriteOptions& options, const Work& work) const
{
    const auto request = request_of(work);
    Workspace workspace{{.out = out,
                         .overwrite = options.overwrite,
                         .is_ours = is_our_folder,
                         .foreign = foreign_files,
                         .worth_keeping = [](const std::filesystem::path&) { return false; }}};
    workspace.begin();
    RunRasters rasters{*m_ready, workspace.folder(), options.release};
    if (rasters.any()) rasters.read_cells(request);
    auto report = write_run(*m_ready, *m_counted, rasters, {.folder = workspace.folder(), .out = out, .work = request});
    workspace.complete();
    const auto beyond = static_cast<std::ptrdiff_t>(m_results.warnings.size());
    return {.files = std::move(report.files),
            .withheld = std::move(report.withheld),
            .warnings = {report.warnings.begin() + beyond, report.warnings.end()}};
}

SavedRun::SavedRun(const std::filesystem::path& folder, std::vector<std::filesystem::path> catalogue)
    : m_run(std::make_unique<const FinishedRun>(read_finished_run(folder))), m_catalogue(std::move(catalogue))
{}

SavedRun::SavedRun(SavedRun&&) noexcept = default;
SavedRun& SavedRun::operator=(SavedRun&&) noexcept = default;
SavedRun::~SavedRun() = default;

WhatIf SavedRun::whatif(const Changes& changes) const
{
    return public_value(peaksite::whatif(*m_run, {.changes = changes_of(changes, catalogue_in(m_catalogue))}));
}

WhatIf SavedRun::write_whatif(const Changes& changes, const std::filesystem::path& out, bool overwrite) const
{
    return public_value(peaksite::whatif(
        *m_run, {.changes = changes_of(changes, catalogue_in(m_catalogue)), .out = out, .overwrite = overwrite}));
}

} // namespace peaksite::api
