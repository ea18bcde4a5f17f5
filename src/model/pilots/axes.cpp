#include "model/pilots/axes.hpp"

#include "base/known.hpp"
#include "base/parse_number.hpp"
#include "base/yes_no.hpp"
#include "eval/syntax.hpp"
#include "model/indicators/rounding.hpp"
#include "model/zone.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

std::vector<double> column(const PilotData& data, const TypeComparison& type, const std::string& id)
{
    std::vector<double> out(type.members.size(), no_value);
    const auto at = indicator_of(data, id);
    for (std::size_t i = 0; at && i < out.size(); ++i) {
        const auto& value = data.candidates[type.members[i]].values[*at];
        if (value.value && value.shown) out[i] = *value.value;
    }
    return without_rounding(std::move(out));
}

bool any_value(const std::vector<double>& values)
{
    return std::ranges::any_of(values, [](double x) { return !std::isnan(x); });
}

CandidateTable table_of(const PilotData& data, const TypeComparison& type, const std::vector<std::string>& ids)
{
    CandidateTable out{type.members.size(), ids.size()};
    for (std::size_t j = 0; j < ids.size(); ++j) {
        const auto values = column(data, type, ids[j]);
        for (std::size_t i = 0; i < values.size(); ++i) out.at(i, j) = values[i];
    }
    return out;
}

const Syntax* find_call(const Syntax& s, std::string_view name)
{
    if (s.kind == Syntax::Kind::call && s.text == name) return &s;
    for (const auto& part : s.parts)
        if (const auto* found = find_call(part, name)) return found;
    return nullptr;
}

std::vector<std::string> parts_of(const PilotData& data, const TypeComparison& type, const std::string& composite)
{
    const auto at = indicator_of(data, composite);
    return at ? composite_parts(data.indicators[*at].formula, pilot_letter(type.type)) : std::vector<std::string>{};
}

// What a composite of the run says, with the parts that the run has.
CompositeAxis given_axis(const PilotData& data, const TypeComparison& type, const std::vector<double>& values,
                         const std::vector<std::string>& parts)
{
    CompositeAxis out;
    out.values = values;
    for (const auto& part : parts) (any_value(column(data, type, part)) ? out.used : out.left_out).push_back(part);
    out.parts = table_of(data, type, out.used);
    out.partial.assign(values.size(), false);
    out.capped = out.partial;
    return out;
}

CompositeAxis base_axis(const PilotData& data, const TypeComparison& type)
{
    const auto parts = parts_of(data, type, "lowcarbon_base");
    const auto values = column(data, type, "lowcarbon_base");
    if (any_value(values)) return given_axis(data, type, values, parts);
    std::vector<Criterion> criteria;
    for (const auto& part : parts) {
        const auto at = indicator_of(data, part);
        criteria.push_back(
            {.id = part,
             .direction = at && data.indicators[*at].direction == "-" ? Direction::cost : Direction::benefit});
    }
    return mean_axis(normalise(table_of(data, type, parts), criteria).values, parts);
}

CompositeAxis potential_axis(const PilotData& data, const TypeComparison& type)
{
    const auto parts = parts_of(data, type, "abatement_potential");
    const auto values = column(data, type, "abatement_potential");
    if (any_value(values)) return given_axis(data, type, values, parts);
    return sum_axis(table_of(data, type, parts), parts, column(data, type, "e_total"));
}

} // namespace

std::vector<std::string> composite_parts(const std::string& formula, char letter)
{
    if (formula.empty()) return {};
    const auto syntax = parse(formula);
    std::vector<std::string> out;
    if (const auto* sum = find_call(syntax, "typesum"))
        for (const auto& part : sum->parts) out.push_back(written(part));
    const auto* mean = find_call(syntax, "wlc");
    bool mine = false; // the branch of the letter goes on until the next label
    for (std::size_t i = 0; mean != nullptr && i < mean->parts.size(); ++i) {
        const auto& part = mean->parts[i];
        if (part.kind == Syntax::Kind::branch) mine = part.text.find(letter) != std::string::npos;
        if (!mine) continue;
        if (part.kind != Syntax::Kind::branch) out.push_back(written(part));
        for (std::size_t k = 0; part.kind == Syntax::Kind::branch && k < part.parts.size(); ++k)
            out.push_back(written(part.parts[k]));
    }
    return out;
}

void find_axes(const PilotData& data, TypeComparison& type)
{
    type.base = base_axis(data, type);
    type.potential = potential_axis(data, type);
    type.split = median_split(type.base, type.potential);
    type.quadrant = quadrants(type.base, type.potential, type.split.value_or(QuadrantSplit{}));
}

// The classes of 《2030年前碳达峰行动方案》三（十）1 are those of regions.
void find_typology(const PilotData& data, TypeComparison& type)
{
    type.typology.assign(type.members.size(), {});
    if (type.type != "city") return;
    const auto fact = [](double x) { return std::isnan(x) ? std::nullopt : std::optional{x}; };
    const auto z = column(data, type, "e_mk_z"), trend = column(data, type, "e_trend"),
               industry = column(data, type, "ind2_share");
    const auto coal = column(data, type, "e_coal_share"), heavy = column(data, type, "heavy6_share");
    std::vector<TypologyFacts> facts;
    for (std::size_t i = 0; i < type.members.size(); ++i) {
        const auto& attributes = data.candidates[type.members[i]].attributes;
        const auto listed = attributes.find("resource_based");
        const auto resource = listed == attributes.end() ? std::optional{false} : yes_or_no(listed->second);
        facts.push_back({.trend_z = fact(z[i]),
                         .trend_percent = fact(trend[i]),
                         .industry_share = fact(industry[i]),
                         .coal_share = fact(coal[i]),
                         .heavy_share = fact(heavy[i]),
                         .resource_based = resource});
    }
    type.typology = typology(facts);
}

} // namespace peaksite
