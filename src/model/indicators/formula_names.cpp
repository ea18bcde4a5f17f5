#include "model/indicators/zonal_terms.hpp"

#include "plan/read/read_technology.hpp"

#include <algorithm>
#include <utility>

namespace peaksite {

namespace {
using Kind = Syntax::Kind;
}

FormulaNames::FormulaNames(const Plan& plan, const IndicatorCatalogue& catalogue, const CarbonTable* carbon)
    : m_plan(plan), m_catalogue(catalogue), m_carbon(carbon)
{
    for (const auto& name : catalogue.names) m_declared.try_emplace(name.name, &name);
}

const Technology* FormulaNames::technology_of(const TechnologyName& name, const Technology* given) const
{
    return name.every() ? given : technology_with(name.symbol);
}

const Technology* FormulaNames::technology_with(std::string_view symbol) const
{
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
    const auto known = [this](std::string_view word) {
        const auto found = m_declared.find(word);
        return found == m_declared.end() ? nullptr : found->second;
    };
    if (const auto* found = known(name)) return found;
    const bool month = name.size() > 3 && name[name.size() - 3] == '_' &&
                       name.find_first_not_of("0123456789", name.size() - 2) == std::string_view::npos;
    return month ? known(name.substr(0, name.size() - 3)) : nullptr;
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

bool FormulaNames::speaks_of_technology(const Syntax& formula) const
{
    if (formula.kind == Kind::name) {
        const auto part = technology_part(formula.text);
        if ((part && part->every()) || formula.text == "slope_max_t") return true;
    }
    return std::ranges::any_of(formula.parts, [&](const Syntax& one) { return speaks_of_technology(one); });
}

} // namespace peaksite
