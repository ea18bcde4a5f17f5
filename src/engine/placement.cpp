#include "engine/placement.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace peaksite {

namespace {

constexpr double whole_turn = 360;

bool near_whole(double value)
{
    constexpr double tolerance = 1e-6;
    return std::fabs(value - std::round(value)) < tolerance;
}

} // namespace

Placement::Placement(const Grid& grid, const Crs& crs, const Raster& raster)
    : m_grid(grid), m_position(raster.info.position), m_cols(raster.info.cols)
{
    if (raster.crs.geographic()) find_seam(raster.info);
    if (!crs.same_plane(raster.crs)) {
        m_conversion.emplace(crs, raster.crs);
        m_crs = raster.crs.wkt() + raster.crs.china_offset();
        m_mesh.emplace(std::make_shared<GridPlaces>(grid, m_conversion->clone()), m_position, m_seam);
    } else
        m_kind = find_lattice(raster.info) ? Kind::same_lattice : Kind::affine;
    measure();
}

void Placement::find_seam(const RasterInfo& info)
{
    m_seam = info.position.at(info.cols / 2.0, info.rows / 2.0).x - whole_turn / 2;
    const double turn = whole_turn / std::fabs(m_position.dx_col);
    if (m_position.upright() && std::fabs(turn - info.cols) < 1e-3) m_period = info.cols;
}

// Whether the raster's own cells are those of the grid, all on one turn or a turn being whole columns.
bool Placement::find_lattice(const RasterInfo& info)
{
    const auto& p = m_position;
    if (!p.upright() || p.dx_col <= 0 || p.dy_row >= 0) return false;
    const int turn = turn_at(0);
    const Grid own{{.x = p.x0 + turn * whole_turn, .y = p.y0}, p.dx_col, -p.dy_row, info.rows, info.cols};
    const double turn_cols = m_seam ? whole_turn / p.dx_col : 0;
    const bool whole = near_whole(turn_cols) && turn_cols < std::numeric_limits<int>::max();
    if (!m_grid.aligned(own) || (turn != turn_at(m_grid.cols() - 1) && !whole)) return false;
    m_first_col = static_cast<int>(std::lround((m_grid.north_west().x - own.north_west().x) / p.dx_col));
    m_first_row = static_cast<int>(std::lround((m_grid.north_west().y - p.y0) / p.dy_row));
    m_turn_cols = whole ? static_cast<int>(std::lround(turn_cols)) : 0;
    return true;
}

int Placement::col_of(int col) const
{
    const int at = col + m_first_col;
    if (m_turn_cols == 0) return at;
    const int west = (m_cols - m_turn_cols) / 2, beyond = (at - west) % m_turn_cols;
    return west + (beyond < 0 ? beyond + m_turn_cols : beyond);
}

int Placement::stretch_end(int col, int end) const
{
    if (m_turn_cols == 0) return end;
    const int west = (m_cols - m_turn_cols) / 2;
    return std::min(end, col + m_turn_cols - (col_of(col) - west));
}

// How many turns a column of the grid lies east of the one that the raster counts its longitudes on.
int Placement::turn_at(int col) const
{
    if (!m_seam) return 0;
    // A centre on the seam, but for the last bits, lies east of it.
    constexpr double slack = 1e-12;
    return static_cast<int>(std::clamp(std::floor((m_grid.x(col + 0.5) - *m_seam) / whole_turn + slack), -1e6, 1e6));
}

// Calls use(turn, from, to) for the stretches of columns that lie on one turn.
template <class Use>
void Placement::each_turn(int begin, int end, Use use) const
{
    for (int from = begin; from < end;) {
        const int turn = turn_at(from);
        int to = end;
        if (m_seam && turn_at(end - 1) != turn) {
            // The first column on the next turn, or beyond.
            int before = from;
            while (to - before > 1) {
                const int middle = before + (to - before) / 2;
                (turn_at(middle) == turn ? before : to) = middle;
            }
        }
        use(turn, from, to);
        from = to;
    }
}

