#pragma once

#include "map/symbols/zone_traces.hpp"

#include <vector>

namespace peaksite {

/// Colours of the layers of patches, told apart by people with any colour vision (Okabe and Ito 2008); repeats after
/// the last.
Color patch_color(std::size_t layer);
/// As it looks on paper within the zones.
Color patch_color_within(std::size_t layer);

/// The shapes of each layer on the page; those outside the frame are left out.
std::vector<std::vector<ZoneTrace>> patch_traces(const std::vector<SheetPatches>& layers, const View& view);

/// Draws each layer in its colour: faint everywhere, full and outlined within the zones, so that what lies in them
/// stands out and layers below each other can be seen.
void draw_patches(const Canvas& canvas, const std::vector<std::vector<ZoneTrace>>& layers,
                  const std::vector<ZoneTrace>& zones);

} // namespace peaksite
