#include "unit/engine/random_layer.hpp"

#include <map>
#include <numbers>

namespace peaksite {

namespace {

struct Kind {
    PixelType type;
    double low, high, fill;
};

const Kind& kind_of(Draws& draws)
{
    static const std::vector<Kind> kinds{
        {PixelType::u8, 0, 250, 255},           {PixelType::i8, -120, 120, -128},
        {PixelType::u16, 0, 65000, 65535},      {PixelType::i16, -3000, 9000, -32768},
        {PixelType::u32, 0, 1e6, 4294967295.0}, {PixelType::i32, -1e6, 1e6, -2147483648.0},
        {PixelType::u64, 0, 1e6, 0x1p53},       {PixelType::i64, -1e6, 1e6, -0x1p63},
        {PixelType::f32, -500, 500, -9999},     {PixelType::f64, -500, 500, no_data}};
    return kinds[static_cast<std::size_t>(draws.whole(0, static_cast<int>(kinds.size()) - 1))];
}

double as_type(double value, PixelType type)
{
    if (is_whole(type)) return std::floor(value);
    return type == PixelType::f32 ? static_cast<double>(static_cast<float>(value)) : value;
}

// Another lattice over the grid and around it: any cell size, direction, turn and count of longitudes.
Affine lattice_about(Draws& draws, const Grid& grid, bool degrees, int& rows, int& cols)
{
    const auto box = grid.box();
    const double w = box.xmax - box.xmin, h = box.ymax - box.ymin;
    cols = draws.whole(1, 160), rows = draws.whole(1, 160);
    const double spread = draws.real(0.7, 1.6);
    double dx = w * spread / cols, dy = h * draws.real(0.7, 1.6) / rows;
    double west = box.xmin - draws.real(0, 0.4) * dx * cols * 0.5,
           north = box.ymax + draws.real(0, 0.4) * dy * rows * 0.5;
    if (degrees && dx * cols > 40) { // round the earth
        cols = draws.whole(20, 160);
        dx = 360.0 / cols;
        west = draws.one_of({-180.0, 0.0, draws.real(-180, 180)});
    }
    if (degrees) west += 360 * draws.whole(-1, 1);
    Affine p{.x0 = west, .dx_col = dx, .dx_row = 0, .y0 = north, .dy_col = 0, .dy_row = -dy};
    if (draws.chance(0.3)) p.x0 += cols * dx, p.dx_col = -dx;
    if (draws.chance(0.3)) p.y0 -= rows * dy, p.dy_row = dy;
    if (!draws.chance(0.4)) return p;
    const double slant = draws.log_uniform(1e-17, 0.1) * (draws.chance(0.5) ? 1 : -1);
    p.dx_row = slant * dy;
    p.dy_col = draws.chance(0.5) ? slant * dx : 0;
    return p;
}

// The raster's own cells are the grid's, whole cells off, perhaps on another turn.
Affine same_lattice(Draws& draws, const Grid& grid, bool degrees, int& rows, int& cols)
{
    const int left = draws.whole(-8, 8), top = draws.whole(-8, 8);
    cols = std::max(1, grid.cols() + draws.whole(-8, 12)), rows = std::max(1, grid.rows() + draws.whole(-8, 12));
    const double turns = degrees && draws.chance(0.3) ? 360 * draws.whole(-1, 1) : 0;
    return {.x0 = grid.x(left) + turns,
            .dx_col = grid.cell_width(),
            .dx_row = 0,
            .y0 = grid.y(top),
            .dy_col = 0,
            .dy_row = -grid.cell_height()};
}

double ulp(double x) { return std::nextafter(std::fabs(x), 1e300) - std::fabs(x); }

} // namespace

RandomLayer random_layer(Draws& draws, const Grid& grid, const Crs& crs, bool classes)
{
    RandomLayer out;
    out.degrees = crs.geographic();
    out.earth = crs.earth();
    out.classes = classes;
    int rows = 0, cols = 0;
    const auto position = draws.chance(0.4) ? same_lattice(draws, grid, out.degrees, rows, cols)
                                            : lattice_about(draws, grid, out.degrees, rows, cols);
    const auto& kind = kind_of(draws);
    const bool filled = draws.chance(0.6);
    const double high = classes ? std::min(kind.high, 30.0) : kind.high, low = classes ? 0 : kind.low,
                 share = filled ? draws.one_of({0.001, 0.1, 0.9}) : 0;
    const bool constant = draws.chance(0.1);
    const double level = as_type(draws.real(low, high), classes ? PixelType::u8 : kind.type);
    Cells cells{rows, cols};
    for (auto& cell : cells.values)
        cell = draws.chance(share) ? no_data
               : constant          ? level
                                   : as_type(draws.real(low, high), classes ? PixelType::u8 : kind.type);
    out.memory = memory_raster(std::move(cells), position, crs, kind.type, draws.whole(1, 70), draws.whole(1, 70));
    if (filled) out.memory.raster.info.nodata = kind.fill;
    auto& info = out.memory.raster.info;
    out.memory.raster.open = [cells = out.memory.cells, info, log = out.memory.log] {
        return std::make_unique<MemorySource>(cells, info, log);
    };
    if (classes) {
        for (int code = 0; code < 30; code += draws.whole(1, 2)) out.codes.push_back(code);
        out.resampling = position.upright() && draws.chance(0.5) ? Resampling::majority : Resampling::nearest;
    } else {
        out.resampling = position.upright()
                             ? draws.one_of({Resampling::nearest, Resampling::bilinear, Resampling::average})
                             : draws.one_of({Resampling::nearest, Resampling::bilinear});
        out.plan.rule.nodata = info.nodata;
        if (draws.chance(0.3))
            out.plan.rule.scale = draws.log_uniform(1e-3, 10), out.plan.rule.offset = draws.real(-50, 50);
        if (position.upright() && (out.degrees || crs.equal_area()) && draws.chance(0.2))
            out.plan.derive = NumberInputPlan::Derive::amount, out.resampling = Resampling::average;
    }
    out.plan.resampling = out.resampling;
    out.span = (high - low) * out.plan.rule.scale;
    // An amount is that of so many cells as lie in one of the grid.
    if (out.plan.derive == NumberInputPlan::Derive::amount)
        out.span *=
            std::max(1.0, std::fabs(grid.cell_width() * grid.cell_height() / (position.dx_col * position.dy_row)));
    const double farthest = std::max(
        {std::fabs(grid.x(0)), std::fabs(grid.x(grid.cols())), std::fabs(position.x0), 360.0 * (out.degrees ? 1 : 0)});
    const double highest = std::max({std::fabs(grid.y(0)), std::fabs(grid.y(grid.rows())), std::fabs(position.y0)});
    out.slack = 2e-8 + 16 * (ulp(farthest) / std::fabs(position.dx_col) + ulp(highest) / std::fabs(position.dy_row));
    return out;
}

RandomLayer::Place RandomLayer::place(const Grid& grid, double col, double row) const
{
    const auto& p = memory.raster.info.position;
    const auto& info = memory.raster.info;
    long double x = static_cast<long double>(grid.north_west().x) + static_cast<long double>(col) * grid.cell_width();
    const long double y =
        static_cast<long double>(grid.north_west().y) - static_cast<long double>(row) * grid.cell_height();
    if (degrees) {
        const long double middle = p.at(info.cols / 2.0, info.rows / 2.0).x;
        while (x < middle - 180 - 1e-9L) x += 360;
        while (x >= middle + 180 - 1e-9L) x -= 360;
    }
    const long double d = static_cast<long double>(p.dx_col) * p.dy_row - static_cast<long double>(p.dx_row) * p.dy_col;
    x -= p.x0;
    const long double dy = y - p.y0;
    return {.u = (x * p.dy_row - dy * p.dx_row) / d, .v = (dy * p.dx_col - x * p.dy_col) / d};
}

// A cell of the raster as a value; columns go round the earth where the raster does.
double RandomLayer::cell(long double col, long double row) const
{
    const auto& info = memory.raster.info;
    const bool round =
        degrees && std::fabs(std::fabs(info.position.dx_col) * info.cols - 360) < 1e-6 && info.position.upright();
    if (round) col = col < 0 ? col + info.cols : col >= info.cols ? col - info.cols : col;
    if (col < 0 || row < 0 || col >= info.cols || row >= info.rows) return no_data;
    const double raw = memory.cells->at(static_cast<int>(row), static_cast<int>(col));
    if (classes) return raw;
    return raw * plan.rule.scale + plan.rule.offset;
}

bool RandomLayer::gaps_about(const Place& p) const
{
    for (const int r : {-1, 0, 1})
        for (const int c : {-1, 0, 1})
            if (std::isnan(cell(std::floor(p.u) + c, std::floor(p.v) + r))) return true;
    return false;
}

namespace {

bool near_edge(long double position, double slack) { return std::fabs(position - std::round(position)) < slack; }

} // namespace

Sampled RandomLayer::nearest(const Place& p) const
{
    return {.value = cell(std::floor(p.u), std::floor(p.v)), .sure = !near_edge(p.u, slack) && !near_edge(p.v, slack)};
}

Sampled RandomLayer::bilinear(const Place& p) const
{
    const auto here = nearest(p);
    if (std::isnan(here.value)) return {.value = no_data, .sure = here.sure};
    const long double left = std::floor(p.u - 0.5L), top = std::floor(p.v - 0.5L), east = p.u - 0.5L - left,
                      south = p.v - 0.5L - top;
    long double sum = 0, weight = 0;
    for (const int r : {0, 1})
        for (const int c : {0, 1}) {
            // Beyond the rim the neighbour inside stands for what is not there.
            const long double w = (c == 1 ? east : 1 - east) * (r == 1 ? south : 1 - south);
            const auto& info = memory.raster.info;
            const bool round = degrees && std::fabs(std::fabs(info.position.dx_col) * info.cols - 360) < 1e-6 &&
                               info.position.upright();
            const long double col = round ? left + c : std::clamp<long double>(left + c, 0, info.cols - 1);
            const double x = cell(col, std::clamp<long double>(top + r, 0, info.rows - 1));
            if (std::isnan(x)) continue;
            sum += w * x;
            weight += w;
        }
    return {.value = weight > 0 ? static_cast<double>(sum / weight) : no_data, .sure = here.sure || !gaps_about(p)};
}

// Of the raster's cells in a row; in planes they are equal.
double RandomLayer::own_area(double row) const
{
    const auto& p = memory.raster.info.position;
    if (!degrees) return std::fabs(p.dx_col * p.dy_row);
    const double north = std::max(p.at(0, row).y, p.at(0, row + 1).y);
    return area_in_degrees({{.x = 0, .y = north}, std::fabs(p.dx_col), std::fabs(p.dy_row), 1, 1}, earth, 0);
}

// By the shares of the raster's cells that a cell of the grid covers; for amounts by their densities.
Sampled RandomLayer::covered(const Grid& grid, const CellAreas& areas, int row, int col) const
{
    const auto& info = memory.raster.info;
    const auto middle = place(grid, col + 0.5, row + 0.5);
    const long double wide = std::fabs(static_cast<long double>(grid.cell_width()) / info.position.dx_col) / 2,
                      high = std::fabs(static_cast<long double>(grid.cell_height()) / info.position.dy_row) / 2;
    long double sum = 0, weight = 0;
    std::map<double, long double> votes;
    for (long double r = std::floor(middle.v - high); r < middle.v + high; ++r)
        for (long double c = std::floor(middle.u - wide); c < middle.u + wide; ++c) {
            const long double share = (std::min(c + 1, middle.u + wide) - std::max(c, middle.u - wide)) *
                                      (std::min(r + 1, middle.v + high) - std::max(r, middle.v - high));
            double x = cell(c, r);
            if (std::isnan(x) || share <= 0) continue;
            const double own = plan.derive == NumberInputPlan::Derive::amount ? own_area(static_cast<double>(r)) : 1;
            if (own <= 0) continue; // beyond a pole
            x /= own;
            sum += share * x;
            weight += share;
            votes[x] += share;
        }
    const long double whole = 4 * wide * high;
    const bool touched = weight > 0 && weight < 4 * slack * std::max<long double>(1, whole);
    if (classes) {
        // The first in the list of codes when two have the same; codes that are none count together.
        std::map<int, long double> indices;
        for (const auto& [code, share] : votes) {
            const auto found = std::ranges::find(codes, static_cast<int>(code));
            indices[found == codes.end() ? 254 : static_cast<int>(found - codes.begin())] += share;
        }
        const auto best = std::ranges::max_element(indices, {}, [](const auto& entry) { return entry.second; });
        bool sure = !touched;
        for (const auto& [index, share] : indices)
            sure = sure && (index == best->first || best->second - share > 8 * slack * std::max<long double>(1, whole));
        return {.value = best == indices.end() ? no_data : best->first, .sure = sure};
    }
    if (weight <= 0) return {.value = no_data, .sure = true};
    if (plan.derive == NumberInputPlan::Derive::amount)
        return {.value = static_cast<double>(sum / whole) * areas.at({Row{row}, Col{col}}), .sure = !touched};
    return {.value = static_cast<double>(sum / weight), .sure = !touched};
}

Sampled RandomLayer::at(const Grid& grid, const CellAreas& areas, int row, int col) const
{
    const auto p = place(grid, col + 0.5, row + 0.5);
    const auto& position = memory.raster.info.position;
    const bool same = position.upright() && position.dx_col == grid.cell_width() &&
                      position.dy_row == -grid.cell_height() && std::fabs(p.u - std::floor(p.u) - 0.5L) < 1e-5 &&
                      std::fabs(p.v - std::floor(p.v) - 0.5L) < 1e-5;
    auto out = same || resampling == Resampling::nearest ? nearest(p)
               : resampling == Resampling::bilinear      ? bilinear(p)
                                                         : covered(grid, areas, row, col);
    if (same && slack > 1e-7 && gaps_about(p)) out.sure = false; // the engine may see two lattices
    if (!classes || std::isnan(out.value) || (!same && resampling == Resampling::majority)) return out;
    const auto found = std::ranges::find(codes, static_cast<int>(out.value));
    out.value = found == codes.end() ? 254 : static_cast<double>(found - codes.begin());
    return out;
}

double area_in_degrees(const Grid& grid, const Ellipsoid& ellipsoid, int row)
{
    const long double rad = std::numbers::pi_v<long double> / 180, e2 = ellipsoid.eccentricity2(),
                      a = ellipsoid.semi_major;
    const long double north = std::min<long double>(90, grid.y(row)),
                      south = std::max<long double>(-90, grid.y(row + 1));
    if (south >= north) return 0;
    const int panels = static_cast<int>(std::ceil((north - south) / 0.05L));
    const auto integrand = [&](long double latitude) {
        const long double s = std::sin(latitude * rad), w = 1 - e2 * s * s;
        return (1 - e2) * std::cos(latitude * rad) / (w * w);
    };
    long double sum = 0;
    const long double step = (north - south) / panels;
    for (int i = 0; i < panels; ++i) {
        const long double from = south + i * step;
        sum += integrand(from) + 4 * integrand(from + step / 2) + integrand(from + step);
    }
    return static_cast<double>(a * a * sum * step * rad / 6 * grid.cell_width() * rad);
}

} // namespace peaksite
