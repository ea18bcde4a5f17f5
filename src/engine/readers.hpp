#pragma once

#include "engine/placement.hpp"
#include "engine/sample.hpp"
#include "eval/machine.hpp"

#include <memory>

namespace peaksite {

/// Supplies the rows of one input of a program, tile by tile. Used by one worker.
class InputReader {
public:
    InputReader() = default;
    InputReader(const InputReader&) = delete;
    InputReader& operator=(const InputReader&) = delete;
    virtual ~InputReader() = default;

    /// Adds what the reader needs to have on the desk for a window of the grid. Depends on the window alone.
    virtual void want(const Window&, WindowList&) {}
    /// Prepares a window, once the desk holds what was wanted.
    virtual void begin(const Window& window) = 0;
    /// Cells [begin, end) of a row of the window, rows in rising order; valid until the next call.
    virtual InputRow row(Row row, int begin, int end) = 0;
    /// What was met outside the range of the layer.
    virtual Strays strays() const { return {}; }
};

/// Numbers of a raster, or something computed from its cells (see ValueRows), brought to the grid. `per_cell` makes an
/// amount per m² into an amount per cell of the grid.
struct NumberInputSpec {
    int raster = 0;
    Resampling resampling = Resampling::bilinear;
    std::shared_ptr<const CellAreas> per_cell;
};
std::unique_ptr<InputReader> number_reader(const Desk& desk, const NumberInputSpec& spec,
                                           std::shared_ptr<ValueRows> rows, Placement placement);

/// Class indices of a raster brought to the grid.
std::unique_ptr<InputReader> class_reader(const Desk& desk, int raster, const ClassRule& rule, Resampling resampling,
                                          Placement placement);

} // namespace peaksite
