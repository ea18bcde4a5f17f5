#include "geo/inside.hpp"

#include "geo/validity.hpp"
#include "support/drawing.hpp"
#include "support/shapes.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(CentresInside, EqualTheAnswersOfGeos)
{
    constexpr int rows = 20, cols = 24;
    Random random{51};
    for (int kind = 0; kind < 300; ++kind) {
        const Point centre{.x = random(-3, 27), .y = random(-3, 23)};
        const double radius = std::exp(random(std::log(0.2), std::log(30)));
        Polygon first{.rings = {star(random, centre, radius, random.whole(3, 40), false)}};
        if (kind % 3 == 0) first.rings.push_back(star(random, centre, radius * 0.25, random.whole(3, 12), false));
        Shape shape{.polygons = {first}, .lines = {}, .points = {}};
        if (kind % 4 == 0)
            shape.polygons.push_back(
                {.rings = {star(random, {.x = centre.x + 2.5 * radius, .y = centre.y}, radius, 9, false)}});
        const PolygonIndex index{shape};
        const auto found = matrix(centres_inside(shape, rows, cols), rows, cols);
        for (std::size_t r = 0; r < rows; ++r)
            for (std::size_t c = 0; c < cols; ++c) {
                const bool inside = index.locate({.x = static_cast<double>(c) + 0.5,
                                                  .y = static_cast<double>(r) + 0.5}) != Location::outside;
                ASSERT_EQ(found[r][c], inside ? 1 : 0) << "shape " << kind << " at " << r << " " << c;
            }
    }
}

TEST(CentresInside, OnABoundaryBelongToThePolygonEastOrSouth)
{
    // The square's west and north sides pass through centres, and so do its east and south sides.
    EXPECT_EQ(matrix(centres_inside(polygon("0.5 0.5, 2.5 0.5, 2.5 2.5, 0.5 2.5"), 3, 3), 3, 3),
              draw("1 1 .\n1 1 .\n. . ."));
}

// Corners on cell centres: whatever the diagonal, every centre belongs to one of the neighbours.
TEST(CentresInside, OfNeighboursShareNoCentreAndLeaveNoneOut)
{
    Random random{52};
    for (int round = 0; round < 100; ++round) {
        constexpr int size = 12;
        std::vector<std::vector<double>> sum(size, std::vector<double>(size));
        std::vector<std::vector<Point>> nodes(4);
        for (std::size_t r = 0; r < 4; ++r)
            for (std::size_t c = 0; c < 4; ++c) {
                const bool rim = r == 0 || c == 0 || r == 3 || c == 3;
                const auto wobble = [&] { return rim ? 0.0 : random.whole(-3, 3) * 0.5; };
                nodes[r].push_back(
                    {.x = static_cast<double>(c) * 4 + wobble(), .y = static_cast<double>(r) * 4 + wobble()});
            }
        for (std::size_t r = 0; r < 3; ++r)
            for (std::size_t c = 0; c < 3; ++c) {
                const Line ring{nodes[r][c], nodes[r][c + 1], nodes[r + 1][c + 1], nodes[r + 1][c], nodes[r][c]};
                const auto one =
                    matrix(centres_inside({.polygons = {{.rings = {ring}}}, .lines = {}, .points = {}}, size, size),
                           size, size);
                for (std::size_t i = 0; i < size; ++i)
                    for (std::size_t k = 0; k < size; ++k) sum[i][k] += one[i][k];
            }
        ASSERT_EQ(sum, std::vector(size, std::vector<double>(size, 1.0))) << round;
    }
}

TEST(CentresInside, OfOverlappingPolygonsCountOnce)
{
    Shape shape = polygon("0 0, 4 0, 4 4, 0 4");
    shape.polygons.push_back(polygon("2 2, 6 2, 6 6, 2 6").polygons[0]);
    shape.polygons.push_back(polygon("2 2, 6 2, 6 6, 2 6").polygons[0]);
    const auto covered = matrix(centres_inside(shape, 6, 6), 6, 6);
    EXPECT_EQ(covered, draw("1 1 1 1 . .\n1 1 1 1 . .\n1 1 1 1 1 1\n1 1 1 1 1 1\n. . 1 1 1 1\n. . 1 1 1 1"));
}

TEST(CentresInside, OfNothingOrOutsideAreNone)
{
    EXPECT_TRUE(centres_inside({}, 4, 4).empty());
    EXPECT_TRUE(centres_inside(polygon("9 9, 12 9, 12 12"), 4, 4).empty());
    EXPECT_TRUE(centres_inside(polygon("0.6 0.6, 0.9 0.6, 0.9 0.9, 0.6 0.9"), 4, 4).empty());
}

} // namespace
} // namespace peaksite
