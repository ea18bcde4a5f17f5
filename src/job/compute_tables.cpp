#include "job/compute_tables.hpp"

#include "base/error.hpp"
#include "base/exact_sum.hpp"
#include "base/unit_area.hpp"
#include "job/row_warnings.hpp"
#include "job/unclassified.hpp"
#include "job/zone_share.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace peaksite {

namespace {

constexpr double square_metres_per_km2 = 1e6;

std::optional<double> finite(double value)
{
    if (std::isfinite(value)) return value;
    return {};
}

class StatisticRows {
public:
    StatisticRows(const Blueprint& blueprint, const StudyTally& tally, Results& results)
        : m_blueprint(blueprint), m_tally(tally), m_results(results)
    {}

    void add(const StatisticUse& use)
    {
        const auto zones = m_results.sets[use.set].zones.size();
        for (std::size_t zone = 0; zone < zones; ++zone) {
            const auto& here = m_tally[static_cast<std::size_t>(use.slot.pass)][m_blueprint.zone_number(use.set, zone)];
            m_number = m_blueprint.zone_number(use.set, zone);
            const double area = m_results.by_set[use.set].area_km2[zone];
            m_inside = m_results.by_set[use.set].inside_share[zone];
            m_row = {.set = use.set,
                     .zone = zone,
                     .layer = use.layer->id,
                     .stat = {},
                     .code = {},
                     .class_key = {},
                     .value = {},
                     .unit = {},
                     .valid_share = 0,
                     .on_grid = use.slot.pass == 0};
            for (const auto& stat : use.plan->stats) {
                if (use.classes)
                    class_rows(use, stat, here.classes(use.slot.at), area);
                else
                    number_row(use, stat, here, area);
            }
        }
    }

private:
    void push(const StatPlan& stat, std::optional<double> value, std::string unit_text, double valid)
    {
        auto row = m_row;
        row.stat = stat.word;
        // What has no polygon covers none of the grid, and has no other number.
        if (stat.stat == Stat::area || m_results.sets[row.set].zones[row.zone].has_boundary()) row.value = value;
        row.unit = std::move(unit_text);
        row.valid_share = valid * m_inside;
        m_results.statistics.push_back(std::move(row));
    }

    void number_row(const StatisticUse& use, const StatPlan& stat, const ZoneTally& here, double area_km2)
    {
        const auto& moments = here.moments(use.slot.at);
        const double valid = share_of_zone(m_blueprint, m_tally, use.slot.pass, m_number, moments.area());
        const auto& layer_unit = m_blueprint.unit_of.at(use.layer->id);
        switch (stat.stat) {
        case Stat::area:
            return push(stat, area_km2, "km2", valid);
        case Stat::valid_share:
            return push(stat, valid * m_inside, "1", valid);
        case Stat::count:
            return push(stat, moments.count(), "1", valid);
        case Stat::integral:
            return integral_row(stat, moments, layer_unit, valid);
        default:
            break;
        }
        std::optional<double> value;
        if (!moments.empty()) {
            if (stat.stat == Stat::mean) value = finite(moments.mean());
            if (stat.stat == Stat::sum) value = finite(moments.sum());
            if (stat.stat == Stat::stdev) value = finite(moments.standard_deviation(use.pivot));
            if (stat.stat == Stat::min) value = finite(moments.low());
            if (stat.stat == Stat::max) value = finite(moments.high());
            if (stat.stat == Stat::quantile)
                value = finite(m_tally[static_cast<std::size_t>(use.distribution->pass)]
                                      [m_blueprint.zone_number(use.set, m_row.zone)]
                                          .distribution(use.distribution->at)
                                          .quantile(stat.quantile));
        }
        push(stat, value, layer_unit.is_dimensionless() && layer_unit.text().empty() ? "1" : layer_unit.text(), valid);
    }

    // Persons per km² integrate to persons.
    void integral_row(const StatPlan& stat, const Moments& moments, const Unit& density, double valid)
    {
        const auto area = area_of_density(density);
        push(stat, moments.empty() ? std::nullopt : finite(convert(moments.integral(), unit("m2"), area)),
             (density * area).text(), valid);
    }

