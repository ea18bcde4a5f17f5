#pragma once

#include "map/symbols/symbols.hpp"
#include "map/symbols/zone_mosaic.hpp"

#include <vector>

namespace peaksite {

/// Where labels may not stand: kept as the squares of a mosaic, which must outlive it.
class Occupied {
public:
    explicit Occupied(const ZoneMosaic& mosaic)
        : m_mosaic(&mosaic), m_taken(static_cast<std::size_t>(mosaic.rows()) * static_cast<std::size_t>(mosaic.cols()))
    {}

    void take(const Rect& rect);
    void take(const Circle& circle);
    /// Inside the frame and nowhere on what is taken.
    bool free(const Rect& rect) const;
    /// The same of a line.
    bool free(Spot from, Spot to) const;

private:
    std::size_t index(int row, int col) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_mosaic->cols()) +
               static_cast<std::size_t>(col);
    }

    const ZoneMosaic* m_mosaic;
    std::vector<bool> m_taken;
};

} // namespace peaksite
