#include "job/study/native_passes.hpp"

#include "base/crew.hpp"
#include "geo/areas.hpp"
#include "geo/cover.hpp"
#include "geo/projection.hpp"
#include "geo/true_area.hpp"
#include "geo/turns.hpp"
#include "geo/validity.hpp"
#include "grid/tiling.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

Grid north_up_grid(const RasterInfo& info)
{
    const auto& p = info.position;
    const double west = std::min(p.x0, p.x0 + info.cols * p.dx_col),
                 north = std::max(p.y0, p.y0 + info.rows * p.dy_row);
    return {{.x = west, .y = north}, std::fabs(p.dx_col), std::fabs(p.dy_row), info.rows, info.cols};
}

// Cells of one are cells of the other, to a millionth.
bool same_cells(const Grid& a, const Grid& b)
{
    constexpr double nothing = 1e-6;
    const auto corner = b.north_west();
    return a.rows() == b.rows() && a.cols() == b.cols() && a.aligned(b) && std::fabs(a.col(corner.x)) < nothing &&
           std::fabs(a.row(corner.y)) < nothing;
}

bool holds(const Box& outer, const Box& inner)
{
    return inner.xmin >= outer.xmin && inner.xmax <= outer.xmax && inner.ymin >= outer.ymin && inner.ymax <= outer.ymax;
}

// A zone as it lies on a raster, and the share of it that does.
struct Laid {
    Shape shape;
    double share = 1;
};

// What meets the raster, on whatever turn its longitudes are counted, is there.
Laid laid_on(Shape shape, const Box& raster, const Crs& crs)
{
    const auto box = bounds(shape);
    if (!box || holds(raster, *box)) return {.shape = std::move(shape), .share = 1};
    constexpr double turn = 360;
    auto once = raster; // no place of the earth twice
    if (crs.geographic()) once.xmax = std::min(once.xmax, once.xmin + turn);
    Laid out{.shape = clipped(on_turn_of(shape, once, crs), once), .share = 0};
    const auto there = bounds(out.shape);
    if (!there) return out;
    constexpr double rounding = 1e-9;
    // Far from its box degrees lose digits; of a plane, whole and part are measured alike.
    const double whole = TrueAreas{crs, *box}.of(shape),
                 inside = TrueAreas{crs, crs.geographic() ? *there : *box}.of(out.shape);
    if (whole > 0) out.share = inside > whole * (1 - rounding) ? 1 : std::max(0.0, inside / whole);
    return out;
}

// The tiles of a raster that hold all of a box: a world mosaic is as small as what is looked at.
Grid part_with(const Grid& whole, const std::optional<Box>& box, int tile)
{
    if (!box) return {whole.north_west(), whole.cell_width(), whole.cell_height(), 1, 1};
    const auto first = [tile](double at, int most) {
        return std::clamp(static_cast<int>(std::clamp(std::floor(at), 0.0, most - 1.0)) / tile * tile, 0, most - 1);
    };
    const auto end = [](double at, int most) {
        return static_cast<int>(std::clamp(std::ceil(at), 1.0, static_cast<double>(most)));
    };
    const int row = first(whole.row(box->ymax), whole.rows()), col = first(whole.col(box->xmin), whole.cols());
    const int rows = std::max(1, end(whole.row(box->ymin), whole.rows()) - row),
              cols = std::max(1, end(whole.col(box->xmax), whole.cols()) - col);
    return {{.x = whole.x(col), .y = whole.y(row)}, whole.cell_width(), whole.cell_height(), rows, cols};
}

struct Found {
    std::size_t at = 0;
    bool added = false;
};

Found place_in(std::vector<int>& items, int item)
{
    const auto known = std::ranges::find(items, item);
    const Found out{.at = static_cast<std::size_t>(known - items.begin()), .added = known == items.end()};
    if (out.added) items.push_back(item);
    return out;
}

} // namespace

