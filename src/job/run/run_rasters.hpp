#pragma once

#include "io/raster/raster_writer.hpp"
#include "job/run/ready_run.hpp"
#include "job/study/count_study.hpp"

#include <memory>

namespace peaksite {

/// The gridded outputs of a run: written into a folder while the cells of the plan's grid are read.
class RunRasters {
public:
    /// Makes the files and has the grid's pass write into them, until this object goes. Above public they are withheld
    /// unless `release` says otherwise. Throws InputError.
    RunRasters(ReadyRun& ready, const std::filesystem::path& folder, bool release);
    ~RunRasters();
    RunRasters(const RunRasters&) = delete;
    RunRasters& operator=(const RunRasters&) = delete;

    /// Whether there are any to write: then every tile is needed, also those that were counted before.
    bool any() const { return !m_writers.empty(); }
    /// Reads the cells for them, where they were counted before. `work` as of a count.
    void read_cells(const CountRequest& work) const;
    /// Files that are kept back, relative to the folder.
    const std::vector<std::string>& withheld() const { return m_withheld; }
    /// Ends the files, when all cells are written. Throws InputError.
    void finish();

private:
    ReadyRun& m_ready;
    std::vector<std::unique_ptr<RasterWriter>> m_writers;
    std::vector<std::string> m_withheld;
};

} // namespace peaksite
