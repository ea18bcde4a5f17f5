#pragma once

#include "map/furniture/furniture.hpp"
#include "map/ground/graticule.hpp"
#include "map/sheet/layout.hpp"

#include <vector>

namespace peaksite {

/// A sheet with everything in its place, ready to be drawn on any surface.
struct Composition {
    const Sheet* sheet = nullptr;
    Layout layout{};
    std::vector<ZoneTrace> traces{};
    std::vector<std::vector<ZoneTrace>> patches{}; ///< by layer
    Shown shown{};
    std::vector<PlacedBlock> panel{};
    Graticule graticule{};
    std::vector<Graticule::Label> degrees{};
    Furniture furniture{};
    std::vector<MapLabel> labels{};
};

/// The sheet must outlive the composition. Throws InputError when no installed font has the characters of its texts, or
/// when its extent is no place.
Composition composed(const Sheet& sheet, const Typesetter& type);

/// Draws in points on a surface of the page's size.
void draw(const Canvas& canvas, const Composition& composition);

} // namespace peaksite
