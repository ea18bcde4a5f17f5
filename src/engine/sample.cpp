#include "engine/sample.hpp"

#include "engine/sample_places.hpp"

#include <algorithm>
#include <limits>

namespace peaksite {

namespace {

template <class T>
void nearest(const Patch<T>& patch, std::span<const SourceLine> lines, int begin, int end, T* out)
{
    std::fill(out, out + (end - begin), patch.missing);
    for (const auto& line : lines) {
        const int from = std::max(begin, line.begin), to = std::min(end, line.end);
        if (from >= to) continue;
        const bool inside = lies_inside(patch, line, from, to, 0, 0);
        for (int col = from; col < to; ++col) {
            const double u = line.u_at(col), v = line.v_at(col);
            out[col - begin] = inside
                                   ? patch.rows[static_cast<std::size_t>(static_cast<int>(v) - patch.window.row.value)]
                                               [static_cast<int>(u) - patch.window.col.value]
                                   : cell_at(patch, cell_of(u), cell_of(v));
        }
    }
}

} // namespace

void sample_nearest(const Patch<double>& patch, std::span<const SourceLine> lines, int begin, int end, double* out)
{
    nearest(patch, lines, begin, end, out);
}

void sample_nearest(const Patch<std::uint8_t>& patch, std::span<const SourceLine> lines, int begin, int end,
                    std::uint8_t* out)
{
    nearest(patch, lines, begin, end, out);
}

RowRange rows_touched(std::span<const SourceLine> lines, double reach)
{
    RowRange range{.first = std::numeric_limits<int>::max(), .end = std::numeric_limits<int>::min()};
    for (const auto& line : lines)
        for (const int col : {line.begin, line.end - 1}) {
            range.first = std::min(range.first, cell_of(line.v_at(col) - reach));
            range.end = std::max(range.end, cell_of(line.v_at(col) + reach) + 1);
        }
    return range.first < range.end ? range : RowRange{};
}

} // namespace peaksite
