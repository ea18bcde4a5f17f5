#include "model/meaning/indicator_rows.hpp"

#include "base/listed.hpp"
#include "base/row_warnings.hpp"
#include "model/indicators/indicator_evaluator.hpp"
#include "model/indicators/provenance.hpp"
#include "model/indicators/targets.hpp"
#include "model/meaning/indicator_descriptions.hpp"
#include "model/meaning/zonal_sums.hpp"
#include "plan/pilot_letters.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace peaksite {

namespace {

bool all_digits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string attribute_of(const Zone& zone, const std::string& role)
{
    const auto found = zone.attributes.find(role);
    return found == zone.attributes.end() ? "" : std::string{trimmed(found->second)};
}

// Two digits of GB/T 2260: as the plan states, as an attribute of the zone says, or of its key.
std::string province_of(const Plan& plan, const Zone& zone)
{
    if (!plan.parameters.province.empty()) return plan.parameters.province;
    for (const char* role : {"province", "region"}) {
        const auto found = zone.attributes.find(role);
        if (found != zone.attributes.end() && all_digits(found->second) && found->second.size() >= 2)
            return found->second.substr(0, 2);
    }
    const bool coded = all_digits(zone.key) && (zone.key.size() == 6 || zone.key.size() == 9 || zone.key.size() == 12);
    return coded ? zone.key.substr(0, 2) : "";
}

constexpr double unbounded = std::numeric_limits<double>::infinity();

// Between which an interval makes sense: an index lies in 0 to 1, a potential is not negative.
std::pair<double, double> range_of(const PlannedFormula& planned)
{
    if (planned.formula.op == Formula::Op::index) return {0, 1};
    return {planned.entry->never_negative ? 0 : -unbounded, unbounded};
}

class IndicatorRows {
public:
    IndicatorRows(const Meaning& meaning, const std::vector<TechnologyUse>& uses, const StudyTally& tally,
                  ZoneLand& land, Results& results)
        : m_meaning(meaning), m_results(results),
          m_sources(meaning.plan, meaning.catalogue, meaning.carbon ? &*meaning.carbon : nullptr, meaning.sets,
                    results.tables, results.facilities),
          m_sums(meaning, uses, tally, land, m_sources.book()), m_facts(meaning, m_sources, tally, results.unchecked),
          m_evaluator(m_sources.book(), zone_facts(), meaning.plan.output.least_valid_share)
    {
        results.warnings.insert(results.warnings.end(), m_facts.warnings().begin(), m_facts.warnings().end());
    }

    void fill()
    {
        m_results.missing = m_sources.book().missing();
        for (const auto& column : m_sources.book().columns())
            m_results.indicators.push_back(described(column, m_sources, m_facts, m_results.unchecked));
        std::size_t number = 0;
        for (std::size_t set = 0; set < m_meaning.sets.size(); ++set)
            for (std::size_t zone = 0; zone < m_meaning.sets[set].zones.size(); ++zone, ++number) {
                auto& row = m_results.by_set[set].indicators.emplace_back();
                for (const auto& column : m_sources.book().columns()) row.push_back(result(column, number));
            }
        warn_of_repetitions();
        warn_of_laggards();
        warn_of_year();
        m_results.provenance = provenance(m_sources.book(), m_evaluator, m_meaning.sets);
        tell_components();
        tell_inputs();
        m_results.targets =
            gaps_to_targets(m_meaning.catalogue.targets, m_meaning.plan.parameters, m_sources.names(), m_results);
    }

private:
    // Sums of other components are no sums of one another: which one some sets do without, though others have it.
    void tell_components()
    {
        std::map<std::pair<std::string, std::vector<std::string>>, std::vector<std::string>> by_sets;
        for (const auto& row : m_results.provenance) {
            if (row.role != ProvenanceRow::Role::left_out || row.zones.empty()) continue;
            auto& names = by_sets[{row.indicator, row.zones}];
            if (std::ranges::find(names, row.name) == names.end()) names.push_back(row.name);
        }
        for (const auto& [of, names] : by_sets)
            m_results.warnings.push_back(
                text("indicator '{}': in zones of {} it is without {}, which other zones have; the two do not add up",
                     of.first, joined(of.second, ", "), joined(names, ", ")));
    }

