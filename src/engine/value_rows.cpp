#include "engine/value_rows.hpp"

#include "base/clones.hpp"
#include "engine/arctangent.hpp"
#include "grid/tiling.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

void ValueRows::ask(const Window& window, int kept)
{
    const bool first = round() != m_round;
    m_window = first ? window : united(m_window, window);
    if (first) m_kept = 0;
    m_round = round();
    m_open = false;
    m_kept += std::max(1, kept);
    prepare();
}

void ValueRows::open()
{
    m_open = true;
    m_kept = std::min(m_kept, m_window.rows);
    m_stride = static_cast<std::size_t>(m_window.cols);
    m_cells.resize(std::max(m_cells.size(), m_stride * static_cast<std::size_t>(m_kept)));
    m_rows.assign(static_cast<std::size_t>(m_kept), -1);
    m_complete.assign(static_cast<std::size_t>(m_kept), 0);
}

const double* ValueRows::row(int row)
{
    if (!m_open) open();
    const auto at = slot(row);
    double* cells = m_cells.data() + at * m_stride;
    if (m_rows[at] != row) {
        m_complete[at] = make(row, cells) ? 1 : 0;
        m_rows[at] = row;
    }
    return cells;
}

bool RasterRows::make(int row, double* out)
{
    const int first = window().col.value;
    const auto type = m_desk.info(m_raster).type;
    int missing = 0;
    m_desk.each_stretch(m_raster, row, first, first + window().cols, [&](const std::byte* cells, int count, int col) {
        missing += to_values(cells, type, count, m_rule, out + (col - first), m_strays);
    });
    return missing == 0;
}

SlopeRows::SlopeRows(std::shared_ptr<ValueRows> elevation, const RasterInfo& info, double metres,
                     const GroundMetric& ground, Form form)
    : m_elevation(std::move(elevation)), m_info(info), m_metres(metres), m_ground(ground.clone()), m_form(form)
{}

void SlopeRows::prepare()
{
    m_elevation->ask(intersection(grown(window(), 1), m_info.window()), 3);
    m_factor_row = -1;
}

SlopeRows::Factors SlopeRows::factors(int row, int col)
{
    // Gradients are taken against source columns and rows; through the position of the raster they become gradients
    // against x and y, and the inverse metric makes ground lengths of those.
    const auto metric = m_ground.at(m_info.position.at(col + lattice_step / 2.0, row + lattice_step / 2.0));
    if (!metric) return {.xx = NAN, .xy = NAN, .yy = NAN};
    // Metric of a step in columns and rows: JᵀGJ; the squared gradient uses its inverse.
    const auto& [x0, jxc, jxr, y0, jyc, jyr] = m_info.position;
    const auto inner = [&](double ax, double ay, double bx, double by) {
        return metric->xx * ax * bx + metric->xy * (ax * by + ay * bx) + metric->yy * ay * by;
    };
    const double cc = inner(jxc, jyc, jxc, jyc), cr = inner(jxc, jyc, jxr, jyr), rr = inner(jxr, jyr, jxr, jyr);
    const double scale = m_metres * m_metres / ((cc * rr - cr * cr) * 64); // Horn's eighths, squared
    return {.xx = rr * scale, .xy = -cr * scale, .yy = cc * scale};
}

namespace {

PEAKSITE_CLONES void to_degrees(double* __restrict squared_tangents, int n)
{
    for (int i = 0; i < n; ++i) squared_tangents[i] = arctangent_degrees(std::sqrt(squared_tangents[i]));
}

PEAKSITE_CLONES void slope_stretch(const double* __restrict north, const double* __restrict here,
                                   const double* __restrict south, int n, double xx, double xy, double yy,
                                   double* __restrict out)
{
    for (int i = 0; i < n; ++i) {
        const double east = (north[i + 1] + 2 * here[i + 1]) + south[i + 1],
                     west = (north[i - 1] + 2 * here[i - 1]) + south[i - 1];
        const double below = (south[i - 1] + 2 * south[i]) + south[i + 1],
                     above = (north[i - 1] + 2 * north[i]) + north[i + 1];
        const double dx = east - west, dy = below - above;
        // A cell without data has no slope although its own elevation does not enter.
        out[i] = ((xx * dx * dx + 2 * xy * dx * dy) + yy * dy * dy) + 0 * here[i];
    }
}

} // namespace

bool SlopeRows::make(int row, double* out)
{
    const int first = window().col.value, last = first + window().cols;
    std::fill(out, out + window().cols, std::numeric_limits<double>::quiet_NaN());
    if (row < 1 || row + 1 >= m_info.rows) return false;
    const auto elevation = [&](int r) {
        const double* cells = m_elevation->row(r);
        return cells + (first - m_elevation->first_col());
    };
    const double *north = elevation(row - 1), *here = elevation(row), *south = elevation(row + 1);

    const int factor_row = row / lattice_step * lattice_step;
    const int factor_col = first / lattice_step * lattice_step;
    if (factor_row != m_factor_row || factor_col != m_factor_col) {
        m_factors.clear();
        for (int col = factor_col; col < last; col += lattice_step) m_factors.push_back(factors(factor_row, col));
        m_factor_row = factor_row;
        m_factor_col = factor_col;
    }
    const int begin = std::max(first, 1), end = std::min(last, m_info.cols - 1);
    bool known = true;
    for (int col = begin; col < end;) {
        const int square = (col - factor_col) / lattice_step,
                  stop = std::min(end, factor_col + (square + 1) * lattice_step), at = col - first;
        const auto& f = m_factors[static_cast<std::size_t>(square)];
        known = known && f.xx == f.xx;
        slope_stretch(north + at, here + at, south + at, stop - col, f.xx, f.xy, f.yy, out + at);
        col = stop;
    }
    if (m_form == Form::degrees) to_degrees(out, last - first);
    return known && begin == first && end == last && m_elevation->complete(row - 1) && m_elevation->complete(row) &&
           m_elevation->complete(row + 1);
}

bool DensityRows::make(int row, double* out)
{
    const int first = window().col.value, count = window().cols;
    const double* amounts = m_amounts->row(row);
    amounts += first - m_amounts->first_col();
    const bool one_area = m_areas.areas->uniform_rows();
    const double each = m_areas.square_metres(row, first);
    bool complete = m_amounts->complete(row);
    for (int i = 0; i < count; ++i) {
        const double area = one_area ? each : m_areas.square_metres(row, first + i);
        // Beyond a pole there is no ground for an amount to be on.
        out[i] = area > 0 ? amounts[i] / area : std::numeric_limits<double>::quiet_NaN();
        complete = complete && area > 0;
    }
    return complete;
}

} // namespace peaksite
