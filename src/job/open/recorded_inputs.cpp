#include "job/open/recorded_inputs.hpp"

#include "base/error.hpp"
#include "io/files/file_record.hpp"
#include "io/raster/raster_file.hpp"
#include "plan/plan_files.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

std::string placed(const std::string& path, const std::string& folder)
{
    if (path.empty() || folder.empty() || path.starts_with("/vsi")) return path;
    return (fs::path{folder} / path).lexically_normal().string();
}

FileRecord record_of(const RecordedInputs& inputs, const ManifestInput& input)
{
    return {.path = placed(input.path, inputs.folder),
            .size = input.size,
            .modified = input.modified,
            .fast = input.fast,
            .sha256 = {}};
}

using FilesByRole = std::map<FileRole, std::vector<std::string>>;

FilesByRole files_of(const Plan& plan)
{
    FilesByRole out;
    each_file(plan, [&](const FileRole& role, const std::string& file) { out[role].push_back(file); });
    return out;
}

// Those that the plan may name anew, which then are read anew: densities, and scores of experts.
void leave_out_tables_of_now(const Plan& plan, FilesByRole& files)
{
    files.erase({FileRole::Kind::carbon_table});
    if (!plan.siting) return;
    for (const auto& type : plan.siting->types) files.erase({FileRole::Kind::expert_scores, type.type});
}

// The files that the paths of a role stand for: of a raster all that it is read from. The layers of the run are as
// their files have them.
std::vector<std::string> behind(const Plan& of_run, const FileRole& role, const std::vector<std::string>& paths)
{
    const auto raster = std::ranges::find_if(of_run.layers, [&](const Layer& layer) {
        return layer.kind == Layer::Kind::raster && role == FileRole{FileRole::Kind::layer, layer.id};
    });
    if (raster == of_run.layers.end()) return paths;
    return look_at_raster({.files = paths,
                           .variable = raster->variable,
                           .band = std::max(raster->band, 1),
                           .crs = raster->crs,
                           .nodata = raster->nodata,
                           .name = raster->id})
        .files;
}

bool is_copy(const FileRecord& a, const FileRecord& b)
{
    std::error_code ignored;
    if (a.path == b.path || fs::equivalent(a.path, b.path, ignored)) return true;
    return !a.fast.empty() && a.size == b.size && a.fast == b.fast;
}

bool holds_all(const std::vector<FileRecord>& all, const std::vector<FileRecord>& wanted)
{
    return std::ranges::all_of(wanted, [&](const FileRecord& one) {
        return std::ranges::any_of(all, [&](const FileRecord& other) { return is_copy(one, other); });
    });
}

std::vector<FileRecord> recorded_for(const RecordedInputs& inputs, const FileRole& role)
{
    std::vector<FileRecord> out;
    for (const auto& one : inputs.files)
        if (one.role == role.text()) out.push_back(record_of(inputs, one));
    return out;
}

// Whether files of now are those that were read, all of them. What cannot be read cannot be known to be the same.
bool same_files(const std::vector<FileRecord>& before, const Plan& of_run, const FileRole& role,
                const std::vector<std::string>& paths)
{
    std::vector<FileRecord> now;
    try {
        for (const auto& file : behind(of_run, role, paths))
            for (auto& one : records_of(file, false)) now.push_back(std::move(one));
    } catch (const InputError&) {
        return false;
    }
    return !before.empty() && holds_all(before, now) && holds_all(now, before);
}

} // namespace

std::string current_folder()
{
    std::error_code gone;
    return fs::current_path(gone).string();
}

Settings placed(Settings settings, const std::string& folder)
{
    for (auto& [name, value] : settings)
        if (name.find('.') == std::string::npos) value = placed(value, folder); // a name without a dot is a path
    return settings;
}

Plan placed(Plan plan, const std::string& folder)
{
    plan.file = placed(plan.file, folder);
    plan.folder = placed(plan.folder, folder);
    plan.settings = placed(std::move(plan.settings), folder);
    for (auto& [name, path] : plan.paths) path = placed(path, folder);
    each_file(plan, [&](const FileRole&, std::string& file) { file = placed(file, folder); });
    return plan;
}

RecordedInputs placed(RecordedInputs inputs)
{
    for (auto& one : inputs.files) one.path = placed(one.path, inputs.folder);
    return inputs;
}

bool changed_since(const RecordedInputs& inputs, const ManifestInput& input)
{
    const auto record = record_of(inputs, input);
    return fs::path{record.path}.is_absolute() && changed_since(record);
}

void record_anew(RecordedInputs& inputs, const FileRole& of, const std::string& file)
{
    const auto role = of.text();
    std::erase_if(inputs.files, [&](const ManifestInput& one) { return one.role == role; });
    if (file.empty()) return;
    for (const auto& record : records_of(file, false)) {
        ManifestInput input;
        input.role = role;
        input.path = record.path;
        input.size = record.size;
        input.modified = record.modified;
        input.fast = record.fast;
        inputs.files.push_back(std::move(input));
    }
}

std::vector<std::string> files_not_read(const RecordedInputs& inputs, const Plan& of_run, const Plan& plan)
{
    const auto before = files_of(of_run);
    auto files = files_of(plan);
    leave_out_tables_of_now(plan, files);
    std::erase_if(files, [&](const auto& one) {
        const auto found = before.find(one.first);
        return found != before.end() && found->second == one.second;
    });
    std::vector<std::string> out;
    for (const auto& [role, paths] : files)
        if (!same_files(recorded_for(inputs, role), of_run, role, paths))
            out.push_back(role.text() + " (" + paths.front() + ")");
    return out;
}

} // namespace peaksite