    void class_rows(const StatisticUse& use, const StatPlan& stat, const ClassAreas& areas, double area_km2)
    {
        const auto& numbering = m_blueprint.class_codes.at(use.layer->id);
        const double known = areas.known_area(numbering.missing) / square_metres_per_km2;
        const double valid =
            share_of_zone(m_blueprint, m_tally, use.slot.pass, m_number, areas.known_area(numbering.missing));
        if (stat.stat == Stat::area) return push(stat, area_km2, "km2", valid);
        if (stat.stat == Stat::valid_share) return push(stat, valid * m_inside, "1", valid);
        const auto row = [&](double area) {
            const bool shares = stat.stat != Stat::class_area;
            push(stat, known > 0 ? std::optional{shares ? area / known : area} : std::nullopt, shares ? "1" : "km2",
                 valid);
        };
        // Every class of the layer; of one that has classes of its own, what is left of it.
        for (std::size_t index = 0; index < numbering.codes.size(); ++index) {
            if (static_cast<int>(index) == numbering.missing || !numbering.is_class(index)) continue;
            const double area = areas.area(index) / square_metres_per_km2;
            if (area == 0 && !numbering.divided.empty() && numbering.divided[index]) continue;
            m_row.class_key = numbering.keys[index];
            if (numbering.texts.empty())
                m_row.code = numbering.codes[index];
            else
                m_row.code_text = numbering.texts[index];
            row(area);
        }
        // Codes that occur without being a class.
        if (const double area = unclassified_area(numbering, areas); area > 0) {
            m_row.code.reset();
            m_row.class_key = m_row.code_text = unclassified;
            row(area / square_metres_per_km2);
        }
        m_row.code.reset();
        m_row.class_key.clear();
        m_row.code_text.clear();
    }

    const Blueprint& m_blueprint;
    const StudyTally& m_tally;
    Results& m_results;
    StatisticRow m_row;
    std::size_t m_number = 0; // of the zone among those of a pass
    double m_inside = 1;
};

// A sum over eligible land of which the summand is known nowhere says nothing.
std::optional<double> known_sum(const EligibleSum& sum, double eligible_km2)
{
    return eligible_km2 > 0 && sum.missing_km2 >= eligible_km2 ? std::nullopt : std::optional{sum.sum};
}

TechnologyRow technology_row(const TechnologyUse& use, const ZoneTally& here)
{
    TechnologyRow row;
    row.technology = use.technology->id;
    auto land = land_balance(use.rules, here.masks());
    if (!(land.total > 0)) return row;
    row.land = std::move(land);
    if (!row.judged()) return row;
    row.share_missing_km2 = row.yield_missing_km2 = 0;
    row.effective_km2 = row.land->eligible * use.share.value_or(0);
    if (use.share_measure >= 0) {
        const auto sum = eligible_sum(use.rules, here.masks(), use.share_measure);
        row.effective_km2 = known_sum(sum, row.land->eligible);
        row.share_missing_km2 = sum.missing_km2;
    }
    if (row.effective_km2) row.capacity_mw = *row.effective_km2 * use.density;
    if (use.yield && row.capacity_mw) row.generation_mwh = *row.capacity_mw * *use.yield;
    if (use.yield_measure >= 0) {
        const auto sum = eligible_sum(use.rules, here.masks(), use.yield_measure);
        if (const auto known = known_sum(sum, row.land->eligible))
            row.generation_mwh = *known * use.density * use.share.value_or(1);
        row.yield_missing_km2 = sum.missing_km2;
    }
    return row;
}

void add_waterfall(const TechnologyUse& use, const TechnologyRow& row, Results& results)
{
    WaterfallRow base{.set = row.set,
                      .zone = row.zone,
                      .technology = row.technology,
                      .criterion = {},
                      .alone = {},
                      .unique = {},
                      .cumulative = {}};
    bool tested = false; // somewhere in the zone, this rule or an earlier one
    for (std::size_t i = 0; i < use.technology->exclusions.size(); ++i) {
        if (!use.technology->exclusions[i].active) continue;
        auto line = base;
        line.criterion = use.technology->exclusions[i].id;
        if (use.rule_of[i] >= 0 && row.land) {
            const auto& effect = row.land->rules[static_cast<std::size_t>(use.rule_of[i])];
            const bool known = effect.unknown < row.land->total;
            tested = tested || known;
            if (known) line.alone = effect.alone;
            if (known) line.unique = effect.unique;
            if (tested) line.cumulative = effect.cumulative;
        }
        results.waterfall.push_back(std::move(line));
    }
    for (const auto& [name, part] : {std::pair{"too_small", &LandBalance::too_small},
                                     {"total", &LandBalance::total},
                                     {"eligible", &LandBalance::eligible},
                                     {"unknown", &LandBalance::unknown}}) {
        auto line = base;
        line.criterion = name;
        line.cumulative = row.area(part);
        results.waterfall.push_back(std::move(line));
    }
}

// A share is between 0 and 1. Where the middle of it is not, nothing computed from it can be right.
void check_share(const TechnologyUse& use, const TechnologyRow& row, const std::string& zone)
{
    constexpr double rounding = 1e-9;
    if (!row.land || !row.effective_km2 || !(row.land->eligible > 0)) return;
    const double mean = *row.effective_km2 / row.land->eligible;
    if (mean > 1 + rounding || mean < -rounding)
        throw InputError{
            text("technology '{}': its share is {:.6g} on average over the eligible land of zone {}; a share "
                 "lies between 0 and 1: is it in %? Then say so: unit = \"%\"",
                 use.technology->id, mean, zone)};
}

void warn_of_shares(const Blueprint& blueprint, const StudyTally& tally, Results& results)
{
    constexpr double rounding = 1e-6; // of floats
    for (const auto& use : blueprint.technologies) {
        std::vector<std::string> beyond;
        for (std::size_t set = 0; set < use.share_range.size(); ++set)
            for (std::size_t zone = 0; zone < results.sets[set].zones.size(); ++zone) {
                const auto& range = tally[0][blueprint.zone_number(set, zone)].moments(use.share_range[set].at);
                if (!range.empty() && (range.low() < -rounding || range.high() > 1 + rounding))
                    beyond.push_back(results.sets[set].zones[zone].label() + " (" + number(range.low()) + " – " +
                                     number(range.high()) + ")");
            }
        RowWarnings{use.technology->id, results.warnings}.add(
            beyond, "technology '{}': in {} zones its share takes values outside 0 to 1, which count as they are: {}");
    }
}

} // namespace

