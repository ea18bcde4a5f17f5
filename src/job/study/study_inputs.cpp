#include "job/study/study_inputs.hpp"

#include "model/indicators/estimate.hpp"

#include "engine/arctangent.hpp"
#include "engine/placement.hpp"
#include "engine/raster_box.hpp"
#include "engine/stencil.hpp"
#include "eval/compiler.hpp"
#include "geo/areas.hpp"
#include "geo/projection.hpp"
#include "geo/turns.hpp"
#include "plan/check/check_plan.hpp"
#include "plan/read/read_technology.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace peaksite {

namespace {

// Source cells that a cell of the grid must span before they are averaged rather than taken as they are.
constexpr double fine = 1.5;

Resampling resampling_of(const Layer& layer, const Placement& placement)
{
    const bool classes = layer.quantity == Quantity::categorical, finer = placement.fineness() > fine;
    switch (layer.resampling) {
    case LayerResampling::nearest:
        return Resampling::nearest;
    case LayerResampling::bilinear:
        return finer ? Resampling::average : Resampling::bilinear;
    case LayerResampling::average:
        return Resampling::average;
    case LayerResampling::majority:
        return Resampling::majority;
    case LayerResampling::automatic:
        break;
    }
    if (finer) return classes ? Resampling::majority : Resampling::average;
    return Resampling::nearest;
}

constexpr int no_class = 255;

} // namespace

int halo_cells(const Plan& plan, const Grid& grid, const Crs& crs)
{
    constexpr double spare = 1.1; // between the places that are looked at
    constexpr int most_cells = 4096, across = 8;
    const Exclusion* farthest = nullptr;
    for (const auto& technology : plan.technologies)
        for (const auto& rule : technology.exclusions)
            if (rule.buffer > (farthest == nullptr ? Length{} : farthest->buffer)) farthest = &rule;
    if (farthest == nullptr) return 0;
    const auto refuse = [&] {
        throw UsageError{std::vector<Fault>{farthest->position.fault(
            text("the buffer of {} m spans more than {} cells", farthest->buffer.metres(), most_cells),
            text("choose a smaller buffer, or larger cells"))}};
    };
    const double nominal = std::min(grid.cell_width(), grid.cell_height()) * metres_per_unit(crs);
    if (farthest->buffer.metres() / nominal > most_cells) refuse();
    const GroundMetric ground{crs};
    const auto place = [](int i, int cells) {
        return static_cast<int>(std::int64_t{i} * (cells - 1) / across) & ~(lattice_step - 1);
    };
    int reach = 0;
    for (int i = 0; i <= across; ++i)
        for (int j = 0; j <= across; ++j)
            if (const auto metric = ground_metric(ground, grid, place(i, grid.rows()), place(j, grid.cols()))) {
                const Stencil stencil{*metric, grid.cell_width(), grid.cell_height(), farthest->buffer};
                reach = std::max({reach, stencil.reach(), stencil.width()});
            }
    if (reach > most_cells) refuse();
    return static_cast<int>(std::ceil(spare * reach)) + 2;
}

StudyInputs::StudyInputs(const OpenPlan& open, Pass& pass, Blueprint& blueprint)
    : m_open(open), m_pass(pass), m_blueprint(blueprint), m_halo(halo_cells(open.plan, pass.grid, pass.crs))
{
    for (const auto& layer : open.plan.layers) add(layer);
}

void StudyInputs::name(const Layer& layer, Symbol symbol)
{
    m_symbols.insert_or_assign(layer.id, symbol);
    if (!layer.provides.empty()) m_symbols.try_emplace(layer.provides, std::move(symbol));
}

void StudyInputs::add(const Layer& layer)
{
    switch (layer.kind) {
    case Layer::Kind::raster:
        return add_raster(layer);
    case Layer::Kind::vector:
        return is_survey(layer) ? add_survey(layer) : add_condition(layer);
    case Layer::Kind::derived:
        return add_derived(layer);
    case Layer::Kind::absent: // has no symbol: what names it says why
        return;
    }
}

void StudyInputs::add_condition(const Layer& layer)
{
    m_pass.inputs.emplace_back(VectorConditionPlan{.field = field_number(layer.id), .buffer = {}});
    name(layer, ConditionInput{.input = static_cast<int>(m_pass.inputs.size()) - 1});
}

