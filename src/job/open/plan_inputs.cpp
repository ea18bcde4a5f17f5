#include "job/open/plan_inputs.hpp"

#include "io/files/file_record.hpp"
#include "job/book/task_book.hpp"
#include "plan/plan_files.hpp"

#include <algorithm>

namespace peaksite {

namespace {

SourceNote note_of(const FacilitiesPlan& list)
{
    SourceNote note;
    note.source = list.source;
    note.licence = list.licence;
    note.certainty = list.certainty;
    return note;
}

// What plan and catalogue say about the source, by role.
std::map<FileRole, SourceNote> notes_of(const OpenPlan& open)
{
    using Kind = FileRole::Kind;
    std::map<FileRole, SourceNote> out;
    for (const auto& layer : open.plan.layers) out[{Kind::layer, layer.id}] = layer.note;
    for (const auto& list : open.plan.facilities) out[{Kind::facilities, list.id}] = note_of(list);
    for (const auto& table : open.plan.tables) out[{Kind::table, table.id}].source = table.source;
    if (open.carbon) out[{Kind::carbon_table}] = open.carbon->note;
    return out;
}

class Inputs {
public:
    explicit Inputs(const OpenPlan& open) : m_open(open), m_catalogue(open.catalogue) {}

    std::vector<PlanInput> all()
    {
        const auto notes = notes_of(m_open);
        std::optional<FileRole> last; // a raster of several files is opened as one
        each_file(m_open.plan, [&](const FileRole& role, const std::string& file) {
            const auto note = notes.find(role);
            const bool again = role == last;
            last = role;
            for (const auto& part : parts(role, file, again))
                add({.role = role.text(), .path = part, .note = note == notes.end() ? SourceNote{} : note->second});
        });
        if (is_task_book(m_open.plan.file))
            add({.role = "task book", .path = m_open.plan.file, .note = {}, .of_data = false});
        entries();
        return std::move(m_out);
    }

private:
    void add(PlanInput input)
    {
        const auto same = [&](const PlanInput& other) { return other.role == input.role && other.path == input.path; };
        if (!input.path.empty() && std::ranges::none_of(m_out, same)) m_out.push_back(std::move(input));
    }

    // The files behind a path of the plan: those of an opened raster come with the first of its paths.
    std::vector<std::string> parts(const FileRole& role, const std::string& file, bool again) const
    {
        const auto raster = role.kind == FileRole::Kind::layer ? m_open.rasters.find(role.id) : m_open.rasters.end();
        if (raster == m_open.rasters.end()) return {file};
        return again ? std::vector<std::string>{} : raster->second.file.files;
    }

    void entry(const std::string& kind, const std::string& id)
    {
        if (!id.empty())
            add({.role = "catalogue " + kind + " " + id,
                 .path = m_catalogue.file(id).string(),
                 .note = {},
                 .of_data = false});
    }

    void entries()
    {
        const auto& plan = m_open.plan;
        for (const auto& layer : plan.layers) entry("layer", layer.use);
        for (const auto& list : plan.facilities) entry("facilities", list.use);
        for (const auto& technology : plan.technologies) entry("technology", technology.use);
        if (plan.carbon && plan.carbon->of_catalogue) entry("carbon", plan.carbon->table);
        if (plan.siting) entry("policy", plan.siting->policy.id);
        for (const auto& folder : m_catalogue.folders()) shared_files(folder);
    }

    // Indicators, factors and targets, which every plan reads: files that are no entry of their name. Not the messages.
    void shared_files(const std::filesystem::path& folder)
    {
        std::error_code ignored;
        std::vector<std::filesystem::path> files;
        for (const auto& one : std::filesystem::recursive_directory_iterator{folder, ignored})
            if (one.path().extension() == ".toml" && m_catalogue.file(one.path().stem().string()).empty() &&
                !one.path().filename().string().starts_with("messages."))
                files.push_back(one.path());
        std::ranges::sort(files);
        for (const auto& path : files)
            add({.role = "catalogue " + path.stem().string(), .path = path.string(), .note = {}, .of_data = false});
    }

    const OpenPlan& m_open;
    const Catalogue& m_catalogue;
    std::vector<PlanInput> m_out;
};

} // namespace

std::vector<PlanInput> inputs_of(const OpenPlan& open) { return Inputs{open}.all(); }

std::vector<ManifestInput> record_inputs(const OpenPlan& open, bool whole)
{
    std::vector<ManifestInput> out;
    for (const auto& input : inputs_of(open))
        for (auto& record : records_of(input.path, whole))
            out.push_back({.role = input.role,
                           .path = record.path,
                           .size = record.size,
                           .modified = record.modified,
                           .fast = record.fast,
                           .sha256 = record.sha256,
                           .source = input.note.source,
                           .licence = input.note.licence,
                           .certainty = input.note.certainty,
                           .of_data = input.of_data});
    return out;
}

std::string input_name(const ManifestInput& input)
{
    return input.role + " (" + std::filesystem::path{input.path}.filename().string() + ")";
}

} // namespace peaksite
