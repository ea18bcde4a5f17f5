#include "geo/cover.hpp"

#include "geo/validity.hpp"
#include "support/drawing.hpp"
#include "support/shapes.hpp"

#include <geos_c.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace peaksite {
namespace {

using Matrix = std::vector<std::vector<double>>;

// The slow obvious way: GEOS cuts the polygon with every cell.
Matrix cut_by_geos(const Shape& shape, int rows, int cols)
{
    auto* context = GEOS_init_r();
    const auto geos_ring = [&](const Line& line) {
        auto* sequence = GEOSCoordSeq_create_r(context, static_cast<unsigned>(line.size()), 2);
        for (unsigned i = 0; i < line.size(); ++i) GEOSCoordSeq_setXY_r(context, sequence, i, line[i].x, line[i].y);
        return GEOSGeom_createLinearRing_r(context, sequence);
    };
    std::vector<GEOSGeometry*> parts;
    for (const auto& polygon : shape.polygons) {
        std::vector<GEOSGeometry*> holes;
        for (std::size_t i = 1; i < polygon.rings.size(); ++i) holes.push_back(geos_ring(polygon.rings[i]));
        parts.push_back(GEOSGeom_createPolygon_r(context, geos_ring(polygon.rings[0]), holes.data(),
                                                 static_cast<unsigned>(holes.size())));
    }
    auto* whole =
        GEOSGeom_createCollection_r(context, GEOS_MULTIPOLYGON, parts.data(), static_cast<unsigned>(parts.size()));
    Matrix out(static_cast<std::size_t>(rows), std::vector<double>(static_cast<std::size_t>(cols)));
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < cols; ++c) {
            auto* cell = GEOSGeom_createRectangle_r(context, c, r, c + 1, r + 1);
            auto* common = GEOSIntersection_r(context, whole, cell);
            GEOSArea_r(context, common, &out[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)]);
            GEOSGeom_destroy_r(context, common);
            GEOSGeom_destroy_r(context, cell);
        }
    GEOSGeom_destroy_r(context, whole);
    GEOS_finish_r(context);
    return out;
}

double largest_difference(const Matrix& a, const Matrix& b)
{
    double largest = 0;
    for (std::size_t r = 0; r < a.size(); ++r)
        for (std::size_t c = 0; c < a[r].size(); ++c) largest = std::max(largest, std::fabs(a[r][c] - b[r][c]));
    return largest;
}

Shape random_shape(Random& random, int kind)
{
    const Point centre{.x = random(-2, 14), .y = random(-2, 12)};
    const bool lattice = kind % 2 == 1;
    const double radius = std::exp(random(std::log(0.05), std::log(20)));
    Polygon first{.rings = {star(random, centre, radius, random.whole(3, 40), lattice)}};
    if (kind % 3 == 0) first.rings.push_back(star(random, centre, radius * 0.25, random.whole(3, 12), false));
    Shape shape{.polygons = {first}, .lines = {}, .points = {}};
    if (kind % 4 == 0) {
        const Point beside{.x = centre.x + 2.5 * radius, .y = centre.y};
        shape.polygons.push_back({.rings = {star(random, beside, radius, 9, lattice)}});
    }
    if (kind % 5 == 0) {
        const double thin = 1e-7;
        const Point c{.x = snap(centre.x), .y = snap(centre.y + 40 * radius)};
        shape.polygons.push_back(
            {.rings = {{c, {.x = c.x + 9, .y = c.y + 3}, {.x = c.x + 9, .y = snap(c.y + 3 + thin)}, c}}});
    }
    return made_valid(shape).shape;
}

TEST(Cover, HalfCellsOnTheEdgeCountHalf)
{
    const auto zone = polygon("0.5 0.5, 2.5 0.5, 2.5 2.5, 0.5 2.5");
    EXPECT_EQ(matrix(cover(zone, 3, 3), 3, 3), draw(".25 .5 .25\n .5 1 .5\n.25 .5 .25"));
}

TEST(Cover, RingsMayTurnEitherWay)
{
    const auto one = polygon("0.5 0.5, 2.5 0.5, 2.5 2.5, 0.5 2.5", {"1 1, 2 1, 2 2, 1 2"});
    const auto other = polygon("0.5 2.5, 2.5 2.5, 2.5 0.5, 0.5 0.5", {"1 1, 1 2, 2 2, 2 1"});
    const auto expected = draw(".25 .5 .25\n .5 . .5\n.25 .5 .25");
    EXPECT_EQ(matrix(cover(one, 3, 3), 3, 3), expected);
    EXPECT_EQ(matrix(cover(other, 3, 3), 3, 3), expected);
}

TEST(Cover, EdgesOnCellEdgesMakeFullCells)
{
    const auto covered = cover(polygon("1 1, 4 1, 4 3, 1 3"), 5, 5);
    EXPECT_EQ(covered.row(Row{1}).full.size(), 1U);
    EXPECT_TRUE(covered.row(Row{1}).edge.empty());
    EXPECT_EQ(matrix(covered, 5, 5), draw(". . . . .\n. 1 1 1 .\n. 1 1 1 .\n. . . . .\n. . . . ."));
}

