#include "job/siting_run.hpp"

#include "base/error.hpp"
#include "io/file_record.hpp"
#include "io/workspace.hpp"
#include "job/run_manifest.hpp"
#include "job/siting_job.hpp"
#include "job/version.hpp"
#include "model/siting_weights.hpp"
#include "report/manifest.hpp"
#include "report/siting_tables.hpp"
#include "report/siting_workbook.hpp"

#include <algorithm>
#include <thread>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

// The plan of the run, or another, with the settings of the run and then those asked for.
void read_changed_plan(const SitingRequest& request, SitingAnswer& out)
{
    auto& file = out.file;
    if (!request.changes.file.empty()) {
        file.plan_file = request.changes.file;
        file.plan_text = read_text(request.changes.file);
    }
    for (const auto& one : request.changes.settings) {
        std::erase_if(file.settings, [&](const auto& other) { return other.first == one.first; });
        file.settings.push_back(one);
    }
    out.plan = read_plan_text(file.plan_text, file.plan_file, request.changes.catalogue, file.settings);
    if (!out.plan.siting)
        throw UsageError{text("the plan '{}' has no [siting]; there is nothing to compare", file.plan_file)};
    check_judgements(*out.plan.siting);
}

// Sheets of the run; those of types that it had none for are read now. What was odd about them comes back.
std::vector<Sentence> complete_experts(SitingAnswer& answer)
{
    std::vector<Sentence> warnings;
    auto& kept = answer.file.data.experts;
    auto wanted = *answer.plan.siting;
    for (auto& type : wanted.types)
        if (std::ranges::find(kept, type.type, &SitingExperts::type) != kept.end()) type.expert.reset();
    for (auto& one : read_experts(wanted, answer.file.data.candidates, warnings)) kept.push_back(std::move(one));
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

void write_folder(const SitingRequest& request, SitingAnswer& answer)
{
    if (fs::exists(request.out) && fs::equivalent(request.out, request.run))
        throw UsageError{
            text("'{}' is the finished run itself, which is never changed; give another folder", request.out.string())};
    Workspace workspace{{.out = request.out,
                         .overwrite = request.overwrite,
                         .resume = false,
                         .is_ours = is_our_folder,
                         .foreign = foreign_files,
                         .worth_keeping = [](const fs::path&) { return false; }}};
    workspace.begin();
    answer.file.base = fs::absolute(request.run).lexically_normal().string();
    write_siting(answer, workspace.folder());
    write_derived_manifest({.program = std::string{"peaksite "} + program_version,
                            .base_folder = answer.file.base,
                            .base_fingerprint = answer.file.fingerprint,
                            .plan_file = answer.file.plan_file,
                            .plan_text = answer.file.plan_text,
                            .settings = answer.file.settings,
                            .warnings = answer.result.warnings},
                           workspace.folder() / "manifest.json");
    workspace.complete();
}

} // namespace

SitingAnswer site_run(const SitingRequest& request)
{
    SitingAnswer out;
    out.file = read_siting_file(request.run / "siting.json");
    read_changed_plan(request, out);
    const auto warnings = complete_experts(out);
    const int threads =
        request.threads > 0 ? request.threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    out.result = site(*out.plan.siting, out.file.data, static_cast<unsigned>(threads));
    out.result.warnings.insert(out.result.warnings.end(), warnings.begin(), warnings.end());
    const Catalogue catalogue{catalogue_folders(out.plan, request.changes.catalogue)};
    out.texts = catalogue.output_texts();
    out.messages = catalogue.output_messages("zh");
    out.lang = request.lang.empty() ? out.plan.output.lang : request.lang;
    out.open = std::max(out.plan.secrecy(), out.plan.siting->secrecy) == Secrecy::open;
    if (!request.out.empty()) write_folder(request, out);
    return out;
}

void write_siting(const SitingAnswer& answer, const fs::path& folder)
{
    const SitingReport report{.plan = *answer.plan.siting,
                              .data = answer.file.data,
                              .result = answer.result,
                              .texts = answer.texts,
                              .lang = answer.lang,
                              .open = answer.open,
                              .units = answer.plan.output.units,
                              .messages = &answer.messages};
    write_siting_tables(report, folder);
    write_siting_workbook(report, answer.plan.title, answer.file.texts_date, folder / "名单.xlsx");
    if (!answer.open) write_siting_file(answer.file, folder / "siting.json");
}

} // namespace peaksite
