#include "job/pilots/pilot_run.hpp"

#include "base/crew.hpp"
#include "base/error.hpp"
#include "job/open/plan_inputs.hpp"
#include "job/open/recorded_inputs.hpp"
#include "job/pilots/ground.hpp"
#include "job/pilots/pilots_of_run.hpp"
#include "job/run/finished_run.hpp"
#include "model/meaning/compute.hpp"
#include "model/pilots/type_weights.hpp"
#include "plan/plan_files.hpp"
#include "report/pilots/pilot_tables.hpp"
#include "report/pilots/pilot_workbook.hpp"

#include <algorithm>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

bool same_sheets(const ExpertPlan& a, const ExpertPlan& b)
{
    return a.file == b.file && a.table == b.table && a.lowest == b.lowest && a.highest == b.highest;
}

// Sheets of the run; those that it had none for, other ones, and those that the request names are read now. What was
// odd about them comes back, and what has changed since the run where its sheets stay.
class ExpertSheetsOfNow {
public:
    ExpertSheetsOfNow(const FinishedRun& run, const PlanSource& request, PilotAnswer& answer, RecordedInputs& inputs)
        : m_run(run), m_request(request), m_answer(answer), m_inputs(inputs), m_kept(answer.data.ground.experts),
          m_siting(placed(run.archive.meaning.plan, run.inputs.folder).siting)
    {}

    std::vector<Sentence> complete()
    {
        auto wanted = *m_answer.meaning.plan.siting;
        for (auto& type : wanted.types)
            if (type.expert && !is_read(type)) type.expert.reset();
        for (auto& one : read_experts(wanted, m_answer.data.candidates, m_warnings)) {
            std::erase_if(m_kept, [&](const PilotExperts& other) { return other.type == one.type; });
            m_kept.push_back(std::move(one));
        }
        for (const auto& type : wanted.types)
            if (type.expert) record(type);
        return std::move(m_warnings);
    }

private:
    bool is_read(const PilotTypePlan& type)
    {
        if (std::ranges::find(m_kept, type.type, &PilotExperts::type) == m_kept.end()) return true;
        if (!same_as_in_run(type)) return true;
        const auto key = "siting.types." + type.type + ".expert";
        const bool set = std::ranges::any_of(m_request.settings, [&](const auto& one) {
            return one.first == "siting.types" || one.first == key || one.first.starts_with(key + ".");
        });
        if (set || (!m_request.file.empty() && fs::exists(type.expert->file))) return true;
        for (const auto& one : m_run.inputs.files)
            if (one.role == expert_role(type).text() && changed_since(m_run.inputs, one))
                m_warnings.push_back(text("{} changed since the run, whose scores count; --set {}.file={} has it read "
                                          "again",
                                          input_name(one), key, type.expert->file));
        return false;
    }

    bool same_as_in_run(const PilotTypePlan& type) const
    {
        if (!m_siting) return false;
        const auto found = std::ranges::find(m_siting->types, type.type, &PilotTypePlan::type);
        return found != m_siting->types.end() && found->expert && same_sheets(*found->expert, *type.expert);
    }

    static FileRole expert_role(const PilotTypePlan& type) { return {FileRole::Kind::expert_scores, type.type}; }

    void record(const PilotTypePlan& type)
    {
        const auto role = expert_role(type).text();
        record_anew(m_inputs, expert_role(type), type.expert->file);
        for (const auto& input : m_inputs.files) {
            if (input.role != role) continue;
            const auto name = input_name(input);
            std::erase_if(m_answer.file.inputs, [&](const auto& other) { return other.first == name; });
            m_answer.file.inputs.emplace_back(name, input.fast);
        }
    }

    const FinishedRun& m_run;
    const PlanSource& m_request;
    PilotAnswer& m_answer;
    RecordedInputs& m_inputs;
    std::vector<PilotExperts>& m_kept;
    std::optional<PilotPlan> m_siting; // of the run; its files are found from anywhere
    std::vector<Sentence> m_warnings;
};

void write_folder(const PilotRequest& request, const FinishedRun& run, const RecordedInputs& inputs,
                  PilotAnswer& answer)
{
    auto workspace = folder_beside(run, request.out, request.overwrite);
    workspace.begin();
    answer.file.base = fs::absolute(request.run).lexically_normal().string();
    write_pilots(answer, workspace.folder());
    if (!answer.open) write_changed_tally(run, answer.meaning, workspace.folder());
    write_manifest_beside(run, {.meaning = answer.meaning, .inputs = inputs, .warnings = answer.result.warnings},
                          workspace.folder());
    workspace.complete();
}

} // namespace

PilotAnswer compare_pilots_of(const PilotRequest& request)
{
    PilotAnswer out;
    const auto run = read_finished_run(request.run);
    out.file = pilots_of(run);
    auto other = changed(run, {.plan = request.changes, .siting = true});
    out.meaning = std::move(other.meaning);
    const auto& plan = out.meaning.plan;
    if (!plan.siting) throw UsageError{text("the plan '{}' has no [siting]; there is nothing to compare", plan.file)};
    check_judgements(*plan.siting);
    const auto threads = crew_size(request.threads);
    out.data = pilot_data(compute(out.meaning, run.archive.tables, run.tally, threads), out.file.ground);
    auto warnings = std::move(other.warnings);
    for (auto& one : ExpertSheetsOfNow{run, request.changes, out, other.inputs}.complete())
        warnings.push_back(std::move(one));
    out.result = compare_pilots(*plan.siting, out.data, threads);
    out.result.warnings.insert(out.result.warnings.end(), warnings.begin(), warnings.end());
    const auto catalogue = catalogue_of(plan, request.changes.catalogue);
    out.texts = catalogue.output_texts();
    out.messages = catalogue.output_messages("zh");
    out.lang = request.lang.empty() ? plan.output.lang : request.lang;
    out.open = is_open_siting(plan);
    if (!request.out.empty()) write_folder(request, run, other.inputs, out);
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
