#include "job/run/whatif.hpp"

#include "job/run/audit_results.hpp"
#include "job/run/office_book.hpp"
#include "model/meaning/compute.hpp"
#include "report/files/tables.hpp"

namespace peaksite {

namespace {

void write_folder(const WhatifRequest& request, const FinishedRun& run, WhatifAnswer& answer)
{
    auto workspace = folder_beside(run, request.out, request.overwrite);
    workspace.begin();
    const auto folder = workspace.folder();
    const auto& meaning = answer.run.meaning;
    const auto catalogue = catalogue_of(meaning.plan, request.changes.plan.catalogue);
    auto facts = office_book_facts(meaning, catalogue);
    const auto audit = audit_results(answer.after, facts, catalogue, nullptr);
    write_tables(answer.after, folder);
    write_audit(audit, folder / "audit.csv");
    write_indicator_book(answer.after, facts, folder / "indicators.xlsx");
    write_changed_tally(run, meaning, folder);
    write_manifest_beside(run, meaning, answer.after.warnings, folder);
    workspace.complete();
}

} // namespace

WhatifAnswer whatif(const WhatifRequest& request)
{
    const auto run = read_finished_run(request.run);
    WhatifAnswer out{.run = changed(run, request.changes), .before = {}, .after = {}};
    out.before = compute(run.archive.meaning, run.archive.tables, run.tally);
    out.after = compute(out.run.meaning, run.archive.tables, run.tally);
    if (!request.out.empty()) write_folder(request, run, out);
    return out;
}

} // namespace peaksite
