#pragma once

#include "map/sheet/occupied.hpp"

#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// A label on the map: its text as it is broken into lines, and its place. With a leader, a line from a spot on the
/// zone to the nearest spot of the place.
struct MapLabel {
    std::size_t zone = 0;
    Lettering lettering;
    Rect place;
    std::optional<Spot> leader{};
};

/// A zone whose name has no room on the map: named in the legend, by the number that stands on the map instead; 0 where
/// not even that has room.
struct ZoneKey {
    int number = 0;
    std::string name;
    bool operator==(const ZoneKey&) const = default;
};

struct MapLabels {
    std::vector<MapLabel> labels;
    std::vector<ZoneKey> keys; ///< by number, those without one at the end
};

/// Names of zones where they can be read: on their own zone, clear of each other and of all that is taken, in one to
/// three lines or upright, in two sizes. Where zones are few a name may reach over the border, or stand nearby with a
/// leader. Every zone inside the frame that has a name gets a label or a key. Large zones choose first. The labels that
/// are placed are taken.
MapLabels place_labels(const std::vector<SheetZone>& zones, const std::vector<ZoneTrace>& traces,
                       const ZoneMosaic& mosaic, Occupied& occupied, const Typesetter& type);

void draw_labels(const Canvas& canvas, const std::vector<MapLabel>& labels);

} // namespace peaksite
