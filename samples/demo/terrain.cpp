#include "terrain.hpp"

#include "noise.hpp"
#include "paths.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace demo {

namespace {

constexpr double cell_km = 0.2;

double square(Place a, Place b) { return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y); }

std::vector<River> invented_rivers()
{
    constexpr double step = 0.15;
    return {{winding({{-40, 55}, {30, 88}, {75, 97}, {118, 108}, {160, 99}, {205, 110}, {290, 130}}, 0.16, step, 11),
             1195, 1045, 0.28, 17},
            {winding({{96, -60}, {104, 40}, {118, 108}}, 0.18, step, 12), 1470, 1120, 0.10, 9},
            {winding({{172, 260}, {178, 160}, {160, 99}}, 0.18, step, 13), 1460, 1100, 0.10, 9},
            {winding({{-40, 150}, {20, 128}, {75, 97}}, 0.2, step, 14), 1420, 1142, 0.07, 7}};
}

struct Ridge {
    Path line;
    double width_km;
    double height_m;
};

double mountains(Place p)
{
    static const std::vector<Ridge> ridges{{{{140, -12}, {196, 26}, {285, 58}}, 36, 900},
                                           {{{-30, 148}, {36, 186}, {112, 212}, {150, 240}}, 32, 1050},
                                           {{{20, -20}, {66, 6}}, 20, 500}};
    const Place bent{.x = p.x + 9 * octaves(p, 38, 3, 21), .y = p.y + 9 * octaves(p, 38, 3, 22)};
    double highest = 0;
    for (const auto& ridge : ridges)
        highest =
            std::max(highest, ridge.height_m * smooth_step(0, 1, 1 - distance(bent, ridge.line) / ridge.width_km));
    return highest;
}

// The valley of a river at a place whose nearest vertex is known.
void cut(const River& river, Place p, std::size_t vertex, float& bank, float& elevation)
{
    const double off = distance(p, river.course[vertex]) - river.half_width_km;
    bank = std::min(bank, static_cast<float>(off));
    if (off > 2 * river.valley_km) return;
    const double along = static_cast<double>(vertex) / static_cast<double>(river.course.size());
    const double floor_m = river.source_m + along * (river.mouth_m - river.source_m) + 2 + 8 * smooth_step(0, 3, off);
    const double wide = river.valley_km * (1 + 0.45 * octaves(p, 22, 3, 45));
    const double high = static_cast<double>(elevation);
    if (floor_m < high)
        elevation = static_cast<float>(floor_m + smooth_step(0.12 * river.valley_km, wide, off) * (high - floor_m));
}

} // namespace

double Lake::offshore(Place p) const
{
    const double from = distance(p, centre);
    if (from > 2 * radius_km + 6) return from - radius_km; // the outline cannot be told from a circle here
    return from - radius_km * (1 + 0.5 * octaves(p, 7, 3, seed));
}

Terrain::Terrain()
    : m_rivers(invented_rivers()), m_lakes{{{52, 38}, 6.5, 1236, 31},
                                           {{199, 160}, 3.2, 1262, 32},
                                           {{228, 92}, 2.2, 1150, 33}}
{
    m_columns = static_cast<int>((m_rim.xmax - m_rim.xmin + 2) / cell_km) + 2;
    m_rows = static_cast<int>((m_rim.ymax - m_rim.ymin + 2) / cell_km) + 2;
    const auto count = static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows);
    m_bank.assign(count, 1e9F);
    m_elevation.resize(count);
    for (int row = 0; row < m_rows; ++row)
        for (int column = 0; column < m_columns; ++column)
            m_elevation[at(row, column)] = static_cast<float>(height(place(row, column)));
    for (const auto& river : m_rivers) carve(river);
    for (int row = 0; row < m_rows; ++row)
        for (int column = 0; column < m_columns; ++column)
            for (const auto& lake : m_lakes) {
                auto& elevation = m_elevation[at(row, column)];
                const double shore = smooth_step(0.1, 5, lake.offshore(place(row, column)));
                elevation = static_cast<float>(lake.level_m + shore * (static_cast<double>(elevation) - lake.level_m));
            }
}

Place Terrain::place(int row, int column) const
{
    return {.x = m_rim.xmin - 1 + column * cell_km, .y = m_rim.ymin - 1 + row * cell_km};
}

