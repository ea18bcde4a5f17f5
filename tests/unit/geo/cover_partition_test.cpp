#include "geo/cover.hpp"

#include "support/drawing.hpp"
#include "support/shapes.hpp"

#include <geos_c.h>
#include <gtest/gtest.h>

#include <functional>

namespace peaksite {
namespace {

using Diagram = std::function<GEOSGeometry*(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*)>;

GEOSGeometry* voronoi(GEOSContextHandle_t context, const GEOSGeometry* sites, const GEOSGeometry* frame)
{
    return GEOSVoronoiDiagram_r(context, sites, frame, 0, 0);
}
GEOSGeometry* triangles(GEOSContextHandle_t context, const GEOSGeometry* sites, const GEOSGeometry*)
{
    return GEOSDelaunayTriangulation_r(context, sites, 0, 0);
}

Line ring_of(GEOSContextHandle_t context, const GEOSGeometry* ring)
{
    const auto* sequence = GEOSGeom_getCoordSeq_r(context, ring);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(context, sequence, &count);
    Line line(count);
    for (unsigned i = 0; i < count; ++i) {
        GEOSCoordSeq_getXY_r(context, sequence, i, &line[i].x, &line[i].y);
        line[i] = {.x = snap(line[i].x), .y = snap(line[i].y)};
    }
    return line;
}

// A partition of the plane about a grid by GEOS from random sites; the corners of a wide frame are sites too.
std::vector<Shape> partition(Random& random, int sites, double size, const Diagram& diagram)
{
    auto* context = GEOS_init_r();
    std::vector<GEOSGeometry*> points;
    for (int i = 0; i < sites; ++i)
        points.push_back(GEOSGeom_createPointFromXY_r(context, snap(random(-2, size + 2)), snap(random(-2, size + 2))));
    for (const double x : {-3 * size, 4 * size})
        for (const double y : {-3 * size, 4 * size}) points.push_back(GEOSGeom_createPointFromXY_r(context, x, y));
    auto* all =
        GEOSGeom_createCollection_r(context, GEOS_MULTIPOINT, points.data(), static_cast<unsigned>(points.size()));
    auto* frame = GEOSGeom_createRectangle_r(context, -2 * size, -2 * size, 3 * size, 3 * size);
    auto* parts = diagram(context, all, frame);
    std::vector<Shape> zones;
    for (int i = 0; i < GEOSGetNumGeometries_r(context, parts); ++i)
        zones.push_back(
            {.polygons = {{.rings = {ring_of(context,
                                             GEOSGetExteriorRing_r(context, GEOSGetGeometryN_r(context, parts, i)))}}},
             .lines = {},
             .points = {}});
    for (auto* geometry : {all, frame, parts}) GEOSGeom_destroy_r(context, geometry);
    GEOS_finish_r(context);
    return zones;
}

double worst_sum(const std::vector<Shape>& zones, int size)
{
    std::vector<std::vector<double>> sums(static_cast<std::size_t>(size),
                                          std::vector<double>(static_cast<std::size_t>(size)));
    for (const auto& zone : zones) {
        const auto shares = matrix(cover(zone, size, size), size, size);
        for (std::size_t r = 0; r < shares.size(); ++r)
            for (std::size_t c = 0; c < shares.size(); ++c) sums[r][c] += shares[r][c];
    }
    double worst = 0;
    for (const auto& row : sums)
        for (const double sum : row) worst = std::max(worst, std::fabs(sum - 1));
    return worst;
}

TEST(Cover, OfAPartitionAddsUpToOneInEveryCell)
{
    Random random{20261121};
    for (const int sites : {1, 5, 40, 400, 4000}) {
        EXPECT_LT(worst_sum(partition(random, sites, 30, voronoi), 30), 1e-12) << sites << " sites of Voronoi";
        EXPECT_LT(worst_sum(partition(random, sites, 30, triangles), 30), 1e-12) << sites << " corners of triangles";
    }
}

TEST(InCells, CountsColumnsEastAndRowsSouthOnAFineLattice)
{
    const Grid grid{{.x = 100, .y = 40}, 0.1, 0.1, 10, 10};
    const auto shape = in_cells(polygon("100.25 39.9, 100.3 39.9, 100.3 39.85, 100.25 39.85"), grid);
    const auto& ring = shape.polygons[0].rings[0];
    EXPECT_NEAR(ring[0].x, 2.5, 1e-9);
    EXPECT_NEAR(ring[0].y, 1, 1e-9);
    for (const auto p : ring) EXPECT_EQ(snap(p.x), p.x);
    EXPECT_EQ(ring.front(), ring.back());
}

TEST(Cover, OfAShapeOnEdgesThatAreNotExactNumbersIsWhole)
{
    // Multiples of 0.1 are off by a last bit: the snapped lattice makes whole cells of them.
    const Grid grid{{.x = 100, .y = 40}, 0.1, 0.1, 10, 10};
    const auto covered = cover(in_cells(polygon("100.3 39.9, 100.7 39.9, 100.7 39.2, 100.3 39.2"), grid), 10, 10);
    for (int row = 1; row < 8; ++row) {
        ASSERT_EQ(covered.row(Row{row}).full.size(), 1U);
        EXPECT_EQ(covered.row(Row{row}).full[0], (peaksite::Run{.begin = 3, .end = 7}));
        EXPECT_TRUE(covered.row(Row{row}).edge.empty());
    }
}

TEST(Cover, OfCoordinatesFarAwayStaysWithinTheGrid)
{
    const Grid grid{{.x = 0, .y = 0}, 1, 1, 5, 5};
    const auto covered = cover(in_cells(polygon("-1e15 1e15, 1e15 1e15, 1e15 -1e15, -1e15 -1e15"), grid), 5, 5);
    EXPECT_EQ(matrix(covered, 5, 5), std::vector(5, std::vector<double>(5, 1.0)));
}

TEST(Cover, OfNothingIsEmpty)
{
    EXPECT_TRUE(cover({}, 5, 5).empty());
    EXPECT_TRUE(cover(polygon("1 1, 4 1, 1 1"), 5, 5).empty());
    EXPECT_TRUE(cover(polygon("1 1, 1 1, 1 1"), 5, 5).empty());
}

} // namespace
} // namespace peaksite
