#pragma once

#include "base/length.hpp"
#include "geo/metric.hpp"

#include <vector>

namespace peaksite {

/// The cells around a cell whose squares come within a distance of its centre: for each step of rows, the columns
/// [first, last] relative to it (none where first > last). Exact for the given metric.
class Stencil {
public:
    /// `metric` in CRS units; cell sizes in CRS units.
    Stencil(const Metric& metric, double cell_width, double cell_height, Length distance);

    struct Span {
        int first = 1;
        int last = 0;
    };
    /// Rows from -reach() to reach(), southward positive.
    Span row(int step) const { return m_spans[static_cast<std::size_t>(step + reach())]; }
    int reach() const { return static_cast<int>(m_spans.size() / 2); }
    /// The most columns to either side.
    int width() const;

private:
    std::vector<Span> m_spans;
};

} // namespace peaksite
