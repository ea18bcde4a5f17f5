#include "geo/geodesic.hpp"

#include "geo/metric.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numbers>

namespace peaksite {
namespace {

TEST(GeodesicDistance, EqualsPublishedLines)
{
    // GeographicLib's own example: Wellington to Salamanca, half round the earth.
    EXPECT_NEAR(geodesic_distance(wgs84, {.x = 174.81, .y = -41.32}, {.x = -5.50, .y = 40.96}), 19959679.267353821,
                1e-6);
    // JFK to Singapore, Karney 2013.
    EXPECT_NEAR(geodesic_distance(wgs84, {.x = -73.8, .y = 40.6}, {.x = 103.99, .y = 1.36}), 15347512.9, 1e5);
    // A quarter of the meridian, and of the equator.
    EXPECT_NEAR(geodesic_distance(wgs84, {.x = 10, .y = 0}, {.x = 10, .y = 90}), 10001965.729312, 1e-5);
    EXPECT_NEAR(geodesic_distance(wgs84, {.x = 0, .y = 0}, {.x = 90, .y = 0}), 6378137 * std::numbers::pi / 2, 1e-6);
}

TEST(GeodesicDistance, OfAPlaceToItselfIsNothing)
{
    EXPECT_EQ(geodesic_distance(cgcs2000, {.x = 106, .y = 38}, {.x = 106, .y = 38}), 0);
}

RC_GTEST_PROP(GeodesicDestination, LiesAsFarAsItShould, ())
{
    const Point from{.x = *rc::gen::inRange(-1800, 1800) / 10.0, .y = *rc::gen::inRange(-890, 890) / 10.0};
    const double azimuth = *rc::gen::inRange(0, 360), metres = *rc::gen::inRange(1, 5000000);
    const auto to = geodesic_destination(cgcs2000, from, azimuth, metres);
    RC_ASSERT(std::fabs(geodesic_distance(cgcs2000, from, to) - metres) < 1e-6);
    RC_ASSERT(std::fabs(geodesic_distance(cgcs2000, to, from) - metres) < 1e-6);
}

TEST(GeodesicDestination, KnowsTheDirections)
{
    const Point from{.x = 105, .y = 38};
    const auto north = geodesic_destination(cgcs2000, from, 0, 1000),
               east = geodesic_destination(cgcs2000, from, 90, 1000);
    EXPECT_NEAR(north.x, 105, 1e-12);
    EXPECT_NEAR((north.y - 38) * degree_lengths(cgcs2000, 38).latitude, 1000, 0.01);
    EXPECT_NEAR((east.x - 105) * degree_lengths(cgcs2000, 38).longitude, 1000, 0.01);
}

// A short step in the plane is as long as the geodesic between its ends.
TEST(GroundMetric, MeasuresShortStepsAsGeodesicsDo)
{
    for (const std::string text :
         {"EPSG:4490", "china-albers", "EPSG:4523", "EPSG:3857", "EPSG:2229", "+proj=stere +lat_0=90 +lon_0=105"}) {
        const auto crs = Crs::parse(text);
        const Transform to_degrees{crs, Crs::parse("EPSG:4490")};
        const GroundMetric ground{crs};
        const auto copy = ground.clone();
        for (const Point place :
             {Point{.x = 106.2, .y = 38.5}, Point{.x = 88.1, .y = 43.9}, Point{.x = 122.5, .y = 53.1}}) {
            const auto at = text == "EPSG:2229" ? to_degrees.inverse({.x = -118, .y = 34}) : to_degrees.inverse(place);
            ASSERT_TRUE(at.has_value());
            const auto metric = ground.at(*at);
            ASSERT_TRUE(metric.has_value());
            EXPECT_EQ(copy.at(*at), metric);
            const double step = crs.geographic() ? 1e-3 : 100 / crs.unit_metres();
            for (int i = 0; i < 12; ++i) {
                const double dx = step * std::cos(i * std::numbers::pi / 12),
                             dy = step * std::sin(i * std::numbers::pi / 12);
                const auto a = to_degrees.forward({.x = at->x - dx / 2, .y = at->y - dy / 2}),
                           b = to_degrees.forward({.x = at->x + dx / 2, .y = at->y + dy / 2});
                ASSERT_TRUE(a && b);
                EXPECT_NEAR(metric->length(dx, dy) / geodesic_distance(crs.ellipsoid(), *a, *b), 1, 2e-8) << text;
            }
        }
    }
}

TEST(GroundMetric, GivesNothingWhereThereIsNoEarth)
{
    EXPECT_FALSE(GroundMetric{Crs::parse("+proj=ortho +lat_0=38 +lon_0=105")}.at({.x = 7e6, .y = 0}).has_value());
}

} // namespace
} // namespace peaksite