void StudyInputs::add_derived(const Layer& layer)
{
    if (!layer.derive || missing_layer(*layer.derive, m_open.plan.layers)) return;
    const auto derivation = derivation_of(layer);
    switch (derivation.kind) {
    case Derivation::Kind::slope:
        return add_slope(layer, derivation.layer);
    case Derivation::Kind::distance:
        m_pass.inputs.emplace_back(VectorDistancePlan{.field = field_number(derivation.layer)});
        return name(layer,
                    NumberInput{.input = static_cast<int>(m_pass.inputs.size()) - 1, .unit = unit("km"), .twin = {}});
    case Derivation::Kind::expression:
        return name(layer, Definition{.syntax = std::make_shared<const Syntax>(*layer.derive)});
    }
}

Placement StudyInputs::placement(const std::string& layer) const
{
    return {m_pass.grid, m_pass.crs, m_pass.rasters[static_cast<std::size_t>(m_raster_of.at(layer))]};
}

void StudyInputs::check_overlap(const Layer& layer, const Raster& raster) const
{
    const auto there = longitude_latitude_box(raster.crs, box_of(raster.info)),
               here = longitude_latitude_box(m_pass.crs, m_pass.grid.box());
    static const Crs degrees = Crs::parse("EPSG:4490");
    if (!touches_on_any_turn(there, here, degrees))
        throw InputError{text("layer '{}': raster '{}' lies at {:.3f}–{:.3f} E, {:.3f}–{:.3f} N and does not touch the "
                              "grid at {:.3f}–{:.3f} E, {:.3f}–{:.3f} N; is its coordinate system right?",
                              layer.id, raster.info.name, there.xmin, there.xmax, there.ymin, there.ymax, here.xmin,
                              here.xmax, here.ymin, here.ymax)};
}

int StudyInputs::raster_number(const std::string& layer)
{
    const auto& raster = m_open.rasters.at(layer).file.raster;
    // Where the source itself marks cells without data, what it marks hangs on the layer.
    const auto same_cells = [&](const RasterInfo& other) {
        return other == raster.info || (other.name == raster.info.name && !other.gap && !raster.info.gap);
    };
    for (std::size_t i = 0; i < m_pass.rasters.size(); ++i)
        if (same_cells(m_pass.rasters[i].info) && m_pass.rasters[i].crs.wkt() == raster.crs.wkt())
            return static_cast<int>(i);
    m_pass.rasters.push_back(raster);
    return static_cast<int>(m_pass.rasters.size()) - 1;
}

// Of the input that is added next.
void StudyInputs::note_coarse(const Layer& layer, const Placement& place, Resampling resampling)
{
    constexpr double much = 4;
    if (place.same_lattice() || place.fineness() <= 0 || 1 / place.fineness() <= much) return;
    const auto how = resampling == Resampling::bilinear ? text("interpolated between them")
                                                        : text("those of the cell that holds the centre");
    m_coarse.emplace(static_cast<int>(m_pass.inputs.size()),
                     text("layer '{}': a side of its cells spans {:.3g} cells of the grid; expressions take values {}, "
                          "statistics of the layer are those of its own cells",
                          layer.id, 1 / place.fineness(), how));
}

std::vector<Sentence> StudyInputs::coarse_layers(const std::vector<int>& inputs) const
{
    std::vector<Sentence> out;
    for (const auto& [input, sentence] : m_coarse)
        if (std::ranges::find(inputs, input) != inputs.end() && std::ranges::find(out, sentence) == out.end())
            out.push_back(sentence);
    return out;
}

void StudyInputs::add_raster(const Layer& layer)
{
    const auto& open = m_open.rasters.at(layer.id);
    check_overlap(layer, open.file.raster);
    const int raster = m_raster_of[layer.id] = raster_number(layer.id);
    const auto place = placement(layer.id);
    m_on_the_grid[layer.id] = place.same_lattice();
    const Transform transform{open.file.raster.crs, m_pass.crs};
    m_blueprint.meaning.run.operations.push_back("layer " + layer.id + ": " +
                                                 (place.same_lattice() ? "cells of the grid" : transform.name()));
    if (const auto warning = shift_warning(transform, "layer '" + layer.id + "'", open.file.raster.crs, m_pass.crs))
        m_blueprint.meaning.warnings.push_back(*warning);
    note_coarse(layer, place, resampling_of(layer, place));
    if (open.numbered) {
        m_pass.inputs.emplace_back(ClassInputPlan{.raster = raster,
                                                  .codes = open.codes,
                                                  .missing = open.missing,
                                                  .nodata = open.rule.nodata,
                                                  .resampling = resampling_of(layer, place)});
        m_class_input_of[layer.id] = static_cast<int>(m_pass.inputs.size()) - 1;
        return name(layer,
                    ClassInput{.input = m_class_input_of[layer.id], .classes = open.classes, .missing = open.missing});
    }
    const bool amount = layer.quantity == Quantity::extensive;
    if (amount && !open.file.raster.info.position.upright())
        throw InputError{
            text("layer '{}': amounts per cell of a turned raster are not read; warp '{}' first, conserving the sum",
                 layer.id, open.file.raster.info.name)};
    m_pass.inputs.emplace_back(
        NumberInputPlan{.raster = raster,
                        .rule = open.rule,
                        .resampling = resampling_of(layer, place),
                        .derive = amount ? NumberInputPlan::Derive::amount : NumberInputPlan::Derive::none,
                        .metres = 1,
                        .layer = layer.id});
    name(layer, NumberInput{.input = static_cast<int>(m_pass.inputs.size()) - 1, .unit = layer.unit, .twin = {}});
}

