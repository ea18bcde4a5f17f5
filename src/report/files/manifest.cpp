#include "report/files/manifest.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace peaksite {

namespace {

using Json = nlohmann::ordered_json;

Json bilingual(const Bilingual& both) { return Json{{"zh", both.zh}, {"en", both.en}}; }

Json inputs_of(const RecordedInputs& inputs)
{
    Json out = Json::array();
    for (const auto& input : inputs.files) {
        Json one{{"role", input.role},
                 {"path", input.path},
                 {"bytes", input.size},
                 {"modified", input.modified},
                 {"fingerprint", input.fast}};
        if (!input.sha256.empty()) one["sha256"] = input.sha256;
        if (!input.source.empty()) one["source"] = input.source;
        if (!input.licence.empty()) one["licence"] = input.licence;
        if (!input.certainty.empty()) one["certainty"] = input.certainty;
        if (!input.of_data) one["of_data"] = false;
        out.push_back(std::move(one));
    }
    return out;
}

template <class Value>
Json object_of(const std::vector<std::pair<std::string, Value>>& pairs)
{
    Json out = Json::object();
    for (const auto& [name, value] : pairs) out[name] = value;
    return out;
}

Json unchecked_of(const Results& results)
{
    Json out = Json::array();
    for (const auto& rule : results.unchecked)
        out.push_back(Json{{"technology", rule.technology},
                           {"rule", bilingual(rule.rule)},
                           {"layer", rule.layer},
                           {"reason", rule.reason},
                           {"text", rule.rule.zh + "：未提供、未扣除，结果为上限"}});
    return out;
}

Json missing_of(const Results& results)
{
    Json out = Json::array();
    for (const auto& one : results.missing)
        out.push_back(Json{{"indicator", one.id}, {"reason", one.reason.english()}});
    return out;
}

Json warnings_of(const std::vector<Sentence>& warnings)
{
    Json out = Json::array();
    for (const auto& warning : warnings) out.push_back(warning.english());
    return out;
}

Json audit_of(const std::vector<AuditLine>& lines)
{
    Json failures = Json::array();
    std::size_t holds = 0, lacking = 0;
    for (const auto& line : lines) {
        const auto& row = line.row;
        holds += row.holds && *row.holds ? 1U : 0U;
        lacking += row.holds ? 0U : 1U;
        if (!row.holds || *row.holds) continue;
        failures.push_back(Json{{"identity", identity_word(row.identity)},
                                {"zones", row.zones},
                                {"key", row.key},
                                {"subject", line.subject},
                                {"left", *row.left},
                                {"right", *row.right},
                                {"tolerance", row.tolerance}});
    }
    return Json{{"holds", holds}, {"fails", failures.size()}, {"lacking", lacking}, {"failures", failures}};
}

// What GDAL, SQLite, office programs and file browsers leave beside a file of ours.
bool left_beside(const std::string& file, const std::vector<std::string>& ours)
{
    const auto name = std::filesystem::path{file}.filename().string();
    if (name.starts_with("~$") || name.starts_with(".~lock.") || name == ".DS_Store" || name == "Thumbs.db" ||
        name == "desktop.ini")
        return true;
    return std::ranges::any_of(ours, [&](const std::string& one) {
        if (!file.starts_with(one)) return false;
        const auto rest = file.substr(one.size());
        return rest == ".aux.xml" || rest == "-wal" || rest == "-shm" || rest == "-journal" || rest == "~";
    });
}

} // namespace

std::vector<std::string> listed_files(const std::filesystem::path& folder)
{
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        const auto name = entry.path().filename().string();
        if (entry.is_directory() || name == "manifest.json" || name == ".peaksite-run") continue;
        out.push_back(std::filesystem::relative(entry.path(), folder).generic_string());
    }
    std::ranges::sort(out);
    return out;
}

