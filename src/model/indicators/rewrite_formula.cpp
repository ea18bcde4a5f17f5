#include "eval/compiler.hpp"
#include "model/carbon/carbon.hpp"
#include "model/indicators/syntax_nodes.hpp"
#include "model/indicators/zonal_terms.hpp"
#include "plan/read/read_technology.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;

// Names of the catalogue for full-load hours, and the technology whose own stand in for such a layer, and the layer for
// them.
struct HoursLayer {
    std::string_view symbol, name;
    double hours; // of one
};
constexpr std::array<HoursLayer, 2> hours_layers{
    {{.symbol = "pv", .name = "pvout", .hours = 1}, {.symbol = "wind", .name = "cf_wind", .hours = 8760}}};

bool has_yield(const Technology* technology, const Plan& plan)
{
    return technology != nullptr && technology->yield && !missing_layer(*technology->yield, plan.layers);
}

// A value that is one number everywhere, in a unit.
std::optional<double> one_number(const Syntax& value, const Unit& in)
{
    if (!names_in(value).empty()) return {};
    const Symbols none;
    const auto constant = Compiler{none}.constant(value);
    return constant ? std::optional{convert(constant->value, constant->unit, in)} : std::nullopt;
}

} // namespace

// What the technology itself yields; where it has none, the layer of the catalogue.
Syntax FormulaNames::hours_of(const TechnologyName& name, const Technology* given) const
{
    const auto* technology = technology_of(name, given);
    if (has_yield(technology, m_plan)) {
        if (const auto hours = one_number(*technology->yield, unit("h/a"))) return number_syntax(*hours);
        return value_in_unit(*technology->yield, "h/a");
    }
    const auto symbol = technology != nullptr ? std::string_view{technology->symbol} : name.symbol;
    const auto* stand_in = std::ranges::find(hours_layers, symbol, &HoursLayer::symbol);
    if (stand_in == hours_layers.end()) unavailable(text("no full-load hours for {}", std::string{symbol}));
    const auto& found = layer(stand_in->name);
    Syntax id;
    id.kind = Kind::name;
    id.text = found.id;
    const auto* known = declared(stand_in->name);
    auto value = value_in_unit(std::move(id), known == nullptr ? "" : known->unit);
    return stand_in->hours == 1 ? value : binary_syntax("*", std::move(value), number_syntax(stand_in->hours));
}

// The density of each class as an expression on cells: if(lulc == 'forest', 95.3, if(…)), no data for classes without
// one.
Syntax FormulaNames::density_of_cells(const Syntax& call) const
{
    demand_arguments(call, 1, 1);
    const auto& argument = call.parts.at(0);
    if (argument.kind != Kind::name || call.text == "known") unavailable(text("{} beside other layers", written(call)));
    const auto& found = cover(argument.text);
    if (found.quantity != Quantity::categorical || found.classes.empty())
        unavailable(text("layer {} has no classes", found.id));
    if (m_carbon == nullptr) unavailable(text("no table of carbon densities"));
    std::vector<Sentence> ignored;
    const auto densities = class_densities(*m_carbon, found, ignored);
    const auto& numbers = call.text == "dens" ? densities.all : densities.vegetation;
    auto out = binary_syntax("/", number_syntax(0), number_syntax(0)); // no data
    for (std::size_t i = found.classes.size(); i-- > 0;) {
        if (std::isnan(numbers[i])) continue;
        Syntax name, word, choice;
        name.kind = Kind::name;
        name.text = found.id;
        word.kind = Kind::text;
        word.text = found.classes[i].key;
        choice.kind = Kind::call;
        choice.text = "if";
        choice.parts = {binary_syntax("==", std::move(name), std::move(word)), number_syntax(numbers[i]),
                        std::move(out)};
        out = std::move(choice);
    }
    return out;
}

