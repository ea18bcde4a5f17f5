#include "engine/sample.hpp"

#include "engine/sample_cells.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace peaksite {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

template <class T>
void nearest(const Patch<T>& patch, std::span<const SourceLine> lines, int begin, int end, T* out)
{
    std::fill(out, out + (end - begin), patch.missing);
    for (const auto& line : lines)
        for (int col = std::max(begin, line.begin); col < std::min(end, line.end); ++col)
            out[col - begin] = cell_at(patch, cell_of(line.u_at(col)), cell_of(line.v_at(col)));
}

// Calls use(col, u, v) for points spread evenly over a cell of the grid.
template <class Use>
void each_point(const SourceLine& line, int col, int points, Use use)
{
    const double u = line.u_at(col), v = line.v_at(col);
    for (int j = 0; j < points; ++j)
        for (int i = 0; i < points; ++i) {
            const double east = (i + 0.5) / points - 0.5, south = (j + 0.5) / points - 0.5;
            use(u + east * line.du + south * line.du_down, v + east * line.dv + south * line.dv_down);
        }
}

// Edges that meet up to rounding are the same edge: a cell that is only touched has no share.
double on_edge(double position)
{
    constexpr double rounding = 1e-8;
    const double edge = std::round(position);
    return std::fabs(position - edge) < rounding ? edge : position;
}

// Calls use(cell, share) for the cells of an axis that the stretch [from, to) covers.
template <class Use>
void each_share(double from, double to, Use use)
{
    from = on_edge(from);
    to = on_edge(to);
    const int first = cell_of(from), last = cell_of(std::nextafter(to, from));
    for (int cell = first; cell <= last; ++cell)
        use(cell, std::min<double>(to, cell + 1) - std::max<double>(from, cell));
}

struct Votes {
    std::array<double, 256> weight{};
    std::uint8_t winner(std::uint8_t missing)
    {
        weight[missing] = 0;
        const auto best = std::ranges::max_element(weight);
        return *best > 0 ? static_cast<std::uint8_t>(best - weight.begin()) : missing;
    }
};

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

void sample_average(const Patch<double>& patch, std::span<const SourceLine> lines, const Averaging& how, int begin,
                    int end, double* out)
{
    std::fill(out, out + (end - begin), nan);
    for (const auto& line : lines)
        for (int col = std::max(begin, line.begin); col < std::min(end, line.end); ++col) {
            double sum = 0;
            int count = 0;
            each_point(line, col, how.points, [&](double u, double v) {
                const double x = cell_at(patch, cell_of(u), cell_of(v));
                if (x != x) return;
                sum += x;
                ++count;
            });
            if (count > 0) out[col - begin] = sum / (how.keeps_mass ? how.points * how.points : count);
        }
}

void sample_majority(const Patch<std::uint8_t>& patch, std::span<const SourceLine> lines, int points, int begin,
                     int end, std::uint8_t* out)
{
    std::fill(out, out + (end - begin), patch.missing);
    for (const auto& line : lines)
        for (int col = std::max(begin, line.begin); col < std::min(end, line.end); ++col) {
            Votes votes;
            each_point(line, col, points,
                       [&](double u, double v) { votes.weight[cell_at(patch, cell_of(u), cell_of(v))] += 1; });
            out[col - begin] = votes.winner(patch.missing);
        }
}

namespace {

// Calls use(line, col) for every cell of [begin, end) that lies on a line.
template <class Use>
void each_cell(std::span<const SourceLine> lines, int begin, int end, Use use)
{
    for (const auto& line : lines)
        for (int col = std::max(begin, line.begin); col < std::min(end, line.end); ++col) use(line, col);
}

} // namespace

void average_upright(const Patch<double>& patch, std::span<const SourceLine> lines, const Averaging& how, int begin,
                     int end, double* out)
{
    std::fill(out, out + (end - begin), nan);
    each_cell(lines, begin, end, [&](const SourceLine& line, int col) {
        const double high = std::fabs(line.dv_down) / 2, wide = std::fabs(line.du) / 2;
        const double u = line.u_at(col);
        double sum = 0, weight = 0;
        each_share(line.v - high, line.v + high, [&](int row, double row_share) {
            each_share(u - wide, u + wide, [&](int at, double share) {
                const double x = cell_at(patch, at, row);
                if (x != x) return;
                sum += row_share * share * x;
                weight += row_share * share;
            });
        });
        out[col - begin] = weight > 0 ? sum / (how.keeps_mass ? 4 * high * wide : weight) : nan;
    });
}

void majority_upright(const Patch<std::uint8_t>& patch, std::span<const SourceLine> lines, int begin, int end,
                      std::uint8_t* out)
{
    std::fill(out, out + (end - begin), patch.missing);
    each_cell(lines, begin, end, [&](const SourceLine& line, int col) {
        const double high = std::fabs(line.dv_down) / 2, wide = std::fabs(line.du) / 2;
        const double u = line.u_at(col);
        Votes votes;
        each_share(line.v - high, line.v + high, [&](int row, double row_share) {
            each_share(u - wide, u + wide,
                       [&](int at, double share) { votes.weight[cell_at(patch, at, row)] += row_share * share; });
        });
        out[col - begin] = votes.winner(patch.missing);
    });
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
