#include "map/ground/view.hpp"

#include <cmath>

namespace peaksite {

double round_scale(double least)
{
    constexpr double mantissas[] = {1, 1.2, 1.5, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10};
    constexpr double tolerance = 1e-9;
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double mantissa : mantissas)
        if (mantissa * power >= least * (1 - tolerance)) return mantissa * power;
    return 10 * power;
}

ScaledView fitted(const Box& extent, Size metres_per_unit, const Rect& frame, double margin)
{
    const double width = (extent.xmax - extent.xmin) * metres_per_unit.width * points_per_metre;
    const double height = (extent.ymax - extent.ymin) * metres_per_unit.height * points_per_metre;
    const double least = std::max(width / (frame.width - 2 * margin), height / (frame.height - 2 * margin));
    const double denominator = round_scale(least);
    const Size scale{.width = metres_per_unit.width * points_per_metre / denominator,
                     .height = metres_per_unit.height * points_per_metre / denominator};
    const Point centre{.x = (extent.xmin + extent.xmax) / 2, .y = (extent.ymin + extent.ymax) / 2};
    return {.denominator = denominator, .view = View{frame, centre, scale}};
}

} // namespace peaksite
