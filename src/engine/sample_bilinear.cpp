#include "base/known.hpp"
#include "engine/sample.hpp"

#include "base/clones.hpp"
#include "engine/sample_cells.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace peaksite {

namespace {

// Between the centres of a position: the two cells and the share of the second.
struct Between {
    int first = 0;
    int second = 0;
    double share = 0;
};

// Cells beyond the window are not there: their weight goes to the neighbour.
Between between(double position, int window_first, int window_count)
{
    const double centred = position - 0.5;
    const int cell = cell_of(centred);
    const int last = window_first + window_count - 1;
    return {.first = std::clamp(cell, window_first, last) - window_first,
            .second = std::clamp(cell + 1, window_first, last) - window_first,
            .share = centred - cell};
}

// Columns go on round the earth where the window does.
Between between_columns(const Patch<double>& patch, double u)
{
    if (patch.period == 0) return between(u, patch.window.col.value, patch.window.cols);
    const double centred = u - 0.5 - patch.window.col.value;
    const int cell = cell_of(centred), last = patch.window.cols - 1;
    return {.first = std::clamp(turned(patch, cell), 0, last),
            .second = std::clamp(turned(patch, cell + 1), 0, last),
            .share = centred - cell};
}

double mixed(double nw, double ne, double sw, double se, double east, double south)
{
    const double north_side = nw + (ne - nw) * east, south_side = sw + (se - sw) * east;
    return north_side + (south_side - north_side) * south;
}

double mixed_with_gaps(const std::array<double, 4>& values, double east, double south)
{
    const std::array<double, 4> weights{(1 - east) * (1 - south), east * (1 - south), (1 - east) * south, east * south};
    double sum = 0, weight = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] != values[i]) continue;
        sum += weights[i] * values[i];
        weight += weights[i];
    }
    return weight > 0 ? sum / weight : no_value;
}

double bilinear_at(const Patch<double>& patch, double u, double v)
{
    const double containing = cell_at(patch, cell_of(u), cell_of(v));
    if (containing != containing) return no_value;
    const auto x = between_columns(patch, u), y = between(v, patch.window.row.value, patch.window.rows);
    const double *north = patch.rows[static_cast<std::size_t>(y.first)],
                 *south = patch.rows[static_cast<std::size_t>(y.second)];
    const std::array<double, 4> values{north[x.first], north[x.second], south[x.first], south[x.second]};
    const double sum = mixed(values[0], values[1], values[2], values[3], x.share, y.share);
    return sum == sum ? sum : mixed_with_gaps(values, x.share, y.share);
}

// Positions along a line from its first cell on: start + i · step, in cells of the patch, as centres count.
struct Axis {
    double start = 0;
    double step = 0;
    double at(int i) const { return start + i * step; }
    // Steps to an edge, from 0 to `end`: a step can be so small that an edge is never reached.
    int steps_to(double edge, double per_step, int end) const
    {
        const double steps = (edge - start) * per_step;
        return steps < end ? std::max(0, static_cast<int>(std::max(steps, -1.0))) : end;
    }
};

// The first i with at(i) ≥ edge, at most `end`; the step is positive. Always beyond `done`, whose place lies before the
// edge.
int first_at(const Axis& axis, double per_step, double edge, int done, int end)
{
    int i = axis.steps_to(edge, per_step, end);
    if (axis.at(i) < edge)
        ++i;
    else if (i > 0 && axis.at(i - 1) >= edge)
        --i;
    return std::clamp(i, done + 1, end);
}

// The first i from which on at(i) < edge, at most `end`; the step is negative. Always beyond `done`.
int first_below(const Axis& axis, double per_step, double edge, int done, int end)
{
    int i = axis.steps_to(edge, per_step, end);
    if (axis.at(i) >= edge)
        ++i;
    else if (i > 0 && axis.at(i - 1) < edge)
        --i;
    return std::clamp(i, done + 1, end);
}

// One source square: eight cells at a time; what is written too much is overwritten by the next stretch.
PEAKSITE_CLONES void mix_stretches(const double* const* rows, Axis u, Axis v, int begin, int end,
                                   double* __restrict out)
{
    static constexpr double lanes[sample_spare] = {0, 1, 2, 3, 4, 5, 6, 7};
    const double per_u = 1 / u.step, per_v = 1 / v.step;
    for (int done = begin; done < end;) {
        const int y = static_cast<int>(v.at(done)),
                  stop = v.step > 0 ? first_at(v, per_v, y + 1, done, end) : first_below(v, per_v, y, done, end);
        const double *north = rows[y], *south = rows[y + 1];
        const double row = y;
        while (done < stop) {
            const int x = static_cast<int>(u.at(done));
            const int next = first_at(u, per_u, x + 1, done, stop);
            const double nw = north[x], dn = north[x + 1] - nw, sw = south[x], ds = south[x + 1] - sw, column = x;
            for (int i = done; i < next; i += sample_spare) {
                const double first = i;
                for (int l = 0; l < sample_spare; ++l) {
                    const double east = (u.start + (first + lanes[l]) * u.step) - column,
                                 down = (v.start + (first + lanes[l]) * v.step) - row;
                    const double a = nw + dn * east, b = sw + ds * east;
                    out[i + l] = a + (b - a) * down;
                }
            }
            done = next;
        }
    }
}

