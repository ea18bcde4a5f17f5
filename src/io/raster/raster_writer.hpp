#pragma once

#include "engine/pass.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace peaksite {

/// What a raster output says beside its cells.
struct RasterStyle {
    struct Entry {
        int value = 0;
        std::string label;
        std::string color; ///< "#rrggbb"
    };
    std::vector<Entry> entries; ///< of states; empty for values
    std::string description;    ///< of the band
    std::string unit;
};

/// A GeoTIFF that workers fill tile by tile through `sink`, written by one thread of its own into a temporary tiled
/// file. `finish` makes the Cloud Optimized GeoTIFF of it, with overviews (nearest for states), colour table and a QGIS
/// style beside it. Until then nothing stands at `path`.
class RasterWriter {
public:
    RasterWriter(std::filesystem::path path, const Grid& grid, const Crs& crs, bool states, RasterStyle style);
    ~RasterWriter();
    RasterWriter(const RasterWriter&) = delete;
    RasterWriter& operator=(const RasterWriter&) = delete;

    std::shared_ptr<RasterSink> sink();
    /// Throws InputError when something could not be written.
    void finish();

private:
    class Queue;
    std::filesystem::path m_path;
    RasterStyle m_style;
    bool m_states;
    std::shared_ptr<Queue> m_queue;
};

} // namespace peaksite
