#pragma once

#include <string>
#include <vector>

namespace peaksite {

/// Refuses a virtual raster (VRT) that would reach beyond raster files at hand, itself or through those it names,
/// however its elements are spelt: raw bytes of a file taken for cells, files on the network, pipes, memory, formats by
/// name, elements that are not known, itself, sources behind sources without end. Other files pass. Throws InputError.
void refuse_hostile_sources(const std::string& path);

/// What to open for a raster, and the files it is then read from (empty: the library lists them).
struct VirtualText {
    std::string text; ///< the path itself, or the text of a virtual raster
    std::vector<std::string> files;
};

/// A virtual raster as written gives 0 where no source has a cell, unless it names a fill value, and takes the fill
/// values of its sources for cells. Returns one in which such cells of `band` are no data: every source keeps its own
/// fill value and mask, and cells without source hold a value that no source can hold. Other files are returned as they
/// are. Throws InputError where a virtual raster cannot be read so; it says what to write into it.
VirtualText with_gaps(const std::string& path, int band);

} // namespace peaksite