void StudyInputs::add_survey(const Layer& layer)
{
    m_pass.inputs.emplace_back(SurveyInputPlan{.field = nullptr, .missing = no_class});
    const int input = static_cast<int>(m_pass.inputs.size()) - 1;
    m_survey_of[input] = layer.id;
    if (!has_classes(layer)) return name(layer, NumberInput{.input = input, .unit = layer.unit, .twin = {}});
    m_class_input_of[layer.id] = input;
    ClassInput classes{.input = input, .classes = {}, .missing = no_class};
    for (const auto& one : layer.classes) classes.classes.push_back({.code = one.code, .key = one.key});
    name(layer, std::move(classes));
}

void StudyInputs::add_slope(const Layer& layer, const std::string& elevation)
{
    const auto* from = layer_named(m_open.plan.layers, elevation);
    const auto& open = m_open.rasters.at(from->id);
    if (!m_raster_of.contains(from->id)) m_raster_of[from->id] = raster_number(from->id);
    const auto place = placement(from->id);
    const auto& info = open.file.raster.info;
    const double metres_of_cell =
        std::hypot(info.position.dx_col, info.position.dy_col) * metres_per_unit(open.file.raster.crs);
    constexpr double coarsest = 200;
    if (metres_of_cell > coarsest)
        m_blueprint.meaning.warnings.push_back(text(
            "layer '{}': slope from elevations with cells of {:.0f} m is far too gentle; use cells of 200 m or less",
            layer.id, metres_of_cell));
    if (metres_of_cell > coarsest) m_blueprint.meaning.layers[layer.id].remarks.add(Remark::coarse_slope);
    NumberInputPlan plan{.raster = m_raster_of[from->id],
                         .rule = open.rule,
                         .resampling = resampling_of(*from, place),
                         .derive = NumberInputPlan::Derive::slope,
                         .metres = factor(from->unit, unit("m")),
                         .layer = layer.id};
    note_coarse(*from, place, plan.resampling);
    m_pass.inputs.emplace_back(plan);
    NumberInput symbol{.input = static_cast<int>(m_pass.inputs.size()) - 1, .unit = unit("degree"), .twin = {}};
    if (place.same_lattice()) {
        // Comparisons on the elevation's own cells need no arctangent.
        plan.derive = NumberInputPlan::Derive::squared_slope;
        m_pass.inputs.emplace_back(plan);
        symbol.twin =
            std::make_shared<const Twin>(Twin{.input = static_cast<int>(m_pass.inputs.size()) - 1,
                                              .of = [](double t) { return arctangent_degrees(std::sqrt(t)); }});
    }
    name(layer, std::move(symbol));
}

int StudyInputs::field_number(const std::string& layer)
{
    const auto [found, is_new] = m_field_of.try_emplace(layer, static_cast<int>(m_pass.fields.size()));
    if (is_new) m_pass.fields.emplace_back();
    return found->second;
}

std::string StudyInputs::buffered(const Syntax& where, Length buffer)
{
    const auto key = near_key(where, buffer);
    if (m_symbols.contains(key)) return key;
    const auto* vector = where.kind == Syntax::Kind::name ? layer_named(m_open.plan.layers, where.text) : nullptr;
    if (vector != nullptr && vector->kind == Layer::Kind::vector)
        m_pass.inputs.emplace_back(VectorConditionPlan{.field = field_number(vector->id), .buffer = buffer});
    else {
        Compiler compiler{m_symbols};
        compiler.condition(where);
        m_pass.inputs.emplace_back(
            HaloConditionPlan{.program = std::make_shared<const Program>(compiler.finish()), .buffer = buffer});
    }
    m_symbols.insert_or_assign(key, ConditionInput{.input = static_cast<int>(m_pass.inputs.size()) - 1});
    return key;
}

int StudyInputs::class_input(const std::string& layer) const { return m_class_input_of.at(layer); }

bool StudyInputs::on_the_grid(const std::string& layer) const { return m_on_the_grid.at(layer); }

} // namespace peaksite
