#include "job/study/study_inputs.hpp"

#include "geo/areas.hpp"
#include "geo/cover.hpp"
#include "geo/inside.hpp"
#include "geo/projection.hpp"
#include "geo/turns.hpp"
#include "geo/validity.hpp"
#include "plan/check/check_plan.hpp"
#include "plan/read/read_technology.hpp"
#include "plan/survey_layer.hpp"

#include <set>

namespace peaksite {

namespace {

// Whether something asks how far a vector layer is, rather than what lies inside.
bool needs_distances(const Plan& plan, const std::string& id)
{
    const auto is_it = [&](const std::string& name) {
        const auto* layer = layer_named(plan.layers, name);
        return layer != nullptr && layer->id == id;
    };
    for (const auto& layer : plan.layers)
        if (derivation_of(layer).kind == Derivation::Kind::distance && is_it(derivation_of(layer).layer)) return true;
    for (const auto& technology : plan.technologies)
        for (const auto& rule : technology.exclusions)
            if (rule.buffer > Length{} && rule.where && rule.where->kind == Syntax::Kind::name &&
                is_it(rule.where->text))
                return true;
    return false;
}

// All polygons of a layer.
Shape shape_of(const OpenVector& open)
{
    if (open.survey == nullptr) return open.shape;
    Shape all;
    for (const auto& parcel : open.survey->parcels)
        all.polygons.insert(all.polygons.end(), parcel.polygons.begin(), parcel.polygons.end());
    return all;
}

} // namespace

std::shared_ptr<const SurveyField> StudyInputs::survey_field(const std::string& layer)
{
    const auto& open = m_open.vectors.at(layer);
    note_transform(layer, open.crs);
    return std::make_shared<const SurveyField>(open.survey,
                                               SurveyField::Frame{.grid = m_pass.grid,
                                                                  .halo = m_halo,
                                                                  .crs = m_pass.crs,
                                                                  .tolerance = tolerance(),
                                                                  .metres_per_unit = metres_per_unit(m_pass.crs)});
}

// How far from its line, in units of the grid, a border may be drawn.
double StudyInputs::tolerance() const
{
    return std::min(m_blueprint.frame.cell_metres / 1000, 1.0) / metres_per_unit(m_pass.crs);
}

void StudyInputs::note_transform(const std::string& layer, const Crs& from)
{
    const Transform transform{from, m_pass.crs};
    m_blueprint.meaning.run.operations.push_back("layer " + layer + ": " + transform.name());
    if (const auto warning = shift_warning(transform, "layer '" + layer + "'", from, m_pass.crs))
        m_blueprint.meaning.warnings.push_back(*warning);
}

std::shared_ptr<const VectorField> StudyInputs::vector_field(const std::string& layer)
{
    const auto& open = m_open.vectors.at(layer);
    const Transform transform{open.crs, m_pass.crs};
    if (open.survey == nullptr) note_transform(layer, open.crs);
    const auto moved = projected(shape_of(open), transform, tolerance(), metres_per_unit(m_pass.crs));
    auto field = std::make_shared<VectorField>();
    field->grid = m_pass.grid;
    field->halo = m_halo;
    constexpr double half_turn = 180; // nothing is farther
    const auto shape = on_all_turns(moved.shape, grown(m_pass.grid.box(), half_turn), m_pass.crs);
    const auto shifted = transformed(in_cells(shape, m_pass.grid),
                                     [this](Point p) { return Point{.x = p.x + m_halo, .y = p.y + m_halo}; });
    field->inside = centres_inside(shifted, m_pass.grid.rows() + 2 * m_halo, m_pass.grid.cols() + 2 * m_halo);
    if (needs_distances(m_open.plan, layer)) field->nearness = std::make_shared<const Nearness>(m_pass.grid, shape);
    return field;
}

void StudyInputs::draw_vectors(const std::vector<int>& read)
{
    const auto number_of = [](const InputPlan& plan) {
        if (const auto* inside = std::get_if<VectorConditionPlan>(&plan)) return inside->field;
        if (const auto* away = std::get_if<VectorDistancePlan>(&plan)) return away->field;
        return -1;
    };
    std::set<int> fields, seen;
    for (auto open = read; !open.empty();) {
        const int input = open.back();
        open.pop_back();
        if (!seen.insert(input).second) continue;
        auto& plan = m_pass.inputs[static_cast<std::size_t>(input)];
        if (auto* survey = std::get_if<SurveyInputPlan>(&plan)) survey->field = survey_field(m_survey_of.at(input));
        if (const auto* halo = std::get_if<HaloConditionPlan>(&plan)) {
            const auto inner = halo->program->inputs();
            open.insert(open.end(), inner.begin(), inner.end());
        }
        fields.insert(number_of(plan));
    }
    for (const auto& [layer, number] : m_field_of)
        if (fields.contains(number)) m_pass.fields[static_cast<std::size_t>(number)] = vector_field(layer);
}

} // namespace peaksite
