#include "job/compute_results.hpp"

#include "job/compute_tables.hpp"
#include "job/row_warnings.hpp"
#include "job/survey_passes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

constexpr double square_metres_per_km2 = 1e6;

class Computer {
public:
    Computer(const OpenPlan& open, const Blueprint& blueprint, const StudyTally& tally) : m_open(open), m_blueprint(blueprint), m_tally(tally) {}

    Results compute()
    {
        m_out.sets = m_open.sets;
        m_out.facilities = m_open.facilities;
        m_out.tables = m_open.tables;
        m_out.unchecked = m_blueprint.unchecked;
        m_out.warnings = m_blueprint.warnings;
        compute_facilities(m_open, m_out, m_emission_of);
        for (std::size_t set = 0; set < m_open.sets.size(); ++set) {
            auto& results = m_out.by_set.emplace_back();
            results.inside_share = m_blueprint.frame.inside_share[set];
            for (std::size_t zone = 0; zone < m_open.sets[set].zones.size(); ++zone) results.area_km2.push_back(area_km2(set, zone));
        }
        warn_of_empty_zones();
        warn_of_zones_beyond();
        describe_indicators();
        for (std::size_t set = 0; set < m_open.sets.size(); ++set)
            for (std::size_t zone = 0; zone < m_open.sets[set].zones.size(); ++zone) m_out.by_set[set].indicators.push_back(indicators(set, zone));
        compute_statistics(m_blueprint, m_tally, m_out);
        compute_land(m_blueprint, m_tally, m_out);
        compute_ledger(m_open, m_blueprint, m_tally, m_out);
        return std::move(m_out);
    }

private:
    const ZoneTally& tally(int pass, std::size_t set, std::size_t zone) const
    {
        return m_tally[static_cast<std::size_t>(pass)][m_blueprint.zone_number(set, zone)];
    }

    double area_km2(std::size_t set, std::size_t zone) const { return tally(0, set, zone).area() / square_metres_per_km2; }

    void warn_of_empty_zones()
    {
        for (std::size_t set = 0; set < m_open.sets.size(); ++set)
            for (std::size_t zone = 0; zone < m_open.sets[set].zones.size(); ++zone) {
                const auto& one = m_open.sets[set].zones[zone];
                if (one.has_boundary() && m_out.by_set[set].area_km2[zone] == 0)
                    m_out.warnings.push_back(text("zones '{}': zone {} has no area inside the grid; its map indicators stay empty", m_open.sets[set].id, one.label()));
            }
    }

    void warn_of_zones_beyond()
    {
        constexpr double nothing = 1e-9; // what rounding of coordinates cuts off
        for (std::size_t set = 0; set < m_open.sets.size(); ++set) {
            std::vector<std::string> beyond;
            for (std::size_t zone = 0; zone < m_open.sets[set].zones.size(); ++zone) {
                const double inside = m_out.by_set[set].inside_share[zone];
                if (inside < 1 - nothing && m_out.by_set[set].area_km2[zone] > 0) beyond.push_back(m_open.sets[set].zones[zone].label() + fmt::format(" ({:.1f} %)", 100 * inside));
            }
            RowWarnings{m_open.sets[set].id, m_out.warnings}.add(beyond, "zones '{}': {} reach beyond the grid, where they count as having no data; share of their area inside: {}");
        }
    }

    void describe_indicators()
    {
        m_out.missing = m_blueprint.book->missing();
        for (const auto& column : m_blueprint.book->columns()) {
            const auto& entry = column.entry;
            const auto& note = entry.note;
            IndicatorInfo info{.id = column.id, .name = entry.name, .unit = entry.unit, .unit_gov = entry.unit_gov, .scale_gov = entry.scale_gov, .note = note, .year = {}, .potential = false, .computed_emission = false, .carbon = false};
            if (column.technology != nullptr) {
                info.name.zh += "（" + column.technology->title.zh + "）";
                info.name.en += " (" + column.technology->title.en + ")";
            }
            info.potential = entry.id.find("tech_") != std::string::npos || entry.id.find("suit_area") != std::string::npos || entry.id.find("eff_area") != std::string::npos || entry.id == "desert_area";
            info.computed_emission = entry.id.starts_with("e_");
            info.carbon = entry.unit.find("t C") == 0 && entry.unit.find("CO2") == std::string::npos;
            for (const auto& rule : m_blueprint.unchecked)
                if (rests_on(column, rule.technology) && std::ranges::find(info.bounded_by, rule.technology) == info.bounded_by.end()) info.bounded_by.push_back(rule.technology);
            m_out.indicators.push_back(std::move(info));
        }
    }

