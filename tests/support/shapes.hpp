#pragma once

#include "geo/shape.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

namespace peaksite {

/// Random numbers whose seed is in the report of the test.
struct Random {
    explicit Random(unsigned seed) : engine(seed) { ::testing::Test::RecordProperty("seed", static_cast<int>(seed)); }
    double operator()(double low, double high) { return std::uniform_real_distribution{low, high}(engine); }
    int whole(int low, int high) { return std::uniform_int_distribution{low, high}(engine); }
    std::mt19937 engine;
};

/// The lattice of positions on which coverage is exact.
inline double snap(double value) { return std::rint(value * 0x1p32) * 0x1p-32; }

/// A star about a centre: never crosses itself. With `lattice`, vertices fall on cell corners, edges and centres.
inline Line star(Random& random, Point centre, double radius, int points, bool lattice)
{
    Line line;
    for (int i = 0; i < points; ++i) {
        const double angle = 2 * std::numbers::pi * i / points, r = radius * random(0.3, 1);
        Point p{.x = centre.x + r * std::cos(angle), .y = centre.y + r * std::sin(angle)};
        if (lattice) p = {.x = std::round(p.x * 2) / 2, .y = std::round(p.y * 2) / 2};
        line.push_back({.x = snap(p.x), .y = snap(p.y)});
    }
    line.push_back(line.front());
    return line;
}

} // namespace peaksite