void write_manifest(const ManifestFacts& facts, const Results& results, const std::filesystem::path& path)
{
    const auto box = facts.grid.box();
    const Json manifest{
        {"made_by", "peaksite"},
        {"program", facts.program},
        {"libraries", object_of(facts.libraries)},
        {"schema", 1},
        {"fingerprint", facts.fingerprint},
        {"plan", Json{{"file", facts.plan_file}, {"settings", object_of(facts.settings)}, {"text", facts.plan_text}}},
        {"inputs_folder", facts.inputs.folder},
        {"inputs", inputs_of(facts.inputs)},
        {"grid", Json{{"crs", facts.grid_crs_name},
                      {"wkt", facts.grid_crs},
                      {"cell", {facts.grid.cell_width(), facts.grid.cell_height()}},
                      {"rows", facts.grid.rows()},
                      {"cols", facts.grid.cols()},
                      {"extent", {box.xmin, box.ymin, box.xmax, box.ymax}},
                      {"tile", facts.tile}}},
        {"conversions", facts.operations},
        {"resampling", object_of(facts.layers)},
        {"counts", object_of(facts.counts)},
        {"unchecked_rules", unchecked_of(results)},
        {"missing_indicators", missing_of(results)},
        {"warnings", warnings_of(facts.warnings)},
        {"secrecy", facts.secrecy},
        {"withheld", facts.withheld},
        {"audit", audit_of(facts.audit)},
        {"files", listed_files(path.parent_path())},
        {"run", Json{{"threads", facts.threads},
                     {"seconds", object_of(facts.seconds)},
                     {"block_cache_bytes", facts.cache_bytes}}},
    };
    std::ofstream file{path, std::ios::binary};
    file << manifest.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
    file.close();
    if (!file) throw InputError{text("file '{}' cannot be written; is the disk full?", path.string())};
}

void write_derived_manifest(const DerivedManifest& facts, const std::filesystem::path& path)
{
    Json manifest{
        {"made_by", "peaksite"},
        {"program", facts.program},
        {"schema", 1},
        {"base", Json{{"folder", facts.base_folder}, {"fingerprint", facts.base_fingerprint}}},
        {"plan", Json{{"file", facts.plan_file}, {"settings", object_of(facts.settings)}, {"text", facts.plan_text}}},
        {"inputs_folder", facts.inputs.folder},
        {"inputs", inputs_of(facts.inputs)},
        {"warnings", warnings_of(facts.warnings)},
        {"files", listed_files(path.parent_path())}};
    if (facts.audit) manifest["audit"] = audit_of(*facts.audit);
    std::ofstream file{path, std::ios::binary};
    file << manifest.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
    file.close();
    if (!file) throw InputError{text("file '{}' cannot be written; is the disk full?", path.string())};
}

RecordedInputs recorded_inputs(const std::filesystem::path& folder)
{
    std::ifstream file{folder / "manifest.json", std::ios::binary};
    const auto manifest = Json::parse(file, nullptr, false);
    RecordedInputs out;
    if (!manifest.is_object() || !manifest.contains("inputs")) return out;
    try {
        out.folder = manifest.value("inputs_folder", "");
        for (const auto& one : manifest["inputs"]) {
            ManifestInput input;
            one.at("role").get_to(input.role);
            one.at("path").get_to(input.path);
            one.at("bytes").get_to(input.size);
            one.at("modified").get_to(input.modified);
            one.at("fingerprint").get_to(input.fast);
            input.sha256 = one.value("sha256", "");
            input.source = one.value("source", "");
            input.licence = one.value("licence", "");
            input.certainty = one.value("certainty", "");
            input.of_data = one.value("of_data", true);
            out.files.push_back(std::move(input));
        }
    } catch (const Json::exception&) {
        out = {}; // of another version: nothing is known of its inputs
    }
    return out;
}

bool is_our_folder(const std::filesystem::path& folder)
{
    std::ifstream file{folder / "manifest.json", std::ios::binary};
    const auto manifest = Json::parse(file, nullptr, false);
    return manifest.is_object() && manifest.contains("made_by") && manifest["made_by"] == "peaksite";
}

std::vector<std::string> foreign_files(const std::filesystem::path& folder)
{
    std::ifstream file{folder / "manifest.json", std::ios::binary};
    const auto manifest = Json::parse(file, nullptr, false);
    if (!manifest.is_object() || !manifest.contains("files") || !manifest["files"].is_array()) return {};
    std::vector<std::string> ours, out;
    for (const auto& one : manifest["files"])
        if (one.is_string()) ours.push_back(one.get<std::string>());
    for (const auto& one : listed_files(folder))
        if (std::ranges::find(ours, one) == ours.end() && !left_beside(one, ours)) out.push_back(one);
    return out;
}

} // namespace peaksite
