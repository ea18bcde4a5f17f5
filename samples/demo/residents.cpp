#include "residents.hpp"

#include "units.hpp"

#include <algorithm>

namespace demo {

namespace {

// By the rule of odd crossings, holes included.
bool inside(const std::vector<Path>& rings, Place p)
{
    bool odd = false;
    for (const auto& ring : rings)
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Place a = ring[i], b = ring[(i + 1) % ring.size()];
            if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) odd = !odd;
        }
    return odd;
}

Rim box_of(const std::vector<Path>& rings)
{
    Rim box{.xmin = rings.front().front().x,
            .ymin = rings.front().front().y,
            .xmax = rings.front().front().x,
            .ymax = rings.front().front().y};
    for (const auto& ring : rings)
        for (const auto& p : ring)
            box = {.xmin = std::min(box.xmin, p.x),
                   .ymin = std::min(box.ymin, p.y),
                   .xmax = std::max(box.xmax, p.x),
                   .ymax = std::max(box.ymax, p.y)};
    return box;
}

double residents_of(const std::string& code)
{
    constexpr double ten_thousand = 1e4;
    return ten_thousand * people(*std::ranges::find(units(), code, &Unit::key), last_year);
}

} // namespace

Residents::Residents(const std::vector<County>& counties, const Frame& frame, std::function<double(Place)> people)
    : m_people(std::move(people))
{
    for (const auto& county : counties) {
        auto& ground = m_grounds.emplace_back();
        for (const auto& part : county.parts) ground.rings.insert(ground.rings.end(), part.begin(), part.end());
        ground.box = box_of(ground.rings);
    }
    std::vector<double> spread(counties.size());
    for (int row = 0; row < frame.rows; ++row)
        for (int column = 0; column < frame.columns; ++column) {
            const auto place = from_degrees(
                {.x = frame.left + (column + 0.5) * frame.step, .y = frame.top - (row + 0.5) * frame.step});
            if (const auto* ground = ground_at(place))
                spread[static_cast<std::size_t>(ground - m_grounds.data())] += m_people(place);
        }
    double all = 0, all_spread = 0;
    for (std::size_t i = 0; i < counties.size(); ++i) {
        const double count = residents_of(counties[i].code);
        m_grounds[i].factor = count / spread[i];
        all += count;
        all_spread += spread[i];
    }
    m_elsewhere = all / all_spread;
}

const Residents::Ground* Residents::ground_at(Place place) const
{
    for (const auto& ground : m_grounds)
        if (ground.box.holds(place) && inside(ground.rings, place)) return &ground;
    return nullptr;
}

double Residents::at(Place place) const
{
    const auto* ground = ground_at(place);
    return m_people(place) * (ground == nullptr ? m_elsewhere : ground->factor);
}

} // namespace demo
