#include "model/indicators/zonal_terms.hpp"

#include "model/carbon/carbon.hpp"
#include "plan/read/read_technology.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace peaksite {

namespace {

// A density, or nothing: terms are compared, and NaN equals nothing.
std::optional<double> stated(double density) { return std::isnan(density) ? std::nullopt : std::optional{density}; }

using Kind = Syntax::Kind;

[[noreturn]] void unavailable(Sentence reason) { throw Unavailable{std::move(reason)}; }

Syntax number_node(double value)
{
    Syntax node;
    node.value = value;
    return node;
}

Syntax binary(std::string op, Syntax a, Syntax b)
{
    Syntax node;
    node.kind = Kind::binary;
    node.text = std::move(op);
    node.parts = {std::move(a), std::move(b)};
    return node;
}

// The expression as a plain number in the unit of the catalogue.
Syntax in_unit(Syntax value, const std::string& unit_text)
{
    auto one = number_node(1);
    one.unit = unit(unit_text);
    return *one.unit == Unit::dimensionless() ? value : binary("/", std::move(value), std::move(one));
}

// A weight that counts only where the value has data, whatever their units: the comparison is unknown elsewhere.
Syntax where_known(const Syntax& weight, const Syntax& value)
{
    Syntax node;
    node.kind = Kind::call;
    node.text = "if";
    node.parts = {binary("==", value, value), weight, weight};
    return node;
}

bool is_number(const Syntax& s) { return s.kind == Kind::number && !s.unit; }

// "2100 h/a / 8760 h/a" as a number.
std::optional<double> ratio_of_numbers(const Syntax& quotient)
{
    const auto &a = quotient.parts[0], &b = quotient.parts[1];
    if (a.kind != Kind::number || b.kind != Kind::number || !a.unit || !b.unit || !same_dimension(*a.unit, *b.unit))
        return {};
    if (!(b.value > 0)) return {};
    return convert(a.value, *a.unit, *b.unit) / b.value;
}

// Takes the numbers by which a value is multiplied in every cell out of it: another density or share needs no other
// sum.
double take_factor(Syntax& value)
{
    const auto keep = [&](std::size_t part) {
        auto rest = std::move(value.parts[part]);
        value = std::move(rest);
    };
    if (is_number(value)) return std::exchange(value, number_node(1)).value;
    if (value.kind == Kind::unary && value.text == "-") {
        keep(0);
        return -take_factor(value);
    }
    if (value.kind != Kind::binary || (value.text != "*" && value.text != "/")) return 1;
    double factor = take_factor(value.parts[0]);
    const auto is_one = [](const Syntax& s) { return is_number(s) && s.value == 1; };
    if (value.text == "*") {
        factor *= take_factor(value.parts[1]);
        if (is_one(value.parts[0]))
            keep(1);
        else if (is_one(value.parts[1]))
            keep(0);
    } else if (is_number(value.parts[1]) && value.parts[1].value != 0) {
        factor /= value.parts[1].value;
        keep(0);
    } else if (const auto ratio = ratio_of_numbers(value)) {
        factor *= *ratio;
        value = number_node(1);
    }
    return factor;
}

bool is_condition(const Syntax& s)
{
    if (s.kind == Kind::unary) return s.text == "not";
    if (s.kind != Kind::binary) return false;
    return s.text != "+" && s.text != "-" && s.text != "*" && s.text != "/";
}

} // namespace

FormulaNames::FormulaNames(const Plan& plan, const IndicatorCatalogue& catalogue, const CarbonTable* carbon)
    : m_plan(plan), m_catalogue(catalogue), m_carbon(carbon)
{}

const Technology* FormulaNames::technology_of(std::string_view symbol, const Technology* given) const
{
    if (symbol == "t") return given;
    const auto found = std::ranges::find(m_plan.technologies, symbol, &Technology::symbol);
    return found == m_plan.technologies.end() ? nullptr : &*found;
}

const Layer& FormulaNames::layer(std::string_view name) const
{
    // Where several layers are land cover, that of [carbon] is meant: densities go by its classes.
    const bool of_carbon = name == "lulc" && m_plan.carbon && !m_plan.carbon->landcover.empty();
    const auto* found =
        layer_named(m_plan.layers, of_carbon ? std::string_view{m_plan.carbon->landcover.front()} : name);
    if (found == nullptr) unavailable(text("no layer for {}", std::string{name}));
    if (found->kind == Layer::Kind::absent) unavailable(text("layer {} is absent: {}", found->id, found->absent));
    if (found->derive)
        if (const auto missing = missing_layer(*found->derive, m_plan.layers))
            unavailable(text("no layer for {}", missing->name));
    return *found;
}

