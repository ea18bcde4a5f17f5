#include "base/constants.hpp"
#include "engine/raster_box.hpp"
#include "geo/turns.hpp"
#include "job/check/check_groups.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace peaksite {

namespace {

std::string degrees_text(const Box& box)
{
    return fmt::format("{:.4g}–{:.4g} E, {:.4g}–{:.4g} N", box.xmin, box.xmax, box.ymin, box.ymax);
}

// Share of the box `whole` that `part` covers.
double covered(const Box& whole, const Box& part)
{
    const double width = std::min(whole.xmax, part.xmax) - std::max(whole.xmin, part.xmin),
                 height = std::min(whole.ymax, part.ymax) - std::max(whole.ymin, part.ymin);
    if (width <= 0 || height <= 0 || whole.empty()) return 0;
    return width * height / ((whole.xmax - whole.xmin) * (whole.ymax - whole.ymin));
}

std::optional<Box> in_degrees(const Crs& crs, const Box& box)
{
    try {
        return longitude_latitude_box(crs, box);
    } catch (const InputError&) {
        return {};
    }
}

void compare(Checkup& checkup, const Position& at, const std::string& what, const Crs& crs, const Box& box, bool cells)
{
    const auto degrees = in_degrees(crs, box);
    if (!degrees) {
        checkup.warning(at,
                        text("{}: its extent ({:.6g} {:.6g} {:.6g} {:.6g}) has no place on earth in '{}'", what,
                             box.xmin, box.ymin, box.xmax, box.ymax, crs.name()),
                        text("say the right coordinate system: crs = \"EPSG:…\""));
        return;
    }
    // Longitudes of a layer may run from 0 to 360.
    static const Crs longitude_latitude = Crs::parse("EPSG:4490");
    const auto copies = on_all_turns(*degrees, *checkup.zones, longitude_latitude);
    if (copies.empty()) {
        checkup.warning(at,
                        text("{} does not meet the zones: it lies in {}, the zones in {}", what, degrees_text(*degrees),
                             degrees_text(*checkup.zones)),
                        text("is it the right file, and '{}' the right coordinate system?", crs.name()));
        return;
    }
    double share = 0;
    for (const auto& copy : copies) share += covered(*checkup.zones, copy);
    constexpr double enough = 0.98;
    if (cells && share < enough)
        checkup.note(at, text("{} covers {:.0f} % of the zones' box; beyond it there is no data", what, 100 * share));
}

// The cell of the grid in metres, where the plan says it itself.
std::optional<double> cell_metres(const Plan& plan)
{
    const auto* measure = plan.grid.cell ? std::get_if<Measure>(&*plan.grid.cell) : nullptr;
    if (measure == nullptr) return {};
    if (same_dimension(measure->unit, unit("m"))) return convert(measure->value, measure->unit, unit("m"));
    if (!measure->unit.is_dimensionless() && same_dimension(measure->unit, unit("deg")))
        return convert(measure->value, measure->unit, unit("deg")) * metres_per_degree;
    return {};
}

double metres_of(const OpenRaster& raster)
{
    const auto& p = raster.file.raster.info.position;
    const double side = std::sqrt(std::fabs(p.dx_col * p.dy_row - p.dx_row * p.dy_col));
    return raster.file.raster.crs.geographic() ? side * metres_per_degree : side * raster.file.raster.crs.unit_metres();
}

void compare_cells(Checkup& checkup, const Layer& layer, double layer_cell, double grid_cell)
{
    constexpr double very = 30;
    const auto at = place_in_plan("layers", layer);
    if (grid_cell > very * layer_cell)
        checkup.note(at,
                     text("layer '{}': the grid's cells of {:.4g} m are {:.0f} times those of the layer ({:.4g} m): a "
                          "finer grid would use what the layer knows",
                          layer.id, grid_cell, grid_cell / layer_cell, layer_cell),
                     text("[grid] cell = \"{:.0f} m\"", layer_cell));
}

// Zones whose box is smaller than a cell are counted exactly, but of one or two cells.
void compare_zones(Checkup& checkup, double grid_cell)
{
    for (const auto& set : checkup.open.sets) {
        const double per_unit = set.crs.geographic() ? metres_per_degree : set.crs.unit_metres();
        std::vector<std::string> small;
        for (const auto& zone : set.zones) {
            const auto box = bounds(zone.shape);
            if (box && std::max(box->xmax - box->xmin, box->ymax - box->ymin) * per_unit < grid_cell)
                small.push_back(zone.label());
        }
        if (small.empty()) continue;
        const auto* plan = checkup.open.plan.zone_set(set.id);
        constexpr std::size_t shown = 5;
        const auto count = small.size();
        if (count > shown) small.resize(shown);
        checkup.note(
            plan == nullptr ? Position{} : place_in_plan("zones", *plan),
            text("zones '{}': {} smaller than a cell of {:.4g} m, whose values are those of the cell they lie in: {}",
                 set.id, count, grid_cell, joined(small, ", ")));
    }
}

// Polygons with classes are kept one by one.
std::optional<Box> bounds_of(const OpenVector& vector)
{
    return vector.survey == nullptr ? bounds(vector.shape) : bounds_of(vector.survey->parcels);
}

} // namespace

void check_extents(Checkup& checkup)
{
    const auto grid_cell = cell_metres(checkup.open.plan);
    for (const auto& layer : checkup.open.plan.layers) {
        const auto at = place_in_plan("layers", layer);
        if (const auto raster = checkup.open.rasters.find(layer.id); raster != checkup.open.rasters.end()) {
            if (checkup.zones)
                compare(checkup, at, "layer '" + layer.id + "'", raster->second.file.raster.crs,
                        box_of(raster->second.file.raster.info), true);
            if (grid_cell) compare_cells(checkup, layer, metres_of(raster->second), *grid_cell);
        }
        if (const auto vector = checkup.open.vectors.find(layer.id);
            vector != checkup.open.vectors.end() && checkup.zones)
            if (const auto box = bounds_of(vector->second))
                compare(checkup, at, "layer '" + layer.id + "'", vector->second.crs, *box, false);
    }
    if (grid_cell) compare_zones(checkup, *grid_cell);
    if (!checkup.zones) return;
    for (const auto& list : checkup.open.facilities) {
        Shape places;
        for (const auto& one : list.facilities)
            if (one.place) places.points.push_back(*one.place);
        const auto plan = std::ranges::find(checkup.open.plan.facilities, list.id, &FacilitiesPlan::id);
        if (const auto box = bounds(places); box && plan != checkup.open.plan.facilities.end())
            compare(checkup, place_in_plan("facilities", *plan), "the list '" + list.id + "'", list.crs, *box, false);
    }
}

} // namespace peaksite
