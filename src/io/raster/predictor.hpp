#pragma once

#include <cstddef>

namespace peaksite {

/// Turns differences of neighbours back into cells (TIFF predictor 2), in place, for a row of `n` cells of
/// `cell_bytes` (1, 2, 4, 8) in the machine's order.
void undo_differences(std::byte* row, std::size_t n, std::size_t cell_bytes);

/// Turns a row of floating-point cells of `cell_bytes` (4, 8) that was split by byte and kept as differences (TIFF
/// predictor 3) back into cells; `spare` has room for the row.
void undo_split(std::byte* row, std::size_t n, std::size_t cell_bytes, std::byte* spare);

} // namespace peaksite
