#pragma once

#include "engine/readers.hpp"
#include "engine/stencil.hpp"

namespace peaksite {

/// True in cells with a cell nearby for which a condition holds: ground distance from the centre to that cell's square
/// at most `buffer`. Unknown where no such cell is near but one of which it is not known. The condition (output 0 of
/// `program`) is evaluated on the tile and around it, beyond the grid too. Windows must begin on the fixed lattice.
std::unique_ptr<InputReader> halo_reader(const Grid& grid, std::shared_ptr<const Program> program,
                                         std::vector<std::unique_ptr<InputReader>> inputs, Length buffer,
                                         const GroundMetric& ground);

} // namespace peaksite
