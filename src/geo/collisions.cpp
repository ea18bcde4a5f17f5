#include "geo/collisions.hpp"

#include "geo/parcel_crew.hpp"
#include "geo/slab_sweep.hpp"
#include "geo/zone_edges.hpp"

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <map>

namespace peaksite {

namespace {

namespace bg = boost::geometry;
using TreePoint = bg::model::d2::point_xy<double>;
using TreeBox = bg::model::box<TreePoint>;
using Tree = bg::index::rtree<std::pair<TreeBox, std::size_t>, bg::index::rstar<16>>;

constexpr std::size_t many_edges = 400; // whose edges are worth an index

template <class Use>
void each_edge(const Shape& shape, Use use)
{
    for (const auto& polygon : shape.polygons)
        for (const auto& ring : polygon.rings)
            for (std::size_t i = 1; i < ring.size(); ++i) use(ring[i - 1], ring[i]);
}

// What all workers read.
struct ParcelField {
    std::span<const Shape> parcels;
    std::vector<std::optional<Box>> boxes;
    TrueAreas areas;
    Tree tree;
    std::map<std::size_t, ZoneEdges> large;
    double least = 0;
};

class CollisionWorker {
public:
    explicit CollisionWorker(const ParcelField& field) : m_field(field) {}

    void lay(std::size_t parcel, std::vector<Collision>& out)
    {
        const auto& box = m_field.boxes[parcel];
        if (!box) return;
        m_others.clear();
        const TreeBox asked{{box->xmin, box->ymin}, {box->xmax, box->ymax}};
        for (auto at = m_field.tree.qbegin(bg::index::intersects(asked)); at != m_field.tree.qend(); ++at)
            if (at->second > parcel && share_land(*box, *m_field.boxes[at->second])) m_others.push_back(at->second);
        if (m_others.empty()) return;
        std::ranges::sort(m_others);
        m_sweep.begin(static_cast<int>(m_others.size()), box->ymin, box->ymax);
        each_edge(m_field.parcels[parcel], [&](Point a, Point b) { m_sweep.add(a, b, 0); });
        for (std::size_t i = 0; i < m_others.size(); ++i) add(m_others[i], *box, static_cast<int>(i) + 1);
        const auto common = m_sweep.common(m_field.areas);
        for (std::size_t i = 0; i < m_others.size(); ++i)
            if (common[i + 1] > m_field.least)
                out.push_back({.first = parcel, .second = m_others[i], .square_metres = common[i + 1]});
    }

private:
    static bool share_land(const Box& a, const Box& b)
    {
        return std::min(a.xmax, b.xmax) > std::max(a.xmin, b.xmin) &&
               std::min(a.ymax, b.ymax) > std::max(a.ymin, b.ymin);
    }

    // Edges on the west only count, so that they may be anywhere there; those on the east do not.
    void add(std::size_t other, const Box& box, int figure)
    {
        const double west = box.xmin - (box.xmax - box.xmin);
        const auto add_west = [&](double low, double high) {
            m_sweep.add({.x = west, .y = low}, {.x = west, .y = high}, figure);
        };
        if (const auto large = m_field.large.find(other); large != m_field.large.end()) {
            large->second.near(box, m_near);
            for (const auto& edge : m_near.reaching) m_sweep.add(edge.low, edge.high, figure);
            for (const auto& edge : m_near.west) add_west(edge.low.y, edge.high.y);
            return;
        }
        each_edge(m_field.parcels[other], [&](Point a, Point b) {
            if (std::min(a.x, b.x) > box.xmax) return;
            if (std::max(a.x, b.x) < box.xmin)
                add_west(a.y, b.y);
            else
                m_sweep.add(a, b, figure);
        });
    }

    const ParcelField& m_field;
    SlabSweep m_sweep;
    ZoneEdges::Near m_near;
    std::vector<std::size_t> m_others;
};

} // namespace

std::vector<Collision> collisions(std::span<const Shape> parcels, const Crs& crs, double least, unsigned threads,
                                  const std::stop_token& stop)
{
    std::optional<Box> all;
    std::vector<std::optional<Box>> boxes;
    std::vector<std::pair<TreeBox, std::size_t>> listed;
    std::map<std::size_t, ZoneEdges> large;
    for (std::size_t i = 0; i < parcels.size(); ++i) {
        const auto& box = boxes.emplace_back(parcels[i].polygons.empty() ? std::optional<Box>{} : bounds(parcels[i]));
        if (!box) continue;
        all = all ? united(*all, *box) : *box;
        listed.emplace_back(TreeBox{{box->xmin, box->ymin}, {box->xmax, box->ymax}}, i);
        std::size_t edges = 0;
        for (const auto& polygon : parcels[i].polygons)
            for (const auto& ring : polygon.rings) edges += ring.size();
        if (edges > many_edges) large.emplace(i, ZoneEdges{parcels[i]});
    }
    if (!all) return {};
    const ParcelField field{.parcels = parcels,
                            .boxes = std::move(boxes),
                            .areas = TrueAreas{crs, *all},
                            .tree = Tree{listed},
                            .large = std::move(large),
                            .least = least};
    return lay_parcels<Collision>(parcels.size(), threads, stop, [&] { return CollisionWorker{field}; });
}

} // namespace peaksite
