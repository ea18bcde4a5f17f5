#include "job/run/finished_run.hpp"

#include "base/fingerprint.hpp"
#include "base/listed.hpp"
#include "job/open/open_layers.hpp"
#include "job/open/plan_inputs.hpp"
#include "job/open/recorded_inputs.hpp"
#include "job/study/count_study.hpp"
#include "job/version.hpp"
#include "model/indicators/check_indicators.hpp"
#include "plan/check/doubtful_density.hpp"
#include "plan/plan_files.hpp"
#include "plan/read/read_text.hpp"
#include "plan/read/toml_text.hpp"
#include "report/files/manifest.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

// Whether all that a key changes follows from what was counted.
bool follows_from_counts(const PlanChange& change)
{
    constexpr std::array<std::string_view, 6> free{"title",      "technologies", "parameters",
                                                   "indicators", "output",       "maps"};
    return change.key == "carbon.table" || std::ranges::find(free, change.section) != free.end();
}

bool of_siting(const PlanChange& change) { return change.section == "siting"; }

// "pv.slope", or "slope" of every technology.
struct RuleName {
    std::string technology, rule;
};
RuleName rule_name(const std::string& text)
{
    const auto dot = text.find('.');
    if (dot == std::string::npos) return {.technology = {}, .rule = text};
    return {.technology = text.substr(0, dot), .rule = text.substr(dot + 1)};
}

class Changer {
public:
    Changer(const FinishedRun& run, const RunChanges& request)
        : m_run(run), m_base(run.archive.meaning), m_request(request), m_here(current_folder())
    {
        m_base.plan = placed(std::move(m_base.plan), run.inputs.folder);
    }

    ChangedRun change()
    {
        const auto& source = m_request.plan;
        const auto file = source.file.empty() ? m_base.plan.file : source.file;
        const auto content = source.file.empty() ? m_base.plan.text : read_text(source.file);
        read_settings(content, file);
        ChangedRun out{.meaning = m_base, .changes = {}, .warnings = {}, .inputs = placed(m_run.inputs)};
        out.changes = plan_changes(m_base.plan.text, m_base.plan.settings, content, m_settings);
        refuse_pixels(out.changes);
        auto& plan = out.meaning.plan;
        plan = placed(read_plan_text(content, file, source.catalogue, m_settings), m_here);
        if (!source.file.empty()) refuse_other_files(plan);
        plan.layers = m_base.plan.layers; // as their files have them
        const auto catalogue = catalogue_of(plan, source.catalogue);
        const auto faults = faults_of_own_indicators(plan, m_base.catalogue);
        if (!faults.empty()) throw UsageError{faults};
        out.warnings = doubtful_densities(plan);
        const bool fresh_carbon = plan.carbon && read_carbon(catalogue, out);
        if (fresh_carbon)
            record_anew(out.inputs, {FileRole::Kind::carbon_table},
                        plan.carbon->of_catalogue ? std::string{} : plan.carbon->table);
        if (fingerprint(catalogue.contents()).hex() != m_base.run.catalogue_sign)
            out.warnings.push_back(
                text("the catalogue has changed since the run: what the plan takes from it may differ "
                     "beyond what is asked"));
        tell_changed_files(fresh_carbon, out.warnings);
        return out;
    }

private:
    // The table that is named is read, whatever it held when the run was made. Whether it was.
    bool read_carbon(const Catalogue& catalogue, ChangedRun& out) const
    {
        const auto& carbon = *out.meaning.plan.carbon;
        const auto& before = m_base.plan.carbon;
        const bool same = before && carbon.table == before->table && carbon.of_catalogue == before->of_catalogue;
        const auto& settings = m_request.plan.settings;
        const bool set = std::ranges::any_of(settings, [](const auto& one) { return one.first == "carbon.table"; });
        if (same && !set) {
            if (m_request.plan.file.empty()) return false;
            if (!carbon.of_catalogue && !fs::exists(carbon.table)) {
                out.warnings.push_back(
                    text("carbon table '{}' is not there; the densities that the run had are used", carbon.table));
                return false;
            }
        }
        auto table = open_carbon(carbon, catalogue, out.warnings);
        if (same && (!m_base.carbon || m_base.carbon->rows != table.rows))
            out.warnings.push_back(
                text("carbon table '{}' holds other densities than when the run was made; those of now are used",
                     carbon.table));
        out.meaning.carbon = std::move(table);
        return true;
    }

