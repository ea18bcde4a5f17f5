#include "noise.hpp"

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
    constexpr std::array<Place, 8> directions{{{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {0.7071, 0.7071}, {-0.7071, 0.7071}, {0.7071, -0.7071}, {-0.7071, -0.7071}}};
    const auto& direction = directions[hashed(column, row, seed) >> 61U];
    return direction.x * from_corner.x + direction.y * from_corner.y;
}

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
    double sum = 0, height = 1, frequency = 1 / wave_km;
    for (int i = 0; i < count; ++i) {
        sum += height * noise({p.x * frequency, p.y * frequency}, seed + static_cast<std::uint64_t>(i));
        height /= 2;
        frequency *= 2;
    }
    return sum;
}

double crests(Place p, double wave_km, int count, std::uint64_t seed)
{
    double sum = 0, height = 0.5, frequency = 1 / wave_km, before = 1;
    for (int i = 0; i < count; ++i) {
        const double crest = 1 - std::fabs(noise({p.x * frequency, p.y * frequency}, seed + static_cast<std::uint64_t>(i))) / 0.7;
        const double sharp = crest * crest * before;
        sum += height * sharp;
        before = sharp < 1 ? sharp : 1;
        height /= 2;
        frequency *= 2;
    }
    return sum;
}

} // namespace demo
