#include "job/run/run.hpp"

#include "base/crew.hpp"
#include "base/fingerprint.hpp"
#include "io/files/workspace.hpp"
#include "io/raster/raster_writer.hpp"
#include "io/vector/geopackage.hpp"
#include "job/book/task_book.hpp"
#include "job/check/fill_values.hpp"
#include "job/check/unclassified.hpp"
#include "job/open/named_layers.hpp"
#include "job/open/zones_box.hpp"
#include "job/pilots/ground.hpp"
#include "job/pilots/pilot_run.hpp"
#include "job/run/audit_results.hpp"
#include "job/run/draw_maps.hpp"
#include "job/run/office_book.hpp"
#include "job/run/run_manifest.hpp"
#include "job/study/count_study.hpp"
#include "model/meaning/archive.hpp"
#include "model/pilots/pilot_indicators.hpp"
#include "report/files/manifest.hpp"
#include "report/files/tables.hpp"
#include "tally/tally_file.hpp"

#include <chrono>
#include <fstream>
#include <future>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

class Stopwatch {
public:
    double lap()
    {
        const auto now = std::chrono::steady_clock::now();
        const double seconds = std::chrono::duration<double>(now - m_last).count();
        m_last = now;
        return seconds;
    }

private:
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
};

int threads_of(const RunOptions& options) { return static_cast<int>(crew_size(options.threads)); }

// Names and colours of the states of a technology.
RasterStyle state_style(const Blueprint& blueprint, const RasterUse& use)
{
    RasterStyle style{.entries = {{.value = state_unknown, .label = "未知", .color = "#bdbdbd"},
                                  {.value = state_eligible, .label = "可开发", .color = "#1b9e77"}},
                      .description = use.plan->id,
                      .unit = {}};
    const std::vector<std::string> palette{"#d95f02", "#7570b3", "#e7298a", "#66a61e", "#e6ab02", "#a6761d",
                                           "#1f78b4", "#b2df8a", "#fb9a99", "#cab2d6", "#ff7f00", "#6a3d9a"};
    for (const auto& technology : blueprint.technologies) {
        if (technology.technology->id != use.plan->technology) continue;
        for (std::size_t i = 0; i < technology.rule_of.size(); ++i) {
            if (technology.rule_of[i] < 0) continue;
            const auto rule = static_cast<std::size_t>(technology.rule_of[i]);
            style.entries.push_back({.value = state_first_excluded + static_cast<int>(rule),
                                     .label = technology.technology->exclusions[i].title.zh,
                                     .color = palette[rule % palette.size()]});
        }
    }
    style.entries.push_back({.value = 254, .label = "图斑过小", .color = "#fdd0a2"});
    return style;
}

class Runner {
public:
    explicit Runner(const RunOptions& options) : m_options(options) {}

