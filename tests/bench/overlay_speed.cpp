// How long it takes to lay a land survey over counties, and to look for parcels that overlap:  overlay_speed [PARCELS
// [ZONES [THREADS]]] Neighbours share winding boundaries; parcels have 40 corners, zones some thousands.
#include "geo/collisions.hpp"
#include "geo/overlay.hpp"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace {

using namespace peaksite;

// A displaced lattice: cells of one lattice share their boundaries point by point.
class Lattice {
public:
    Lattice(int across, int down, int points, Box box) : m_across(across), m_down(down), m_points(points), m_box(box) {}

    Shape cell(int col, int row) const
    {
        Line ring;
        for (int i = 0; i < m_points; ++i) ring.push_back(at(col + part(i), row));
        for (int i = 0; i < m_points; ++i) ring.push_back(at(col + 1, row + part(i)));
        for (int i = m_points; i > 0; --i) ring.push_back(at(col + part(i), row + 1));
        for (int i = m_points; i > 0; --i) ring.push_back(at(col, row + part(i)));
        ring.push_back(ring.front());
        return {.polygons = {{.rings = {ring}}}, .lines = {}, .points = {}};
    }

private:
    double part(int i) const { return static_cast<double>(i) / m_points; }
    Point at(double u, double v) const
    {
        const double du = 0.05 * std::sin(7.3 * v + 1.7 * u) + 0.005 * std::sin(41 * v),
                     dv = 0.05 * std::sin(6.1 * u + 2.3 * v) + 0.005 * std::sin(37 * u);
        return {.x = m_box.xmin + (u + du) / m_across * (m_box.xmax - m_box.xmin),
                .y = m_box.ymin + (v + dv) / m_down * (m_box.ymax - m_box.ymin)};
    }

    int m_across, m_down, m_points;
    Box m_box;
};

std::vector<Shape> cells_of(int count, int points, Box box)
{
    const int across = static_cast<int>(std::ceil(std::sqrt(count))), down = (count + across - 1) / across;
    const Lattice lattice{across, down, points, box};
    std::vector<Shape> out;
    for (int i = 0; i < count; ++i) out.push_back(lattice.cell(i % across, i / across));
    return out;
}

} // namespace

int main(int argc, char** argv)
{
    const auto argument = [&](int at, int otherwise) { return argc > at ? std::atoi(argv[at]) : otherwise; };
    for (const auto& [name, box] :
         {std::pair{"EPSG:4490", Box{.xmin = 105, .ymin = 36, .xmax = 107, .ymax = 39}},
          {"EPSG:4523", Box{.xmin = 35400000, .ymin = 4000000, .xmax = 35600000, .ymax = 4300000}}}) {
        const auto parcels = cells_of(argument(1, 200000), 10, box), zones = cells_of(argument(2, 22), 1000, box);
        const auto begin = std::chrono::steady_clock::now();
        const auto out = overlay(parcels, zones, Crs::parse(name), argument(3, 2));
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        const auto again = std::chrono::steady_clock::now();
        const auto found = collisions(parcels, Crs::parse(name), 1, static_cast<unsigned>(argument(3, 2)));
        std::printf("%s: %zu pairs of parcels overlap, found in %.2f s\n", name, found.size(),
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - again).count());
        double parts = 0, outside = 0, whole = 0;
        for (const auto& part : out.parts) parts += part.square_metres;
        for (std::size_t i = 0; i < parcels.size(); ++i) outside += out.outside[i], whole += out.parcel_areas[i];
        std::printf(
            "%s: %zu parcels over %zu zones in %.2f s; %zu parts; parts and outside make up the parcels to %.1e\n",
            name, parcels.size(), zones.size(), seconds, out.parts.size(), (parts + outside) / whole - 1);
    }
    return 0;
}
