#include "model/indicators/zonal_terms.hpp"

#include "model/carbon/carbon.hpp"
#include "model/indicators/syntax_nodes.hpp"
#include "plan/read/read_technology.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace peaksite {

namespace {

// A density, or nothing: terms are compared, and NaN equals nothing.
std::optional<double> stated(double density) { return std::isnan(density) ? std::nullopt : std::optional{density}; }

using Kind = Syntax::Kind;

// A weight that counts only where the value has data, whatever their units: the comparison is unknown elsewhere.
Syntax where_known(const Syntax& weight, const Syntax& value)
{
    Syntax node;
    node.kind = Kind::call;
    node.text = "if";
    node.parts = {binary_syntax("==", value, value), weight, weight};
    return node;
}

constexpr std::array<std::string_view, 3> state_words{"eligible", "excluded", "unknown"}; // as LandState has them

} // namespace

void demand_arguments(const Syntax& call, std::size_t least, std::size_t most)
{
    if (call.parts.size() < least || call.parts.size() > most)
        unavailable(text("{}() does not take {} arguments", call.text, call.parts.size()));
}

std::optional<LandState> land_state(std::string_view word)
{
    const auto found = std::ranges::find(state_words, word);
    return found == state_words.end() ? std::nullopt
                                      : std::optional{static_cast<LandState>(found - state_words.begin())};
}

std::optional<TechnologyName> technology_part(std::string_view name, const FormulaName* declared)
{
    const bool other = declared != nullptr && declared->supply != "computed" && declared->supply != "parameter";
    return other ? std::nullopt : technology_name(name);
}

std::vector<std::string> words_of(const std::string& name, const IndicatorCatalogue& catalogue)
{
    const auto* declared = catalogue.name(name);
    const auto part = technology_part(name, declared);
    if (part && part->part == TechnologyName::Part::state) return {state_words.begin(), state_words.end()};
    std::vector<std::string> out;
    if (declared == nullptr || declared->open_words) return out;
    for (const auto& [word, spellings] : declared->words) out.push_back(word);
    return out;
}

Sentence stray_word(const std::string& word, const std::string& name, const std::vector<std::string>& known)
{
    return text("'{}' is no word of {}; its words are {}", word, name, joined(known, ", "));
}

// The land cover that carbon is counted on: lulc is the one named first, lulc_t1 and lulc_t2 the first and the last.
const Layer& FormulaNames::cover(std::string_view name) const
{
    if (!m_plan.carbon || layer_named(m_plan.layers, name) != nullptr) return layer(name);
    const auto& covers = m_plan.carbon->landcover;
    if (name == "lulc") return layer(covers.front());
    if ((name == "lulc_t1" || name == "lulc_t2") && covers.size() > 1)
        return layer(name == "lulc_t1" ? covers.front() : covers.back());
    return layer(name);
}

// dens(lulc), dens_veg(lulc), known(lulc), lulc in [...]: sums over classes, exact whatever the grid.
std::optional<ZonalTerm> FormulaNames::class_term(const Syntax& value) const
{
    const bool density =
        value.kind == Kind::call && (value.text == "dens" || value.text == "dens_veg" || value.text == "known");
    const bool membership = value.kind == Kind::binary && value.text == "in" && value.parts[0].kind == Kind::name;
    if (!density && !membership) return {};
    if (density) demand_arguments(value, 1, 1);
    const auto& argument = value.parts.at(0);
    if (argument.kind != Kind::name) return {};
    const auto& found = density ? cover(argument.text) : layer(argument.text);
    if (found.quantity != Quantity::categorical || found.classes.empty())
        unavailable(text("layer {} has no classes", found.id));
    ZonalTerm term{.kind = ZonalTerm::Kind::classes,
                   .value = {},
                   .condition = false,
                   .technology = {},
                   .layer = found.id,
                   .weights = {}};
    if (density && value.text == "known")
        term.weights.assign(found.classes.size(), 1.0);
    else if (density) {
        if (m_carbon == nullptr) unavailable(text("no table of carbon densities"));
        std::vector<Sentence> ignored;
        const auto densities = class_densities(*m_carbon, found, ignored);
        if (value.text == "dens_veg" && !densities.vegetation_known)
            unavailable(text("carbon table {} has no pools for every class", m_carbon->id));
        for (const double one : value.text == "dens" ? densities.all : densities.vegetation)
            term.weights.push_back(stated(one));
        for (const auto& [code, one] : value.text == "dens" ? densities.all_by_code : densities.vegetation_by_code)
            term.by_code.emplace(code, stated(one));
        term.complete = true;
    } else {
        const auto classes = value.parts[1].kind == Kind::name ? class_list(value.parts[1].text) : std::nullopt;
        if (!classes) return {};
        for (const auto& one : found.classes)
            term.weights.emplace_back(std::ranges::find(*classes, one.key) != classes->end() ? 1.0 : 0.0);
    }
    return term;
}

// dens(lulc_t2) - dens(lulc_t1): a change of stock between two land covers.
std::optional<ZonalCall> FormulaNames::class_difference(const Syntax& value) const
{
    if (value.kind != Kind::binary || value.text != "-") return {};
    auto later = class_term(value.parts[0]), earlier = class_term(value.parts[1]);
    if (!later || !earlier) return {};
    return ZonalCall{.join = ZonalCall::Join::difference, .terms = {std::move(*later), std::move(*earlier)}};
}