Placement Placement::clone(SharedPlaces& places) const
{
    Placement copy = *this;
    if (!m_conversion) return copy;
    copy.m_conversion = m_conversion->clone();
    auto& shared = places[m_crs];
    if (!shared) shared = std::make_shared<GridPlaces>(m_grid, m_conversion->clone());
    copy.m_mesh.emplace(shared, m_position, m_seam);
    return copy;
}

void Placement::measure()
{
    if (m_kind == Kind::same_lattice) return;
    const Row row{m_grid.rows() / 2};
    const int col = m_grid.cols() / 2;
    prepare({.row = row, .col = Col{col}, .rows = 1, .cols = 1}, 0);
    std::vector<SourceLine> lines;
    this->row(row, col, col + 1, lines);
    if (lines.empty()) return;
    const auto& l = lines.front();
    m_fineness = std::max(std::fabs(l.du) + std::fabs(l.du_down), std::fabs(l.dv) + std::fabs(l.dv_down));
}

Window Placement::prepare(const Window& window, int margin)
{
    if (m_kind == Kind::mesh) m_mesh->prepare(window);
    const auto around = reach(window);
    if (!around) return {};
    // Rasters have at most 2^30 rows and columns; positions far outside are cut before they become integers.
    const auto whole = [](double value) { return static_cast<int>(std::clamp(std::floor(value), -1e9, 1.1e9)); };
    // Edges of the same lattice are whole numbers.
    const int beyond = m_kind == Kind::same_lattice ? 0 : 1;
    const Row first{whole(around->ymin) - margin};
    const Col left{whole(around->xmin) - margin};
    const Window out{.row = first,
                     .col = left,
                     .rows = whole(around->ymax) + margin + beyond - first.value,
                     .cols = whole(around->xmax) + margin + beyond - left.value};
    // Across the edge of a raster that goes round the earth its other end is needed.
    const bool across = m_period > 0 && margin > 0 && (left.value < 0 || out.col_end().value > m_period);
    return across ? Window{.row = out.row, .col = Col{0}, .rows = out.rows, .cols = m_period} : out;
}

// Columns and rows of the raster (as x and y) that the cells of a window cover.
std::optional<Box> Placement::reach(const Window& window) const
{
    if (m_kind == Kind::mesh) return m_mesh->reach();
    std::optional<Box> all;
    const auto include = [&](double x, double y) {
        const Box one{.xmin = x, .ymin = y, .xmax = x, .ymax = y};
        all = all ? united(*all, one) : one;
    };
    const int left = window.col.value, right = window.col_end().value;
    if (m_kind == Kind::same_lattice) {
        for (int col = left; col < right;) {
            const int stop = stretch_end(col, right), from = col_of(col);
            include(from, window.row.value + m_first_row);
            include(from + (stop - col), window.row_end().value + m_first_row);
            col = stop;
        }
        return all;
    }
    each_turn(left, right, [&](int turn, int from, int to) {
        for (const int r : {0, window.rows})
            for (const int c : {from, to}) {
                const auto p =
                    m_position.cells({.x = m_grid.x(c) - turn * whole_turn, .y = m_grid.y(window.row.value + r)});
                include(p.x, p.y);
            }
    });
    return all;
}

void Placement::row(Row row, int begin, int end, std::vector<SourceLine>& lines) const
{
    if (m_kind == Kind::mesh) return m_mesh->row(row, begin, end, lines);
    lines.clear();
    const double across = m_grid.cell_width() / m_position.dx_col, down = -m_grid.cell_height() / m_position.dy_row;
    const bool straight = m_position.upright();
    each_turn(begin, end, [&](int turn, int from, int to) {
        const auto at = [&](double c, double r) {
            return m_position.cells({.x = m_grid.x(c) - turn * whole_turn, .y = m_grid.y(r)});
        };
        const auto first = at(0.5, row.value + 0.5), next = at(1.5, row.value + 0.5), below = at(0.5, row.value + 1.5);
        lines.push_back({.begin = from,
                         .end = to,
                         .origin = 0,
                         .u = first.x,
                         .du = straight ? across : next.x - first.x,
                         .du_down = straight ? 0 : below.x - first.x,
                         .v = first.y,
                         .dv = straight ? 0 : next.y - first.y,
                         .dv_down = straight ? down : below.y - first.y});
    });
}

} // namespace peaksite
