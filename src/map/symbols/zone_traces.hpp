#pragma once

#include "map/ground/view.hpp"
#include "map/sheet/sheet.hpp"
#include "map/text/canvas.hpp"

namespace peaksite {

/// The rings of one zone on the page, outer ones and holes together (filled by the even-odd rule); empty when the zone
/// lies outside the frame.
using ZoneTrace = std::vector<Trace>;

/// The zones on the page, cut a little outside the frame so that no border runs along it, points nearer than a fiftieth
/// of a millimetre united. Neighbours stay neighbours.
std::vector<ZoneTrace> zone_traces(const std::vector<SheetZone>& zones, const View& view);

/// The same of one shape.
ZoneTrace shape_trace(const Shape& shape, const View& view);

} // namespace peaksite
