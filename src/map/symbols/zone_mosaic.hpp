#pragma once

#include "map/symbols/zone_traces.hpp"

#include <cstdint>
#include <vector>

namespace peaksite {

/// Which zone lies where in the frame: small squares with the number of the zone drawn last over their centre, 0 for
/// none, else its index + 1. Labels and furniture are placed by it.
class ZoneMosaic {
public:
    static constexpr double cells_per_point = 2;

    ZoneMosaic(const std::vector<ZoneTrace>& zones, const Rect& frame);

    int rows() const { return m_rows; }
    int cols() const { return m_cols; }
    std::uint32_t at(int row, int col) const
    {
        return m_cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_cols) +
                       static_cast<std::size_t>(col)];
    }

    /// Squares whose centres lie in a rectangle of the page: [row, row_end) × [col, col_end), cut at the frame.
    struct Cells {
        int row = 0, row_end = 0, col = 0, col_end = 0;
    };
    Cells cells(const Rect& rect) const;
    Spot centre(int row, int col) const;
    const Rect& frame() const { return m_frame; }

    /// Share of the rectangle that any zone covers, and that this zone does.
    double zone_share(const Rect& rect) const;
    double share_of(std::size_t zone, const Rect& rect) const;

    /// Per zone its number of squares and their middle.
    struct Extent {
        std::size_t cells = 0;
        Spot middle;
        Cells box;
    };
    std::vector<Extent> extents(std::size_t zone_count) const;

private:
    Rect m_frame;
    int m_rows;
    int m_cols;
    std::vector<std::uint32_t> m_cells;
};

} // namespace peaksite
