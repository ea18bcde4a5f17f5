#include "report/book/data_years.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

// Few are listed, many are a range.
std::string listed_years(const std::set<std::string>& years)
{
    constexpr std::size_t few = 4;
    const bool spans = std::ranges::any_of(years, [](const std::string& one) { return one.size() > 4; });
    if (years.size() > few && !spans) return *years.begin() + "–" + *years.rbegin();
    return joined(std::vector<std::string>{years.begin(), years.end()}, ", ");
}

struct LayerYears {
    std::set<std::string> years;
    std::set<std::string> undated; // layers with a source, but without a year
};

LayerYears years_of_layers(const Results& results, const std::string& indicator)
{
    LayerYears out;
    for (const auto& row : results.provenance) {
        if (row.indicator != indicator || row.role != "layer") continue;
        if (row.year)
            out.years.insert(std::to_string(*row.year));
        else if (!row.source.empty()) // what is derived has neither
            out.undated.insert(row.name);
    }
    return out;
}

Bilingual undated_layers(const std::set<std::string>& names)
{
    if (names.empty()) return {};
    const std::vector<std::string> all{names.begin(), names.end()};
    return {.zh = "未注明年份的图层：" + joined(all, "、"), .en = "layers that state no year: " + joined(all, ", ")};
}

} // namespace

std::string year_span(const IndicatorResult& result)
{
    if (!result.from || !result.year() || *result.from >= *result.year()) return {};
    return std::to_string(*result.from) + "→" + std::to_string(*result.year());
}

std::string common_span(const SetResults& results, std::size_t indicator)
{
    std::set<std::string> spans;
    for (const auto& row : results.indicators)
        if (row[indicator].value.value) spans.insert(year_span(row[indicator]));
    return spans.size() == 1 ? *spans.begin() : std::string{};
}

DataYears data_years(const Results& results, std::size_t indicator)
{
    std::set<std::string> years;
    bool any = false;
    for (const auto& set : results.by_set)
        for (const auto& row : set.indicators) {
            const auto& result = row[indicator];
            if (!result.value.value) continue;
            any = true;
            if (auto span = year_span(result); !span.empty())
                years.insert(std::move(span));
            else if (result.year())
                years.insert(std::to_string(*result.year()));
        }
    if (!any) return {.years = {}, .why = {.zh = "没有单元有值，故无年份", .en = "no zone has a value, so no year"}};
    auto layers = years_of_layers(results, results.indicators[indicator].id);
    years.merge(layers.years);
    auto undated = undated_layers(layers.undated);
    if (!years.empty()) return {.years = listed_years(years), .why = {}, .undated = std::move(undated)};
    if (!undated.empty()) return {.years = {}, .why = std::move(undated)};
    return {
        .years = {},
        .why = {.zh = "所依据的图层、数据表均未注明年份", .en = "the layers and tables it stands on state no year"}};
}

} // namespace peaksite
