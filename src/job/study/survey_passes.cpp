#include "job/study/survey_passes.hpp"

#include "base/crew.hpp"
#include "base/row_warnings.hpp"
#include "geo/collisions.hpp"
#include "geo/turns.hpp"
#include "geo/validity.hpp"
#include "job/study/native_passes.hpp"
#include "plan/check/class_match.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peaksite {

namespace {

SetPlan counted(const Survey& survey)
{
    SetPlan out;
    const MomentNeeds all{.sums = true, .squares = false, .extremes = true, .pivot = 0};
    out.layout.moments.assign(static_cast<std::size_t>(std::max(survey.classes, 1)), all);
    out.layout.class_layers = survey.classes > 0 ? 1 : 0;
    return out;
}

std::optional<Slot> pass_named(const Blueprint& blueprint, const std::string& name)
{
    const auto& passes = blueprint.study.passes;
    for (std::size_t i = 1; i < passes.size(); ++i)
        if (passes[i].survey != nullptr && passes[i].name == name) return Slot{.pass = static_cast<int>(i), .at = 0};
    return {};
}

// Polygons laid over all zones, whatever the grid.
Slot laid_pass(const OpenPlan& open, Blueprint& blueprint, const std::string& name,
               std::shared_ptr<const Survey> survey)
{
    if (const auto known = pass_named(blueprint, name)) return *known;
    Pass pass;
    pass.name = name;
    pass.grid = Grid{{.x = 0, .y = 1}, 1, 1, 1, 1};
    pass.crs = survey->crs;
    pass.areas = std::make_shared<const CellAreas>(CellAreas::constant(1));
    pass.tiling = Tiling{pass.grid, blueprint.frame.tile};
    pass.program = std::make_shared<const Program>();
    auto laid = std::make_shared<SurveyPass>();
    laid->survey = std::move(survey);
    // What bends away from a straight line by less than a tenth of a millimetre is straight.
    constexpr double tolerance_metres = 1e-4;
    const auto parcels = bounds_of(laid->survey->parcels);
    for (std::size_t set = 0; set < open.sets.size(); ++set)
        for (auto& shape : zones_on(open, blueprint, set, pass.crs, tolerance_metres)) {
            laid->zones.push_back(parcels ? on_turn_of(shape, *parcels, pass.crs) : std::move(shape));
            pass.zones.push_back({.set = static_cast<int>(set), .cells = {}});
        }
    for (std::size_t set = 0; set < open.sets.size(); ++set) {
        laid->outside_of.push_back(pass.zones.size());
        pass.zones.push_back({.set = static_cast<int>(set), .cells = {}});
        pass.sets.push_back(counted(*laid->survey));
    }
    for (std::size_t i = 0; i < laid->zones.size(); ++i)
        pass.zones[i].label = blueprint.study.passes.front().zones[i].label; // the same zones, in the same order
    blueprint.meaning.passes.push_back(
        {.name = name, .survey = true, .classes = laid->survey->classes > 0, .outside_of = laid->outside_of});
    pass.survey = std::move(laid);
    blueprint.study.passes.push_back(std::move(pass));
    return {.pass = static_cast<int>(blueprint.study.passes.size()) - 1, .at = 0};
}

std::vector<Shape> one_by_one(const std::vector<Polygon>& polygons)
{
    std::vector<Shape> out;
    for (const auto& one : polygons) out.push_back({.polygons = {one}, .lines = {}, .points = {}});
    return out;
}

} // namespace

Slot survey_pass(const OpenPlan& open, Blueprint& blueprint, const Layer& layer)
{
    return laid_pass(open, blueprint, layer.id, open.vectors.at(layer.id).survey);
}

Slot cover_pass(const OpenPlan& open, Blueprint& blueprint, const Layer& layer)
{
    const auto name = "inside " + layer.id;
    if (const auto known = pass_named(blueprint, name)) return *known;
    const auto& vector = open.vectors.at(layer.id);
    auto survey = std::make_shared<Survey>();
    survey->crs = vector.crs;
    survey->parcels = one_by_one(vector.shape.polygons);
    // Land counts once, however often it is drawn.
    constexpr double least_square_metres = 1;
    if (!collisions(survey->parcels, survey->crs, least_square_metres, crew_size(open.threads)).empty())
        survey->parcels =
            one_by_one(made_valid({.polygons = vector.shape.polygons, .lines = {}, .points = {}}).shape.polygons);
    survey->values.assign(survey->parcels.size(), 1);
    return laid_pass(open, blueprint, name, std::move(survey));
}

} // namespace peaksite
