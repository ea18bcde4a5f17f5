#include "noise.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace demo {

namespace {

std::uint64_t mixed(std::uint64_t x)
{
    // splitmix64, Steele, Lea and Flood 2014
    x += 0x9e3779b97f4a7c15U;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
}

std::uint64_t hashed(std::int64_t a, std::int64_t b, std::uint64_t seed)
{
    return mixed(static_cast<std::uint64_t>(a) * 0xd6e8feb86659fd93U + static_cast<std::uint64_t>(b) * 0xa0761d6478bd642fU + seed * 0xe7037ed1a0b428dbU);
}

double slope_at(std::int64_t column, std::int64_t row, Place from_corner, std::uint64_t seed)
{
    // Sixteen directions, none along an axis, so that the lattice does not show.
    constexpr std::array<Place, 4> quarter{{{0.9952, 0.0980}, {0.8819, 0.4714}, {0.6344, 0.7730}, {0.2903, 0.9569}}};
    const auto draw = hashed(column, row, seed) >> 60U;
    const auto& first = quarter[draw & 3U];
    const Place direction = (draw & 4U) != 0 ? Place{-first.y, first.x} : first;
    const double slope = direction.x * from_corner.x + direction.y * from_corner.y;
    return (draw & 8U) != 0 ? -slope : slope;
}

// Each octave looks at a turned and doubled plane.
Place next_octave(Place p) { return {.x = 2 * (0.8 * p.x - 0.6 * p.y) + 0.37, .y = 2 * (0.6 * p.x + 0.8 * p.y) + 0.71}; }

// std::floor would be a call.
std::int64_t below(double value)
{
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) > value ? whole - 1 : whole;
}

double eased(double t) { return t * t * t * (t * (t * 6 - 15) + 10); }

} // namespace

double chance(std::int64_t a, std::int64_t b, std::uint64_t seed) { return static_cast<double>(hashed(a, b, seed) >> 11U) * 0x1p-53; }

double noise(Place p, std::uint64_t seed)
{
    const auto column = below(p.x), row = below(p.y);
    const double x = p.x - static_cast<double>(column), y = p.y - static_cast<double>(row), u = eased(x), v = eased(y);
    const double a = slope_at(column, row, {x, y}, seed), b = slope_at(column + 1, row, {x - 1, y}, seed);
    const double c = slope_at(column, row + 1, {x, y - 1}, seed), d = slope_at(column + 1, row + 1, {x - 1, y - 1}, seed);
    return (a + u * (b - a)) * (1 - v) + (c + u * (d - c)) * v;
}

double octaves(Place p, double wave_km, int count, std::uint64_t seed)
{
    double sum = 0, height = 1.5;
    Place at{.x = p.x / wave_km, .y = p.y / wave_km};
    for (int i = 0; i < count; ++i) {
        sum += height * noise(at, seed + static_cast<std::uint64_t>(i));
        height /= 2;
        at = next_octave(at);
    }
    return sum;
}

double crests(Place p, double wave_km, int count, std::uint64_t seed)
{
    double sum = 0, height = 0.5, weight = 1;
    Place at{.x = p.x / wave_km, .y = p.y / wave_km};
    for (int i = 0; i < count; ++i) {
        const double crest = 1 - std::fabs(1.6 * noise(at, seed + static_cast<std::uint64_t>(i)));
        const double sharp = crest * crest * weight;
        sum += height * sharp;
        weight = std::min(1.0, 1.8 * sharp);
        height /= 2;
        at = next_octave(at);
    }
    return sum;
}

} // namespace demo