// A name inside a zonal function: what the technologies define, a layer in the catalogue's unit, or a parameter.
Syntax FormulaNames::named(const Syntax& name, Rewriting& rewriting) const
{
    const std::string& word = name.text;
    const auto part = technology_part(word);
    if (part && part->part != TechnologyName::Part::state) {
        if (part->part == TechnologyName::Part::yield) return hours_of(*part, rewriting.given);
        if (const auto* technology = technology_of(*part, rewriting.given)) {
            if (part->part == TechnologyName::Part::density)
                return number_syntax(convert(technology->density->value, technology->density->unit, unit("MW/km2")));
            if (rewriting.gate != nullptr && rewriting.gate != technology)
                unavailable(text("two technologies in one sum"));
            rewriting.gate = technology;
            return part->part == TechnologyName::Part::share && technology->share ? *technology->share
                                                                                  : number_syntax(1);
        }
        unavailable(text("no technology for {}", word));
    }
    const auto* known = declared(word);
    const std::string unit_text = known == nullptr ? "" : known->unit;
    if (const auto value = parameter(word, rewriting.given)) return number_syntax(*value);
    const auto* hours = std::ranges::find(hours_layers, word, &HoursLayer::name);
    if (hours != hours_layers.end() && layer_named(m_plan.layers, word) == nullptr) {
        // Full-load hours of the technology itself stand in for a layer of them.
        const auto* technology = technology_with(hours->symbol);
        if (!has_yield(technology, m_plan)) unavailable(text("no layer for {}", word));
        return value_in_unit(*technology->yield, hours->hours == 1 ? "h/a" : "8760 h/a");
    }
    const auto& found = layer(word);
    Syntax id = name;
    id.text = found.id;
    if (is_condition_layer(found) || found.quantity == Quantity::categorical) return id;
    return value_in_unit(std::move(id), unit_text);
}

// "slope <= slope_max_t": the layer stays as it is, the parameter takes its unit; cheaper than a layer divided by it.
std::optional<Syntax> FormulaNames::parameter_comparison(const Syntax& syntax, const Rewriting& rewriting) const
{
    if (!is_condition(syntax) || syntax.kind != Kind::binary || syntax.parts[0].kind != Kind::name ||
        syntax.parts[1].kind != Kind::name)
        return {};
    const auto value = parameter(syntax.parts[1].text, rewriting.given);
    const auto* known = declared(syntax.parts[0].text);
    if (!value || known == nullptr || layer_named(m_plan.layers, syntax.parts[0].text) == nullptr) return {};
    auto name = syntax.parts[0];
    const auto& found = layer(name.text);
    if (is_condition_layer(found) || found.quantity == Quantity::categorical) return {};
    name.text = found.id;
    auto bound = number_syntax(*value);
    bound.unit = unit(known->unit);
    return binary_syntax(syntax.text, std::move(name), std::move(bound));
}

Syntax FormulaNames::rewritten(const Syntax& syntax, Rewriting& rewriting) const
{
    if (syntax.kind == Kind::name) return named(syntax, rewriting);
    if (syntax.kind == Kind::binary && syntax.text == "in" && syntax.parts[1].kind == Kind::name) {
        const auto classes = class_list(syntax.parts[1].text);
        if (!classes) unavailable(text("no list of classes {}", syntax.parts[1].text));
        Syntax list;
        list.kind = Kind::list;
        for (const auto& one : *classes) {
            Syntax word;
            word.kind = Kind::text;
            word.text = one;
            list.parts.push_back(word);
        }
        return binary_syntax("in", rewritten(syntax.parts[0], rewriting), list);
    }
    if (const auto compared = parameter_comparison(syntax, rewriting)) return *compared;
    if (syntax.kind == Kind::binary && syntax.text == "and") {
        // "m_pv and condition": the technology becomes the gate, the condition stays.
        for (const std::size_t i : {0U, 1U}) {
            const auto& side = syntax.parts[i];
            const auto name = side.kind == Kind::name ? technology_part(side.text) : std::nullopt;
            if (name && name->part == TechnologyName::Part::land && technology_of(*name, rewriting.given) != nullptr) {
                static_cast<void>(named(side, rewriting));
                return rewritten(syntax.parts[1 - i], rewriting);
            }
        }
    }
    if (syntax.kind == Kind::call && (syntax.text == "dens" || syntax.text == "dens_veg" || syntax.text == "known"))
        return density_of_cells(syntax);
    Syntax out = syntax;
    for (auto& part : out.parts) part = rewritten(part, rewriting);
    return out;
}

} // namespace peaksite
