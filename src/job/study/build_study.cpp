#include "base/constants.hpp"
#include "job/study/blueprint.hpp"

#include "engine/inputs.hpp"
#include "eval/compiler.hpp"
#include "geo/areas.hpp"
#include "geo/cover.hpp"
#include "geo/true_area.hpp"
#include "job/study/accumulators.hpp"
#include "job/study/indicator_terms.hpp"
#include "job/study/place_statistics.hpp"
#include "job/study/study_inputs.hpp"
#include "job/study/survey_passes.hpp"
#include "model/carbon/carbon.hpp"
#include "model/indicators/own_names.hpp"
#include "model/wholes.hpp"
#include "plan/read/read_technology.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// On the ellipsoid; nothing where there are no polygons, or where they lie beyond what their system covers.
std::optional<double> boundary_km2(const Shape& shape, const Crs& crs)
{
    const auto box = bounds(shape);
    if (!box || shape.polygons.empty()) return {};
    try {
        return TrueAreas{crs, *box}.of(shape) / square_metres_per_km2;
    } catch (const InputError&) {
        return {};
    }
}

// Key, name and facts; whether there is a boundary, not which.
ZoneSet without_shapes(const ZoneSet& set)
{
    ZoneSet out{.id = set.id, .title = set.title, .crs = set.crs, .zones = {}};
    for (const auto& zone : set.zones) {
        auto& one = out.zones.emplace_back(zone);
        one.bounded = zone.has_boundary();
        one.boundary_km2 = boundary_km2(zone.shape, set.crs);
        one.shape = {};
    }
    return out;
}

class Builder {
public:
    Builder(const OpenPlan& open, const Catalogue& catalogue) : m_open(open), m_plan(open.plan)
    {
        m_out.meaning.warnings = open.warnings;
        m_out.frame = build_grid(open, m_out.meaning.warnings);
        begin_meaning(catalogue);
        m_out.study.passes.emplace_back();
        begin_main_pass();
    }

    Blueprint build()
    {
        StudyInputs inputs{m_open, main(), m_out};
        m_inputs = &inputs;
        // Buffers become names of their own first, so that the compiler knows all of them.
        name_buffers();
        Compiler compiler{inputs.symbols()};
        m_compiler = &compiler;
        Accumulators accumulators{m_open, inputs, m_out};
        m_accumulators = &accumulators;
        for (const auto& layer : m_plan.layers)
            if (is_survey(layer) && has_classes(layer)) accumulators.classes(layer); // for the ledger
        for (const auto& technology : m_plan.technologies) place(technology);
        m_out.technologies = technology_uses(m_out.meaning);
        place_statistics({.open = m_open, .inputs = inputs, .compiler = compiler, .accumulators = accumulators}, m_out);
        check_carbon();
        add_indicators({.open = m_open, .compiler = compiler, .accumulators = accumulators}, m_out);
        for (const auto& raster : m_plan.rasters) add(raster);
        main().program = std::make_shared<const Program>(compiler.finish());
        count_classes_read();
        for (auto& sentence : inputs.coarse_layers(inputs_read(main())))
            m_out.meaning.warnings.push_back(std::move(sentence));
        accumulators.finish();
        inputs.draw_vectors(inputs_read(main()));
        for (auto& set : main().sets) {
            set.layout.masks =
                !m_out.meaning.criteria.empty() || !main().measures.empty() || !m_plan.technologies.empty();
            set.layout.measures = static_cast<int>(main().measures.size());
        }
        settle_pivots(m_out);
        for (std::size_t pass = 0; pass < m_out.study.passes.size(); ++pass)
            for (const auto& set : m_out.study.passes[pass].sets)
                m_out.meaning.passes[pass].layouts.push_back(set.layout);
        return std::move(m_out);
    }

private:
    Pass& main() { return m_out.study.passes.front(); }

    void begin_meaning(const Catalogue& catalogue)
    {
        auto& meaning = m_out.meaning;
        meaning.plan = m_plan;
        meaning.catalogue = with_own_names(catalogue.indicators(), m_plan, m_open.tables);
        meaning.carbon = m_open.carbon;
        meaning.inside_share = m_out.frame.inside_share;
        for (const auto& set : m_open.sets) meaning.sets.push_back(without_shapes(set));
        meaning.wholes = wholes_of(m_open.sets);
    }

    void begin_main_pass()
    {
        auto& pass = main();
        pass.name = "grid";
        m_out.meaning.passes.push_back({.name = pass.name});
        pass.grid = m_out.frame.grid;
        m_out.meaning.run = {.fingerprint = {},
                             .catalogue_sign = {},
                             .date = {},
                             .grid_crs = m_out.frame.crs.name(),
                             .rows = pass.grid.rows(),
                             .columns = pass.grid.cols(),
                             .cell_width = pass.grid.cell_width(),
                             .cell_height = pass.grid.cell_height(),
                             .cell_metres = m_out.frame.cell_metres,
                             .operations = m_out.frame.operations};
        pass.crs = m_out.frame.crs;
        pass.areas = std::make_shared<const CellAreas>(cell_areas(pass.grid, pass.crs));
        pass.tiling = Tiling{pass.grid, m_out.frame.tile};
        for (std::size_t set = 0; set < m_open.sets.size(); ++set) {
            m_out.meaning.first_zone.push_back(pass.zones.size());
            for (std::size_t zone = 0; zone < m_out.frame.zones[set].size(); ++zone)
                pass.zones.push_back({.set = static_cast<int>(set),
                                      .cells = in_cells(m_out.frame.zones[set][zone], pass.grid),
                                      .label = m_open.sets[set].zones[zone].label()});
        }
        pass.sets.resize(m_open.sets.size());
    }