std::optional<ZonalTerm> FormulaNames::state_term(const Syntax& value, const Technology* technology) const
{
    const bool compares = value.kind == Kind::binary && value.text == "==" && value.parts[0].kind == Kind::name &&
                          value.parts[1].kind == Kind::text;
    const auto name = compares ? technology_part(value.parts[0].text) : std::nullopt;
    if (!name || name->part != TechnologyName::Part::state) return {};
    const auto state = land_state(value.parts[1].text);
    if (!state)
        unavailable(stray_word(value.parts[1].text, value.parts[0].text, words_of(value.parts[0].text, m_catalogue)));
    const auto* of = technology_of(*name, technology);
    if (of == nullptr) unavailable(text("no technology for {}", value.parts[0].text));
    return ZonalTerm{.kind = ZonalTerm::Kind::state,
                     .value = {},
                     .condition = false,
                     .technology = of->id,
                     .layer = {},
                     .weights = {},
                     .state = *state};
}

ZonalTerm FormulaNames::term(ZonalTerm::Kind kind, const Syntax& value, const Technology* technology) const
{
    Rewriting rewriting{.given = technology, .gate = nullptr};
    ZonalTerm out;
    out.kind = kind;
    const bool condition_alone = value.kind == Kind::name && layer_named(m_plan.layers, value.text) != nullptr &&
                                 is_condition_layer(layer(value.text));
    out.condition = is_condition(value) || condition_alone;
    out.value = rewritten(value, rewriting);
    if (out.value.kind == Kind::number) out.condition = false;
    if (kind != ZonalTerm::Kind::minimum && !out.condition) out.factor = take_factor(out.value);
    if (rewriting.gate == nullptr) return out;
    if (kind != ZonalTerm::Kind::sum) unavailable(text("only sums over eligible land are computed"));
    out.kind = ZonalTerm::Kind::eligible;
    out.technology = rewriting.gate->id;
    return out;
}

// A weight that is one number on all eligible land cancels out.
std::optional<ZonalTerm> FormulaNames::eligible_mean(const Syntax& value, const Syntax& weight,
                                                     const Technology* technology) const
{
    const auto weights = term(ZonalTerm::Kind::sum, weight, technology);
    const bool constant =
        weights.kind == ZonalTerm::Kind::eligible && weights.value.kind == Kind::number && weights.factor > 0;
    if (!constant) return {};
    auto out = term(ZonalTerm::Kind::sum, value, technology);
    if (out.kind != ZonalTerm::Kind::sum || out.condition) return {};
    out.kind = ZonalTerm::Kind::eligible_mean;
    out.technology = weights.technology;
    return out;
}

ZonalCall FormulaNames::terms(const Syntax& call, const Technology* technology) const
{
    using Term = ZonalTerm::Kind;
    const auto& arguments = call.parts;
    const auto single = [](ZonalTerm one) {
        return ZonalCall{.join = ZonalCall::Join::single, .terms = {std::move(one)}};
    };
    if (arguments.empty()) unavailable(text("{}() without an argument", call.text));
    constexpr std::array<std::string_view, 5> of_one{"zmean", "zmin", "zsum", "zarea", "gsum"};
    if (std::ranges::find(of_one, call.text) != of_one.end()) demand_arguments(call, 1, 1);
    if (call.text == "zwmean") demand_arguments(call, 2, 2);
    if (call.text == "gsum") {
        const auto& found = layer(arguments.at(0).text);
        if (found.quantity != Quantity::extensive) unavailable(text("layer {} is no amount per cell", found.id));
        return single(
            {.kind = Term::mass, .value = {}, .condition = false, .technology = {}, .layer = found.id, .weights = {}});
    }
    if (call.text == "zsum" || call.text == "zarea") {
        if (auto special = class_term(arguments.at(0))) return single(*special);
        if (auto special = class_difference(arguments.at(0))) return *special;
        if (auto special = state_term(arguments.at(0), technology)) return single(*special);
        return single(term(Term::sum, arguments.at(0), technology));
    }
    if (call.text == "zmean") return single(term(Term::mean, arguments.at(0), technology));
    if (call.text == "zmin") return single(term(Term::minimum, arguments.at(0), technology));
    if (call.text == "zwmean") {
        const auto &x = arguments.at(0), &w = arguments.at(1);
        if (const auto mean = eligible_mean(x, w, technology)) return single(*mean);
        const auto alone = term(Term::sum, x, technology);
        const bool everywhere = alone.kind == Term::sum && alone.value.kind == Kind::number; // it lacks nowhere
        return {.join = ZonalCall::Join::ratio,
                .terms = {term(Term::sum, binary_syntax("*", x, w), technology),
                          term(Term::sum, everywhere ? w : where_known(w, x), technology)}};
    }
    if (call.text == "zpatch" || call.text == "zlength")
        unavailable(text("contiguous patches and lengths of lines are not computed by this version"));
    if (call.text == "asum" || call.text == "amean")
        unavailable(text("sums over sea areas are not computed by this version"));
    unavailable(text("{}() is not computed by this version", call.text));
}

} // namespace peaksite
