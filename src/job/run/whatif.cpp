#include "job/run/whatif.hpp"

#include "base/crew.hpp"
#include "job/pilots/pilots_of_run.hpp"
#include "job/run/audit_results.hpp"
#include "job/run/office_book.hpp"
#include "model/meaning/compute.hpp"
#include "model/pilots/pilot_indicators.hpp"
#include "report/files/tables.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// The new folder has no ranking; what it has to rank by was written before.
void refer_to_ranking(const Plan& plan, const Catalogue& catalogue, const std::filesystem::path& folder,
                      Results& results)
{
    if (!plan.siting) return;
    if (is_open_siting(plan))
        refer_to_comparison(results, catalogue.indicators(), ComparisonHere::withheld);
    else if (has_pilots(folder))
        refer_to_comparison(results, catalogue.indicators(), ComparisonHere::ground);
}

void write_folder(const FinishedRun& run, const WhatifRequest& request, const Catalogue& catalogue,
                  const IndicatorBookFacts& facts, WhatifAnswer& answer)
{
    auto workspace = folder_beside(run, request.out, request.overwrite);
    workspace.begin();
    const auto folder = workspace.folder();
    const auto& meaning = answer.run.meaning;
    write_pilots_beside(run, meaning, folder);
    refer_to_ranking(meaning.plan, catalogue, folder, answer.after);
    write_tables(answer.after, folder);
    write_audit(answer.audit, folder / "audit.csv");
    write_indicator_book(answer.after, facts, folder / "indicators.xlsx");
    write_changed_tally(run, meaning, folder);
    auto warnings = answer.after.warnings;
    warnings.insert(warnings.end(), answer.run.warnings.begin(), answer.run.warnings.end());
    write_manifest_beside(
        run, {.meaning = meaning, .inputs = answer.run.inputs, .warnings = warnings, .audit = answer.audit}, folder);
    workspace.complete();
}

// Why an indicator has no value, where no zone has one; nothing where one has.
std::optional<Sentence> reason_for_blanks(const Results& results, std::size_t indicator)
{
    Sentence out;
    for (const auto& set : results.by_set)
        for (const auto& zone : set.indicators) {
            if (zone[indicator].value.value || !zone[indicator].word.empty()) return {};
            if (out.empty()) out = zone[indicator].reason;
        }
    return out;
}

} // namespace

std::vector<MissingIndicator> lost_indicators(const Results& before, const Results& after)
{
    std::vector<MissingIndicator> out;
    for (const auto& one : after.missing)
        if (std::ranges::find(before.missing, one) == before.missing.end()) out.push_back(one);
    for (std::size_t i = 0; i < after.indicators.size(); ++i) {
        const auto& id = after.indicators[i].id;
        if (std::ranges::find(before.indicators, id, &IndicatorInfo::id) != before.indicators.end()) continue;
        if (const auto reason = reason_for_blanks(after, i)) out.push_back({.id = id, .reason = *reason});
    }
    return out;
}

WhatifAnswer whatif(const FinishedRun& run, const WhatifRequest& request)
{
    WhatifAnswer out{.run = changed(run, request.changes), .before = {}, .after = {}, .lost = {}};
    const auto threads = crew_size(request.threads);
    out.before = compute(run.archive.meaning, run.archive.tables, run.tally, threads);
    out.after = compute(out.run.meaning, run.archive.tables, run.tally, threads);
    out.lost = lost_indicators(out.before, out.after);
    const auto catalogue = catalogue_of(out.run.meaning.plan, request.changes.plan.catalogue);
    auto facts = office_book_facts(out.run.meaning, catalogue);
    const auto before_audit = static_cast<std::ptrdiff_t>(out.after.warnings.size());
    out.audit = audit_results(out.after, facts, catalogue, nullptr);
    out.failures.assign(out.after.warnings.begin() + before_audit, out.after.warnings.end());
    if (!request.out.empty()) write_folder(run, request, catalogue, facts, out);
    return out;
}

} // namespace peaksite
