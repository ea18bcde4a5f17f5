#include "job/study/build_grid.hpp"

#include "base/constants.hpp"
#include "base/crew.hpp"

#include "geo/areas.hpp"
#include "geo/projection.hpp"
#include "geo/turns.hpp"
#include "geo/validity.hpp"
#include "grid/tiling.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

Fault grid_fault(const OpenPlan& open, Sentence what, Sentence hint = {})
{
    return {.place = {.file = open.plan.file}, .key = "grid", .what = std::move(what), .hint = std::move(hint)};
}

std::optional<Box> united_bounds(const std::vector<std::vector<Shape>>& sets)
{
    std::optional<Box> all;
    for (const auto& set : sets)
        if (const auto box = bounds_of(set)) all = all ? united(*all, *box) : *box;
    return all;
}

// China Albers where all zones lie in China's longitudes and latitudes, else an equal-area projection about their
// middle.
Crs default_crs(const OpenPlan& open)
{
    std::optional<Box> all;
    for (const auto& set : open.sets)
        for (const auto& zone : set.zones)
            if (const auto box = bounds(zone.shape)) {
                const auto degrees = longitude_latitude_box(set.crs, *box);
                all = all ? united(*all, degrees) : degrees;
            }
    const bool china = !all || (all->xmin >= 73 && all->xmax <= 136 && all->ymin >= 3 && all->ymax <= 54);
    if (china) return Crs::parse("china-albers");
    return Crs::local_equal_area({.x = (all->xmin + all->xmax) / 2, .y = (all->ymin + all->ymax) / 2});
}

Crs crs_of_plan(const OpenPlan& open)
{
    try {
        return Crs::parse(*open.plan.grid.crs);
    } catch (const UsageError& error) {
        throw UsageError{std::vector<Fault>{grid_fault(
            open, error.faults().front().what, text("such as \"china-albers\", \"EPSG:4549\" or \"layer:ID\""))}};
    }
}

const OpenRaster& raster_of(const OpenPlan& open, const std::string& layer)
{
    const auto found = open.rasters.find(layer);
    if (found == open.rasters.end())
        throw UsageError{
            std::vector<Fault>{grid_fault(open, text("layer '{}' has no cells to take the grid from", layer))}};
    return found->second;
}

Grid own_grid(const OpenPlan& open, const std::string& layer)
{
    const auto& info = raster_of(open, layer).file.raster.info;
    const auto& p = info.position;
    if (!p.upright() || p.dx_col <= 0)
        throw UsageError{std::vector<Fault>{
            grid_fault(open, text("the cells of layer '{}' are turned; they cannot be the grid", layer),
                       text("warp it to an upright raster first"))}};
    const double north = std::max(p.y0, p.y0 + info.rows * p.dy_row);
    return {{.x = p.x0, .y = north}, p.dx_col, std::fabs(p.dy_row), info.rows, info.cols};
}

// The part of a lattice that covers a box; it may reach beyond the raster it comes from.
Grid lattice_part(const Grid& lattice, const Box& box)
{
    constexpr double slack = 1e-9;
    const double left = std::floor(lattice.col(box.xmin) + slack), right = std::ceil(lattice.col(box.xmax) - slack);
    const double top = std::floor(lattice.row(box.ymax) + slack), bottom = std::ceil(lattice.row(box.ymin) - slack);
    return {{.x = lattice.x(left), .y = lattice.y(top)},
            lattice.cell_width(),
            lattice.cell_height(),
            static_cast<int>(std::max(1.0, bottom - top)),
            static_cast<int>(std::max(1.0, right - left))};
}

double cell_in_units(const OpenPlan& open, const Measure& cell, const Crs& crs)
{
    const bool degrees = same_dimension(cell.unit, unit("deg")) && !cell.unit.is_dimensionless();
    if (degrees != crs.geographic())
        throw UsageError{std::vector<Fault>{grid_fault(open,
                                                       text("cells of '{}' do not go with coordinate system '{}'",
                                                            number(cell.value) + " " + cell.unit.text(), crs.name()),
                                                       crs.geographic() ? text("give the cell in degrees: \"0.01 deg\"")
                                                                        : text("give the cell in metres: \"100 m\""))}};
    return degrees ? convert(cell.value, cell.unit, unit("deg"))
                   : convert(cell.value, cell.unit, unit("m")) / crs.unit_metres();
}

// Before memory is taken for a grid that nobody means.
void refuse_too_large(const OpenPlan& open, const Box& box, double width, double height)
{
    constexpr double most_tiles = 1 << 21, most_a_side = 1 << 30;
    const double cols = (box.xmax - box.xmin) / width, rows = (box.ymax - box.ymin) / height,
                 tile = open.plan.grid.tile;
    if (cols <= most_a_side && rows <= most_a_side && cols / tile * (rows / tile) <= most_tiles) return;
    throw UsageError{std::vector<Fault>{grid_fault(
        open, text("the grid would have {:.3g} columns and {:.3g} rows of cells, more than can be counted", cols, rows),
        text("choose larger cells, or a smaller extent or margin"))}};
}

// Share of a zone within a box, by areas in the plane.
double inside_share(const Shape& shape, const Box& box)
{
    const auto around = bounds(shape);
    if (!around ||
        (around->xmin >= box.xmin && around->xmax <= box.xmax && around->ymin >= box.ymin && around->ymax <= box.ymax))
        return 1;
    const double whole = plane_area(shape);
    const double share = whole > 0 ? std::clamp(plane_area(clipped(shape, box)) / whole, 0.0, 1.0) : 0;
    // What snapping the grid to its lattice cuts off in the last bits is nothing.
    constexpr double rounding = 1e-9;
    return share > 1 - rounding ? 1 : share;
}

} // namespace

