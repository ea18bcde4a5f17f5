#pragma once

#include "grid/window.hpp"

#include <span>

namespace peaksite {

/// Whether windows leave no cell of `rows` by `cols` cells free.
bool cover(std::span<const Window> windows, int rows, int cols);

} // namespace peaksite
