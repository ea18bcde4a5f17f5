#include "job/run/finished_run.hpp"

#include "base/fingerprint.hpp"
#include "job/open/open_layers.hpp"
#include "job/study/count_study.hpp"
#include "job/version.hpp"
#include "model/indicators/check_indicators.hpp"
#include "plan/read/read_text.hpp"
#include "report/files/manifest.hpp"

#include <algorithm>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

// Whether all that a key changes follows from what was counted.
bool follows_from_counts(const std::string& key)
{
    constexpr std::array free{"title", "technologies[", "parameters.", "indicators[", "output.", "maps["};
    return key == "carbon.table" ||
           std::ranges::any_of(free, [&](const char* begin) { return key.starts_with(begin); });
}

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
    Changer(const Meaning& base, const RunChanges& request) : m_base(base), m_request(request) {}

    ChangedRun change()
    {
        read_settings();
        const auto& source = m_request.plan;
        const auto file = source.file.empty() ? m_base.plan.file : source.file;
        const auto content = source.file.empty() ? m_base.plan.text : read_text(source.file);
        ChangedRun out{.meaning = m_base, .changes = {}, .warnings = {}};
        out.changes = plan_changes(m_base.plan.text, m_base.plan.settings, content, m_settings);
        refuse_pixels(out.changes);
        auto& plan = out.meaning.plan;
        plan = read_plan_text(content, file, source.catalogue, m_settings);
        plan.layers = m_base.plan.layers; // as their files have them
        const auto catalogue = catalogue_of(plan, source.catalogue);
        const auto faults = faults_of_own_indicators(plan, m_base.catalogue);
        if (!faults.empty()) throw UsageError{faults};
        if (plan.carbon && plan.carbon->table != m_base.plan.carbon->table)
            out.meaning.carbon = open_carbon(*plan.carbon, catalogue, out.warnings);
        if (fingerprint(catalogue.contents()).hex() != m_base.run.catalogue_sign)
            out.warnings.push_back(
                text("the catalogue has changed since the run: what the plan takes from it may differ "
                     "beyond what is asked"));
        return out;
    }

private:
    void read_settings()
    {
        m_settings = m_base.plan.settings;
        for (const auto& rule : m_request.off) switch_rule(rule, "false");
        for (const auto& rule : m_request.on) switch_rule(rule, "true");
        for (const auto& [key, value] : m_request.plan.settings) set(key, value);
    }

    void set(const std::string& key, const std::string& value)
    {
        std::erase_if(m_settings, [&](const auto& other) { return other.first == key; });
        m_settings.emplace_back(key, value);
    }

    void switch_rule(const std::string& name, const std::string& active)
    {
        const auto wanted = rule_name(name);
        std::vector<std::string> known;
        bool found = false;
        for (const auto& technology : m_base.plan.technologies)
            for (const auto& rule : technology.exclusions) {
                known.push_back(technology.id + "." + rule.id);
                if (rule.id != wanted.rule || (!wanted.technology.empty() && technology.id != wanted.technology))
                    continue;
                set("technologies." + technology.id + ".exclude." + rule.id + ".active", active);
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
            if (!follows_from_counts(one.key) && !(m_request.siting && of_siting(one.key)))
                faults.push_back(
                    {.place = {},
                     .key = one.key,
                     .what = of_siting(one.key)
                                 ? text("what-if computes indicators and does not select")
                                 : text("a change from {} to {} needs cells or tables that the run did not count",
                                        one.before.empty() ? "nothing" : one.before,
                                        one.after.empty() ? "nothing" : one.after),
                     .hint =
                         of_siting(one.key) ? text("peaksite rank, or peaksite select") : text("run the plan again")});
        if (!faults.empty()) throw UsageError{std::move(faults)};
    }

    static bool of_siting(const std::string& key) { return key.starts_with("siting."); }

    const Meaning& m_base;
    const RunChanges& m_request;
    Settings m_settings;
};

} // namespace

FinishedRun read_finished_run(const fs::path& folder)
{
    const auto file = folder / "run.tally";
    if (!fs::exists(file))
        throw InputError{text("'{}' is no folder of a finished run: it has no run.tally", folder.string())};
    auto content = read_tally(file);
    FinishedRun out{
        .folder = folder, .archive = unarchived(content.head.description), .tally = {}, .tiles = content.head.tiles};
    // A finished one has a record for every pass, with all its tiles and zones.
    if (content.records.size() != out.tiles.size())
        throw InputError{text("'{}' holds a part of a run only, or was cut off; run again", file.string())};
    for (std::size_t pass = 0; pass < out.tiles.size(); ++pass) {
        auto& record = content.records[pass];
        auto& zones = out.tally.emplace_back();
        const bool whole =
            record.pass == static_cast<int>(pass) && record.tiles.size() == static_cast<std::size_t>(out.tiles[pass]);
        for (auto& [zone, counted] : record.zones)
            if (whole && zone == static_cast<int>(zones.size())) zones.push_back(std::move(counted));
        if (!whole || zones.size() != record.zones.size())
            throw InputError{text("'{}' holds a part of a run only, or was cut off; run again", file.string())};
    }
    require_fit(out.archive, out.tally);
    for (auto& pass : out.tally)
        for (auto& zone : pass) zone.settle();
    return out;
}

ChangedRun changed(const FinishedRun& run, const RunChanges& changes)
{
    return Changer{run.archive.meaning, changes}.change();
}

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

void write_manifest_beside(const FinishedRun& run, const Meaning& meaning, const std::vector<Sentence>& warnings,
                           const fs::path& folder)
{
    write_derived_manifest({.program = std::string{"peaksite "} + program_version,
                            .base_folder = fs::absolute(run.folder).lexically_normal().string(),
                            .base_fingerprint = meaning.run.fingerprint,
                            .plan_file = meaning.plan.file,
                            .plan_text = meaning.plan.text,
                            .settings = meaning.plan.settings,
                            .warnings = warnings},
                           folder / "manifest.json");
}

} // namespace peaksite
