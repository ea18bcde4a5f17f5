#include "model/meaning/statistic_rows.hpp"

#include "base/constants.hpp"

#include "base/unit_area.hpp"
#include "model/meaning/unclassified_area.hpp"
#include "model/meaning/zone_share.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

std::optional<double> finite(double value)
{
    if (std::isfinite(value)) return value;
    return {};
}

class StatisticRows {
public:
    StatisticRows(const Meaning& meaning, const StudyTally& tally, Results& results)
        : m_meaning(meaning), m_tally(tally), m_results(results)
    {}

    void add(const StatisticPlace& use)
    {
        const auto& plan = m_meaning.plan.statistics[use.statistics];
        m_layer = m_meaning.plan.layer(plan.layer);
        const auto zones = m_results.sets[use.set].zones.size();
        for (std::size_t zone = 0; zone < zones; ++zone) {
            const auto& here = m_tally[static_cast<std::size_t>(use.slot.pass)][m_meaning.zone_number(use.set, zone)];
            m_number = m_meaning.zone_number(use.set, zone);
            const double area = m_results.by_set[use.set].area_km2[zone];
            m_inside = m_results.by_set[use.set].inside_share[zone];
            m_row = {.set = use.set,
                     .zone = zone,
                     .layer = m_layer->id,
                     .stat = {},
                     .code = {},
                     .class_key = {},
                     .value = {},
                     .unit = {},
                     .valid_share = 0,
                     .on_grid = use.slot.pass == 0};
            for (const auto& stat : plan.stats) {
                if (has_classes(*m_layer))
                    class_rows(use, stat, here.classes(use.slot.at), area);
                else if (is_laid(use.slot))
                    cover_row(stat, here.moments(use.slot.at), here.area(), area);
                else
                    number_row(use, stat, here, area);
            }
        }
    }

private:
    void push(const StatPlan& stat, std::optional<double> value, std::string unit_text, double valid)
    {
        auto row = m_row;
        row.stat = stat;
        // What has no polygon covers none of the grid, and has no other number.
        if (stat.stat == Stat::area || m_results.sets[row.set].zones[row.zone].has_boundary()) row.value = value;
        row.unit = std::move(unit_text);
        row.of_extent = stat.stat == Stat::area || stat.stat == Stat::count || stat.stat == Stat::valid_share;
        row.valid_share = valid * m_inside;
        m_results.statistics.push_back(std::move(row));
    }

    void number_row(const StatisticPlace& use, const StatPlan& stat, const ZoneTally& here, double area_km2)
    {
        const auto& moments = here.moments(use.slot.at);
        const double valid = share_of_zone(m_meaning, m_tally, use.slot.pass, m_number, moments.area());
        const auto& layer_unit = *m_meaning.layers.at(m_layer->id).unit;
        const auto of_values = [&](auto value) {
            push(stat, moments.empty() ? std::nullopt : finite(value()),
                 layer_unit.is_dimensionless() && layer_unit.text().empty() ? "1" : layer_unit.text(), valid);
        };
        switch (stat.stat) {
        case Stat::area:
            return push(stat, area_km2, "km2", valid);
        case Stat::valid_share:
            return push(stat, valid * m_inside, "1", valid);
        case Stat::count:
            return push(stat, moments.count(), "1", valid);
        case Stat::integral:
            return integral_row(stat, moments, layer_unit, valid);
        case Stat::mean:
            return of_values([&] { return moments.mean(); });
        case Stat::sum:
            return of_values([&] { return moments.sum(); });
        case Stat::stdev:
            return of_values([&] { return moments.standard_deviation(use.pivot); });
        case Stat::min:
            return of_values([&] { return moments.low(); });
        case Stat::max:
            return of_values([&] { return moments.high(); });
        case Stat::quantile:
            return of_values([&] { return quantile_of(use, stat.quantile); });
        case Stat::fractions:
        case Stat::class_area:
            break; // of classes: plans that ask them of numbers do not start
        }
    }

    double quantile_of(const StatisticPlace& use, double share) const
    {
        return m_tally[static_cast<std::size_t>(use.distribution->pass)][m_number]
            .distribution(use.distribution->at)
            .quantile(share);
    }

    // Polygons that say only where they are, laid over the zones.
    bool is_laid(const Slot& slot) const
    {
        return is_condition_layer(*m_layer) && m_meaning.passes[static_cast<std::size_t>(slot.pass)].survey;
    }

    // 1 inside, 0 outside, none of the land lacks data: all follows from the share of the zone inside, that of
    // indicators. `laid`: m² of the zone as the polygons were laid over it.
    void cover_row(const StatPlan& stat, const Moments& moments, double laid, double area_km2)
    {
        const double inside = moments.area() / square_metres_per_km2, share = moments.area() / laid;
        constexpr double rounding = 1e-9; // of the areas of pieces
        if (stat.stat == Stat::area) return push(stat, area_km2, "km2", 1);
        if (stat.stat == Stat::valid_share) return push(stat, m_inside, "1", 1);
        if (!(laid > 0)) return push(stat, {}, stat.stat == Stat::integral ? "km2" : "1", 1);
        switch (stat.stat) {
        case Stat::count: // of polygons, each by its share inside
        case Stat::sum:
            return push(stat, moments.sum(), "1", 1);
        case Stat::integral:
            return push(stat, inside, "km2", 1);
        case Stat::min:
            return push(stat, share < 1 - rounding ? 0 : 1, "1", 1);
        case Stat::max:
            return push(stat, inside > 0 ? 1 : 0, "1", 1);
        case Stat::stdev:
            return push(stat, finite(std::sqrt(std::max(0., share * (1 - share)))), "1", 1);
        case Stat::quantile:
            return push(stat, share > 1 - stat.quantile ? 1 : 0, "1", 1);
        case Stat::mean:
            return push(stat, finite(share), "1", 1);
        case Stat::area:
        case Stat::valid_share: // above
        case Stat::fractions:
        case Stat::class_area:
            break; // of classes: plans that ask them of polygons without do not start
        }
    }

    // Persons per km² integrate to persons.
    void integral_row(const StatPlan& stat, const Moments& moments, const Unit& density, double valid)
    {
        const auto area = area_of_density(density);
        push(stat, moments.empty() ? std::nullopt : finite(convert(moments.integral(), unit("m2"), area)),
             (density * area).text(), valid);
    }

    void class_rows(const StatisticPlace& use, const StatPlan& stat, const ClassAreas& areas, double area_km2)
    {
        const auto& numbering = m_meaning.layers.at(m_layer->id).numbering;
        const double known = areas.known_area(numbering.missing) / square_metres_per_km2;
        const double valid =
            share_of_zone(m_meaning, m_tally, use.slot.pass, m_number, areas.known_area(numbering.missing));
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

    const Meaning& m_meaning;
    const StudyTally& m_tally;
    Results& m_results;
    const Layer* m_layer = nullptr;
    StatisticRow m_row;
    std::size_t m_number = 0; // of the zone among those of a pass
    double m_inside = 1;
};

} // namespace

void add_statistic_rows(const Meaning& meaning, const StudyTally& tally, Results& results)
{
    StatisticRows rows{meaning, tally, results};
    for (const auto& use : meaning.statistics) rows.add(use);
}

} // namespace peaksite
