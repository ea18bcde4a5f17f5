#include "job/study/place_statistics.hpp"

#include "job/study/survey_passes.hpp"
#include "plan/check/check_plan.hpp"
#include "plan/read/read_technology.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>

namespace peaksite {

namespace {

class Placer {
public:
    Placer(const StatisticsSources& sources, Blueprint& blueprint)
        : m_sources(sources), m_open(sources.open), m_plan(sources.open.plan), m_out(blueprint)
    {}

    void place()
    {
        for (std::size_t i = 0; i < m_plan.statistics.size(); ++i) add(i);
    }

private:
    // Whole numbers only where every value is one: a raster of them on its own cells.
    Buckets buckets_of(const Layer& layer, bool own_cells) const
    {
        if (layer.kind != Layer::Kind::raster) return Buckets::relative;
        const auto& open = m_open.rasters.at(layer.id);
        const auto type = open.file.raster.info.type;
        const bool small =
            type == PixelType::u8 || type == PixelType::i8 || type == PixelType::u16 || type == PixelType::i16;
        return small && open.rule.scale == 1 && open.rule.offset == 0 && own_cells ? Buckets::whole_numbers
                                                                                   : Buckets::relative;
    }

    // Of rasters the extremes too: a fill that nobody declared shows in them.
    static MomentNeeds needs_of(const StatisticsPlan& statistics, const Layer& layer)
    {
        MomentNeeds needs{.extremes = layer.kind == Layer::Kind::raster};
        for (const auto& stat : statistics.stats) switch (stat.stat) {
            case Stat::stdev:
                needs.squares = true;
                [[fallthrough]];
            case Stat::mean:
            case Stat::sum:
            case Stat::integral:
                needs.sums = true;
                break;
            case Stat::min:
            case Stat::max:
                needs.extremes = true;
                break;
            case Stat::quantile: // of a distribution
            case Stat::count:
            case Stat::area:
            case Stat::valid_share:
            case Stat::fractions:
            case Stat::class_area:
                break;
            }
        return needs;
    }

    static bool wants_quantiles(const StatisticsPlan& statistics)
    {
        return std::ranges::any_of(statistics.stats, [](const StatPlan& stat) { return stat.stat == Stat::quantile; });
    }

    Unit unit_of(const Layer& layer)
    {
        try {
            return m_sources.compiler.unit_of(name_node(layer.id));
        } catch (const UsageError&) {
            return Unit::dimensionless(); // a condition
        }
    }

    // A value or a condition of the plan, as a value.
    int output_of(const Layer& layer)
    {
        const auto node = name_node(layer.id);
        try {
            return m_sources.compiler.value(node);
        } catch (const UsageError&) {
            return m_sources.compiler.condition_value(node);
        }
    }

    void add(std::size_t number)
    {
        const auto& statistics = m_plan.statistics[number];
        const auto* layer = m_plan.layer(statistics.layer);
        if (layer->kind == Layer::Kind::absent || (layer->derive && missing_layer(*layer->derive, m_plan.layers))) {
            m_out.meaning.warnings.push_back(text("statistics of layer '{}' are left out: it is absent", layer->id));
            return;
        }
        for (std::size_t set = 0; set < m_open.sets.size(); ++set) {
            const bool wanted = statistics.zones.empty() ||
                                std::ranges::find(statistics.zones, m_open.sets[set].id) != statistics.zones.end();
            if (!wanted) continue;
            StatisticPlace use{.statistics = number, .set = set, .slot = {}, .distribution = {}, .pivot = 0};
            if (auto& unit = m_out.meaning.layers[layer->id].unit; !has_classes(*layer) && !unit)
                unit = unit_of(*layer);
            place(use, statistics, *layer);
            m_out.meaning.statistics.push_back(use);
        }
    }

    void place(StatisticPlace& use, const StatisticsPlan& plan, const Layer& layer)
    {
        const bool own = !plan.on_grid;
        if (has_classes(layer))
            use.slot = own ? m_sources.accumulators.classes(layer) : m_sources.accumulators.grid_classes(layer);
        else if (own && is_survey(layer))
            add_survey(use, plan, layer);
        else if (own && is_condition_layer(layer) && !m_open.vectors.at(layer.id).shape.polygons.empty())
            use.slot = cover_pass(m_open, m_out, layer);
        else if (own && layer.quantity == Quantity::extensive && layer.kind == Layer::Kind::raster)
            add_native(use, plan, layer, true);
        else if (own && m_sources.accumulators.has_own_cells(layer))
            add_native(use, plan, layer, false);
        else {
            const int output = output_of(layer);
            use.slot = {.pass = 0, .at = m_sources.accumulators.moment(use.set, output, needs_of(plan, layer))};
            const bool on_the_grid = layer.kind == Layer::Kind::raster && m_sources.inputs.on_the_grid(layer.id);
            if (wants_quantiles(plan))
                use.distribution =
                    Slot{.pass = 0,
                         .at = m_sources.accumulators.distribution(use.set, output, buckets_of(layer, on_the_grid))};
        }
    }

    // Amounts are summed for every statistic of them.
    void add_native(StatisticPlace& use, const StatisticsPlan& plan, const Layer& layer, bool amounts)
    {
        auto needs = needs_of(plan, layer);
        needs.sums = needs.sums || amounts;
        use.slot = m_sources.accumulators.own_moment(use.set, layer, name_node(layer.id), {}, needs);
        if (wants_quantiles(plan))
            use.distribution = m_sources.accumulators.own_distribution(use.set, layer, buckets_of(layer, true));
    }

    // Exact by polygon; quantiles are those of the cells.
    void add_survey(StatisticPlace& use, const StatisticsPlan& plan, const Layer& layer)
    {
        use.slot = survey_pass(m_open, m_out, layer);
        if (wants_quantiles(plan))
            use.distribution = Slot{
                .pass = 0, .at = m_sources.accumulators.distribution(use.set, output_of(layer), Buckets::relative)};
    }

    const StatisticsSources& m_sources;
    const OpenPlan& m_open;
    const Plan& m_plan;
    Blueprint& m_out;
};

} // namespace

void place_statistics(const StatisticsSources& sources, Blueprint& blueprint) { Placer{sources, blueprint}.place(); }

} // namespace peaksite
