#pragma once

#include "engine/raster.hpp"
#include "io/files/files_seen.hpp"
#include "io/raster/disagreements.hpp"

#include <memory>

namespace peaksite {

/// What to read of which files.
struct RasterRequest {
    std::vector<std::string>
        files;              ///< patterns (`*`, `?`) stand for the files they match, by name; of several the later wins
    std::string variable{}; ///< of a NetCDF file
    int band = 1;
    std::optional<std::string> crs{}; ///< overrides what the files say
    Fills nodata{};                   ///< if any: what means "no data" instead of what the files say
    std::string name{};               ///< of a raster made of several files, for messages
};

/// What a raster says of itself beyond its cells.
struct RasterFile {
    Raster raster; ///< the band asked for
    bool has_crs = false;
    std::string assumed_crs{};   ///< taken for a NetCDF file over longitude and latitude that names none
    int bands = 0;               ///< of values
    std::string band_name{};     ///< as the file calls it; may be empty
    std::optional<double> scale; ///< as the files state them
    std::optional<double> offset;
    std::string unit;               ///< empty when not stated
    std::vector<std::string> files; ///< all that it is read from: parts of a mosaic, sources of a VRT, side files
    FilesSeen seen{};               ///< the same, as they were when they were looked at
    Fills declared{};               ///< what the files declare as "no data", whatever the request says
    int alpha = 0;                  ///< band that hides cells where it is 0; 0: none
    /// Of a raster made of several files, what readers of `raster` have met so far; else nothing.
    std::shared_ptr<Disagreements> disagreements{};
};

/// Looks at files without reading cells. Cells without data are those that hold a fill value of their own file, that
/// its mask or alpha band hides, that lie outside its valid range, or for which there is no file. Throws InputError
/// naming the file: not there, not a raster, band missing, complex cells, no position, no or unknown coordinate system;
/// files that do not make one raster.
RasterFile look_at_raster(const RasterRequest& request);

/// One file.
RasterFile look_at_raster(const std::string& path, int band, const std::optional<std::string>& crs);

} // namespace peaksite