    // A plan in another folder may say the same of other files. A copy of a file that was counted is as good.
    void refuse_other_files(const Plan& plan) const
    {
        const auto others = files_not_read(m_run.inputs, m_base.plan, plan);
        if (!others.empty())
            throw UsageError{text("'{}' names other files than those that the run counted: {}; what they hold needs a "
                                  "new run: peaksite run {}",
                                  m_request.plan.file, listed(others), m_request.plan.file)};
    }

    // Sheets of experts are read by those who compare; what the catalogue says has been told.
    void tell_changed_files(bool fresh_carbon, std::vector<Sentence>& warnings) const
    {
        std::set<std::string> others;
        if (fresh_carbon) others.insert(FileRole{FileRole::Kind::carbon_table}.text());
        if (m_base.plan.siting)
            for (const auto& type : m_base.plan.siting->types)
                others.insert(FileRole{FileRole::Kind::expert_scores, type.type}.text());
        std::vector<std::string> names;
        for (const auto& one : m_run.inputs.files)
            if (one.of_data && !others.contains(one.role) && changed_since(m_run.inputs, one))
                names.push_back(input_name(one));
        if (!names.empty())
            warnings.push_back(text("files that changed since the run, which counts as they were then: {}; run the "
                                    "plan again to have them as they are",
                                    listed(names)));
    }

    void read_settings(const std::string& content, const std::string& file)
    {
        Settings asked;
        for (const auto& rule : m_request.off) switch_rule(rule, "false", asked);
        for (const auto& rule : m_request.on) switch_rule(rule, "true", asked);
        const auto more = placed(m_request.plan.settings, m_here);
        asked.insert(asked.end(), more.begin(), more.end());
        const auto root = parse_toml(content, file);
        if (auto torn = contradictions(asked, *root); !torn.empty()) throw UsageError{std::move(torn)};
        m_settings = m_base.plan.settings;
        for (const auto& [key, value] : asked) set(key, value, *root);
    }

    // In place of what the run was told of the same, however it was spelled.
    void set(const std::string& key, const std::string& value, toml::table& root)
    {
        const auto place = place_of_setting(key, root);
        std::erase_if(m_settings, [&](const auto& other) { return place_of_setting(other.first, root) == place; });
        m_settings.emplace_back(key, value);
    }

    // A rule by its name alone is one of every technology that has it.
    void switch_rule(const std::string& name, const std::string& active, Settings& asked) const
    {
        const auto wanted = rule_name(name);
        std::vector<std::string> known;
        bool found = false;
        for (const auto& technology : m_base.plan.technologies)
            for (const auto& rule : technology.exclusions) {
                known.push_back(technology.id + "." + rule.id);
                if (rule.id != wanted.rule || (!wanted.technology.empty() && technology.id != wanted.technology))
                    continue;
                asked.emplace_back("technologies." + technology.id + ".exclude." + rule.id + ".active", active);
                found = true;
            }
        if (!found)
            throw UsageError{
                text("no technology of the run has the rule '{}'; its rules are: {}", name, joined(known, ", "))};
    }