const FormulaName* FormulaNames::declared(std::string_view name) const
{
    if (const auto* found = m_catalogue.name(name)) return found;
    const bool month = name.size() > 3 && name[name.size() - 3] == '_' &&
                       name.find_first_not_of("0123456789", name.size() - 2) == std::string_view::npos;
    return month ? m_catalogue.name(name.substr(0, name.size() - 3)) : nullptr;
}

std::optional<std::vector<std::string>> FormulaNames::class_list(std::string_view name) const
{
    const auto* given = m_plan.parameters.find(name);
    if (given != nullptr && !given->classes.empty()) return given->classes;
    const auto* found = declared(name);
    if (found == nullptr || found->classes.empty()) return {};
    return found->classes;
}

// The slope beyond which an active rule of the technology excludes land, in degrees.
std::optional<double> FormulaNames::slope_limit(const Technology& technology) const
{
    const auto* slope = layer_named(m_plan.layers, "slope");
    for (const auto& rule : technology.exclusions) {
        if (slope == nullptr || !rule.active || !rule.where || rule.where->kind != Kind::binary ||
            (rule.where->text != ">" && rule.where->text != ">="))
            continue;
        const auto &left = rule.where->parts[0], &right = rule.where->parts[1];
        const bool of_slope =
            left.kind == Kind::name && layer_named(m_plan.layers, left.text) == slope && right.kind == Kind::number;
        if (of_slope) return right.unit ? convert(right.value, *right.unit, unit("degree")) : right.value;
    }
    return {};
}

std::optional<double> FormulaNames::parameter(std::string_view name, const Technology* technology) const
{
    if (const auto* given = m_plan.parameters.find(name)) {
        if (technology != nullptr)
            if (const auto value = given->by_key.find(technology->symbol); value != given->by_key.end())
                return value->second;
        if (given->value) return given->value;
    }
    const auto* found = declared(name);
    if (found == nullptr) return {};
    if (technology != nullptr && found->of_rule == "slope")
        if (const auto limit = slope_limit(*technology)) return limit;
    if (technology != nullptr)
        if (const auto value = found->by_technology.find(technology->symbol); value != found->by_technology.end())
            return value->second;
    return found->value;
}

// d_road, m_restore: layers of the user, though they look like what technologies define.
bool FormulaNames::names_layer(std::string_view word) const
{
    const auto* known = declared(word);
    return known != nullptr && known->supply != "computed" && known->supply != "parameter";
}

// The density of each class as an expression on cells: if(lulc == 'forest', 95.3, if(…)), no data for classes without
// one.
Syntax FormulaNames::density_of_cells(const Syntax& call) const
{
    const auto& argument = call.parts.at(0);
    if (argument.kind != Kind::name || call.text == "known") unavailable(text("{} beside other layers", written(call)));
    const auto& found = cover(argument.text);
    if (found.quantity != Quantity::categorical || found.classes.empty())
        unavailable(text("layer {} has no classes", found.id));
    if (m_carbon == nullptr) unavailable(text("no table of carbon densities"));
    std::vector<Sentence> ignored;
    const auto densities = class_densities(*m_carbon, found, ignored);
    const auto& numbers = call.text == "dens" ? densities.all : densities.vegetation;
    auto out = binary("/", number_node(0), number_node(0)); // no data
    for (std::size_t i = found.classes.size(); i-- > 0;) {
        if (std::isnan(numbers[i])) continue;
        Syntax name, word, choice;
        name.kind = Kind::name;
        name.text = found.id;
        word.kind = Kind::text;
        word.text = found.classes[i].key;
        choice.kind = Kind::call;
        choice.text = "if";
        choice.parts = {binary("==", std::move(name), std::move(word)), number_node(numbers[i]), std::move(out)};
        out = std::move(choice);
    }
    return out;
}

