#include "model/results.hpp"

#include "model/indicators/printed_value.hpp"

#include <array>
#include <cmath>

namespace peaksite {

std::vector<std::string> not_given_in(const IndicatorResult& result)
{
    auto out = result.not_given;
    for (const auto& one : result.kinds_not_given) out.push_back(one.text());
    return out;
}

Sentence why_blank(const IndicatorResult& result)
{
    if (result.shown && result.value.value) return {};
    if (!result.reason.empty()) return result.reason;
    if (!result.value.value) return text("no valid data");
    if (result.flags.has(Remark::partial)) return text("parts of this unit are missing: the sum is too low to compare");
    if (result.flags.has(Remark::incomplete))
        return text("rows of its tables, or numbers in them, are missing: not comparable");
    return text("only {} % of the area has data: too little to compare", percent_words(result.value.valid_share));
}

std::string_view role_word(ProvenanceRow::Role role)
{
    constexpr std::array words{"layer", "technology", "table", "parameter", "indicator", "left_out"};
    return words.at(static_cast<std::size_t>(role));
}

std::optional<double> area_difference(const Zone& zone, const SetResults& results, std::size_t at)
{
    constexpr double percent = 100, whole = 1 - 1e-9;
    const bool inside = at >= results.inside_share.size() || results.inside_share[at] >= whole;
    if (!zone.has_boundary() || !zone.official_area_km2 || !(*zone.official_area_km2 > 0) || !inside) return {};
    return percent * (results.area_km2[at] / *zone.official_area_km2 - 1);
}

std::set<Statement> statements_of(const Results& results)
{
    std::set<Statement> out;
    for (const auto& info : results.indicators)
        if (const auto statement = statement_of(info.kind)) out.insert(*statement);
    if (!results.technologies.empty()) out.insert(Statement::potential);
    if (!results.emissions.empty()) out.insert(Statement::emissions);
    return out;
}

} // namespace peaksite
