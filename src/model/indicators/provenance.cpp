#include "model/indicators/provenance.hpp"

#include "plan/pilot_letters.hpp"
#include "plan/read/read_technology.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

void layers_in(const Syntax& s, const Plan& plan, std::set<std::string>& out)
{
    if (s.kind == Syntax::Kind::name) {
        const auto* layer = layer_named(plan.layers, s.text);
        if (layer != nullptr && out.insert(layer->id).second && layer->derive) layers_in(*layer->derive, plan, out);
    }
    for (const auto& part : s.parts) layers_in(part, plan, out);
}

class Provenance {
    using Role = ProvenanceRow::Role;

public:
    Provenance(const IndicatorBook& book, const IndicatorEvaluator& evaluator, const std::vector<ZoneSet>& sets)
        : m_book(book), m_evaluator(evaluator), m_sets(sets)
    {}

    void add(const IndicatorColumn& column, const PlannedFormula& planned)
    {
        m_row = {.indicator = column.id,
                 .letter = planned.letter,
                 .role = {},
                 .name = {},
                 .value = {},
                 .unit = {},
                 .year = {},
                 .source = {},
                 .certainty = {}};
        layers(planned);
        tables(planned);
        parameters(planned);
        const auto left_out = m_evaluator.left_out(column, planned.letter);
        for (const auto number : planned.uses) used(*m_book.formulas()[number].entry, planned.letter, left_out);
        for (const auto& one : left_out) {
            if (one.rare || &*std::ranges::find(left_out, one) != &one) continue; // years may say the same
            auto& row = push(Role::left_out, one.id);
            row.value = one.reason.english();
            row.zones = ids(one.sets);
        }
    }

    std::vector<ProvenanceRow> rows;

private:
    using LeftOut = IndicatorEvaluator::LeftOut;

    std::vector<std::string> ids(const std::set<std::size_t>& sets) const
    {
        std::vector<std::string> out;
        for (const auto set : sets) out.push_back(m_sets.at(set).id);
        return out;
    }

    // Another indicator, with the sets whose units have it: what all do without is only left out.
    void used(const IndicatorEntry& entry, char letter, const std::vector<LeftOut>& left_out)
    {
        std::set<std::size_t> without;
        for (const auto& one : left_out) {
            if (one.id != entry.id) continue;
            if (one.sets.empty()) return;
            without.insert(one.sets.begin(), one.sets.end());
        }
        auto sets = m_evaluator.sets_of(letter);
        if (!without.empty()) std::erase_if(sets, [&](std::size_t set) { return without.contains(set); });
        if (sets.empty()) return;
        auto& row = push(Role::indicator, entry.id);
        row.value = entry.formula;
        if (!without.empty()) row.zones = ids(sets);
    }

    ProvenanceRow& push(Role role, std::string name)
    {
        rows.push_back(m_row);
        rows.back().role = role;
        rows.back().name = std::move(name);
        return rows.back();
    }

    void layers(const PlannedFormula& planned)
    {
        const auto& plan = m_book.names().plan();
        std::set<std::string> technologies;
        for (const auto number : planned.terms)
            if (const auto& term = m_book.terms()[number]; !term.technology.empty())
                technologies.insert(term.technology);
        for (const auto& id : layers_behind(m_book, planned)) {
            const auto* layer = plan.layer(id);
            if (layer == nullptr) continue;
            auto& row = push(Role::layer, id);
            row.unit = layer->unit_stated ? layer->unit.text() : "";
            row.year = layer->note.year;
            row.source = layer->note.source;
            row.certainty = layer->note.certainty;
        }
        for (const auto& id : technologies) {
            const auto* technology = plan.technology(id);
            auto& row = push(Role::technology, id);
            row.value = technology->density ? number(technology->density->value) : "";
            row.unit = technology->density ? technology->density->unit.text() : "";
            row.certainty = technology->use.empty() ? "plan" : "default";
        }
    }