    void name_buffers()
    {
        for (const auto& technology : m_plan.technologies)
            for (const auto& rule : technology.exclusions)
                if (is_tested(rule) && rule.buffer > Length{}) m_inputs->buffered(*rule.where, rule.buffer);
    }

    void place_criterion(const Exclusion& rule)
    {
        auto& criteria = m_out.meaning.criteria;
        const auto key = criterion_key(rule);
        if (std::ranges::find(criteria, key) != criteria.end()) return;
        if (criteria.size() == most_criteria)
            throw UsageError{std::vector<Fault>{
                rule.position.fault(text("a plan may test at most {} different rules", most_criteria))}};
        criteria.push_back(key);
        main().criteria.push_back(m_compiler->condition(
            rule.buffer > Length{} ? name_node(m_inputs->buffered(*rule.where, rule.buffer)) : *rule.where));
    }

    // A number for all cells, or a measure of those of eligible land; whether it is the former.
    bool place_value(const Syntax& value)
    {
        const auto constant = m_compiler->constant(value);
        if (constant)
            m_out.meaning.constants[written(value)] = convert(constant->value, constant->unit, Unit::dimensionless());
        else
            m_out.meaning.measures[written(value)] =
                m_accumulators->measure(m_compiler->value(value, Unit::dimensionless()));
        return constant.has_value();
    }

    bool place_share(const Syntax& share)
    {
        if (place_value(share)) return true;
        const int output = m_compiler->value(share, Unit::dimensionless());
        std::vector<Slot> range;
        for (std::size_t set = 0; set < m_open.sets.size(); ++set)
            range.push_back({.pass = 0,
                             .at = m_accumulators->moment(
                                 set, output, {.sums = false, .squares = false, .extremes = true, .pivot = 0})});
        m_out.meaning.sums[range_key(share)] = std::move(range); // the same for technologies of the same share
        return false;
    }

    void place(const Technology& technology)
    {
        for (const auto& rule : technology.exclusions)
            if (is_tested(rule)) place_criterion(rule);
        const bool even = !technology.share || place_share(in_unit(*technology.share, Unit::dimensionless()));
        if (!technology.yield) return;
        const auto hours = in_unit(*technology.yield, unit("h/a"));
        if (even || m_compiler->constant(hours))
            place_value(hours);
        else
            place_value(in_unit(product(*technology.share, *technology.yield), unit("h/a")));
    }

    // Codes that are no class are told by every run, of layers too that only conditions ask for.
    void count_classes_read()
    {
        const auto read = inputs_read(main());
        for (const auto& layer : m_plan.layers) {
            const bool raster = layer.kind == Layer::Kind::raster && m_open.rasters.at(layer.id).numbered;
            const auto& known = m_out.meaning.layers[layer.id];
            if (!raster || known.classes || known.grid_classes) continue;
            if (std::ranges::find(read, m_inputs->class_input(layer.id)) != read.end())
                m_accumulators->grid_classes(layer);
        }
    }

    void check_carbon()
    {
        if (!m_open.carbon) return;
        const auto* layer = m_plan.layer(m_plan.carbon->landcover.front());
        const auto densities = class_densities(*m_open.carbon, *layer, m_out.meaning.warnings);
        if (!densities.lacking.empty())
            m_out.meaning.warnings.push_back(
                text("carbon table '{}' has no row for these classes of layer '{}': {}; if one occurs, the run ends",
                     m_open.carbon->id, layer->id, joined(densities.lacking, ", ")));
    }

    void add(const RasterPlan& raster)
    {
        RasterOutput output;
        output.everywhere = raster.everywhere;
        if (raster.kind == RasterPlan::Kind::value)
            output.value = m_compiler->value(raster.value);
        else {
            const auto use = std::ranges::find_if(
                m_out.technologies, [&](const TechnologyUse& one) { return one.technology->id == raster.technology; });
            for (const auto& rule : use->rules.rules)
                output.criteria.push_back(main().criteria[static_cast<std::size_t>(rule.criterion)]);
            output.kind =
                raster.kind == RasterPlan::Kind::state ? RasterOutput::Kind::state : RasterOutput::Kind::capacity;
            output.density = use->density * use->share.value_or(1);
            if (raster.kind == RasterPlan::Kind::capacity && use->share_measure >= 0)
                output.value = main().measures[static_cast<std::size_t>(use->share_measure)];
        }
        m_out.rasters.push_back({.plan = &raster, .output = main().outputs.size()});
        main().outputs.push_back(std::move(output));
    }

    const OpenPlan& m_open;
    const Plan& m_plan;
    Blueprint m_out;
    StudyInputs* m_inputs = nullptr;
    Compiler* m_compiler = nullptr;
    Accumulators* m_accumulators = nullptr;
};

} // namespace

Blueprint build_study(const OpenPlan& open, const Catalogue& catalogue) { return Builder{open, catalogue}.build(); }

} // namespace peaksite
