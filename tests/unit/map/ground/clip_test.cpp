#include "map/ground/clip.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

constexpr Rect window{.x = 0, .y = 0, .width = 10, .height = 8};

double twice_area(const Trace& ring)
{
    double out = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Spot a = ring[i], b = ring[(i + 1) % ring.size()];
        out += a.x * b.y - a.y * b.x;
    }
    return out;
}

// Even-odd, by counting crossings to the right.
bool inside(const Trace& ring, Spot p)
{
    bool out = false;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Spot a = ring[i], b = ring[(i + 1) % ring.size()];
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) * (b.x - a.x) / (b.y - a.y)) out = !out;
    }
    return out;
}

rc::Gen<Trace> some_ring()
{
    return rc::gen::exec([] {
        Trace out;
        const int count = *rc::gen::inRange(3, 9);
        for (int i = 0; i < count; ++i)
            out.push_back({.x = *rc::gen::inRange(-800, 1800) / 100.0 + 0.001 * i,
                           .y = *rc::gen::inRange(-800, 1600) / 100.0 + 0.0007 * i});
        return out;
    });
}

RC_GTEST_PROP(ClippedRing, KeepsWhatIsInsideAndNothingElse, ())
{
    const auto ring = *some_ring();
    const auto cut = clipped_ring(ring, window);
    for (const auto& spot : cut) RC_ASSERT(grown(window, 1e-9).holds(spot));
    for (double x = 0.53; x < window.right(); x += 1.31)
        for (double y = 0.47; y < window.bottom(); y += 1.17)
            RC_ASSERT(inside(cut, {.x = x, .y = y}) == inside(ring, {.x = x, .y = y}));
}

TEST(ClippedRing, CoveringTheWindowBecomesTheWindow)
{
    const auto cut = clipped_ring({{-5, -5}, {20, -5}, {20, 20}, {-5, 20}}, window);
    EXPECT_DOUBLE_EQ(std::fabs(twice_area(cut)) / 2, window.area());
}

TEST(ClippedRing, OutsideIsEmpty) { EXPECT_TRUE(clipped_ring({{11, 1}, {15, 1}, {13, 5}}, window).empty()); }

RC_GTEST_PROP(ClippedLine, IsThePartWithin, ())
{
    const auto spot = [] {
        return Spot{.x = *rc::gen::inRange(-900, 1900) / 100.0, .y = *rc::gen::inRange(-900, 1900) / 100.0};
    };
    const Spot a = spot(), b = spot();
    const auto cut = clipped_line(a, b, window);
    constexpr int steps = 200;
    for (int i = 0; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps;
        const Spot p{.x = a.x + (b.x - a.x) * t, .y = a.y + (b.y - a.y) * t};
        const bool within = p.x > 1e-6 && p.y > 1e-6 && p.x < window.right() - 1e-6 && p.y < window.bottom() - 1e-6;
        if (!within || a == b) continue;
        RC_ASSERT(cut.has_value());
        const double along = (p.x - cut->first.x) * (b.x - a.x) + (p.y - cut->first.y) * (b.y - a.y);
        const double left = (cut->second.x - p.x) * (b.x - a.x) + (cut->second.y - p.y) * (b.y - a.y);
        RC_ASSERT(along >= -1e-6 && left >= -1e-6);
    }
    if (cut) RC_ASSERT(grown(window, 1e-9).holds(cut->first) && grown(window, 1e-9).holds(cut->second));
}

} // namespace
} // namespace peaksite
