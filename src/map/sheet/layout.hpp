#pragma once

#include "map/furniture/legend.hpp"
#include "map/ground/ground.hpp"
#include "map/ground/view.hpp"
#include "map/sheet/block.hpp"
#include "map/sheet/header.hpp"

#include <vector>

namespace peaksite {

/// One way to divide the page below the header: map and panel.
struct Division {
    Rect border; ///< outer line around map and degrees
    Rect panel;
    int columns = 1; ///< of the panel
    ScaledView map{};
    double factor = 1; ///< of the sizes of the panel's texts
};

/// Where the parts of a sheet lie on its page.
struct Layout {
    Rect page;
    Header header{};
    Division division{};
};

/// Width of the band between the frame and the border, where the degrees stand.
inline constexpr double degree_band = millimetres(4.2);

/// Chooses where the panel stands (beside the map or below it), how wide it is and how large its texts are: first so
/// that the texts can be read and the map has the largest scale, then for large texts in a small panel. Texts that are
/// too long for any panel are set smaller than easily read rather than cut. `most` is the most the legend may have to
/// explain, symbols left out.
Layout laid_out(const Sheet& sheet, const Shown& most, const Ground& ground, const Typesetter& type);

/// The panel of a division, for what is really shown; in smaller type than planned only where it would not fit.
std::vector<PlacedBlock> panel(const Sheet& sheet, const Division& division, const Shown& shown,
                               const Typesetter& type);

} // namespace peaksite
