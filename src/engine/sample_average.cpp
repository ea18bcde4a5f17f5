#include "base/known.hpp"
#include "engine/sample.hpp"

#include "engine/sample_places.hpp"

namespace peaksite {

namespace {

// A weighted sum of what has data.
struct Mean {
    double sum = 0, weight = 0;

    void add(double x, double share)
    {
        if (x != x) return;
        sum += share * x;
        weight += share;
    }
    /// `all`: the weight of the whole cell, data or not.
    double of(const Averaging& how, double all) const
    {
        return weight > 0 ? sum / (how.keeps_mass ? all : weight) : no_value;
    }
};

} // namespace

void sample_average(const Patch<double>& patch, std::span<const SourceLine> lines, const Averaging& how, int begin,
                    int end, double* out)
{
    std::fill(out, out + (end - begin), no_value);
    Places places{how.points};
    const auto all = static_cast<double>(places.count());
    for (const auto& line : lines) {
        const int from = std::max(begin, line.begin), to = std::min(end, line.end);
        if (from >= to) continue;
        places.lay(line);
        const bool inside = lies_inside(patch, line, from, to, places.reach_u(), places.reach_v());
        for (int col = from; col < to; ++col) {
            Mean mean;
            if (inside) {
                places.find(line.u_at(col), line.v_at(col), patch.window);
                for (std::size_t k = 0; k < places.count(); ++k)
                    mean.add(patch.rows[static_cast<std::size_t>(places.rows()[k])][places.cols()[k]], 1);
            } else
                each_point(line, col, how.points,
                           [&](double u, double v) { mean.add(cell_at(patch, cell_of(u), cell_of(v)), 1); });
            out[col - begin] = mean.of(how, all);
        }
    }
}

void average_upright(const Patch<double>& patch, std::span<const SourceLine> lines, const Averaging& how, int begin,
                     int end, double* out)
{
    std::fill(out, out + (end - begin), no_value);
    std::vector<Share> rows, cols;
    for (const auto& line : lines) {
        const int from = std::max(begin, line.begin), to = std::min(end, line.end);
        if (from >= to) continue;
        const double high = std::fabs(line.dv_down) / 2, wide = std::fabs(line.du) / 2;
        fill_shares(line.v - high, line.v + high, rows);
        const bool inside = lies_inside(patch, line, from, to, wide, high);
        for (int col = from; col < to; ++col) {
            const double u = line.u_at(col);
            fill_shares(u - wide, u + wide, cols);
            Mean mean;
            for (const auto& row : rows) {
                const auto* cells =
                    inside ? patch.rows[static_cast<std::size_t>(row.cell - patch.window.row.value)] : nullptr;
                for (const auto& one : cols)
                    mean.add(inside ? cells[one.cell - patch.window.col.value] : cell_at(patch, one.cell, row.cell),
                             row.share * one.share);
            }
            out[col - begin] = mean.of(how, 4 * high * wide);
        }
    }
}

} // namespace peaksite
