#include "job/native_passes.hpp"

#include "eval/compiler.hpp"
#include "geo/areas.hpp"
#include "geo/cover.hpp"
#include "geo/projection.hpp"
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
    const double west = std::min(p.x0, p.x0 + info.cols * p.dx_col), north = std::max(p.y0, p.y0 + info.rows * p.dy_row);
    return {{.x = west, .y = north}, std::fabs(p.dx_col), std::fabs(p.dy_row), info.rows, info.cols};
}

Pass& new_pass(const OpenPlan& open, Blueprint& blueprint, const Layer& layer)
{
    const auto& raster = open.rasters.at(layer.id).file.raster;
    Pass pass;
    pass.name = layer.id;
    pass.grid = north_up_grid(raster.info);
    pass.crs = raster.crs;
    pass.areas = std::make_shared<const CellAreas>(cell_areas(pass.grid, pass.crs));
    pass.rasters.push_back(raster);
    pass.tiling = Tiling{pass.grid, blueprint.frame.tile};
    constexpr double centimetre = 0.01;
    const double cell_metres = pass.grid.cell_width() * metres_per_unit(pass.crs), tolerance = std::min(cell_metres / 1000, centimetre);
    for (std::size_t set = 0; set < open.sets.size(); ++set)
        for (const auto& shape : zones_on(open, blueprint, set, pass.crs, tolerance)) pass.zones.push_back({.set = static_cast<int>(set), .cells = in_cells(on_turn_of(shape, pass.grid.box(), pass.crs), pass.grid)});
    pass.sets.resize(open.sets.size());
    blueprint.study.passes.push_back(std::move(pass));
    return blueprint.study.passes.back();
}

int pass_of(const Blueprint& blueprint, const Layer& layer)
{
    const auto& passes = blueprint.study.passes;
    for (std::size_t i = 1; i < passes.size(); ++i)
        if (passes[i].name == layer.id) return static_cast<int>(i);
    return -1;
}

} // namespace

std::vector<Shape> zones_on(const OpenPlan& open, Blueprint& blueprint, std::size_t set, const Crs& crs, double tolerance_metres)
{
    const double unit_metres = metres_per_unit(crs);
    auto direct = zones_in(open.sets[set], crs, tolerance_metres, blueprint.warnings);
    const auto& frame = blueprint.frame;
    const Transform from_grid{frame.crs, crs};
    const auto edge = frame.grid.box();
    for (std::size_t i = 0; i < direct.size(); ++i) {
        const auto& here = frame.zones[set][i];
        const auto box = bounds(here);
        const bool inside = !box || (box->xmin >= edge.xmin && box->xmax <= edge.xmax && box->ymin >= edge.ymin && box->ymax <= edge.ymax);
        if (!inside) direct[i] = made_valid(projected(clipped(here, edge), from_grid, tolerance_metres / unit_metres, unit_metres).shape).shape;
    }
    return direct;
}

Slot native_moments(const OpenPlan& open, Blueprint& blueprint, const Layer& layer, const MomentNeeds& needs)
{
    int number = pass_of(blueprint, layer);
    if (number < 0) {
        auto& pass = new_pass(open, blueprint, layer);
        number = static_cast<int>(blueprint.study.passes.size()) - 1;
        pass.inputs.emplace_back(NumberInputPlan{.raster = 0, .rule = open.rasters.at(layer.id).rule, .resampling = Resampling::nearest, .derive = NumberInputPlan::Derive::none, .metres = 1});
        const Symbols symbols{{"value", NumberInput{.input = 0, .unit = layer.unit, .twin = {}}}};
        Compiler compiler{symbols};
        const int output = compiler.value(parse("value"));
        pass.program = std::make_shared<const Program>(compiler.finish());
        for (auto& set : pass.sets) {
            set.moments.push_back(output);
            set.layout.moments.emplace_back();
        }
    }
    for (auto& set : blueprint.study.passes[static_cast<std::size_t>(number)].sets) {
        auto& all = set.layout.moments.front();
        all.sums = all.sums || needs.sums;
        all.squares = all.squares || needs.squares;
        all.extremes = all.extremes || needs.extremes;
    }
    return {.pass = number, .at = 0};
}

Slot native_distribution(Blueprint& blueprint, int pass)
{
    for (auto& set : blueprint.study.passes[static_cast<std::size_t>(pass)].sets) {
        if (!set.distributions.empty()) continue;
        set.distributions.push_back(set.moments.front());
        set.layout.distributions.push_back(Buckets::relative);
    }
    return {.pass = pass, .at = 0};
}

Slot native_classes(const OpenPlan& open, Blueprint& blueprint, const Layer& layer)
{
    auto& pass = new_pass(open, blueprint, layer);
    const auto& opened = open.rasters.at(layer.id);
    pass.inputs.emplace_back(ClassInputPlan{.raster = 0, .codes = opened.codes, .missing = opened.missing, .nodata = opened.rule.nodata, .resampling = Resampling::nearest});
    pass.program = std::make_shared<const Program>();
    for (auto& set : pass.sets) {
        set.classes.push_back(0);
        set.layout.class_layers = 1;
    }
    return {.pass = static_cast<int>(blueprint.study.passes.size()) - 1, .at = 0};
}

} // namespace peaksite
