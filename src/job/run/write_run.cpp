#include "job/run/write_run.hpp"

#include "base/crew.hpp"
#include "io/vector/geopackage.hpp"
#include "job/book/task_book.hpp"
#include "job/run/draw_maps.hpp"
#include "job/run/office_book.hpp"
#include "job/run/run_manifest.hpp"
#include "report/audit/audit_report.hpp"
#include "report/files/tables.hpp"

#include <algorithm>
#include <fstream>
#include <future>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

class RunWriter {
public:
    RunWriter(const ReadyRun& ready, const CountedRun& counted, const RunWriteRequest& request)
        : m_ready(ready), m_counted(counted), m_request(request), m_date(newest_date(ready.inputs.files))
    {}

    RunReport write(RunRasters& rasters)
    {
        begin_report(rasters);
        tell_stage(m_request.work, Stage::Name::writing);
        rasters.finish();
        write_files();
        lap("writing");
        draw();
        tell_stop();
        write_manifest();
        m_report.files = listed_files(m_request.folder);
        m_report.files.emplace_back("manifest.json");
        std::ranges::sort(m_report.files);
        return std::move(m_report);
    }

private:
    const Results& results() const { return m_counted.results; }
    const PilotAnswer* pilots() const { return m_counted.pilots ? &*m_counted.pilots : nullptr; }
    fs::path at(const char* name) const { return m_request.folder / name; }
    int threads() const { return static_cast<int>(crew_size(m_request.work.threads)); }

    void begin_report(const RunRasters& rasters)
    {
        m_report.folder = m_request.out;
        m_report.warnings = results().warnings;
        m_report.unchecked = results().unchecked;
        m_report.missing = results().missing;
        m_report.withheld = rasters.withheld();
        m_report.seconds = m_counted.seconds;
        m_report.seconds.insert(m_report.seconds.begin(), {"reading", m_ready.seconds});
        m_report.tiles = m_counted.tiles;
        m_report.resumed_tiles = m_counted.resumed_tiles;
    }

    // Work done on another thread, if the user allows one.
    template <class Job>
    std::future<void> beside(Job job) const
    {
        return std::async(threads() > 1 ? std::launch::async : std::launch::deferred, std::move(job));
    }

    void write_files() const
    {
        auto tally_written = beside(
            [&] { write_changed_tally(m_counted.finished, m_counted.finished.archive.meaning, m_request.folder); });
        if (pilots() != nullptr) write_pilots(*pilots(), m_request.folder);
        auto tables_written = beside([&] {
            write_tables(results(), m_request.folder);
            write_audit(m_counted.facts.audit, at("audit.csv"));
            write_indicator_book(results(), m_counted.facts, at("indicators.xlsx"));
        });
        write_package();
        tables_written.get();
        write_plan_of_book();
        tally_written.get();
    }

    void write_package() const
    {
        const auto time = m_date + "T00:00:00.000Z";
        write_geopackage(results(), table_styles(m_ready.open, results()), time, at("results.gpkg"),
                         package_notes(m_counted.facts, results()));
        if (pilots() != nullptr) add_pilots_layer(*pilots(), at("results.gpkg"), time);
    }

    // The plan that a task book was read as, for this folder.
    void write_plan_of_book() const
    {
        if (!is_task_book(m_ready.source.file)) return;
        m_ready.book.require_unchanged(); // else another plan would stand beside the numbers
        std::ofstream file{at("plan.toml"), std::ios::binary};
        if (!(file << read_task_book(m_ready.source.file, m_request.out, m_ready.open.catalogue).text.toml) ||
            !file.flush())
            throw InputError{text("'{}' cannot be written; is the disk full?", at("plan.toml").string())};
    }

    void draw()
    {
        if (m_ready.open.plan.maps.empty()) return;
        tell_stage(m_request.work, Stage::Name::drawing);
        const auto left_out =
            draw_maps(m_ready.open, m_ready.blueprint, results(), m_ready.open.catalogue, at("maps"), m_date, pilots());
        m_report.warnings.insert(m_report.warnings.end(), left_out.begin(), left_out.end());
        lap("drawing");
    }

    void write_manifest() const
    {
        write_run_manifest({.open = m_ready.open,
                            .blueprint = m_ready.blueprint,
                            .counted = m_counted,
                            .inputs = m_ready.inputs,
                            .threads = threads(),
                            .settings = m_ready.source.settings,
                            .report = m_report},
                           at("manifest.json"));
    }

    void tell_stop() const
    {
        if (m_request.work.stop.stop_requested()) throw Stopped{};
    }
    void lap(const std::string& name) { m_report.seconds.emplace_back(name, m_watch.lap()); }

    const ReadyRun& m_ready;
    const CountedRun& m_counted;
    const RunWriteRequest& m_request;
    std::string m_date;
    RunReport m_report;
    Stopwatch m_watch;
};

} // namespace

RunReport write_run(const ReadyRun& ready, const CountedRun& counted, RunRasters& rasters,
                    const RunWriteRequest& request)
{
    return RunWriter{ready, counted, request}.write(rasters);
}

} // namespace peaksite
