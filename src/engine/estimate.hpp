#pragma once

#include "engine/pass.hpp"

namespace peaksite {

/// What a pass will take, found from its tiles and blocks without reading any.
struct PassEstimate {
    int tiles = 0;               ///< that will be read
    int tiles_without_zones = 0; ///< that will not
    std::size_t blocks = 0;      ///< to decode, each once
    std::size_t decoded_bytes = 0;
    std::size_t cache_bytes = 0;  ///< the most that decoded blocks will take
    std::size_t worker_bytes = 0; ///< rows, tiles and counters of all workers
    std::size_t zone_bytes = 0;   ///< outlines, coverage and tallies of the zones
    std::size_t vector_bytes = 0; ///< vector layers and their index
};

PassEstimate estimate(const Pass& pass, int threads);

} // namespace peaksite