// Every cell learns its nearest vertex of the river in two sweeps (Danielsson 1980); then the valley is cut.
void Terrain::carve(const River& river)
{
    const auto& course = river.course;
    std::vector<std::int32_t> nearest(m_bank.size(), -1);
    const auto offer = [&](int row, int column, std::int32_t vertex) {
        if (vertex < 0 || row < 0 || row >= m_rows || column < 0 || column >= m_columns) return;
        auto& known = nearest[at(row, column)];
        if (known == vertex) return;
        const auto p = place(row, column);
        if (known < 0 ||
            square(p, course[static_cast<std::size_t>(vertex)]) < square(p, course[static_cast<std::size_t>(known)]))
            known = vertex;
    };
    for (std::size_t v = 0; v < course.size(); ++v)
        offer(static_cast<int>(std::lround((course[v].y - m_rim.ymin + 1) / cell_km)),
              static_cast<int>(std::lround((course[v].x - m_rim.xmin + 1) / cell_km)), static_cast<std::int32_t>(v));
    const auto sweep = [&](int row, int ahead) {
        for (const int side : {1, -1})
            for (int i = 0; i < m_columns; ++i) {
                const int column = side > 0 ? i : m_columns - 1 - i;
                const auto vertex = nearest[at(row, column)];
                offer(row, column + side, vertex);
                for (const int shift : {-1, 0, 1}) offer(row + ahead, column + shift, vertex);
            }
    };
    for (int row = 0; row < m_rows; ++row) sweep(row, 1);
    for (int row = m_rows - 1; row >= 0; --row) sweep(row, -1);

    for (int row = 0; row < m_rows; ++row)
        for (int column = 0; column < m_columns; ++column)
            cut(river, place(row, column), static_cast<std::size_t>(nearest[at(row, column)]), m_bank[at(row, column)],
                m_elevation[at(row, column)]);
}

double Terrain::height(Place p)
{
    const double land = 1340 + 60 * octaves(p, 45, 5, 41) + 30 * (p.x - 125) / 125;
    const double mountain = mountains(p);
    const double hills = smooth_step(-0.2, 0.7, octaves(p, 60, 3, 44) + 0.25 - p.x / 600);
    return land + mountain * (0.2 + 1.3 * crests(p, 21, 7, 42)) + (30 + 150 * hills) * crests(p, 4.2, 5, 43);
}

double Terrain::sample(const std::vector<float>& field, Place p) const
{
    const double x = std::clamp((p.x - m_rim.xmin + 1) / cell_km, 0.0, m_columns - 1.001),
                 y = std::clamp((p.y - m_rim.ymin + 1) / cell_km, 0.0, m_rows - 1.001);
    const auto column = static_cast<std::size_t>(x), row = static_cast<std::size_t>(y);
    const auto columns = static_cast<std::size_t>(m_columns);
    const double u = x - static_cast<double>(column), v = y - static_cast<double>(row);
    const auto* from = &field[row * columns + column];
    const double lower = static_cast<double>(from[0]) * (1 - u) + static_cast<double>(from[1]) * u;
    const double upper = static_cast<double>(from[columns]) * (1 - u) + static_cast<double>(from[columns + 1]) * u;
    return lower * (1 - v) + upper * v;
}

double Terrain::bank(Place p) const
{
    double nearest = sample(m_bank, p);
    for (const auto& lake : m_lakes) nearest = std::min(nearest, lake.offshore(p));
    return nearest;
}

double Terrain::slope_degrees(Place p) const
{
    const double east = elevation({p.x + cell_km, p.y}) - elevation({p.x - cell_km, p.y}),
                 north = elevation({p.x, p.y + cell_km}) - elevation({p.x, p.y - cell_km});
    constexpr double metres = 2000 * cell_km;
    return std::atan(std::sqrt(east * east + north * north) / metres) * 180 / std::numbers::pi;
}

double Terrain::exposure(Place p) const
{
    static constexpr std::array<Place, 8> ring{{{3, 0}, {-3, 0}, {0, 3}, {0, -3}, {2, 2}, {-2, 2}, {2, -2}, {-2, -2}}};
    double around = 0;
    for (const auto& [x, y] : ring) around += elevation({p.x + x, p.y + y}) / 8;
    return elevation(p) - around;
}

double Terrain::dryness(Place p) const
{
    const double high = smooth_step(1500, 2100, elevation(p));
    return std::clamp(0.42 + 0.34 * (p.x - 125) / 125 + 0.2 * (p.y - 100) / 100 + 0.22 * octaves(p, 50, 4, 51) -
                          0.5 * high,
                      0.0, 1.0);
}

} // namespace demo