void compute_statistics(const Blueprint& blueprint, const StudyTally& tally, Results& results)
{
    StatisticRows rows{blueprint, tally, results};
    for (const auto& use : blueprint.statistics) rows.add(use);
}

void compute_land(const Blueprint& blueprint, const StudyTally& tally, Results& results)
{
    warn_of_shares(blueprint, tally, results);
    for (std::size_t set = 0; set < results.sets.size(); ++set)
        for (std::size_t zone = 0; zone < results.sets[set].zones.size(); ++zone)
            for (const auto& use : blueprint.technologies) {
                auto row = technology_row(use, tally[0][blueprint.zone_number(set, zone)]);
                row.set = set;
                row.zone = zone;
                check_share(use, row, results.sets[set].zones[zone].label());
                add_waterfall(use, row, results);
                results.technologies.push_back(std::move(row));
            }
}

void compute_facilities(const OpenPlan& open, Results& results)
{
    for (std::size_t l = 0; l < results.facilities.size(); ++l) {
        const auto& placed = results.facilities[l];
        const auto& list = placed.list;
        for (std::size_t set = 0; set < placed.by_set.size(); ++set)
            for (const auto& [zone, sectors] : emissions_by_zone(list, placed.by_set[set]))
                for (const auto& [sector, sum] : sectors)
                    results.emissions.push_back(
                        {.set = set, .zone = zone, .list = list.id, .sector = sector, .sum = sum});
        std::size_t outside = 0, edge = 0, silent = 0, powerless = 0;
        for (std::size_t i = 0; i < list.facilities.size(); ++i) {
            if (placed.outside_all(i)) ++outside;
            if (placed.on_boundary(i)) ++edge;
            if (!list.facilities[i].emission) ++silent;
            if (!list.facilities[i].capacity) ++powerless;
        }
        if (outside > 0)
            results.warnings.push_back(
                text("facilities '{}': {} of {} lie outside every zone; they are listed in facilities.csv", list.id,
                     outside, list.facilities.size()));
        if (!open.plan.facilities[l].emission.column.empty() && silent > 0)
            results.warnings.push_back(text("facilities '{}': {} of {} state no emission; sums that they belong to are "
                                            "lower bounds, see emissions.csv",
                                            list.id, silent, list.facilities.size()));
        if (!open.plan.facilities[l].capacity.empty() && powerless > 0)
            results.warnings.push_back(text("facilities '{}': {} of {} state no capacity; sums that they belong to are "
                                            "lower bounds, see emissions.csv",
                                            list.id, powerless, list.facilities.size()));
        if (edge > 0)
            results.warnings.push_back(text("facilities '{}': {} lie on a boundary and belong to the zone with the "
                                            "smallest key; see facilities.csv",
                                            list.id, edge));
    }
}

} // namespace peaksite
