#pragma once

#include "io/raster/raster_file.hpp"
#include "job/init/init.hpp"
#include "job/open/sample_cells.hpp"
#include "plan/catalogue/catalogue.hpp"

#include <optional>

namespace peaksite {

/// What a raster file seems to hold.
struct RasterGuess {
    std::string use; ///< catalogue entry; empty when none fits
    std::optional<Layer> entry;
    Confidence confidence = Confidence::guess;
    Sentence reason;
    std::string unit; ///< of the file, as far as units are known here
    std::string crs;  ///< to be said in the plan, where the file has none
    RasterFile file;
    CellSample sample;
};

/// Compares name, unit, values and classes with every raster entry. Throws InputError when the file is no raster.
RasterGuess guess_raster(const std::string& path, const Catalogue& catalogue);

} // namespace peaksite
