#pragma once

#include "io/raster/raster_writer.hpp"
#include "job/run/ready_run.hpp"
#include "job/study/count_study.hpp"

#include <memory>

namespace peaksite {

/// The gridded outputs of a run: written into a folder while the cells of the plan's grid are read. Several of one
/// plan may be under way at a time.
class RunRasters {
public:
    /// Makes the files. Above public they are withheld unless `release` says otherwise. Throws InputError.
    RunRasters(const ReadyRun& ready, const std::filesystem::path& folder, bool release);
    RunRasters(const RunRasters&) = delete;
    RunRasters& operator=(const RunRasters&) = delete;

    /// Whether there are any to write: then every tile is needed, also those that were counted before.
    bool any() const { return !m_writers.empty(); }
    /// Where a count of the first pass writes them to (CountRequest, PassOptions); none where there are none to write.
    std::vector<std::shared_ptr<RasterSink>> sinks() const;
    /// Reads the cells for them, where they were counted before. `work` as of a count.
    void read_cells(const CountRequest& work) const;
    /// Files that are kept back, relative to the folder.
    const std::vector<std::string>& withheld() const { return m_withheld; }
    /// Ends the files, when all cells are written. Throws InputError.
    void finish();

private:
    const ReadyRun& m_ready;
    std::vector<std::unique_ptr<RasterWriter>> m_writers; // by output of the first pass
    std::vector<std::string> m_withheld;
};

} // namespace peaksite
