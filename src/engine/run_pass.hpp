#pragma once

#include "engine/pass.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace peaksite {

/// Finished work that outlives the program: tiles counted so far and what they found, all that is said of them
/// included. Called by several workers.
class Checkpoint {
public:
    Checkpoint() = default;
    Checkpoint(const Checkpoint&) = delete;
    Checkpoint& operator=(const Checkpoint&) = delete;
    virtual ~Checkpoint() = default;
    /// A tile of an earlier run need not be counted again.
    virtual bool has(int pass, int tile) const = 0;
    /// `strays`: by input of the pass; of these tiles and perhaps of some that were saved before. None: there are none.
    virtual void save(int pass, const std::vector<int>& tiles, const std::map<int, ZoneTally>& zones,
                      const std::vector<Strays>& strays) = 0;
};

struct Progress {
    int tiles = 0;
    int done = 0;
};

struct PassOptions {
    int threads = 1; ///< at most; no more begin than there are tiles
    std::stop_token stop;
    std::function<void(const Progress&)> progress; ///< after every tile, from any worker, one at a time
    Checkpoint* checkpoint = nullptr;
    int pass = 0;     ///< its number in the study, for the checkpoint
    bool last = true; ///< no pass follows: what is counted is written out at once
    std::chrono::milliseconds save_every{5000};
    std::vector<std::shared_ptr<RasterSink>> sinks{}; ///< by output of the pass; none: no gridded output is made
};

struct PassResult {
    std::vector<ZoneTally> zones; ///< by zone, without what the checkpoint had before
    std::vector<Strays> strays;   ///< by input, without what the checkpoint had before; none of a survey
    std::size_t cache_bytes = 0;  ///< taken for decoded blocks
    std::size_t tiles_read = 0;
};

/// Counts all tiles of a pass. The result does not depend on the number of threads or the order of tiles, to the bit.
/// Throws Stopped when asked to stop, and the error of the first failing tile in tile order.
PassResult run_pass(const Pass& pass, const PassOptions& options);

} // namespace peaksite