    // One blank cell takes an input out of an index for all of a type; what the run cannot have anyway is no news.
    void tell_inputs()
    {
        const auto& formulas = m_sources.book().formulas();
        for (const auto& column : m_sources.book().columns())
            for (const char letter : std::set<char>{m_letters.begin(), m_letters.end()}) {
                const auto number = m_sources.book().formula(column, letter);
                if (number >= formulas.size() || formulas[number].formula.op != Formula::Op::index) continue;
                std::set<std::string> told;
                for (const auto& one : formulas[number].left_out) told.insert(one.id);
                for (const auto& one : m_evaluator.left_out(column, letter))
                    if (told.insert(one.id).second)
                        m_results.warnings.push_back(
                            text("indicator '{}', type '{}': the input '{}' is left out for all candidates: {}",
                                 column.id, pilot_kind(letter), one.id, one.reason));
            }
    }

    std::vector<std::string> zone_labels() const
    {
        std::vector<std::string> out;
        for (const auto& set : m_meaning.sets)
            for (const auto& zone : set.zones) out.push_back(zone.label());
        return out;
    }

    // What two rows state is blank; whoever wrote them must hear of it.
    void warn_of_repetitions()
    {
        const auto labels = zone_labels();
        std::map<std::size_t, std::vector<std::string>> by_table;
        for (const auto& one : m_evaluator.repetitions())
            by_table[one.table].push_back(fmt::format("{} ({}, {})", labels[one.zone], one.first, one.second));
        for (const auto& [table, zones] : by_table)
            RowWarnings{m_sources.tables().at(table).table.id, m_results.warnings}.add(
                zones, "table '{}': {} zones have several rows for one value; it stays empty: {} (lines in brackets)");
    }

    // Ids of indicators; in Chinese their names.
    Sentence in_words(const std::set<std::string>& indicators) const
    {
        std::vector<std::string> names;
        for (const auto& id : indicators) {
            const auto found = std::ranges::find(m_results.indicators, id, &IndicatorInfo::id);
            const bool named = found != m_results.indicators.end() && !found->name.zh.empty();
            names.push_back(named ? found->name.zh : id);
        }
        return {"{}", {Sentence::Word{listed({indicators.begin(), indicators.end()}), listed(names)}}};
    }

    // One zone without its row of the year moves all of its type to an earlier one; whoever reads them must hear of it.
    void warn_of_laggards()
    {
        struct Moved {
            std::vector<std::string> zones;
            std::set<std::string> indicators;
        };
        std::map<std::tuple<std::size_t, int, int>, Moved> by_table;
        const auto labels = zone_labels();
        for (const auto& [one, indicators] : m_evaluator.laggards()) {
            auto& moved = by_table[{one.table, one.latest, one.taken}];
            moved.zones.push_back(labels[one.zone]);
            moved.indicators.insert(indicators.begin(), indicators.end());
        }
        for (const auto& [of, moved] : by_table) {
            const auto& [table, latest, taken] = of;
            m_results.warnings.push_back(text(
                "table '{}' has no number of {} for {}; for all units of their types these indicators are therefore "
                "those of {}: {}",
                m_sources.tables().at(table).table.id, latest, listed(moved.zones), taken, in_words(moved.indicators)));
        }
    }