std::vector<Shape> zones_on(const OpenPlan& open, Blueprint& blueprint, std::size_t set, const Crs& crs,
                            double tolerance_metres)
{
    const double unit_metres = metres_per_unit(crs);
    const unsigned threads = crew_size(open.threads);
    auto direct = zones_in(open.sets[set], crs, tolerance_metres, threads, blueprint.meaning.warnings);
    const auto& frame = blueprint.frame;
    const auto edge = frame.grid.box();
    std::vector<std::size_t> beyond;
    for (std::size_t i = 0; i < direct.size(); ++i)
        if (const auto box = bounds(frame.zones[set][i]); box && !holds(edge, *box)) beyond.push_back(i);
    if (beyond.empty()) return direct;
    const auto from_grid = transforms_for(threads, frame.crs, crs);
    share_pieces(beyond.size(), threads, [&](std::size_t piece, unsigned worker) {
        const auto i = beyond[piece];
        const auto part = clipped(frame.zones[set][i], edge);
        direct[i] =
            made_valid(projected(part, from_grid[worker], tolerance_metres / unit_metres, unit_metres).shape).shape;
    });
    return direct;
}

NativePasses::Lattice& NativePasses::lattice_of(const Layer& layer)
{
    const auto& raster = m_open.rasters.at(layer.id).file.raster;
    const auto whole = north_up_grid(raster.info);
    for (auto& one : m_lattices) {
        auto& pass = pass_of(one);
        if (!pass.crs.same_plane(raster.crs) || !same_cells(one.whole, whole)) continue;
        if (!one.inputs.contains(layer.id)) pass.name += ", " + layer.id;
        return one;
    }
    return add_lattice(layer, whole);
}

NativePasses::Lattice& NativePasses::add_lattice(const Layer& layer, const Grid& whole)
{
    Pass pass;
    pass.name = layer.id;
    pass.crs = m_open.rasters.at(layer.id).file.raster.crs;
    m_blueprint.meaning.passes.push_back(
        {.name = pass.name, .share_on_raster = lay_zones(pass, whole, m_blueprint.frame.tile)});
    pass.sets.resize(m_open.sets.size());
    m_blueprint.study.passes.push_back(std::move(pass));
    auto& lattice = m_lattices.emplace_back();
    lattice.pass = static_cast<int>(m_blueprint.study.passes.size()) - 1;
    lattice.whole = whole;
    lattice.compiler = std::make_unique<Compiler>(lattice.symbols);
    return lattice;
}

std::vector<double> NativePasses::lay_zones(Pass& pass, const Grid& whole, int tile)
{
    constexpr double centimetre = 0.01;
    const double cell_metres = whole.cell_width() * metres_per_unit(pass.crs),
                 tolerance = std::min(cell_metres / 1000, centimetre);
    std::vector<std::pair<int, Shape>> zones;
    std::vector<double> shares;
    std::optional<Box> all;
    for (std::size_t set = 0; set < m_open.sets.size(); ++set)
        for (auto& shape : zones_on(m_open, m_blueprint, set, pass.crs, tolerance)) {
            auto laid = laid_on(std::move(shape), whole.box(), pass.crs);
            if (const auto box = bounds(laid.shape)) all = all ? united(*all, *box) : *box;
            shares.push_back(laid.share);
            zones.emplace_back(static_cast<int>(set), std::move(laid.shape));
        }
    pass.grid = part_with(whole, all, tile);
    pass.areas = std::make_shared<const CellAreas>(cell_areas(pass.grid, pass.crs));
    pass.tiling = Tiling{pass.grid, tile};
    for (auto& [set, shape] : zones) pass.zones.push_back({.set = set, .cells = in_cells(shape, pass.grid)});
    for (std::size_t i = 0; i < pass.zones.size(); ++i)
        pass.zones[i].label = m_blueprint.study.passes.front().zones[i].label; // the same zones, in the same order
    return shares;
}

