#include "job/open/sample_cells.hpp"

#include "engine/cells.hpp"
#include "engine/raster_box.hpp"
#include "geo/turns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace peaksite {

namespace {

constexpr std::size_t most_cells = std::size_t{1} << 22U, most_values = 300;

// Blocks spread over the window: at its middle, quarters and edges.
std::set<std::pair<int, int>> blocks_in(const RasterInfo& info, const Window& window, std::size_t most)
{
    std::set<std::pair<int, int>> out;
    const std::size_t cells = static_cast<std::size_t>(info.block_rows) * static_cast<std::size_t>(info.block_cols);
    for (const double down : {0.5, 0.25, 0.75, 0.0, 1.0})
        for (const double along : {0.5, 0.25, 0.75, 0.0, 1.0}) {
            if (!out.empty() && (out.size() + 1) * cells > most) return out;
            const int row = window.row.value + static_cast<int>(down * (window.rows - 1)),
                      col = window.col.value + static_cast<int>(along * (window.cols - 1));
            out.emplace(row / info.block_rows, col / info.block_cols);
        }
    return out;
}

class Counter {
public:
    Counter(const RasterInfo& info, const Fills& nodata) : m_info(info) { m_rule.nodata = nodata; }

    void add(const std::byte* block, const Window& part)
    {
        for (int row = 0; row < part.rows; ++row) {
            m_row.resize(static_cast<std::size_t>(part.cols));
            const auto first = static_cast<std::size_t>(row + part.row.value % m_info.block_rows) *
                                   static_cast<std::size_t>(m_info.block_cols) +
                               static_cast<std::size_t>(part.col.value % m_info.block_cols);
            Strays strays;
            to_values(block + first * bytes_of(m_info.type), m_info.type, part.cols, m_rule, m_row.data(), strays);
            for (const double value : m_row) count(value);
        }
    }
    CellSample take() { return std::move(m_out); }

private:
    void count(double value)
    {
        const bool first = m_out.present() == 0;
        ++m_out.cells;
        if (!std::isfinite(value)) {
            ++m_out.missing;
            return;
        }
        m_out.low = first ? value : std::min(m_out.low, value);
        m_out.high = first ? value : std::max(m_out.high, value);
        if (value != std::floor(value)) m_out.whole = false;
        keep(value);
        if (m_out.often.size() < most_values)
            ++m_out.often[value];
        else if (const auto known = m_out.often.find(value); known != m_out.often.end())
            ++known->second;
    }

    // Evenly many of all: where they become too many, every second of them stays.
    void keep(double value)
    {
        constexpr std::size_t most = 8192;
        if ((m_out.present() - 1) % m_stride != 0) return;
        m_out.some.push_back(value);
        if (m_out.some.size() < most) return;
        for (std::size_t i = 0; 2 * i < most; ++i) m_out.some[i] = m_out.some[2 * i];
        m_out.some.resize(most / 2);
        m_stride *= 2;
    }

    const RasterInfo& m_info;
    ValueRule m_rule;
    std::vector<double> m_row;
    CellSample m_out;
    std::size_t m_stride = 1;
};

// Points of the raster's plane that are spread over a box of longitudes and latitudes; their longitudes follow each
// other as those of the box.
std::vector<Point> places(const Crs& crs, const Box& degrees)
{
    static const Crs geographic = Crs::parse("EPSG:4490");
    const Transform transform{geographic, crs};
    constexpr int steps = 8;
    constexpr double turn = 360;
    std::vector<Point> out;
    for (int i = 0; i <= steps; ++i)
        for (int j = 0; j <= steps; ++j) {
            const Point from{.x = degrees.xmin + (degrees.xmax - degrees.xmin) * i / steps,
                             .y = degrees.ymin + (degrees.ymax - degrees.ymin) * j / steps};
            auto to = transform.forward(from);
            if (to && crs.geographic()) to->x += turn * std::round((from.x - to->x) / turn);
            if (to) out.push_back(*to);
        }
    return out;
}

// The part of the raster that holds the points, moved to the east.
Window window_of(const RasterInfo& info, const std::vector<Point>& points, double east)
{
    double top = 1e300, bottom = -1e300, left = 1e300, right = -1e300;
    for (const auto& point : points) {
        const auto [col, row] = info.position.cells({.x = point.x + east, .y = point.y});
        top = std::min(top, row), bottom = std::max(bottom, row), left = std::min(left, col),
        right = std::max(right, col);
    }
    const auto clamped = [](double value, int most) {
        return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(most)));
    };
    const int first_row = clamped(std::floor(top), info.rows), first_col = clamped(std::floor(left), info.cols);
    return {.row = Row{first_row},
            .col = Col{first_col},
            .rows = clamped(std::ceil(bottom), info.rows) - first_row,
            .cols = clamped(std::ceil(right), info.cols) - first_col};
}

} // namespace

double CellSample::share_of(double value) const
{
    const auto found = often.find(value);
    return found == often.end() || present() == 0 ? 0
                                                  : static_cast<double>(found->second) / static_cast<double>(present());
}

std::vector<Window> windows_of(const Raster& raster, const Box& degrees)
{
    const auto points = places(raster.crs, degrees);
    if (points.empty()) return {};
    const auto [left, right] = std::ranges::minmax(points, {}, &Point::x);
    const auto [low, high] = std::ranges::minmax(points, {}, &Point::y);
    const Box box{.xmin = left.x, .ymin = low.y, .xmax = right.x, .ymax = high.y};
    std::vector<Window> out;
    for (const auto& copy : on_all_turns(box, box_of(raster.info), raster.crs))
        if (const auto window = window_of(raster.info, points, copy.xmin - box.xmin); !window.empty())
            out.push_back(window);
    return out;
}

CellSample sample_cells(const Raster& raster, const Fills& nodata, const std::optional<Box>& around)
{
    auto windows = around ? windows_of(raster, *around) : std::vector<Window>{};
    if (windows.empty()) windows = {raster.info.window()};
    const auto source = raster.open();
    std::vector<std::byte> block(raster.info.block_bytes());
    Counter counter{raster.info, nodata};
    for (const auto& window : windows)
        for (const auto& [row, col] : blocks_in(raster.info, window, most_cells / windows.size())) {
            source->read_block(row, col, block.data());
            const Window cells{.row = Row{row * raster.info.block_rows},
                               .col = Col{col * raster.info.block_cols},
                               .rows = raster.info.block_rows,
                               .cols = raster.info.block_cols};
            counter.add(block.data(), intersection(cells, window));
        }
    return counter.take();
}

} // namespace peaksite
