#pragma once

#include "job/open/open_plan.hpp"
#include "model/meaning/meaning.hpp"

namespace peaksite {

/// Where a layer's own values were summed up.
struct LayerSlot {
    std::string layer;
    std::size_t set = 0;
    Slot slot;
};
/// Of layers of numbers: those of statistics and of sums, least values and amounts of the layer itself.
std::vector<LayerSlot> slots_of_values(const OpenPlan& open, const Meaning& meaning);

/// Whether a raw number is one that files commonly hold where there is nothing: -9999, -32768, 255 of a byte.
bool looks_like_fill(double raw, PixelType type);

/// Warnings of layers whose least or largest value in some zone is such a number, which their files do not declare:
/// means and sums of them are wrong.
std::vector<Sentence> warnings_of_fills(const OpenPlan& open, const Meaning& meaning, const StudyTally& tally);

} // namespace peaksite