    ProvenanceRow& push_table(const UnitTable& table, const std::string& name)
    {
        constexpr std::array<const char*, 4> standings{"published", "reported", "planned", "estimated"};
        auto& row = push(Role::table, name);
        row.source = table.source;
        row.certainty = standings.at(static_cast<std::size_t>(table.standing));
        return row;
    }

    void tables(const PlannedFormula& planned)
    {
        for (const auto& place : planned.fields) {
            const auto& table = m_book.tables().at(place.table).table;
            push_table(table, table.id + "." + table.fields[place.field].name).unit = table.fields[place.field].unit;
        }
        if (planned.formula.op != Formula::Op::count_rows || !planned.fields.empty()) return;
        const auto& counted = m_book.tables().at(planned.formula.place.table).table; // its rows, whatever they say
        push_table(counted, counted.id);
    }

    void parameters(const PlannedFormula& planned)
    {
        for (const auto& name : planned.parameters) {
            const auto* declared = m_book.names().declared(name);
            const auto* given = m_book.names().plan().parameters.find(name);
            if (declared == nullptr) continue;
            auto& row = push(Role::parameter, name);
            row.unit = declared->unit;
            row.source = given == nullptr ? declared->source : "";
            row.certainty = given == nullptr ? declared->certainty : "plan";
            const auto value = m_book.names().parameter(name, planned.technology);
            const auto classes = m_book.names().class_list(name);
            if (value)
                row.value = number(*value);
            else if (classes)
                row.value = joined(*classes, ", ");
            else
                row.value = given != nullptr && !given->word.empty() ? given->word : declared->word;
            if (row.value.empty() && given != nullptr) row.value = by_key(*given);
            if (row.value.empty()) factors(name, row);
        }
    }

    // Values of the plan by year, technology or name: "2017 = 0.7, 2020 = 0.66".
    static std::string by_key(const ParameterPlan& given)
    {
        std::vector<std::string> out;
        for (const auto& [key, value] : given.by_key) out.push_back(key + " = " + number(value));
        return joined(out, ", ");
    }

    // Of the catalogue, by province and year: the source says which.
    void factors(const std::string& name, ProvenanceRow& row) const
    {
        for (const auto& factor : m_book.names().catalogue().factors) {
            if (factor.parameter != name) continue;
            row.value = "by province and year";
            row.source = factor.source;
            row.certainty = factor.certainty;
            return;
        }
        row.value = "by name";
    }

    const IndicatorBook& m_book;
    const IndicatorEvaluator& m_evaluator;
    const std::vector<ZoneSet>& m_sets;
    ProvenanceRow m_row;
};

} // namespace

std::set<std::string> layers_behind(const IndicatorBook& book, const PlannedFormula& planned)
{
    const auto& plan = book.names().plan();
    std::set<std::string> out;
    for (const auto number : planned.terms) {
        const auto& term = book.terms()[number];
        layers_in(term.value, plan, out);
        if (!term.layer.empty()) out.insert(term.layer);
        const auto* technology = term.technology.empty() ? nullptr : plan.technology(term.technology);
        if (technology == nullptr) continue;
        for (const auto& rule : technology->exclusions)
            if (rule.active && rule.where && rule.unchecked.empty()) layers_in(*rule.where, plan, out);
        if (technology->share) layers_in(*technology->share, plan, out);
        if (technology->yield) layers_in(*technology->yield, plan, out);
    }
    return out;
}

std::vector<ProvenanceRow> provenance(const IndicatorBook& book, const IndicatorEvaluator& evaluator,
                                      const std::vector<ZoneSet>& sets)
{
    Provenance out{book, evaluator, sets};
    for (const auto& column : book.columns())
        for (const char letter : pilot_letters) {
            const auto number = book.formula(column, letter);
            if (number < book.formulas().size() && book.formulas()[number].reason.empty())
                out.add(column, book.formulas()[number]);
        }
    return std::move(out.rows);
}

} // namespace peaksite
