#pragma once

#include "engine/raster.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace peaksite {

/// What a few blocks of a raster hold, before scale and offset.
struct CellSample {
    std::size_t cells = 0;
    std::size_t missing = 0;             ///< equal to nodata, not finite, or beyond 1e30
    double low = 0, high = 0;            ///< of the others, if any
    bool whole = true;                   ///< all of them are whole numbers
    std::map<double, std::size_t> often; ///< cells by value, up to the 300 values met first
    std::vector<double> some;            ///< evenly spread among them, 8,191 at most
    std::size_t present() const { return cells - missing; }
    /// Share of cells of this value among those with data.
    double share_of(double value) const;
};

/// Decodes at most 25 blocks spread over the part of a raster that lies within `around` (longitudes and latitudes;
/// nothing, or no such part: the whole), about 4 million cells at most. Throws InputError when a block cannot be read.
CellSample sample_cells(const Raster& raster, const Fills& nodata, const std::optional<Box>& around);

/// The parts of a raster that hold the box of longitudes and latitudes, on whatever turn the raster counts its own;
/// none when it lies elsewhere.
std::vector<Window> windows_of(const Raster& raster, const Box& degrees);

} // namespace peaksite
