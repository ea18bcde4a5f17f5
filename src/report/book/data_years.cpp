#include "report/book/data_years.hpp"

#include <algorithm>
#include <map>
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
        if (row.indicator != indicator || row.role != ProvenanceRow::Role::layer) continue;
        if (row.year)
            out.years.insert(std::to_string(*row.year));
        else if (!row.source.empty()) // what is derived has neither
            out.undated.insert(row.name);
    }
    return out;
}

// Of layers that values of a set stand on.
std::set<std::string> years_of_layers(const Results& results, std::size_t set, const std::string& indicator)
{
    std::set<char> letters;
    for (const auto& zone : results.sets[set].zones) letters.insert(pilot_letter(zone.kind));
    std::set<std::string> out;
    for (const auto& row : results.provenance) {
        const bool here = row.zones.empty() || std::ranges::find(row.zones, results.sets[set].id) != row.zones.end();
        if (row.indicator == indicator && row.role == ProvenanceRow::Role::layer && row.year && here &&
            letters.contains(row.letter))
            out.insert(std::to_string(*row.year));
    }
    return out;
}

using NamesByYear = std::map<std::string, std::vector<std::string>>;

NamesByYear zones_by_year(const Results& results, std::size_t set, std::size_t indicator)
{
    NamesByYear out;
    for (std::size_t i = 0; i < results.sets[set].zones.size(); ++i) {
        const auto& result = results.by_set[set].indicators[i][indicator];
        const auto& zone = results.sets[set].zones[i];
        if (!result.value.value || !result.year()) continue;
        const auto span = year_span(result);
        out[span.empty() ? std::to_string(*result.year()) : span].push_back(zone.name.empty() ? zone.key : zone.name);
    }
    return out;
}

// "2023 (15 zones); 2024 (a, b)".
Bilingual years_with_zones(const NamesByYear& zones)
{
    constexpr std::size_t few = 3;
    std::vector<std::string> zh, en;
    for (const auto& [year, names] : zones) {
        const auto count = std::to_string(names.size());
        zh.push_back(year + "（" + (names.size() > few ? count + "个单元" : joined(names, "、")) + "）");
        en.push_back(year + " (" + (names.size() > few ? count + " zones" : joined(names, ", ")) + ")");
    }
    return {.zh = joined(zh, "；"), .en = joined(en, "; ")};
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

Bilingual years_of_set(const Results& results, std::size_t set, std::size_t indicator)
{
    auto layers = years_of_layers(results, set, results.indicators[indicator].id);
    const auto zones = zones_by_year(results, set, indicator);
    for (const auto& [year, names] : zones) layers.erase(year);
    const auto others = listed_years(layers);
    if (zones.empty()) return {.zh = others, .en = others};
    const auto& first = zones.begin()->first;
    auto out = zones.size() == 1 ? Bilingual{.zh = first, .en = first} : years_with_zones(zones);
    if (others.empty()) return out;
    return {.zh = out.zh + "；图层：" + others, .en = out.en + "; layers: " + others};
}

} // namespace peaksite
