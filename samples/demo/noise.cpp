#include "noise.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace demo {

namespace {

constexpr std::uint64_t mixed(std::uint64_t x)
{
    // splitmix64, Steele, Lea and Flood 2014
    x += 0x9e3779b97f4a7c15U;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
}

constexpr std::uint64_t hashed(std::int64_t a, std::int64_t b, std::uint64_t seed)
{
    return mixed(static_cast<std::uint64_t>(a) * 0xd6e8feb86659fd93U +
                 static_cast<std::uint64_t>(b) * 0xa0761d6478bd642fU + seed * 0xe7037ed1a0b428dbU);
}

constexpr std::size_t draws = 4096;

// Draws that repeat only after 4096 cells: a table is several times faster than a hash.
constexpr auto random_table = [] {
    std::array<std::uint16_t, draws> out{};
    for (std::size_t i = 0; i < draws; ++i)
        out[i] = static_cast<std::uint16_t>(hashed(static_cast<std::int64_t>(i), 0, 1) >> 48U);
    return out;
}();

// Sixteen directions, none along an axis, so that the lattice does not show.
constexpr auto directions = [] {
    constexpr std::array<Place, 4> quarter{{{0.9952, 0.0980}, {0.8819, 0.4714}, {0.6344, 0.7730}, {0.2903, 0.9569}}};
    std::array<Place, 16> out{};
    for (std::size_t i = 0; i < 4; ++i) {
        out[i] = quarter[i];
        out[i + 4] = {.x = -quarter[i].y, .y = quarter[i].x};
        out[i + 8] = {.x = -quarter[i].x, .y = -quarter[i].y};
        out[i + 12] = {.x = quarter[i].y, .y = -quarter[i].x};
    }
    return out;
}();

inline double slope_at(std::uint64_t column, std::uint64_t row, double x, double y)
{
    const auto& direction = directions[random_table[(random_table[column % draws] + row) % draws] % 16U];
    return direction.x * x + direction.y * y;
}

// Each octave looks at a turned and doubled plane.
Place next_octave(Place p)
{
    return {.x = 2 * (0.8 * p.x - 0.6 * p.y) + 0.37, .y = 2 * (0.6 * p.x + 0.8 * p.y) + 0.71};
}

// std::floor would be a call.
std::int64_t below(double value)
{
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) > value ? whole - 1 : whole;
}

double eased(double t) { return t * t * t * (t * (t * 6 - 15) + 10); }

} // namespace

double chance(std::int64_t a, std::int64_t b, std::uint64_t seed)
{
    return static_cast<double>(hashed(a, b, seed) >> 11U) * 0x1p-53;
}

double noise(Place p, std::uint64_t seed)
{
    const auto column = below(p.x), row = below(p.y);
    const double x = p.x - static_cast<double>(column), y = p.y - static_cast<double>(row), u = eased(x), v = eased(y);
    const auto c = static_cast<std::uint64_t>(column) + 977 * seed, r = static_cast<std::uint64_t>(row);
    const double lower = slope_at(c, r, x, y) * (1 - u) + slope_at(c + 1, r, x - 1, y) * u;
    const double upper = slope_at(c, r + 1, x, y - 1) * (1 - u) + slope_at(c + 1, r + 1, x - 1, y - 1) * u;
    return lower * (1 - v) + upper * v;
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
