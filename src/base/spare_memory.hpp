#pragma once

namespace peaksite {

/// Gives memory that was freed, and is kept for later, back to the system, where that can be asked for: what a next
/// stage takes is not on top of it.
void give_back_spare_memory();

} // namespace peaksite
