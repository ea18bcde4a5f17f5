#include "engine/zone_covers.hpp"

#include "geo/cover.hpp"

#include <cmath>

namespace peaksite {

namespace {

// Cells that the box of an outline touches, clipped to the grid.
Window cells_of(const Shape& shape, const Grid& grid)
{
    const auto box = bounds(shape);
    if (!box) return {};
    const auto clipped = [](double value, int most) { return std::clamp(value, 0.0, static_cast<double>(most)); };
    const int top = static_cast<int>(std::floor(clipped(box->ymin, grid.rows()))),
              left = static_cast<int>(std::floor(clipped(box->xmin, grid.cols())));
    const int bottom = static_cast<int>(std::ceil(clipped(box->ymax, grid.rows()))),
              right = static_cast<int>(std::ceil(clipped(box->xmax, grid.cols())));
    return {.row = Row{top}, .col = Col{left}, .rows = bottom - top, .cols = right - left};
}

std::size_t touched_cells(const Coverage& coverage)
{
    std::size_t count = 0;
    for (Row row = coverage.first_row(); row < coverage.end_row(); ++row) {
        const auto here = coverage.row(row);
        count += here.edge.size();
        for (const auto& run : here.full) count += static_cast<std::size_t>(run.end - run.begin);
    }
    return count;
}

} // namespace

const std::vector<int> ZoneCovers::nobody;

ZoneCovers::ZoneCovers(const Pass& pass, std::span<const int> tiles) : m_pass(pass), m_slots(pass.zones.size())
{
    std::vector<char> wanted(static_cast<std::size_t>(pass.tiling.count()));
    for (const int tile : tiles) wanted[static_cast<std::size_t>(tile)] = 1;
    for (std::size_t zone = 0; zone < pass.zones.size(); ++zone) {
        const auto touched = pass.tiling.tiles_touching(cells_of(pass.zones[zone].cells, pass.grid));
        for (int row = touched.row.value; row < touched.row_end().value; ++row)
            for (int col = touched.col.value; col < touched.col_end().value; ++col) {
                const int tile = row * pass.tiling.across() + col;
                if (wanted[static_cast<std::size_t>(tile)] == 0) continue;
                m_by_tile[tile].push_back(static_cast<int>(zone));
                ++m_slots[zone].tiles;
            }
    }
}

std::shared_ptr<const Coverage> ZoneCovers::cover_of(int zone)
{
    auto& slot = m_slots[static_cast<std::size_t>(zone)];
    std::call_once(slot.once, [&] {
        slot.coverage = std::make_shared<const Coverage>(
            cover(m_pass.zones[static_cast<std::size_t>(zone)].cells, m_pass.grid.rows(), m_pass.grid.cols()));
        slot.few = touched_cells(*slot.coverage) <= Distribution::most_pairs;
    });
    return slot.coverage;
}

void ZoneCovers::done(int zone)
{
    // After the last tile only workers that have not begun another still hold the zone.
    auto& slot = m_slots[static_cast<std::size_t>(zone)];
    if (slot.tiles.fetch_sub(1) == 1) slot.coverage.reset();
}

} // namespace peaksite
