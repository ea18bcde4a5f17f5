#include "engine/raster_box.hpp"

namespace peaksite {

Box box_of(const RasterInfo& info)
{
    const auto first = info.position.at(0, 0);
    Box out{.xmin = first.x, .ymin = first.y, .xmax = first.x, .ymax = first.y};
    for (const auto& [col, row] : {std::pair{info.cols, 0}, {0, info.rows}, {info.cols, info.rows}}) {
        const auto corner = info.position.at(col, row);
        out = united(out, {.xmin = corner.x, .ymin = corner.y, .xmax = corner.x, .ymax = corner.y});
    }
    return out;
}

} // namespace peaksite
