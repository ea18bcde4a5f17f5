#include "grid/ellipsoid.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace peaksite {
namespace {

// The closed form in long double (Snyder 1987, eq. 3-12): the slow obvious way, good to 1e-18 of the whole earth.
long double closed_form(const Ellipsoid& ellipsoid, double south, double north, double longitudes)
{
    const long double degree = std::numbers::pi_v<long double> / 180,
                      f = 1 / static_cast<long double>(ellipsoid.inverse_flattening);
    const long double e2 = f * (2 - f), e = std::sqrt(e2), a = ellipsoid.semi_major;
    const auto q = [&](double latitude) {
        const long double s = std::sin(latitude * degree);
        return (1 - e2) * (s / (1 - e2 * s * s) + std::log((1 + e * s) / (1 - e * s)) / (2 * e));
    };
    return a * a * longitudes * degree / 2 * (q(north) - q(south));
}

void expect_relative(double value, double expected, double tolerance)
{
    EXPECT_NEAR(value / expected, 1, tolerance) << value;
}

// Computed by an independent program, in double: differences of the closed form keep 12 digits for small cells.
TEST(QuadrangleArea, EqualsTheOracles)
{
    constexpr double digits = 5e-12;
    expect_relative(quadrangle_area(cgcs2000, 0, 1, 1), 12308463893.569477, 1e-13);
    expect_relative(quadrangle_area(cgcs2000, 38, 38 + 1 / 120.0, 1 / 120.0), 676982.5692211555, digits);
    expect_relative(quadrangle_area(cgcs2000, 38.48, 38.49, 0.01), 968533.9870409211, digits);
    expect_relative(quadrangle_area(cgcs2000, 22, 22.01, 0.01), 1143385.207690837, digits);
    expect_relative(quadrangle_area(cgcs2000, 50, 50.01, 0.01), 797383.1372202628, digits);
    expect_relative(quadrangle_area(cgcs2000, -90, 90, 360), 510065621718491.4, 1e-14);
    expect_relative(quadrangle_area(cgcs2000, 38, 39, 360), 3485963585640.524, 1e-13);
}

TEST(QuadrangleArea, OfSmallCellsEqualsTheClosedFormInHigherPrecision)
{
    for (const double south : {0.0, 18.0, 22.0, 38.48, 50.0, 53.5})
        for (const double side : {1.0, 0.05, 1 / 120.0, 1 / 3600.0})
            expect_relative(quadrangle_area(cgcs2000, south, south + side, side),
                            static_cast<double>(closed_form(cgcs2000, south, south + side, side)), 1e-13);
}

RC_GTEST_PROP(QuadrangleArea, EqualsTheClosedFormInHigherPrecision, ())
{
    const double south = *rc::gen::inRange(-80000, 78000) / 1000.0, height = *rc::gen::inRange(100, 20000) / 10000.0;
    const double north = std::min(90.0, south + height);
    const auto expected = static_cast<double>(closed_form(cgcs2000, south, north, 0.25));
    RC_ASSERT(std::fabs(quadrangle_area(cgcs2000, south, north, 0.25) / expected - 1) < 2e-14);
}

RC_GTEST_PROP(QuadrangleArea, IsAdditiveInBothDirections, ())
{
    const double south = *rc::gen::inRange(-80, 60), north = south + *rc::gen::inRange(1, 20),
                 middle = (south + north) / 2;
    const double whole = quadrangle_area(wgs84, south, north, 3);
    const double parts = quadrangle_area(wgs84, south, middle, 1) + quadrangle_area(wgs84, south, middle, 2) +
                         quadrangle_area(wgs84, middle, north, 3);
    RC_ASSERT(std::fabs(parts / whole - 1) < 1e-13);
}

TEST(QuadrangleArea, IsTheSameNorthAndSouthOfTheEquator)
{
    for (const double latitude : {0.0, 12.5, 38.0, 60.0, 89.5})
        EXPECT_DOUBLE_EQ(quadrangle_area(wgs84, latitude, latitude + 0.5, 1),
                         quadrangle_area(wgs84, -latitude - 0.5, -latitude, 1));
}

TEST(QuadrangleArea, OfASphereIsArchimedes)
{
    const Ellipsoid sphere{.semi_major = 6371007.181, .inverse_flattening = 0};
    expect_relative(quadrangle_area(sphere, -90, 90, 360), 4 * std::numbers::pi * 6371007.181 * 6371007.181, 1e-14);
    expect_relative(quadrangle_area(sphere, 0, 30, 360), std::numbers::pi * 6371007.181 * 6371007.181, 1e-13);
    expect_relative(quadrangle_area(sphere, 29, 30, 360) + quadrangle_area(sphere, 0, 29, 360),
                    std::numbers::pi * 6371007.181 * 6371007.181, 1e-13);
}

// The area per square degree is the product of the lengths of a degree, in the limit of small cells.
TEST(DegreeLengths, MultiplyToTheAreaOfASmallCell)
{
    for (const double latitude : {0.0, 22.0, 38.4872, 53.5, 80.0}) {
        const auto lengths = degree_lengths(cgcs2000, latitude);
        const double half = 0.0005;
        expect_relative(lengths.latitude * lengths.longitude * 4 * half * half,
                        quadrangle_area(cgcs2000, latitude - half, latitude + half, 2 * half), 1e-9);
    }
}

TEST(DegreeLengths, AtTheEquatorAreThoseOfTheAxes)
{
    const auto lengths = degree_lengths(cgcs2000, 0);
    EXPECT_NEAR(lengths.longitude, 6378137 * radians_per_degree, 1e-8);
    EXPECT_NEAR(lengths.latitude, 6378137 * (1 - cgcs2000.eccentricity2()) * radians_per_degree, 1e-8);
}

} // namespace
} // namespace peaksite
