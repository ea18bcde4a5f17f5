#include "map/ground/ground.hpp"

#include "geo/geodesic.hpp"
#include "geo/metric.hpp"

namespace peaksite {

Ground::Ground(const Crs& crs) : m_crs(crs), m_to_degrees(crs, Crs::parse("EPSG:4490")) {}

std::optional<double> Ground::distance(Point a, Point b) const
{
    const auto from = degrees(a), to = degrees(b);
    if (!from || !to) return {};
    return geodesic_distance(m_crs.earth(), *from, *to);
}

Size Ground::metres_per_unit(Point place) const
{
    const auto metric = GroundMetric{m_crs}.at(place);
    if (!metric) return {.width = m_crs.unit_metres(), .height = m_crs.unit_metres()};
    if (m_crs.geographic()) return {.width = std::sqrt(metric->xx), .height = std::sqrt(metric->yy)};
    const double both = std::sqrt(metric->area_ratio());
    return {.width = both, .height = both};
}

} // namespace peaksite
