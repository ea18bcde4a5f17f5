#include "engine/inputs.hpp"

#include "engine/halo_reader.hpp"
#include "geo/areas.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace peaksite {

namespace {

// Cell areas of a raster's own lattice, for amounts per cell, whichever way its rows and columns run.
SourceAreas own_areas(const Raster& raster)
{
    const auto& info = raster.info;
    const auto& p = info.position;
    if (!p.upright())
        throw InputError{
            text("raster '{}': amounts per cell of a turned raster are not read; warp it first, conserving the sum",
                 info.name)};
    const Point corner{.x = std::min(p.x0, p.x0 + info.cols * p.dx_col),
                       .y = std::max(p.y0, p.y0 + info.rows * p.dy_row)};
    const Grid grid{corner, std::fabs(p.dx_col), std::fabs(p.dy_row), info.rows, info.cols};
    return {.areas = std::make_shared<const CellAreas>(cell_areas(grid, raster.crs)),
            .rows = info.rows,
            .cols = info.cols,
            .south_up = p.dy_row > 0,
            .mirrored = p.dx_col < 0};
}

} // namespace

InputKit::InputKit(const Pass& pass) : m_pass(pass), m_ground(pass.crs)
{
    for (const auto& raster : pass.rasters) m_placements.emplace_back(pass.grid, pass.crs, raster);
}

std::vector<std::unique_ptr<InputReader>> InputKit::readers(const Desk& desk, const std::vector<int>& wanted) const
{
    Placement::SharedPlaces places;
    Bench bench{.desk = desk, .places = places};
    return readers(bench, wanted);
}

std::vector<std::unique_ptr<InputReader>> InputKit::readers(Bench& bench, const std::vector<int>& wanted) const
{
    std::vector<std::unique_ptr<InputReader>> out(m_pass.inputs.size());
    for (const int input : wanted) {
        const auto at = static_cast<std::size_t>(input);
        out[at] = std::visit([&](const auto& plan) { return reader(bench, plan); }, m_pass.inputs[at]);
    }
    return out;
}

// Readers of the same cells under the same rule convert them once.
std::shared_ptr<ValueRows> InputKit::raster_rows(Bench& bench, const NumberInputPlan& plan) const
{
    for (const auto& [other, rows] : bench.rows)
        if (other->raster == plan.raster && other->rule == plan.rule) return rows;
    bench.rows.emplace_back(&plan, std::make_shared<RasterRows>(bench.desk, plan.raster, plan.rule));
    return bench.rows.back().second;
}

std::unique_ptr<InputReader> InputKit::reader(Bench& bench, const NumberInputPlan& plan) const
{
    using Derive = NumberInputPlan::Derive;
    const auto& raster = m_pass.rasters[static_cast<std::size_t>(plan.raster)];
    auto rows = raster_rows(bench, plan);
    NumberInputSpec spec{.raster = plan.raster, .resampling = plan.resampling, .per_cell = nullptr};
    if (plan.derive == Derive::slope || plan.derive == Derive::squared_slope) {
        const auto form = plan.derive == Derive::slope ? SlopeRows::Form::degrees : SlopeRows::Form::squared_tangent;
        rows = std::make_shared<SlopeRows>(std::move(rows), raster.info, plan.metres, GroundMetric{raster.crs}, form);
    }
    if (plan.derive == Derive::amount && !placement(plan.raster).same_lattice()) {
        rows = std::make_shared<DensityRows>(std::move(rows), own_areas(raster));
        spec.per_cell = m_pass.areas;
        spec.resampling = Resampling::average;
    }
    return number_reader(bench.desk, spec, std::move(rows), placement(plan.raster).clone(bench.places));
}

std::unique_ptr<InputReader> InputKit::reader(Bench& bench, const ClassInputPlan& plan) const
{
    return class_reader(bench.desk, plan.raster, ClassRule{plan.codes, plan.nodata, plan.missing}, plan.resampling,
                        placement(plan.raster).clone(bench.places));
}

std::unique_ptr<InputReader> InputKit::reader(Bench&, const VectorConditionPlan& plan) const
{
    return vector_condition_reader(m_pass.fields[static_cast<std::size_t>(plan.field)], plan.buffer, m_ground);
}

std::unique_ptr<InputReader> InputKit::reader(Bench&, const VectorDistancePlan& plan) const
{
    return vector_distance_reader(m_pass.fields[static_cast<std::size_t>(plan.field)], m_ground);
}

std::unique_ptr<InputReader> InputKit::reader(Bench& bench, const HaloConditionPlan& plan) const
{
    // Its rows run ahead of the tile's: it shares none with other readers.
    Bench own{.desk = bench.desk, .places = bench.places};
    return halo_reader(m_pass.grid, plan.program, readers(own, plan.program->inputs()), plan.buffer, m_ground);
}

std::unique_ptr<InputReader> InputKit::reader(Bench&, const SurveyInputPlan& plan) const
{
    return plan.field->survey().classes > 0 ? survey_class_reader(plan.field, plan.missing)
                                            : survey_number_reader(plan.field, m_pass.areas);
}

std::vector<int> inputs_read(const Pass& pass)
{
    std::set<int> wanted;
    for (const int input : pass.program->inputs()) wanted.insert(input);
    for (const auto& set : pass.sets) wanted.insert(set.classes.begin(), set.classes.end());
    return {wanted.begin(), wanted.end()};
}

} // namespace peaksite
