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

// A vertex of a river, as a seed from which distances spread.
struct Vertex {
    Place at;
    float floor_m;
    std::size_t river;
};

std::vector<River> invented_rivers()
{
    constexpr double step = 0.15;
    return {{winding({{-40, 55}, {30, 88}, {75, 97}, {118, 108}, {160, 99}, {205, 110}, {290, 130}}, 0.16, step, 11), 1190, 0.35, 0.28, 17},
            {winding({{96, -40}, {104, 40}, {118, 108}}, 0.18, step, 12), 1420, 2.1, 0.10, 9},
            {winding({{172, 240}, {178, 160}, {160, 99}}, 0.18, step, 13), 1480, 2.6, 0.10, 9},
            {winding({{-40, 150}, {20, 128}, {75, 97}}, 0.2, step, 14), 1350, 1.5, 0.07, 7}};
}

std::vector<Vertex> vertices(const std::vector<River>& rivers)
{
    std::vector<Vertex> out;
    for (std::size_t r = 0; r < rivers.size(); ++r) {
        double length = 0;
        const auto& course = rivers[r].course;
        for (std::size_t i = 0; i < course.size(); ++i) {
            if (i > 0) length += distance(course[i - 1], course[i]);
            out.push_back({course[i], static_cast<float>(rivers[r].source_m - rivers[r].fall_m_per_km * length), r});
        }
    }
    return out;
}

struct Ridge {
    Path line;
    double width_km;
    double height_m;
};

double mountains(Place p)
{
    static const std::vector<Ridge> ridges{{{{140, -12}, {196, 26}, {285, 58}}, 34, 1000}, {{{-30, 148}, {36, 186}, {112, 212}, {150, 240}}, 30, 1150}, {{{20, -20}, {66, 6}}, 20, 500}};
    const Place bent{.x = p.x + 9 * octaves(p, 38, 3, 21), .y = p.y + 9 * octaves(p, 38, 3, 22)};
    double highest = 0;
    for (const auto& ridge : ridges) highest = std::max(highest, ridge.height_m * smooth_step(0, 1, 1 - distance(bent, ridge.line) / ridge.width_km));
    return highest;
}

} // namespace

double Lake::offshore(Place p) const
{
    const double from = distance(p, centre);
    if (from > 2 * radius_km + 6) return from - radius_km; // the outline cannot be told from a circle here
    return from - radius_km * (1 + 0.5 * octaves(p, 7, 3, seed));
}

Terrain::Terrain() : m_rivers(invented_rivers()), m_lakes{{{52, 38}, 6.5, 1236, 31}, {{199, 160}, 3.2, 1262, 32}, {{228, 92}, 2.2, 1150, 33}}
{
    m_columns = static_cast<int>((m_rim.xmax - m_rim.xmin + 2) / cell_km) + 2;
    m_rows = static_cast<int>((m_rim.ymax - m_rim.ymin + 2) / cell_km) + 2;
    measure_rivers();
    m_elevation.resize(m_bank.size());
    for (int row = 0; row < m_rows; ++row)
        for (int column = 0; column < m_columns; ++column) {
            const auto at = static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column);
            const Place p{.x = m_rim.xmin - 1 + column * cell_km, .y = m_rim.ymin - 1 + row * cell_km};
            m_elevation[at] = static_cast<float>(height(p, m_bank[at], m_floor[at], m_valley[at]));
        }
}

// Nearest vertices spread over the cells in two sweeps (Danielsson 1980).
void Terrain::measure_rivers()
{
    const auto all = vertices(m_rivers);
    const auto count = static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows);
    std::vector<std::int32_t> nearest(count, -1);
    const auto place = [&](int row, int column) { return Place{.x = m_rim.xmin - 1 + column * cell_km, .y = m_rim.ymin - 1 + row * cell_km}; };
    const auto at = [&](int row, int column) { return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column); };
    const auto offer = [&](int row, int column, std::int32_t vertex) {
        if (vertex < 0 || row < 0 || row >= m_rows || column < 0 || column >= m_columns) return;
        auto& known = nearest[at(row, column)];
        const auto p = place(row, column);
        if (known == vertex) return;
        if (known < 0 || square(p, all[static_cast<std::size_t>(vertex)].at) < square(p, all[static_cast<std::size_t>(known)].at)) known = vertex;
    };
    for (std::size_t v = 0; v < all.size(); ++v)
        offer(static_cast<int>(std::lround((all[v].at.y - m_rim.ymin + 1) / cell_km)), static_cast<int>(std::lround((all[v].at.x - m_rim.xmin + 1) / cell_km)), static_cast<std::int32_t>(v));
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

    for (auto* field : {&m_bank, &m_floor, &m_valley}) field->resize(count);
    for (int row = 0; row < m_rows; ++row)
        for (int column = 0; column < m_columns; ++column) {
            const auto& vertex = all[static_cast<std::size_t>(nearest[at(row, column)])];
            const auto& river = m_rivers[vertex.river];
            m_bank[at(row, column)] = static_cast<float>(distance(place(row, column), vertex.at) - river.half_width_km);
            m_floor[at(row, column)] = vertex.floor_m;
            m_valley[at(row, column)] = static_cast<float>(river.valley_km);
        }
}

double Terrain::height(Place p, double bank_km, double floor_m, double valley_km) const
{
    const double land = 1340 + 70 * octaves(p, 45, 4, 41) + 30 * (p.x - 125) / 125;
    const double crest = crests(p, 19, 6, 42);
    const double gullies = 70 * (1 - crests(p, 3.4, 4, 43)) * smooth_step(-0.3, 0.4, octaves(p, 60, 2, 44) + 0.3 - p.x / 500);
    const double high = land + mountains(p) * (0.25 + 1.05 * crest) - gullies;
    const double wide = valley_km * (1 + 0.5 * octaves(p, 22, 3, 45));
    const double rise = smooth_step(0.15 * valley_km, wide, bank_km);
    double out = floor_m + 3 + 5 * smooth_step(0, 2, bank_km) + rise * (std::max(high, floor_m + 40) - floor_m);
    for (const auto& lake : m_lakes) {
        const double shore = smooth_step(0.1, 5, lake.offshore(p));
        out = lake.level_m + shore * (out - lake.level_m);
    }
    return out;
}

double Terrain::sample(const std::vector<float>& field, Place p) const
{
    const double x = std::clamp((p.x - m_rim.xmin + 1) / cell_km, 0.0, m_columns - 1.001), y = std::clamp((p.y - m_rim.ymin + 1) / cell_km, 0.0, m_rows - 1.001);
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
    const double east = elevation({p.x + cell_km, p.y}) - elevation({p.x - cell_km, p.y}), north = elevation({p.x, p.y + cell_km}) - elevation({p.x, p.y - cell_km});
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
    return std::clamp(0.42 + 0.34 * (p.x - 125) / 125 + 0.2 * (p.y - 100) / 100 + 0.22 * octaves(p, 50, 4, 51) - 0.5 * high, 0.0, 1.0);
}

} // namespace demo