double metres_per_unit(const Crs& crs) { return crs.geographic() ? metres_per_degree : crs.unit_metres(); }

std::optional<Sentence> shift_warning(const Transform& transform, const std::string& what, const Crs& from,
                                      const Crs& to)
{
    if (transform.shift() != DatumShift::ballpark) return {};
    return text("{}: no datum shift from '{}' to '{}' is known; coordinates are used as they are and may be off by 100 "
                "m and more",
                what, from.name(), to.name());
}

std::vector<Shape> zones_in(const ZoneSet& set, const Crs& crs, double tolerance_metres, unsigned threads,
                            std::vector<Sentence>& warnings)
{
    std::vector<Shape> out(set.zones.size());
    const auto transforms = transforms_for(threads, set.crs, crs);
    if (transforms.front().identity()) { // they were made valid when they were read
        std::ranges::transform(set.zones, out.begin(), &Zone::shape);
        return out;
    }
    std::vector<std::string> repairs(out.size());
    share_pieces(out.size(), threads, [&](std::size_t i, unsigned worker) {
        const auto& zone = set.zones[i];
        const auto moved =
            projected(zone.shape, transforms[worker], tolerance_metres / metres_per_unit(crs), metres_per_unit(crs));
        if (moved.lost_points > 0)
            throw InputError{text("zones '{}': {} vertices of zone {} have no place in '{}'; are its coordinates in "
                                  "'{}'? If not, say it in the plan: crs = \"EPSG:…\"",
                                  set.id, moved.lost_points, zone.label(), crs.name(), set.crs.name())};
        auto valid = made_valid(moved.shape);
        repairs[i] = std::move(valid.repair);
        out[i] = std::move(valid.shape);
    });
    for (std::size_t i = 0; i < out.size(); ++i)
        if (!repairs[i].empty())
            warnings.push_back(text("zones '{}': zone {} crossed itself after conversion and was repaired: {}", set.id,
                                    set.zones[i].label(), repairs[i]));
    return out;
}

GridFrame build_grid(const OpenPlan& open, std::vector<Sentence>& warnings)
{
    const auto& plan = open.plan.grid;
    GridFrame frame;
    std::optional<std::string> lattice_layer;
    if (plan.cell && std::holds_alternative<FromLayer>(*plan.cell))
        lattice_layer = std::get<FromLayer>(*plan.cell).layer;
    else if (!plan.cell && plan.crs_layer)
        lattice_layer = *plan.crs_layer;
    frame.crs = plan.crs         ? crs_of_plan(open)
                : plan.crs_layer ? raster_of(open, *plan.crs_layer).file.raster.crs
                : lattice_layer  ? raster_of(open, *lattice_layer).file.raster.crs
                                 : default_crs(open);
    if (lattice_layer && !frame.crs.same_plane(raster_of(open, *lattice_layer).file.raster.crs))
        throw UsageError{std::vector<Fault>{
            grid_fault(open, text("the cells of layer '{}' are not in the grid's coordinate system", *lattice_layer),
                       text("crs = \"layer:{}\"", *lattice_layer))}};

    const double width = lattice_layer ? own_grid(open, *lattice_layer).cell_width()
                                       : cell_in_units(open, std::get<Measure>(*plan.cell), frame.crs);
    frame.cell_metres = width * metres_per_unit(frame.crs);
    constexpr double centimetre = 0.01;
    const double tolerance = std::min(frame.cell_metres / 1000, centimetre);
    for (const auto& set : open.sets) {
        const Transform transform{set.crs, frame.crs};
        frame.operations.push_back("zones " + set.id + ": " + transform.name());
        if (const auto warning = shift_warning(transform, "zones '" + set.id + "'", set.crs, frame.crs))
            warnings.push_back(*warning);
        frame.zones.push_back(zones_in(set, frame.crs, tolerance, crew_size(open.threads), warnings));
    }
    const auto zones = united_bounds(frame.zones);
    const auto* extent_layer = std::get_if<FromLayer>(&plan.extent);
    if (extent_layer != nullptr && lattice_layer == extent_layer->layer)
        frame.grid = own_grid(open, *lattice_layer);
    else {
        std::optional<Box> box;
        if (const auto* given = std::get_if<Box>(&plan.extent))
            box = *given;
        else if (extent_layer != nullptr)
            box = own_grid(open, extent_layer->layer).box();
        else if (zones)
            box = grown(*zones, plan.margin.metres() / metres_per_unit(frame.crs));
        if (!box)
            throw InputError{text("no zone has a boundary, so that there is no extent; give [grid] extent = [xmin, "
                                  "ymin, xmax, ymax] or \"layer:ID\"")};
        const double height = lattice_layer ? own_grid(open, *lattice_layer).cell_height() : width;
        refuse_too_large(open, *box, width, height);
        frame.grid =
            lattice_layer ? lattice_part(own_grid(open, *lattice_layer), *box) : snapped_grid(*box, width, width);
    }
    if (zones && !touches_on_any_turn(*zones, frame.grid.box(), frame.crs))
        throw InputError{text("no zone lies in the extent of the grid ({} {} {} {}); the zones lie in {} {} {} {}",
                              frame.grid.box().xmin, frame.grid.box().ymin, frame.grid.box().xmax,
                              frame.grid.box().ymax, zones->xmin, zones->ymin, zones->xmax, zones->ymax)};
    for (auto& shapes : frame.zones) {
        for (auto& shape : shapes) shape = on_turn_of(shape, frame.grid.box(), frame.crs);
        auto& shares = frame.inside_share.emplace_back();
        for (const auto& shape : shapes) shares.push_back(inside_share(shape, frame.grid.box()));
    }
    frame.tile = plan.tile;
    return frame;
}

} // namespace peaksite
