#include "job/pilots/pilot_run.hpp"

#include "base/crew.hpp"
#include "base/error.hpp"
#include "io/files/file_record.hpp"
#include "job/pilots/ground.hpp"
#include "job/run/finished_run.hpp"
#include "job/run/run_manifest.hpp"
#include "model/meaning/compute.hpp"
#include "model/pilots/type_weights.hpp"
#include "report/pilots/pilot_tables.hpp"
#include "report/pilots/pilot_workbook.hpp"

#include <algorithm>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

// Sheets of the run; those of types that it had none for are read now. What was odd about them comes back.
std::vector<Sentence> complete_experts(PilotAnswer& answer)
{
    std::vector<Sentence> warnings;
    auto& kept = answer.data.ground.experts;
    auto wanted = *answer.meaning.plan.siting;
    for (auto& type : wanted.types)
        if (std::ranges::find(kept, type.type, &PilotExperts::type) != kept.end()) type.expert.reset();
    for (auto& one : read_experts(wanted, answer.data.candidates, warnings)) kept.push_back(std::move(one));
    for (const auto& type : wanted.types)
        if (type.expert)
            for (const auto& record : records_of(type.expert->file, false)) {
                ManifestInput input;
                input.role = "expert scores " + type.type;
                input.path = record.path;
                answer.file.inputs.emplace_back(input_name(input), record.fast);
            }
    return warnings;
}

void write_folder(const PilotRequest& request, const FinishedRun& run, PilotAnswer& answer)
{
    auto workspace = folder_beside(run, request.out, request.overwrite);
    workspace.begin();
    answer.file.base = fs::absolute(request.run).lexically_normal().string();
    write_pilots(answer, workspace.folder());
    if (!answer.open) write_changed_tally(run, answer.meaning, workspace.folder());
    write_manifest_beside(run, answer.meaning, answer.result.warnings, workspace.folder());
    workspace.complete();
}

} // namespace

PilotAnswer compare_pilots_of(const PilotRequest& request)
{
    PilotAnswer out;
    out.file = read_pilots_file(request.run / "siting.json");
    const auto run = read_finished_run(request.run);
    if (out.file.fingerprint != run.archive.meaning.run.fingerprint)
        throw InputError{text("siting.json is not of the run that it lies with; run the plan again")};
    auto other = changed(run, {.plan = request.changes, .siting = true});
    out.meaning = std::move(other.meaning);
    const auto& plan = out.meaning.plan;
    if (!plan.siting) throw UsageError{text("the plan '{}' has no [siting]; there is nothing to compare", plan.file)};
    check_judgements(*plan.siting);
    out.data = pilot_data(compute(out.meaning, run.archive.tables, run.tally), out.file.ground);
    auto warnings = std::move(other.warnings);
    for (auto& one : complete_experts(out)) warnings.push_back(std::move(one));
    out.result = compare_pilots(*plan.siting, out.data, crew_size(request.threads));
    out.result.warnings.insert(out.result.warnings.end(), warnings.begin(), warnings.end());
    const Catalogue catalogue{catalogue_folders(plan, request.changes.catalogue)};
    out.texts = catalogue.output_texts();
    out.messages = catalogue.output_messages("zh");
    out.lang = request.lang.empty() ? plan.output.lang : request.lang;
    out.open = std::max(plan.secrecy(), plan.siting->secrecy) == Secrecy::open;
    if (!request.out.empty()) write_folder(request, run, out);
    return out;
}

void write_pilots(const PilotAnswer& answer, const fs::path& folder)
{
    const PilotReport report{.plan = *answer.meaning.plan.siting,
                             .data = answer.data,
                             .result = answer.result,
                             .texts = answer.texts,
                             .lang = answer.lang,
                             .open = answer.open,
                             .units = answer.meaning.plan.output.units,
                             .messages = &answer.messages};
    write_pilots_tables(report, folder);
    write_pilots_workbook(report, answer.meaning.plan.title, answer.meaning.run.date, folder / "名单.xlsx");
    if (answer.open) return;
    auto file = answer.file;
    file.ground = answer.data.ground;
    for (const auto& type : answer.result.types)
        if (!type.judgements.empty()) file.judgements.emplace_back(type.type, type.judgements);
    write_pilots_file(file, folder / "siting.json");
}

} // namespace peaksite