int NativePasses::raster_number(Pass& pass, const Layer& layer) const
{
    const auto& raster = m_open.rasters.at(layer.id).file.raster;
    // Where the source itself marks cells without data, what it marks hangs on the layer.
    const auto same_cells_in = [&](const RasterInfo& other) {
        return other == raster.info || (other.name == raster.info.name && !other.gap && !raster.info.gap);
    };
    for (std::size_t i = 0; i < pass.rasters.size(); ++i)
        if (same_cells_in(pass.rasters[i].info) && pass.rasters[i].crs.wkt() == raster.crs.wkt())
            return static_cast<int>(i);
    pass.rasters.push_back(raster);
    return static_cast<int>(pass.rasters.size()) - 1;
}

int NativePasses::input(Lattice& lattice, const Layer& layer)
{
    if (const auto known = lattice.inputs.find(layer.id); known != lattice.inputs.end()) return known->second;
    auto& pass = pass_of(lattice);
    const auto& open = m_open.rasters.at(layer.id);
    const int raster = raster_number(pass, layer),
              number = lattice.inputs[layer.id] = static_cast<int>(pass.inputs.size());
    if (!open.numbered) {
        pass.inputs.emplace_back(NumberInputPlan{.raster = raster,
                                                 .rule = open.rule,
                                                 .resampling = Resampling::nearest,
                                                 .derive = NumberInputPlan::Derive::none,
                                                 .metres = 1,
                                                 .layer = layer.id});
        lattice.symbols.insert_or_assign(layer.id, NumberInput{.input = number, .unit = layer.unit, .twin = {}});
    } else
        pass.inputs.emplace_back(ClassInputPlan{.raster = raster,
                                                .codes = open.codes,
                                                .missing = open.missing,
                                                .nodata = open.rule.nodata,
                                                .resampling = Resampling::nearest});
    return number;
}

Slot NativePasses::moment(std::size_t set, const Layer& layer, const Syntax& value, const std::optional<Unit>& wanted,
                          const MomentNeeds& needs)
{
    auto& lattice = lattice_of(layer);
    input(lattice, layer);
    auto& plan = pass_of(lattice).sets[set];
    const auto [at, added] = place_in(plan.moments, lattice.compiler->value(value, wanted));
    if (added) plan.layout.moments.emplace_back();
    auto& all = plan.layout.moments[at];
    all.sums = all.sums || needs.sums;
    all.squares = all.squares || needs.squares;
    all.extremes = all.extremes || needs.extremes;
    return {.pass = lattice.pass, .at = at};
}

Slot NativePasses::distribution(std::size_t set, const Layer& layer, Buckets kind)
{
    auto& lattice = lattice_of(layer);
    input(lattice, layer);
    auto& plan = pass_of(lattice).sets[set];
    const auto [at, added] = place_in(plan.distributions, lattice.compiler->value(name_node(layer.id)));
    if (added) plan.layout.distributions.push_back(kind);
    return {.pass = lattice.pass, .at = at};
}

Slot NativePasses::classes(const Layer& layer)
{
    auto& lattice = lattice_of(layer);
    const int number = input(lattice, layer);
    Slot slot{.pass = lattice.pass, .at = 0};
    for (auto& set : pass_of(lattice).sets) {
        const auto [at, added] = place_in(set.classes, number);
        slot.at = at;
        if (added) ++set.layout.class_layers;
    }
    return slot;
}

void NativePasses::finish()
{
    for (auto& lattice : m_lattices) {
        auto& pass = pass_of(lattice);
        pass.program = std::make_shared<const Program>(lattice.compiler->finish());
        // Sets of which nothing is asked here are not laid.
        for (auto& zone : pass.zones) {
            const auto& set = pass.sets[static_cast<std::size_t>(zone.set)];
            if (set.moments.empty() && set.distributions.empty() && set.classes.empty()) zone.cells = {};
        }
    }
}

} // namespace peaksite
