#include "map/symbols/outer_borders.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace peaksite {

namespace {

using Edge = std::array<double, 4>;

// The same from both sides.
Edge edge(Spot a, Spot b)
{
    return std::pair{a.x, a.y} < std::pair{b.x, b.y} ? Edge{a.x, a.y, b.x, b.y} : Edge{b.x, b.y, a.x, a.y};
}

Spot after(const Trace& ring, std::size_t i) { return ring[(i + 1) % ring.size()]; }

// In order, each as often as rings have it.
std::vector<Edge> edges(const std::vector<ZoneTrace>& zones)
{
    std::vector<Edge> out;
    for (const auto& zone : zones)
        for (const auto& ring : zone)
            for (std::size_t i = 0; i < ring.size(); ++i) out.push_back(edge(ring[i], after(ring, i)));
    std::ranges::sort(out);
    return out;
}

void add_outer(const Trace& ring, const std::vector<Edge>& all, std::vector<Trace>& out)
{
    Trace run;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const auto [first, end] = std::equal_range(all.begin(), all.end(), edge(ring[i], after(ring, i)));
        if (end - first == 1) {
            if (run.empty()) run.push_back(ring[i]);
            run.push_back(after(ring, i));
        } else if (!run.empty()) {
            out.push_back(std::exchange(run, {}));
        }
    }
    if (!run.empty()) out.push_back(std::move(run));
}

} // namespace

std::vector<Trace> outer_borders(const std::vector<ZoneTrace>& zones)
{
    const auto all = edges(zones);
    std::vector<Trace> out;
    for (const auto& zone : zones)
        for (const auto& ring : zone) add_outer(ring, all, out);
    return out;
}

} // namespace peaksite