    // The value of a sum over cells, in km² times the unit of the formula.
    ZonalValue term_value(std::size_t number, std::size_t set, std::size_t zone) const
    {
        using Kind = ZonalTerm::Kind;
        const auto& term = m_blueprint.book->terms()[number];
        const auto slot = m_blueprint.term_slots[number][set];
        const auto& here = tally(slot.pass, set, zone);
        const double area = area_km2(set, zone);
        if (area == 0) return {.value = {}, .valid_share = 0};
        switch (term.kind) {
        case Kind::sum:
        case Kind::mean:
        case Kind::minimum: {
            const auto& moments = here.moments(slot.at);
            ZonalValue out{.value = {}, .valid_share = moments.area() / square_metres_per_km2 / area};
            if (moments.empty()) return out;
            out.value = term.kind == Kind::sum ? moments.integral() / square_metres_per_km2 : term.kind == Kind::mean ? moments.mean() : moments.low();
            return out;
        }
        case Kind::mass: {
            const auto& moments = here.moments(slot.at);
            if (moments.empty()) return {.value = {}, .valid_share = 0};
            return {.value = moments.sum(), .valid_share = std::min(1.0, moments.area() / square_metres_per_km2 / area)};
        }
        case Kind::classes: return class_value(term, here.classes(slot.at), area);
        case Kind::eligible:
        case Kind::eligible_mean: return eligible_value(term, number, here, area);
        case Kind::state: return state_value(term, here, area);
        }
        return {};
    }

    ZonalValue class_value(const ZonalTerm& term, const ClassAreas& areas, double zone_area) const
    {
        const auto& codes = m_blueprint.class_codes.at(term.layer).codes;
        const auto* layer = m_open.plan.layer(term.layer);
        double sum = 0, known = 0;
        for (std::size_t i = 0; i < layer->classes.size(); ++i) {
            const auto index = std::ranges::find(codes, layer->classes[i].code) - codes.begin();
            const double area = areas.area(static_cast<int>(index)) / square_metres_per_km2;
            if (area > 0 && term.weights[i] != term.weights[i])
                throw InputError{text("carbon table '{}' has no row for class {} ({}) of layer '{}', which occurs; add the row, with 0 if the class holds no carbon",
                                      m_open.carbon ? m_open.carbon->id : "", layer->classes[i].key, layer->classes[i].code, layer->id)};
            if (area > 0) sum += area * term.weights[i];
            known += area;
        }
        if (known == 0) return {.value = {}, .valid_share = 0};
        return {.value = sum, .valid_share = std::min(1.0, known / zone_area)};
    }

    const TechnologyUse& use_of(const std::string& technology) const
    {
        return *std::ranges::find_if(m_blueprint.technologies, [&](const TechnologyUse& use) { return use.technology->id == technology; });
    }

    ZonalValue eligible_value(const ZonalTerm& term, std::size_t number, const ZoneTally& here, double zone_area) const
    {
        const auto& use = use_of(term.technology);
        const auto balance = land_balance(use.rules, here.masks());
        const int measure = m_blueprint.term_measures[number];
        if (measure < 0) {
            const double factor = m_blueprint.constant_terms.at(number);
            if (term.kind == ZonalTerm::Kind::eligible_mean) return mean_of(balance.eligible * factor, balance.eligible, 1 - balance.unknown / zone_area);
            return {.value = balance.eligible * factor, .valid_share = 1 - balance.unknown / zone_area};
        }
        const auto sum = eligible_sum(use.rules, here.masks(), measure);
        const double share = valid_share_of_sum(balance, sum, zone_area);
        if (term.kind == ZonalTerm::Kind::eligible_mean) return mean_of(sum.sum, balance.eligible - sum.missing_km2, share);
        return {.value = sum.sum, .valid_share = share};
    }

    // Without eligible land there is no mean.
    static ZonalValue mean_of(double sum, double area, double share)
    {
        ZonalValue out{.value = {}, .valid_share = share};
        if (area > 0) out.value = sum / area;
        return out;
    }

    ZonalValue state_value(const ZonalTerm& term, const ZoneTally& here, double zone_area) const
    {
        const auto balance = land_balance(use_of(term.technology).rules, here.masks());
        const double area = term.state == "excluded" ? balance.excluded : term.state == "unknown" ? balance.unknown : balance.eligible;
        return {.value = area, .valid_share = 1 - balance.unknown / zone_area};
    }

    std::vector<IndicatorResult> indicators(std::size_t set, std::size_t zone) const
    {
        ZoneFacts facts{.letter = pilot_letter(m_open.sets[set].zones[zone].kind), .area_km2 = area_km2(set, zone), .facility_emission = {}, .term = {}};
        if (const auto found = m_emission_of.find({set, zone}); found != m_emission_of.end()) facts.facility_emission = found->second.total();
        facts.term = [&](std::size_t number) {
            auto value = term_value(number, set, zone);
            value.valid_share *= m_out.by_set[set].inside_share[zone];
            return value;
        };
        std::vector<IndicatorResult> out;
        for (const auto& column : m_blueprint.book->columns()) {
            IndicatorResult result{.value = m_blueprint.book->value(column, facts), .flag = {}, .shown = true};
            if (result.value.value && result.value.valid_share < m_open.plan.output.least_valid_share) {
                result.flag = "low_valid";
                result.shown = false;
            } else if (result.value.value && is_upper_bound(column)) result.flag = "upper_bound";
            out.push_back(std::move(result));
        }
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
    const StudyTally& m_tally;
    Results m_out;
    EmissionOf m_emission_of;
};

} // namespace

Results compute_results(const OpenPlan& open, const Blueprint& blueprint, const StudyTally& tally) { return Computer{open, blueprint, tally}.compute(); }

} // namespace peaksite
