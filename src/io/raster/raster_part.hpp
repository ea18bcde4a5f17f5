#pragma once

#include "engine/raster.hpp"
#include "io/files/files_seen.hpp"
#include "io/files/gdal.hpp"

#include <array>

namespace peaksite {

/// What one file says of one of its bands: a raster of its own, or a part of one that is made of several files.
struct RasterPart {
    std::string path; ///< as the plan names it, or NETCDF:"file":variable
    std::string text; ///< what is opened: the path, or the text of a virtual raster
    int band = 1;
    int bands = 0;         ///< of values: without one that says how opaque cells are
    std::string band_name; ///< as the file calls it; may be empty
    PixelType type = PixelType::f32;
    int rows = 0, cols = 0;
    int block_rows = 1, block_cols = 1;
    Affine position;
    std::string wkt;                            ///< empty: no coordinate system
    Fills fills;                                ///< declared, or implied by the format
    std::optional<std::array<double, 2>> valid; ///< raw numbers; others are no data
    std::optional<double> scale, offset;        ///< as stated
    std::string unit;
    bool mask = false;              ///< a mask of the band or file hides cells
    int alpha = 0;                  ///< band that hides cells where it is 0; 0: none
    std::vector<std::string> files; ///< all that it is read from
    FilesSeen seen;                 ///< the same

    /// Cells may be without data though they hold none of the fills.
    bool hides_cells() const { return mask || alpha > 0 || valid; }
    Window window() const { return {.row = Row{0}, .col = Col{0}, .rows = rows, .cols = cols}; }
};

/// Looks at a band without reading cells. Throws InputError naming the file: not there, not a raster, band missing,
/// complex cells, no position, blocks of cells too large for memory.
RasterPart look_at_part(const std::string& path, int band);

/// As above, of the cells alone: where they lie is not asked for.
RasterPart look_at_cells(const std::string& path, int band);

/// Opens the file of a part again, for a worker of its own.
Dataset open_part(const std::string& path, const std::string& text);

} // namespace peaksite
