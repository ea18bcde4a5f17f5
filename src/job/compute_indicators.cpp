#include "job/compute_indicators.hpp"

#include "job/zonal_sums.hpp"
#include "model/indicator_evaluator.hpp"
#include "model/provenance.hpp"
#include "model/targets.hpp"

#include <algorithm>

namespace peaksite {

namespace {

bool all_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

// Two digits of GB/T 2260: as the plan states, as an attribute of the zone says, or of its key.
std::string province_of(const Plan& plan, const Zone& zone)
{
    if (!plan.parameters.province.empty()) return plan.parameters.province;
    for (const char* role : {"province", "region"}) {
        const auto found = zone.attributes.find(role);
        if (found != zone.attributes.end() && all_digits(found->second) && found->second.size() >= 2) return found->second.substr(0, 2);
    }
    const bool coded = all_digits(zone.key) && (zone.key.size() == 6 || zone.key.size() == 9 || zone.key.size() == 12);
    return coded ? zone.key.substr(0, 2) : "";
}

class IndicatorRows {
public:
    IndicatorRows(const OpenPlan& open, const Blueprint& blueprint, const StudyTally& tally, Results& results)
        : m_open(open), m_blueprint(blueprint), m_results(results), m_sums(open, blueprint, tally), m_evaluator(*blueprint.book, facts(), open.plan.output.least_valid_share)
    {
    }

    void fill()
    {
        m_results.missing = m_blueprint.book->missing();
        for (const auto& column : m_blueprint.book->columns()) m_results.indicators.push_back(description(column));
        std::size_t number = 0;
        for (std::size_t set = 0; set < m_open.sets.size(); ++set)
            for (std::size_t zone = 0; zone < m_open.sets[set].zones.size(); ++zone, ++number) {
                auto& row = m_results.by_set[set].indicators.emplace_back();
                for (const auto& column : m_blueprint.book->columns()) row.push_back(result(column, number));
            }
        m_results.provenance = provenance(*m_blueprint.book, m_evaluator, m_open.sets.size());
        m_results.targets = gaps_to_targets(m_blueprint.catalogue->targets, m_open.plan.parameters, *m_blueprint.names, m_results);
    }

private:
    std::vector<ZoneFacts> facts()
    {
        std::vector<ZoneFacts> out;
        for (std::size_t set = 0; set < m_open.sets.size(); ++set)
            for (std::size_t zone = 0; zone < m_open.sets[set].zones.size(); ++zone) {
                const auto& one = m_open.sets[set].zones[zone];
                ZoneFacts facts;
                facts.set = set;
                facts.zone = zone;
                facts.letter = pilot_letter(one.kind);
                facts.candidate = one.kind != "area";
                facts.bounded = one.has_boundary();
                facts.area_km2 = m_results.by_set[set].area_km2[zone];
                facts.official_area_km2 = one.official_area_km2;
                facts.province = province_of(m_open.plan, one);
                facts.term = [this, set, zone](std::size_t term) {
                    auto value = m_sums.value(term, set, zone);
                    value.valid_share *= m_results.by_set[set].inside_share[zone];
                    return value;
                };
                out.push_back(std::move(facts));
            }
        return out;
    }

    IndicatorInfo description(const IndicatorColumn& column) const
    {
        const auto& entry = column.entry;
        IndicatorInfo info{.id = column.id, .name = entry.name, .unit = entry.unit, .unit_gov = entry.unit_gov, .scale_gov = entry.scale_gov, .note = entry.note, .year = {}, .potential = false, .computed_emission = false, .carbon = false};
        if (column.technology != nullptr) {
            info.name.zh += "（" + column.technology->title.zh + "）";
            info.name.en += " (" + column.technology->title.en + ")";
        }
        info.entry = entry.id;
        info.group = entry.group;
        info.pilot_types = entry.pilot_types;
        info.direction = entry.direction;
        info.formula = entry.formula;
        info.clause = entry.clause;
        info.availability = entry.availability;
        info.headline = entry.headline;
        info.display_only = entry.display_only();
        info.potential = entry.id.find("tech_") != std::string::npos || entry.id.find("suit_area") != std::string::npos || entry.id.find("eff_area") != std::string::npos || entry.id == "desert_area";
        info.computed_emission = entry.id.starts_with("e_");
        info.carbon = entry.unit.find("t C") == 0 && entry.unit.find("CO2") == std::string::npos;
        for (const auto& rule : m_blueprint.unchecked)
            if (rests_on(column, rule.technology) && std::ranges::find(info.bounded_by, rule.technology) == info.bounded_by.end()) info.bounded_by.push_back(rule.technology);
        return info;
    }

    IndicatorResult result(const IndicatorColumn& column, std::size_t number)
    {
        const auto estimate = m_evaluator.value(column, number);
        IndicatorResult out;
        out.value = {.value = estimate.value, .valid_share = estimate.value || estimate.valid_share < 1 ? estimate.valid_share : 0};
        out.year = estimate.year;
        out.reason = estimate.reason;
        out.word = estimate.word;
        out.flag = remark_words(estimate);
        if (!estimate.value) return out;
        if (const double half = estimate.half_width(); half > 0) {
            out.low = *estimate.value - half;
            out.high = *estimate.value + half;
        }
        const bool low = estimate.valid_share < m_open.plan.output.least_valid_share;
        if (low) out.flag = out.flag.empty() ? "low_valid" : "low_valid;" + out.flag;
        else if (is_upper_bound(column)) out.flag = out.flag.empty() ? "upper_bound" : "upper_bound;" + out.flag;
        out.shown = !low && !estimate.has(Remark::partial);
        return out;
    }

    // Land that rules were not tested on: what is computed from eligible land is the most it can be.
    bool is_upper_bound(const IndicatorColumn& column) const
    {
        return std::ranges::any_of(m_blueprint.unchecked, [&](const UncheckedRule& rule) { return rests_on(column, rule.technology); });
    }

    // The indicator is computed from the land of the technology.
    bool rests_on(const IndicatorColumn& column, const std::string& id) const
    {
        const auto& formula = column.entry.formula;
        const auto* technology = m_open.plan.technology(id);
        const bool named = formula.find("m_" + technology->symbol) != std::string::npos || formula.find("f_" + technology->symbol) != std::string::npos;
        return named || (column.technology != nullptr && column.technology->id == id);
    }

    const OpenPlan& m_open;
    const Blueprint& m_blueprint;
    Results& m_results;
    ZonalSums m_sums;
    IndicatorEvaluator m_evaluator;
};

} // namespace

void compute_indicators(const OpenPlan& open, const Blueprint& blueprint, const StudyTally& tally, Results& results)
{
    IndicatorRows{open, blueprint, tally, results}.fill();
}

} // namespace peaksite