    RunReport run()
    {
        m_workspace.emplace(Workspace::Request{.out = m_options.out,
                                               .overwrite = m_options.overwrite,
                                               .resume = m_options.resume,
                                               .is_ours = is_our_folder,
                                               .foreign = foreign_files,
                                               .worth_keeping = [this](const fs::path& folder) {
                                                   return !m_fresh && holds_records(folder / "run.tally");
                                               }});
        m_folder = m_workspace->folder();
        stage(Stage::Name::reading);
        auto open = open_plan(with_lang(m_options.plan));
        const auto& catalogue = open.catalogue;
        if (open.plan.siting) {
            check_costs(*open.plan.siting, open.sets);
            for (auto& warning : check_experts(*open.plan.siting, open.sets))
                open.warnings.push_back(std::move(warning));
        }
        for (const auto& one : unusual_layers(open, catalogue.indicators(), box_of_zones(open)))
            open.warnings.push_back(one.what);
        auto blueprint = build_study(open, catalogue);
        auto& meaning = blueprint.meaning;
        check_maps(open.plan, blueprint);
        const auto inputs = record_inputs(open, m_options.full_hash);
        meaning.run.fingerprint = run_fingerprint(open, m_options.plan, inputs);
        meaning.run.catalogue_sign = fingerprint(catalogue.contents()).hex();
        meaning.run.date = newest_date(inputs);
        const Tables tables{.tables = open.tables, .facilities = blueprint.facilities};
        m_workspace->begin();
        begin_rasters(open, blueprint);
        m_fresh = !blueprint.study.passes.front().outputs.empty(); // rasters need every tile again
        lap("reading");

        CountRequest request{.threads = threads_of(m_options),
                             .tally_file = m_folder / "run.tally",
                             .resume = m_options.resume && !m_fresh,
                             .fingerprint = meaning.run.fingerprint,
                             .description = archived(meaning, tables),
                             .stop = m_options.stop,
                             .progress = m_options.progress};
        const auto counted = count_study(blueprint, request);
        lap("counting");
        stage(Stage::Name::writing);
        for (const auto& more : {warnings_of_unclassified(open, meaning, counted.tally),
                                 warnings_of_fills(open, meaning, counted.tally), counted.warnings})
            meaning.warnings.insert(meaning.warnings.end(), more.begin(), more.end());
        request.description = archived(meaning, tables);
        auto tally_written =
            beside([&] { write_tally(head_of(blueprint, request), counted.tally, request.tally_file); });
        auto results = compute(meaning, tables, counted.tally);
        for (std::size_t set = 0; set < results.sets.size(); ++set)
            for (std::size_t zone = 0; zone < results.sets[set].zones.size(); ++zone)
                results.sets[set].zones[zone].shape = open.sets[set].zones[zone].shape;
        if (open.plan.siting) add_pilots(open, results, catalogue, inputs, meaning);
        auto facts = office_book_facts(meaning, catalogue);
        m_audit = audit_results(results, facts, catalogue, m_siting ? &*m_siting : nullptr);
        write(open, facts, results, inputs);
        write_plan_of_book();
        tally_written.get();
        lap("writing");
        if (!open.plan.maps.empty()) {
            stage(Stage::Name::drawing);
            const auto left_out = draw_maps(open, blueprint, results, catalogue, m_folder / "maps", newest_date(inputs),
                                            m_siting ? &*m_siting : nullptr);
            results.warnings.insert(results.warnings.end(), left_out.begin(), left_out.end());
            lap("drawing");
        }
        stop_if_asked();
        m_report.tiles = counted.tiles;
        m_report.resumed_tiles = counted.resumed_tiles;
        write_run_manifest({.open = open,
                            .blueprint = blueprint,
                            .counted = counted,
                            .inputs = inputs,
                            .fingerprint = meaning.run.fingerprint,
                            .threads = threads_of(m_options),
                            .settings = m_options.plan.settings,
                            .report = m_report,
                            .audit = m_audit},
                           results, m_folder / "manifest.json");
        m_workspace->complete();
        return report(results);
    }

private:
    static PlanSource with(PlanSource source, const std::string& key, const std::string& value)
    {
        source.settings.emplace_back(key, value);
        return source;
    }

    PlanSource with_lang(const PlanSource& source) const
    {
        auto out = m_options.lang.empty() ? source : with(source, "output.lang", m_options.lang);
        out.threads = m_options.threads;
        return out;
    }

    void stage(Stage::Name name) const
    {
        stop_if_asked();
        if (m_options.progress) m_options.progress({.name = name, .detail = {}, .progress = {}});
    }

    void stop_if_asked() const
    {
        if (m_options.stop.stop_requested()) throw Stopped{};
    }

    // Work done on another thread, if the user allows one.
    template <class Job>
    std::future<void> beside(Job job) const
    {
        return std::async(threads_of(m_options) > 1 ? std::launch::async : std::launch::deferred, std::move(job));
    }

    void lap(const std::string& name) { m_report.seconds.emplace_back(name, m_watch.lap()); }

