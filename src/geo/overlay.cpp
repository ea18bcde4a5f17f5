#include "geo/overlay.hpp"

#include "geo/parcel_crew.hpp"
#include "geo/slab_sweep.hpp"
#include "geo/zone_edges.hpp"

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace peaksite {

namespace {

namespace bg = boost::geometry;
using TreePoint = bg::model::d2::point_xy<double>;
using TreeBox = bg::model::box<TreePoint>;
using Tree = bg::index::rtree<std::pair<TreeBox, std::size_t>, bg::index::rstar<16>>;

TreeBox tree_box(const Box& box) { return {{box.xmin, box.ymin}, {box.xmax, box.ymax}}; }

std::optional<Box> polygon_bounds(const Shape& shape)
{
    std::optional<Box> box;
    for (const auto& polygon : shape.polygons)
        for (const auto point : polygon.rings.front()) {
            if (!box) box = Box{.xmin = point.x, .ymin = point.y, .xmax = point.x, .ymax = point.y};
            box->xmin = std::min(box->xmin, point.x);
            box->xmax = std::max(box->xmax, point.x);
            box->ymin = std::min(box->ymin, point.y);
            box->ymax = std::max(box->ymax, point.y);
        }
    return box;
}

// What all workers read.
struct Ground {
    std::span<const Shape> parcels;
    TrueAreas areas;
    std::vector<ZoneEdges> zones;
    Tree tree;
    double doubt = 0; // m² per plane unit of a parcel's half girth that coordinates leave open
};

std::optional<Box> box_of_all(std::span<const Shape> parcels, std::span<const Shape> zones)
{
    std::optional<Box> all;
    for (const auto& side : {parcels, zones})
        for (const auto& shape : side)
            if (const auto box = polygon_bounds(shape)) all = all ? united(*all, *box) : *box;
    return all;
}

// Lays one parcel after another.
class ParcelWorker {
public:
    ParcelWorker(const Ground& ground, Overlay& out) : m_ground(ground), m_out(out) {}

    void lay(std::size_t parcel, std::vector<CommonPart>& parts)
    {
        const auto& shape = m_ground.parcels[parcel];
        const double own = m_out.parcel_areas[parcel] = m_ground.areas.of(shape);
        const auto box = polygon_bounds(shape);
        if (!box || !(box->ymin < box->ymax)) return;
        const auto first = static_cast<std::ptrdiff_t>(parts.size());
        m_whole.clear();
        m_cut.clear();
        for (const auto zone : candidates(*box)) sort_in(zone, *box);
        for (const auto zone : m_whole) parts.push_back({.parcel = parcel, .zone = zone, .square_metres = own});
        if (m_cut.empty()) {
            if (m_whole.empty()) m_out.outside[parcel] = own;
            return;
        }
        const auto common = sweep(shape, *box);
        const double least = std::max(1e-6, m_ground.doubt * ((box->xmax - box->xmin) + (box->ymax - box->ymin)));
        for (std::size_t i = 0; i < m_cut.size(); ++i)
            if (common[i + 1] > least)
                parts.push_back(
                    {.parcel = parcel, .zone = m_cut[i].zone, .square_metres = std::min(common[i + 1], own)});
        if (m_whole.empty() && common[0] > least) m_out.outside[parcel] = std::min(common[0], own);
        std::ranges::sort(parts.begin() + first, parts.end(), {}, &CommonPart::zone);
    }

private:
    struct Cut {
        std::size_t zone = 0;
        ZoneEdges::Near near;
    };

    const std::vector<std::size_t>& candidates(const Box& box)
    {
        m_candidates.clear();
        for (auto at = m_ground.tree.qbegin(bg::index::intersects(tree_box(box))); at != m_ground.tree.qend(); ++at)
            m_candidates.push_back(at->second);
        std::ranges::sort(m_candidates);
        return m_candidates;
    }

    void sort_in(std::size_t zone, const Box& box)
    {
        m_ground.zones[zone].near(box, m_near);
        if (!m_near.reaching.empty()) {
            m_cut.push_back({.zone = zone, .near = m_near});
            return;
        }
        const double y = (box.ymin + box.ymax) / 2;
        const auto passing = std::ranges::count_if(
            m_near.west, [&](const ZoneEdges::Edge& edge) { return edge.low.y <= y && y < edge.high.y; });
        if (passing % 2 == 1) m_whole.push_back(zone);
    }

    std::span<const double> sweep(const Shape& shape, const Box& box)
    {
        m_sweep.begin(static_cast<int>(m_cut.size()), box.ymin, box.ymax);
        for (const auto& polygon : shape.polygons)
            for (const auto& ring : polygon.rings)
                for (std::size_t i = 1; i < ring.size(); ++i) m_sweep.add(ring[i - 1], ring[i], 0);
        const double west = box.xmin - (box.xmax - box.xmin);
        for (std::size_t i = 0; i < m_cut.size(); ++i) {
            const int figure = static_cast<int>(i) + 1;
            for (const auto& edge : m_cut[i].near.reaching) m_sweep.add(edge.low, edge.high, figure);
            for (const auto& edge : m_cut[i].near.west)
                m_sweep.add({.x = west, .y = edge.low.y}, {.x = west, .y = edge.high.y}, figure);
        }
        return m_sweep.common(m_ground.areas);
    }

    const Ground& m_ground;
    Overlay& m_out;
    SlabSweep m_sweep;
    ZoneEdges::Near m_near;
    std::vector<std::size_t> m_candidates, m_whole;
    std::vector<Cut> m_cut;
};

} // namespace

Overlay overlay(std::span<const Shape> parcels, std::span<const Shape> zones, const Crs& crs, int threads,
                std::stop_token stop)
{
    Overlay out;
    out.parcel_areas.assign(parcels.size(), 0);
    out.outside.assign(parcels.size(), 0);
    const auto box = box_of_all(parcels, zones);
    if (!box) {
        out.zone_areas.assign(zones.size(), 0);
        return out;
    }
    Ground ground{.parcels = parcels, .areas = TrueAreas{crs, *box}, .zones = {}, .tree = Tree{}};
    const double largest =
        std::max({std::fabs(box->xmin), std::fabs(box->xmax), std::fabs(box->ymin), std::fabs(box->ymax)});
    constexpr double roundings = 8;
    const double metres = crs.geographic() ? crs.earth().semi_major * radians_per_degree : crs.unit_metres();
    ground.doubt = roundings * largest * std::numeric_limits<double>::epsilon() * metres * metres;
    std::vector<std::pair<TreeBox, std::size_t>> boxes;
    for (std::size_t i = 0; i < zones.size(); ++i) {
        out.zone_areas.push_back(ground.areas.of(zones[i]));
        ground.zones.emplace_back(zones[i]);
        if (!zones[i].polygons.empty()) boxes.emplace_back(tree_box(ground.zones.back().box()), i);
    }
    ground.tree = Tree{boxes};
    out.parts = lay_parcels<CommonPart>(parcels.size(), static_cast<unsigned>(std::max(threads, 1)), stop, [&] {
        return ParcelWorker{ground, out};
    });
    return out;
}

} // namespace peaksite