    // A table that has years, but not the one that the plan asks for, gives nothing.
    void warn_of_year()
    {
        const auto asked = m_meaning.plan.parameters.year;
        for (std::size_t i = 0; asked && i < m_sources.tables().all().size(); ++i) {
            std::set<int> years;
            for (std::size_t set = 0; set < m_meaning.sets.size(); ++set)
                years.merge(m_sources.tables().years_of_set(i, set));
            if (years.empty() || years.contains(*asked)) continue;
            std::vector<std::string> had;
            for (const int year : years) had.push_back(std::to_string(year));
            m_results.warnings.push_back(text("table '{}' has no row of {}, the year of [parameters] (it has {}); "
                                              "values that stand on it are blank",
                                              m_sources.tables().at(i).table.id, *asked, listed(had)));
        }
    }

    std::vector<ZoneFacts> zone_facts()
    {
        std::vector<ZoneFacts> out;
        for (std::size_t set = 0; set < m_meaning.sets.size(); ++set)
            for (std::size_t zone = 0; zone < m_meaning.sets[set].zones.size(); ++zone) {
                const auto& one = m_meaning.sets[set].zones[zone];
                ZoneFacts facts;
                facts.set = set;
                facts.zone = zone;
                facts.letter = pilot_letter(one.kind);
                m_letters.push_back(facts.letter);
                facts.candidate = one.kind != "area";
                facts.bounded = one.has_boundary();
                facts.area_km2 = m_results.by_set[set].area_km2[zone];
                facts.official_area_km2 = one.official_area_km2;
                facts.province = province_of(m_meaning.plan, one);
                facts.institution = attribute_of(one, "institution_kind");
                facts.product = attribute_of(one, "product");
                facts.term = [this, set, zone](std::size_t term) {
                    auto value = m_sums.value(term, set, zone);
                    value.valid_share *= m_results.by_set[set].inside_share[zone];
                    return value;
                };
                out.push_back(std::move(facts));
            }
        return out;
    }

    IndicatorResult result(const IndicatorColumn& column, std::size_t number)
    {
        auto estimate = m_evaluator.value(column, number);
        const auto formula = m_sources.book().formula(column, m_letters[number]);
        estimate.remarks |= m_facts.remarks(formula, number);
        IndicatorResult out{
            .value = {.value = estimate.value,
                      .valid_share = estimate.value || estimate.valid_share < 1 ? estimate.valid_share : 0},
            .flags = {.remarks = estimate.remarks}};
        out.table_year = estimate.year;
        if (estimate.value) out.layer_year = m_facts.of(formula).year;
        out.from = estimate.from;
        out.not_given = std::move(estimate.not_given);
        out.kinds_not_given = std::move(estimate.kinds_not_given);
        out.reason = std::move(estimate.reason);
        out.word = std::move(estimate.word);
        if (!estimate.value) return out;
        if (const double half = estimate.half_width(); half > 0) {
            const auto [least, most] = range_of(m_sources.book().formulas()[formula]);
            out.low = std::clamp(*estimate.value - half, std::min(least, *estimate.value), *estimate.value);
            out.high = std::clamp(*estimate.value + half, *estimate.value, std::max(most, *estimate.value));
        }
        const bool fewer = estimate.has(Remark::partial) || estimate.has(Remark::left_out) ||
                           estimate.has(Remark::incomplete) || estimate.has(Remark::assumed_zero);
        out.flags =
            flags_of(m_facts.of(formula).bound, estimate.valid_share, m_meaning.plan.output.least_valid_share, fewer);
        out.flags.remarks = estimate.remarks;
        out.shown = !out.flags.low_valid && !out.flags.lacks_a_part();
        return out;
    }

    const Meaning& m_meaning;
    Results& m_results;
    RunIndicators m_sources;
    ZonalSums m_sums;
    std::vector<char> m_letters; // of the zones, by number
    FormulaFacts m_facts;
    IndicatorEvaluator m_evaluator;
};

} // namespace

void add_indicator_rows(const Meaning& meaning, const std::vector<TechnologyUse>& uses, const StudyTally& tally,
                        ZoneLand& land, Results& results)
{
    IndicatorRows{meaning, uses, tally, land, results}.fill();
}

} // namespace peaksite
