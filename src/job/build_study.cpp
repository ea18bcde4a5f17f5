#include "job/blueprint.hpp"

#include "engine/inputs.hpp"
#include "eval/compiler.hpp"
#include "geo/areas.hpp"
#include "geo/cover.hpp"
#include "job/accumulators.hpp"
#include "job/indicator_terms.hpp"
#include "job/place_statistics.hpp"
#include "job/study_inputs.hpp"
#include "job/survey_passes.hpp"
#include "model/carbon.hpp"
#include "plan/read_technology.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>

namespace peaksite {

namespace {

Syntax name_node(std::string word)
{
    Syntax node;
    node.kind = Syntax::Kind::name;
    node.text = std::move(word);
    return node;
}

Syntax product(Syntax a, Syntax b)
{
    Syntax node;
    node.kind = Syntax::Kind::binary;
    node.text = "*";
    node.parts = {std::move(a), std::move(b)};
    return node;
}

// The value as a plain number in a unit.
Syntax over_one(Syntax value, const Unit& in)
{
    Syntax one;
    one.value = 1;
    one.unit = in;
    Syntax node;
    node.kind = Syntax::Kind::binary;
    node.text = "/";
    node.parts = {std::move(value), std::move(one)};
    return node;
}

class Builder {
public:
    Builder(const OpenPlan& open, const Catalogue& catalogue) : m_open(open), m_plan(open.plan), m_catalogue(catalogue)
    {
        m_out.warnings = open.warnings;
        m_out.frame = build_grid(open, m_out.warnings);
        m_out.operations = m_out.frame.operations;
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
        for (const auto& technology : m_plan.technologies) add(technology);
        place_statistics({.open = m_open, .inputs = inputs, .compiler = compiler, .accumulators = accumulators}, m_out);
        check_carbon();
        add_indicators({.open = m_open, .catalogue = m_catalogue, .compiler = compiler, .accumulators = accumulators},
                       m_out);
        for (const auto& raster : m_plan.rasters) add(raster);
        main().program = std::make_shared<const Program>(compiler.finish());
        count_classes_read();
        for (auto& sentence : inputs.coarse_layers(inputs_read(main()))) m_out.warnings.push_back(std::move(sentence));
        accumulators.finish();
        for (auto& set : main().sets) {
            set.layout.masks = !m_out.criteria.empty() || !main().measures.empty() || !m_plan.technologies.empty();
            set.layout.measures = static_cast<int>(main().measures.size());
        }
        settle_pivots(m_out);
        return std::move(m_out);
    }

private:
    Pass& main() { return m_out.study.passes.front(); }

    void begin_main_pass()
    {
        auto& pass = main();
        pass.name = "grid";
        pass.grid = m_out.frame.grid;
        pass.crs = m_out.frame.crs;
        pass.areas = std::make_shared<const CellAreas>(cell_areas(pass.grid, pass.crs));
        pass.tiling = Tiling{pass.grid, m_out.frame.tile};
        for (std::size_t set = 0; set < m_open.sets.size(); ++set) {
            m_out.first_zone.push_back(pass.zones.size());
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
                if (tested(rule) && rule.buffer > Length{}) m_inputs->buffered(*rule.where, rule.buffer);
    }

    static bool tested(const Exclusion& rule)
    {
        return rule.active && rule.unchecked.empty() && rule.where.has_value();
    }

    int criterion(const Exclusion& rule)
    {
        const auto where =
            rule.buffer > Length{} ? name_node(m_inputs->buffered(*rule.where, rule.buffer)) : *rule.where;
        const auto key = written(where);
        const auto known = std::ranges::find(m_out.criteria, key);
        if (known != m_out.criteria.end()) return static_cast<int>(known - m_out.criteria.begin());
        if (m_out.criteria.size() == most_criteria)
            throw UsageError{std::vector<Fault>{
                rule.position.fault(text("a plan may test at most {} different rules", most_criteria))}};
        m_out.criteria.push_back(key);
        main().criteria.push_back(m_compiler->condition(where));
        return static_cast<int>(m_out.criteria.size()) - 1;
    }

    int measure(const Syntax& value, const Unit& in)
    {
        // As a plain number, so that an indicator of the same sum finds it.
        return m_accumulators->measure(m_compiler->value(over_one(value, in), Unit::dimensionless()));
    }

    void add(const Technology& technology)
    {
        TechnologyUse use{.technology = &technology,
                          .rules = {},
                          .rule_of = {},
                          .share = 1,
                          .share_measure = -1,
                          .yield = {},
                          .yield_measure = -1,
                          .density = 0};
        for (const auto& rule : technology.exclusions) {
            if (!tested(rule)) {
                use.rule_of.push_back(-1);
                if (rule.active)
                    m_out.unchecked.push_back({.technology = technology.id,
                                               .rule = rule.title,
                                               .layer = rule.layer,
                                               .reason = rule.unchecked});
                continue;
            }
            use.rule_of.push_back(static_cast<int>(use.rules.rules.size()));
            use.rules.rules.push_back({.criterion = criterion(rule), .active = true});
        }
        use.density = convert(technology.density->value, technology.density->unit, unit("MW/km2"));
        const Unit one = Unit::dimensionless(), hours = unit("h/a");
        if (technology.share) {
            const auto constant = m_compiler->constant(*technology.share);
            if (constant)
                use.share = convert(constant->value, constant->unit, one);
            else {
                use.share.reset();
                use.share_measure = measure(*technology.share, one);
                const int output = m_compiler->value(over_one(*technology.share, one), Unit::dimensionless());
                for (std::size_t set = 0; set < m_open.sets.size(); ++set)
                    use.share_range.push_back(
                        {.pass = 0,
                         .at = m_accumulators->moment(
                             set, output, {.sums = false, .squares = false, .extremes = true, .pivot = 0})});
            }
        }
        if (technology.yield) {
            const auto constant = m_compiler->constant(*technology.yield);
            if (constant && use.share)
                use.yield = convert(constant->value, constant->unit, hours);
            else
                use.yield_measure =
                    measure(use.share ? *technology.yield : product(*technology.share, *technology.yield), hours);
        }
        m_out.technologies.push_back(std::move(use));
    }

    // Codes that are no class are told by every run, of layers too that only conditions ask for.
    void count_classes_read()
    {
        const auto read = inputs_read(main());
        for (const auto& layer : m_plan.layers) {
            const bool raster = layer.kind == Layer::Kind::raster && m_open.rasters.at(layer.id).numbered;
            if (!raster || m_out.class_slots.contains(layer.id) || m_out.grid_class_slots.contains(layer.id)) continue;
            if (std::ranges::find(read, m_inputs->class_input(layer.id)) != read.end())
                m_accumulators->grid_classes(layer);
        }
    }

    void check_carbon()
    {
        if (!m_open.carbon) return;
        const auto* layer = m_plan.layer(m_plan.carbon->landcover.front());
        const auto densities = class_densities(*m_open.carbon, *layer, m_out.warnings);
        if (!densities.lacking.empty())
            m_out.warnings.push_back(
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
    const Catalogue& m_catalogue;
    Blueprint m_out;
    StudyInputs* m_inputs = nullptr;
    Compiler* m_compiler = nullptr;
    Accumulators* m_accumulators = nullptr;
};

} // namespace

Blueprint build_study(const OpenPlan& open, const Catalogue& catalogue) { return Builder{open, catalogue}.build(); }

} // namespace peaksite