    void refuse_pixels(const std::vector<PlanChange>& changes) const
    {
        std::vector<Fault> faults;
        for (const auto& one : changes)
            if (!follows_from_counts(one) && !(m_request.siting && of_siting(one)))
                faults.push_back(
                    {.place = {},
                     .key = one.key,
                     .what = of_siting(one)
                                 ? text("what-if computes indicators and does not select")
                                 : text("a change from {} to {} needs cells or tables that the run did not count",
                                        one.before.empty() ? "nothing" : one.before,
                                        one.after.empty() ? "nothing" : one.after),
                     .hint = of_siting(one) ? text("peaksite rank, or peaksite select") : text("run the plan again")});
        if (!faults.empty()) throw UsageError{std::move(faults)};
    }

    const FinishedRun& m_run;
    Meaning m_base; // its files are found from anywhere
    const RunChanges& m_request;
    std::string m_here; // where the change is asked
    Settings m_settings;
};

// A file whose checksums hold, and which still makes no sense.
[[noreturn]] void refuse(const fs::path& file, const Sentence& what)
{
    throw InputError{text("file '{}': {}; run the plan again: peaksite run PLAN -o FOLDER", file.string(), what)};
}

// What is said about the content of a file, with the file and what to do.
template <class Work>
auto told_with(const fs::path& file, Work work)
{
    try {
        return work();
    } catch (const InputError& error) {
        refuse(file, error.sentence());
    } catch (const UsageError& error) { // a coordinate system that is none
        refuse(file, error.faults().front().what);
    }
}

Archive archive_in(const fs::path& file, const std::string& description)
{
    return told_with(file, [&] { return unarchived(description); });
}

} // namespace

FinishedRun read_finished_run(const fs::path& folder)
{
    const auto file = folder / "run.tally";
    if (!fs::exists(file))
        throw InputError{
            text("'{}' is no folder of a finished run: it has no run.tally; give one that peaksite run wrote",
                 folder.string())};
    auto content = read_finished_tally(file);
    FinishedRun out{.folder = folder,
                    .archive = archive_in(file, content.head.description),
                    .tally = {},
                    .tiles = content.head.tiles,
                    .inputs = recorded_inputs(folder)};
    for (auto& record : content.records) {
        auto& zones = out.tally.emplace_back();
        for (auto& [zone, counted] : record.zones)
            if (zone == static_cast<int>(zones.size())) zones.push_back(std::move(counted));
        if (zones.size() != record.zones.size()) refuse(file, text("zones are missing in it"));
    }
    told_with(file, [&] { require_fit(out.archive, out.tally); });
    for (auto& pass : out.tally)
        for (auto& zone : pass) zone.settle();
    return out;
}

ChangedRun changed(const FinishedRun& run, const RunChanges& changes) { return Changer{run, changes}.change(); }

Workspace folder_beside(const FinishedRun& run, const fs::path& out, bool overwrite)
{
    if (fs::exists(out) && fs::equivalent(out, run.folder))
        throw UsageError{
            text("'{}' is the finished run itself, which is never changed; give another folder", out.string())};
    return Workspace{{.out = out,
                      .overwrite = overwrite,
                      .resume = false,
                      .is_ours = is_our_folder,
                      .foreign = foreign_files,
                      .worth_keeping = [](const fs::path&) { return false; }}};
}

void write_changed_tally(const FinishedRun& run, const Meaning& meaning, const fs::path& folder)
{
    write_tally({.fingerprint = run.archive.meaning.run.fingerprint,
                 .description = archived(meaning, run.archive.tables),
                 .tiles = run.tiles},
                run.tally, folder / "run.tally");
}

void write_manifest_beside(const FinishedRun& run, const BesideFacts& facts, const fs::path& folder)
{
    const auto& meaning = facts.meaning;
    write_derived_manifest({.program = std::string{"peaksite "} + program_version,
                            .base_folder = fs::absolute(run.folder).lexically_normal().string(),
                            .base_fingerprint = meaning.run.fingerprint,
                            .plan_file = meaning.plan.file,
                            .plan_text = meaning.plan.text,
                            .settings = meaning.plan.settings,
                            .inputs = facts.inputs,
                            .warnings = facts.warnings,
                            .audit = facts.audit},
                           folder / "manifest.json");
}

} // namespace peaksite
