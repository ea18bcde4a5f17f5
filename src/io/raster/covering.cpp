#include "io/raster/covering.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>

namespace peaksite {

namespace {

// Whether stretches, sorted by their beginning, leave none of [0, end) free.
bool without_hole(const std::vector<std::pair<std::int64_t, std::int64_t>>& sorted, std::int64_t end)
{
    std::int64_t reached = 0;
    for (const auto& [first, last] : sorted) {
        if (first > reached) return false;
        reached = std::max(reached, last);
    }
    return reached >= end;
}

} // namespace

bool cover(std::span<const Window> windows, int rows, int cols)
{
    std::set<std::int64_t> edges{0, rows};
    std::vector<const Window*> by_left;
    for (const auto& one : windows) {
        by_left.push_back(&one);
        for (const std::int64_t edge : {std::int64_t{one.row.value}, std::int64_t{one.row.value} + one.rows})
            if (edge > 0 && edge < rows) edges.insert(edge);
    }
    std::ranges::sort(by_left, {}, [](const Window* one) { return one->col.value; });
    // Between two edges every row has the same windows.
    for (const auto top : edges) {
        if (top >= rows) break;
        std::vector<std::pair<std::int64_t, std::int64_t>> here;
        for (const auto* one : by_left)
            if (one->row.value <= top && std::int64_t{one->row.value} + one->rows > top)
                here.emplace_back(one->col.value, std::int64_t{one->col.value} + one->cols);
        if (!without_hole(here, cols)) return false;
    }
    return true;
}

} // namespace peaksite
