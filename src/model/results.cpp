#include "model/results.hpp"

namespace peaksite {

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