TEST(Cover, WhatLiesOutsideTheGridIsLeftOut)
{
    EXPECT_EQ(matrix(cover(polygon("-5 -5, 9 -5, 9 9, -5 9"), 2, 3), 2, 3), draw("1 1 1\n1 1 1"));
    EXPECT_EQ(matrix(cover(polygon("-5 0.5, 1.5 0.5, 1.5 9, -5 9"), 2, 3), 2, 3), draw(".5 .25 .\n1 .5 ."));
    EXPECT_TRUE(cover(polygon("5 5, 6 5, 6 6"), 2, 3).empty());
    EXPECT_TRUE(cover(polygon("-5 -5, -4 -5, -4 -4"), 2, 3).empty());
}

TEST(Cover, EqualsTheCutByGeosOnRandomPolygons)
{
    constexpr int rows = 10, cols = 12;
    Random random{20261120};
    for (int kind = 0; kind < 600; ++kind) {
        const auto shape = random_shape(random, kind);
        EXPECT_LT(largest_difference(matrix(cover(shape, rows, cols), rows, cols), cut_by_geos(shape, rows, cols)),
                  1e-9)
            << "shape " << kind;
    }
}

TEST(Cover, SumOfSharesIsTheAreaOfThePolygon)
{
    Random random{7};
    for (int i = 0; i < 200; ++i) {
        const Shape shape{
            .polygons = {{.rings = {star(random, {.x = 150, .y = 130}, 120, 300, false)}}}, .lines = {}, .points = {}};
        double sum = 0;
        for (const auto& row : matrix(cover(shape, 300, 300), 300, 300))
            for (const double share : row) sum += share;
        EXPECT_NEAR(sum / plane_area(shape), 1, 1e-12);
    }
}

// Cells of a wobbly quadrilateral mesh: neighbours share their edges point by point.
std::vector<Shape> partition(Random& random, int across, int down, double size)
{
    const auto line = [&](Point a, Point b) {
        Line out{a};
        for (int i = 1; i < 20; ++i) {
            const double t = i / 20.0;
            out.push_back({.x = snap(a.x + (b.x - a.x) * t + random(-.2, .2)),
                           .y = snap(a.y + (b.y - a.y) * t + random(-.2, .2))});
        }
        out.push_back(b);
        return out;
    };
    std::vector<std::vector<Point>> nodes;
    for (int j = 0; j <= down; ++j) {
        auto& row = nodes.emplace_back();
        for (int i = 0; i <= across; ++i) {
            const bool rim = i == 0 || j == 0 || i == across || j == down;
            row.push_back(
                {.x = snap(i * size + (rim ? 0 : random(-1, 1))), .y = snap(j * size + (rim ? 0 : random(-1, 1)))});
        }
    }
    std::map<std::pair<int, int>, Line> level, upright;
    for (int j = 0; j <= down; ++j)
        for (int i = 0; i <= across; ++i) {
            const auto at = [&](int r, int c) {
                return nodes[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
            };
            if (i < across)
                level[{j, i}] = j == 0 || j == down ? Line{at(j, i), at(j, i + 1)} : line(at(j, i), at(j, i + 1));
            if (j < down)
                upright[{j, i}] = i == 0 || i == across ? Line{at(j, i), at(j + 1, i)} : line(at(j, i), at(j + 1, i));
        }
    std::vector<Shape> zones;
    for (int j = 0; j < down; ++j)
        for (int i = 0; i < across; ++i) {
            Line ring = level[{j, i}];
            const auto append = [&](Line part, bool back) {
                if (back) std::ranges::reverse(part);
                ring.insert(ring.end(), part.begin() + 1, part.end());
            };
            append(upright[{j, i + 1}], false);
            append(level[{j + 1, i}], true);
            append(upright[{j, i}], true);
            zones.push_back({.polygons = {{.rings = {ring}}}, .lines = {}, .points = {}});
        }
    return zones;
}

TEST(Cover, APartitionCoversEveryCellOnce)
{
    Random random{3};
    constexpr int size = 40;
    Matrix sum(size, std::vector<double>(size));
    for (const auto& zone : partition(random, 5, 5, 8)) {
        const auto shares = matrix(cover(zone, size, size), size, size);
        for (std::size_t r = 0; r < size; ++r)
            for (std::size_t c = 0; c < size; ++c) sum[r][c] += shares[r][c];
    }
    EXPECT_LT(largest_difference(sum, Matrix(size, std::vector<double>(size, 1.0))), 1e-9);
}

TEST(Cover, ManyCrossingsOfOneCellStayExact)
{
    // A comb of 20,000 teeth inside one cell.
    Line ring{{.x = 0, .y = 0.25}};
    constexpr int teeth = 20000;
    for (int i = 0; i < teeth; ++i) {
        ring.push_back({.x = snap((i + 0.5) / teeth), .y = 0.75});
        ring.push_back({.x = snap((i + 1.0) / teeth), .y = 0.25});
    }
    ring.push_back(ring.front());
    const Shape comb{.polygons = {{.rings = {ring}}}, .lines = {}, .points = {}};
    EXPECT_NEAR(matrix(cover(comb, 1, 1), 1, 1)[0][0], 0.25, 1e-9);
}

} // namespace
} // namespace peaksite
