#include "geo/grid_places.hpp"

#include <utility>

namespace peaksite {

GridPlaces::GridPlaces(const Grid& grid, Transform to_other) : m_grid(grid), m_to_other(std::move(to_other)) {}

std::optional<Point> GridPlaces::at(double col, double row)
{
    constexpr std::size_t most = std::size_t{1} << 16U;
    const auto quarters = [](double cells) { return static_cast<std::uint32_t>(static_cast<std::int64_t>(4 * cells)); };
    const auto key = std::uint64_t{quarters(row)} << 32U | quarters(col);
    if (m_known.size() >= most) m_known.clear();
    const auto [found, fresh] = m_known.try_emplace(key);
    if (fresh) found->second = m_to_other.forward({.x = m_grid.x(col), .y = m_grid.y(row)});
    return found->second;
}

} // namespace peaksite