    void begin_rasters(const OpenPlan& open, Blueprint& blueprint)
    {
        auto& pass = blueprint.study.passes.front();
        if (open.plan.secrecy() > Secrecy::open && !m_options.release) {
            for (const auto& use : blueprint.rasters) m_report.withheld.push_back("rasters/" + use.plan->id + ".tif");
            blueprint.rasters.clear();
            pass.outputs.clear();
            return;
        }
        if (blueprint.rasters.empty()) return;
        fs::create_directories(m_folder / "rasters");
        for (const auto& use : blueprint.rasters) {
            auto& output = pass.outputs[use.output];
            const bool states = output.kind == RasterOutput::Kind::state;
            RasterStyle style{.entries = {},
                              .description = use.plan->id,
                              .unit = output.kind == RasterOutput::Kind::capacity ? "MW" : ""};
            if (states) style = state_style(blueprint, use);
            m_writers.push_back(std::make_unique<RasterWriter>(m_folder / "rasters" / (use.plan->id + ".tif"),
                                                               pass.grid, pass.crs, states, style));
            output.sink = m_writers.back()->sink();
            m_report.files.push_back("rasters/" + use.plan->id + ".tif");
        }
    }

    // The plan that a task book was read as, for this folder.
    void write_plan_of_book() const
    {
        if (!is_task_book(m_options.plan.file)) return;
        std::ofstream file{m_folder / "plan.toml", std::ios::binary};
        if (!(file << read_task_book(m_options.plan.file, m_options.out).text.toml) || !file.flush())
            throw InputError{text("'{}' cannot be written; is the disk full?", (m_folder / "plan.toml").string())};
    }

    void write(const OpenPlan& open, const IndicatorBookFacts& facts, const Results& results,
               const std::vector<ManifestInput>& inputs)
    {
        for (auto& writer : m_writers) writer->finish();
        auto tables_written = beside([&] {
            write_tables(results, m_folder);
            write_audit(m_audit, m_folder / "audit.csv");
            write_indicator_book(results, facts, m_folder / "indicators.xlsx");
        });
        write_geopackage(results, table_styles(open, results), newest_date(inputs) + "T00:00:00.000Z",
                         m_folder / "results.gpkg", package_notes(facts, results));
        if (m_siting) add_pilots_layer(*m_siting, m_folder / "results.gpkg", newest_date(inputs) + "T00:00:00.000Z");
        tables_written.get();
    }

    // Ranking, selection and lists; what later commands need of them lies in siting.json.
    void add_pilots(const OpenPlan& open, Results& results, const Catalogue& catalogue,
                    const std::vector<ManifestInput>& inputs, const Meaning& meaning)
    {
        auto& answer = m_siting.emplace();
        answer.file.fingerprint = meaning.run.fingerprint;
        answer.meaning = meaning;
        answer.data = pilot_data(results, pilot_ground(*open.plan.siting, results));
        for (const auto& input : inputs) answer.file.inputs.emplace_back(input_name(input), input.fast);
        answer.result = compare_pilots(*open.plan.siting, answer.data, static_cast<unsigned>(threads_of(m_options)));
        answer.texts = catalogue.output_texts();
        answer.messages = catalogue.output_messages("zh");
        answer.lang = open.plan.output.lang;
        answer.open = std::max(open.plan.secrecy(), open.plan.siting->secrecy) == Secrecy::open;
        write_pilots(answer, m_folder);
        refer_to_comparison(results, catalogue.indicators());
        results.warnings.insert(results.warnings.end(), answer.result.warnings.begin(), answer.result.warnings.end());
    }

    RunReport report(const Results& results)
    {
        m_report.folder = m_options.out;
        m_report.warnings = results.warnings;
        m_report.unchecked = results.unchecked;
        m_report.missing = results.missing;
        return std::move(m_report);
    }

    const RunOptions& m_options;
    fs::path m_folder;
    bool m_fresh = false;                 // rasters need every tile again, so that nothing can be resumed
    std::optional<Workspace> m_workspace; // goes after the writers into it
    std::vector<std::unique_ptr<RasterWriter>> m_writers;
    std::optional<PilotAnswer> m_siting;
    std::vector<AuditLine> m_audit;
    RunReport m_report;
    Stopwatch m_watch;
};

} // namespace

RunReport run(const RunOptions& options) { return Runner{options}.run(); }

std::optional<fs::path> unfinished_run(const fs::path& out)
{
    const auto folder = Workspace::partial_of(out);
    if (holds_records(folder / "run.tally")) return folder;
    return {};
}

} // namespace peaksite
