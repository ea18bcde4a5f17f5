#pragma once

#include "map/mosaic.hpp"
#include "map/symbols.hpp"

#include <string>
#include <vector>

namespace peaksite {

/// Where labels may not stand: kept as the squares of a mosaic.
class Occupied {
public:
    explicit Occupied(const Mosaic& mosaic) : m_mosaic(&mosaic), m_taken(static_cast<std::size_t>(mosaic.rows()) * static_cast<std::size_t>(mosaic.cols())) {}

    void take(const Rect& rect);
    void take(const Circle& circle);
    /// Inside the frame and nowhere on what is taken.
    bool free(const Rect& rect) const;

private:
    std::size_t index(int row, int col) const { return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_mosaic->cols()) + static_cast<std::size_t>(col); }

    const Mosaic* m_mosaic;
    std::vector<bool> m_taken;
};

/// A label on the map: its text as it is broken into lines, and its upper left corner.
struct MapLabel {
    std::size_t zone = 0;
    Lettering lettering;
    Rect place;
};

/// Names of zones where they can be read: on their own zone, clear of each other and of all that is taken; a name that has
/// no room in any of its shapes (one to three lines, or upright, in two sizes) is left out. Large zones choose first. The labels that are
/// placed are taken.
std::vector<MapLabel> place_labels(const std::vector<SheetZone>& zones, const Mosaic& mosaic, Occupied& occupied, const Typesetter& type);

void draw_labels(const Canvas& canvas, const std::vector<MapLabel>& labels);


} // namespace peaksite
