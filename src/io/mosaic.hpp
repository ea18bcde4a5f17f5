#pragma once

#include "io/encoding.hpp"

#include <string>
#include <vector>

namespace peaksite {

/// One raster to open for a list of files: the file itself, or a virtual mosaic in memory in which later files win.
struct Mosaic {
    std::string path;
};

/// Patterns (`*`, `?`) are replaced by the files they match, by name. `variable` names one of a NetCDF file. Throws
/// InputError: nothing matches, or the files differ in coordinate system, bands or type.
Mosaic mosaic_of(const std::vector<std::string>& files, const std::string& variable);

} // namespace peaksite
