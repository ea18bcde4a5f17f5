#include "land.hpp"

#include "noise.hpp"

#include <algorithm>
#include <cmath>

namespace demo {

namespace {

double town_share(Place p)
{
    double share = 0;
    for (const auto& town : towns()) share = std::max(share, 1 - distance(p, town.at) / town.radius_km);
    return share;
}

} // namespace

const std::vector<Town>& towns()
{
    static const std::vector<Town> all{
        {{113, 111}, 11, 1'650'000}, {{151, 105}, 6, 420'000},   {{103, 46}, 3.6, 130'000}, {{158, 62}, 3, 85'000},
        {{64, 44}, 5, 310'000},      {{47, 95}, 3.6, 160'000},   {{88, 150}, 4.8, 280'000}, {{31, 139}, 2.8, 70'000},
        {{166, 152}, 3.4, 120'000},  {{214, 112}, 6.2, 460'000}, {{214, 66}, 3, 90'000},    {{206, 148}, 2.8, 60'000},
        {{78, 91}, 2.6, 60'000},     {{184, 108}, 2.4, 45'000},  {{130, 84}, 1.8, 30'000},  {{60, 116}, 1.8, 26'000},
        {{112, 138}, 1.8, 24'000},   {{236, 122}, 1.9, 30'000}};
    return all;
}

Cover Land::cover(Place p) const
{
    const double bank = m_terrain.bank(p);
    if (bank < 0) return Cover::water;
    const double rough = octaves(p, 1.6, 3, 61);
    if (bank < 1 && rough > -0.1 && bank < 0.35 + 0.5 * octaves(p, 6, 3, 62)) return Cover::wetland;
    if (town_share(p) + 0.42 * rough > 0.52) return Cover::built;
    const double slope = m_terrain.slope_degrees(p), dryness = m_terrain.dryness(p);
    const double fertile =
        smooth_step(15, 1, bank) - 0.35 * smooth_step(0.5, 0.9, dryness) + 0.35 * octaves(p, 9, 4, 63) - slope / 16;
    if (fertile > 0.22) {
        const bool village = octaves(p, 2.6, 2, 64) > 0.62;
        return village ? Cover::built : Cover::cropland;
    }
    return wild(p, slope, dryness);
}

Cover Land::wild(Place p, double slope, double dryness) const
{
    const double height = m_terrain.elevation(p), patch = octaves(p, 6, 6, 65);
    const double north = m_terrain.elevation({p.x, p.y - 0.3}) - m_terrain.elevation({p.x, p.y + 0.3});
    const double woods = smooth_step(1450, 2050, height) - 0.5 * dryness + 0.5 * patch + north / 350;
    if (woods > 0.44) return Cover::forest;
    if (woods > 0.27) return Cover::shrub;
    const double barren = dryness + 0.35 * patch + slope / 90;
    if (barren > 0.7) return Cover::bare;
    if (slope < 6 && patch > 0.42 && dryness < 0.5) return Cover::cropland; // terraces far from the rivers
    return Cover::grassland;
}

double Land::irradiation(Place p) const
{
    return 1545 + 130 * m_terrain.dryness(p) + 0.03 * (m_terrain.elevation(p) - 1300) - 18 * (p.y - 100) / 100 +
           14 * octaves(p, 35, 3, 71);
}

double Land::wind_speed(Place p) const
{
    const double speed = 6.1 + 0.9 * m_terrain.dryness(p) + m_terrain.exposure(p) / 130 + 0.6 * octaves(p, 28, 4, 72) +
                         0.0007 * (m_terrain.elevation(p) - 1300);
    return std::clamp(speed, 3.2, 10.5);
}

double Land::capacity_factor(Place p) const { return std::clamp(0.075 * (wind_speed(p) - 3.1), 0.04, 0.44); }

double Land::people_per_km2(Place p) const
{
    constexpr double spread = 1.1;
    double people = 0;
    for (const auto& town : towns()) {
        const double from = distance(p, town.at), wide = town.radius_km * 0.45;
        people += town.people * std::exp(-from * from / (spread * wide * wide)) / (3.14159265 * spread * wide * wide);
    }
    switch (cover(p)) {
    case Cover::built:
        return people + 900;
    case Cover::cropland:
        return people + 85;
    case Cover::water:
        return 0;
    case Cover::bare:
        return people + 0.4;
    default:
        return people + 6;
    }
}

double Land::emission_per_km2(Place p) const { return 2.6 * people_per_km2(p) + (cover(p) == Cover::built ? 4000 : 0); }

double Land::open_share(Place p) const
{
    const double share = 30 - 0.6 * m_terrain.slope_degrees(p) + 12 * octaves(p, 30, 3, 73);
    return std::round(std::clamp(share, 5.0, 45.0));
}

bool Land::unseen(Place p)
{
    const auto within = [&](Place centre, double radius_km) {
        const double from = distance(p, centre);
        return from < 2 * radius_km && from < radius_km * (1 + 0.5 * octaves(p, 1.2 * radius_km, 3, 81));
    };
    return within({31, 178}, 17) || within({221, 40}, 5);
}

} // namespace demo