PEAKSITE_CLONES void mix_cells(const double* const* rows, Axis u, Axis v, int begin, int end, double* __restrict out)
{
    for (int i = begin; i < end; ++i) {
        const int x = static_cast<int>(u.at(i)), y = static_cast<int>(v.at(i));
        const double *north = rows[y] + x, *south = rows[y + 1] + x;
        out[i] = mixed(north[0], north[1], south[0], south[1], u.at(i) - x, v.at(i) - y);
    }
}

PEAKSITE_CLONES void mix_rows(const double* __restrict north, const double* __restrict south, double share, int n,
                              double* __restrict out)
{
    for (int i = 0; i < n; ++i) out[i] = north[i] + (south[i] - north[i]) * share;
}

PEAKSITE_CLONES void mix_row(const double* __restrict row, int first, Axis u, int begin, int end,
                             double* __restrict out)
{
    for (int i = begin; i < end; ++i) {
        const int x = static_cast<int>(u.start + i * u.step), at = x - first;
        out[i] = row[at] + (row[at + 1] - row[at]) * ((u.start + i * u.step) - x);
    }
}

// A row of the grid that lies in one row of the raster: first between the rows, then along.
void mix_level(const double* const* rows, Axis u, double v, int begin, int end, double* out)
{
    thread_local std::vector<double> between_rows;
    const int y = static_cast<int>(v), first = static_cast<int>(std::min(u.at(begin), u.at(end - 1)));
    const int count = static_cast<int>(std::max(u.at(begin), u.at(end - 1))) + 2 - first;
    between_rows.resize(std::max(between_rows.size(), static_cast<std::size_t>(count)));
    mix_rows(rows[y] + first, rows[y + 1] + first, v - y, count, between_rows.data());
    mix_row(between_rows.data(), first, u, begin, end, out);
}

// Columns and rows in the patch, by columns of the grid from the line's origin on.
Axis columns_of(const Patch<double>& patch, const SourceLine& line)
{
    return {line.u - 0.5 - patch.window.col.value, line.du};
}
Axis rows_of(const Patch<double>& patch, const SourceLine& line)
{
    return {line.v - 0.5 - patch.window.row.value, line.dv};
}

// All four neighbours of every cell [begin, end) of the line lie in the patch and have data.
void bilinear_inside(const Patch<double>& patch, const SourceLine& line, int begin, int end, double* out)
{
    const auto u = columns_of(patch, line), v = rows_of(patch, line);
    const int from = begin - line.origin, to = end - line.origin;
    double* const origin = out - from;
    constexpr double coarse = 0.3; // of a source cell per cell: enough cells in a square to be worth the set-up
    if (line.dv == 0)
        mix_level(patch.rows.data(), u, v.start, from, to, origin);
    else if (line.du > 0 && line.du < coarse)
        mix_stretches(patch.rows.data(), u, v, from, to, origin);
    else
        mix_cells(patch.rows.data(), u, v, from, to, origin);
}

// Whether the stretch needs no test for the rim of the window, by the very positions at which it is sampled: another
// way to compute them rounds otherwise.
bool inside(const Patch<double>& patch, const SourceLine& line, int begin, int end)
{
    for (const int col : {begin - line.origin, end - 1 - line.origin}) {
        const double u = columns_of(patch, line).at(col), v = rows_of(patch, line).at(col);
        if (!(u >= 0 && v >= 0 && u < patch.window.cols - 1 && v < patch.window.rows - 1)) return false;
    }
    return true;
}

} // namespace

bool sample_bilinear(const Patch<double>& patch, std::span<const SourceLine> lines, int begin, int end, double* out)
{
    int done = begin;
    bool complete = true;
    for (const auto& line : lines) {
        const int from = std::max(begin, line.begin), to = std::min(end, line.end);
        if (from >= to) continue;
        complete = complete && done == from && patch.complete && inside(patch, line, from, to);
        std::fill(out + (done - begin), out + (from - begin), no_value);
        if (patch.complete && inside(patch, line, from, to))
            bilinear_inside(patch, line, from, to, out + (from - begin));
        else
            for (int col = from; col < to; ++col) out[col - begin] = bilinear_at(patch, line.u_at(col), line.v_at(col));
        done = to;
    }
    std::fill(out + (done - begin), out + (end - begin), no_value);
    return complete && done == end;
}

} // namespace peaksite
