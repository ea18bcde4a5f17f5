#include "geo/polyconic.hpp"

#include "geo/geodesic.hpp"
#include "grid/ellipsoid.hpp"
#include "support/shapes.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

TEST(Polyconic, LengthsNearTheMiddleAreThoseOfTheGroundAndPlacesComeBack)
{
    Random random{7};
    for (const double latitude : {-30.0, 0.0, 3.0, 38.0, 60.0}) {
        const Point middle{.x = 106, .y = latitude};
        const Polyconic plane{middle};
        for (int i = 0; i < 200; ++i) {
            const Point place{.x = middle.x + random(-0.7, 0.7), .y = middle.y + random(-0.7, 0.7)};
            const auto at = plane(place);
            const double ground = geodesic_distance(cgcs2000, middle, place);
            EXPECT_NEAR(std::hypot(at.x, at.y), ground, 1e-4 * ground) << place.x << ' ' << place.y;
            const auto back = plane.back(at);
            EXPECT_NEAR(back.x, place.x, 1e-10);
            EXPECT_NEAR(back.y, place.y, 1e-10);
        }
    }
}

TEST(Polyconic, OfTheEquatorIsItsLength)
{
    const Polyconic plane{{.x = 100, .y = 0}};
    EXPECT_DOUBLE_EQ(plane({.x = 101, .y = 0}).x, cgcs2000.semi_major * std::acos(-1) / 180);
    EXPECT_EQ(plane({.x = 101, .y = 0}).y, 0);
}

} // namespace
} // namespace peaksite