// A name inside a zonal function: what the technologies define, a layer in the catalogue's unit, or a parameter.
Syntax FormulaNames::named(const Syntax& name, Rewriting& rewriting) const
{
    const std::string& word = name.text;
    if (word.size() > 2 && word[1] == '_' && (word[0] == 'm' || word[0] == 'f' || word[0] == 'd') &&
        !names_layer(word)) {
        if (const auto* technology = technology_of(std::string_view{word}.substr(2), rewriting.given)) {
            if (word[0] == 'd')
                return number_node(convert(technology->density->value, technology->density->unit, unit("MW/km2")));
            if (rewriting.gate != nullptr && rewriting.gate != technology)
                unavailable(text("two technologies in one sum"));
            rewriting.gate = technology;
            return word[0] == 'f' && technology->share ? *technology->share : number_node(1);
        }
        unavailable(text("no technology for {}", word));
    }
    const auto* known = declared(word);
    const std::string unit_text = known == nullptr ? "" : known->unit;
    if (const auto value = parameter(word, rewriting.given)) return number_node(*value);
    const bool solar = word == "pvout", wind = word == "cf_wind";
    if ((solar || wind) && layer_named(m_plan.layers, word) == nullptr) {
        // Full-load hours of the technology itself stand in for a layer of them.
        const auto* technology = technology_of(solar ? "pv" : "wind", nullptr);
        if (technology == nullptr || !technology->yield) unavailable(text("no layer for {}", word));
        if (missing_layer(*technology->yield, m_plan.layers)) unavailable(text("no layer for {}", word));
        return in_unit(*technology->yield, solar ? "h/a" : "8760 h/a");
    }
    const auto& found = layer(word);
    Syntax id = name;
    id.text = found.id;
    if (is_condition_layer(found) || found.quantity == Quantity::categorical) return id;
    return in_unit(std::move(id), unit_text);
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
    auto bound = number_node(*value);
    bound.unit = unit(known->unit);
    return binary(syntax.text, std::move(name), std::move(bound));
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
        return binary("in", rewritten(syntax.parts[0], rewriting), list);
    }
    if (const auto compared = parameter_comparison(syntax, rewriting)) return *compared;
    if (syntax.kind == Kind::binary && syntax.text == "and") {
        // "m_pv and condition": the technology becomes the gate, the condition stays.
        for (const std::size_t i : {0U, 1U}) {
            const auto& part = syntax.parts[i];
            if (part.kind == Kind::name && part.text.starts_with("m_") &&
                technology_of(part.text.substr(2), rewriting.given) != nullptr) {
                static_cast<void>(named(part, rewriting));
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
                   .weights = {},
                   .state = {}};
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
    if (!compares || !value.parts[0].text.starts_with("st_")) return {};
    const auto* of = technology_of(value.parts[0].text.substr(3), technology);
    if (of == nullptr) unavailable(text("no technology for {}", value.parts[0].text));
    return ZonalTerm{.kind = ZonalTerm::Kind::state,
                     .value = {},
                     .condition = false,
                     .technology = of->id,
                     .layer = {},
                     .weights = {},
                     .state = value.parts[1].text};
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
    if (call.text == "gsum") {
        const auto& found = layer(arguments.at(0).text);
        if (found.quantity != Quantity::extensive) unavailable(text("layer {} is no amount per cell", found.id));
        return single({.kind = Term::mass,
                       .value = {},
                       .condition = false,
                       .technology = {},
                       .layer = found.id,
                       .weights = {},
                       .state = {}});
    }
    if (call.text == "zsum" || call.text == "zarea") {
        if (auto special = class_term(arguments.at(0))) return single(*special);
        if (auto special = class_difference(arguments.at(0))) return *special;
        if (auto special = state_term(arguments.at(0), technology)) return single(*special);
        return single(term(Term::sum, arguments.at(0), technology));
    }
    if (call.text == "zmean") return single(term(Term::mean, arguments.at(0), technology));
    if (call.text == "zmin") return single(term(Term::minimum, arguments.at(0), technology));
    if (call.text == "zwmean" && arguments.size() == 2) {
        const auto &x = arguments.at(0), &w = arguments.at(1);
        if (const auto mean = eligible_mean(x, w, technology)) return single(*mean);
        return {
            .join = ZonalCall::Join::ratio,
            .terms = {term(Term::sum, binary("*", x, w), technology), term(Term::sum, where_known(w, x), technology)}};
    }
    if (call.text == "zpatch" || call.text == "zlength")
        unavailable(text("contiguous patches and lengths of lines are not computed by this version"));
    if (call.text == "asum" || call.text == "amean")
        unavailable(text("sums over sea areas are not computed by this version"));
    unavailable(text("{}() is not computed by this version", call.text));
}

} // namespace peaksite
