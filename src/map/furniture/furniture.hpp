#pragma once

#include "map/furniture/north_arrow.hpp"
#include "map/furniture/scale_bar.hpp"
#include "map/text/labels.hpp"

#include <optional>

namespace peaksite {

/// North arrow and scale bar inside the frame, each in the corner where it hides least of zones and symbols.
struct Furniture {
    std::optional<double> north; ///< nothing where north is nowhere
    Rect arrow{};
    ScaleBlock scale{};
    Rect bar{};
    bool plate = false; ///< there is something behind them that they must be set off from
    std::string lang;
};

/// Finds their places.
Furniture furniture(const Sheet& sheet, const ScaledView& map, const Ground& ground, const ZoneMosaic& mosaic,
                    const std::vector<Circle>& circles, const Typesetter& type);

void draw_furniture(const Canvas& canvas, const Furniture& furniture);

} // namespace peaksite
