#pragma once

#include "model/results.hpp"
#include "support/drawing.hpp"

namespace peaksite {

/// Names that break what is put together from texts without care.
inline const std::vector<std::string>& hostile_names()
{
    static const std::vector<std::string> names{"plain",
                                                "a,b",
                                                "say \"no\"",
                                                "two\nlines",
                                                "tab\tbed",
                                                "cr\r\nlf",
                                                "<b>&amp;</b>",
                                                "]]>",
                                                "-- end -->",
                                                "'; DROP TABLE zones_a; --",
                                                "%s%n {} {0}",
                                                "兴庆区",
                                                "",
                                                " blank ",
                                                "=1+1",
                                                "\"",
                                                ","};
    return names;
}

/// Results of two sets with one indicator, everything a writer writes filled in.
inline Results small_results()
{
    Results out;
    const Crs crs = Crs::parse("EPSG:4490");
    for (const char* id : {"a", "b"}) {
        ZoneSet set{.id = id, .title = {.zh = "同一标题", .en = "the same title"}, .crs = crs, .zones = {}};
        SetResults results;
        std::size_t n = 0;
        for (const auto& name : hostile_names()) {
            set.zones.push_back(
                {.key = "k" + std::to_string(n),
                 .name = name,
                 .kind = "city",
                 .shape = n == 2 ? Shape{}
                                 : polygon("105 38, 106 38, 106 39, 105 39", {"105.2 38.2, 105.4 38.2, 105.4 38.4"})});
            results.area_km2.push_back(0.1 * static_cast<double>(n));
            IndicatorResult result{
                .value = {.value = n == 1 ? std::nullopt : std::optional{1.0 / (3.0 + static_cast<double>(n))},
                          .valid_share = 0.5},
                .flags = {.low_valid = n == 3},
                .shown = n != 3};
            results.indicators.push_back({result});
            out.statistics.push_back({.set = out.sets.size(),
                                      .zone = n,
                                      .layer = "ghi",
                                      .stat = *stat_of("mean"),
                                      .code = n == 0 ? std::optional{7} : std::nullopt,
                                      .class_key = {},
                                      .value = 1e-300 * static_cast<double>(n),
                                      .unit = "kWh/m2/a",
                                      .valid_share = 1});
            out.waterfall.push_back({.set = out.sets.size(),
                                     .zone = n,
                                     .technology = "pv",
                                     .criterion = "steep",
                                     .alone = {},
                                     .unique = 0.1,
                                     .cumulative = 0.30000000000000004});
            out.technologies.push_back({.set = out.sets.size(),
                                        .zone = n,
                                        .technology = "pv",
                                        .land = {},
                                        .effective_km2 = 2,
                                        .share_missing_km2 = 0,
                                        .capacity_mw = 90,
                                        .generation_mwh = {},
                                        .yield_missing_km2 = 0});
            ++n;
        }
        out.emissions.push_back(
            {.set = out.sets.size(),
             .zone = 1,
             .list = "coal",
             .sector = "电力, 热力",
             .sum = {.emission = 5, .capacity = 6, .facilities = 7, .without_emission = 1, .without_capacity = 2}});
        out.sets.push_back(set);
        out.by_set.push_back(results);
    }
    out.indicators.push_back({.id = "pv_ghi_mean",
                              .name = {.zh = "辐照", .en = "Irradiation"},
                              .unit = "kWh/m2/a",
                              .unit_gov = "",
                              .scale_gov = 1,
                              .note = "-- note -->"});
    FacilityList list{.id = "coal",
                      .title = {.zh = "同一标题", .en = "the same title"},
                      .source = "",
                      .year = {},
                      .crs = crs,
                      .facilities = {}};
    list.facilities = {Facility{.row = 1,
                                .name = "电厂 \"一\"",
                                .sector = "power",
                                .place = Point{.x = 105.5, .y = 38.5},
                                .emission = 12.5,
                                .capacity = {}},
                       Facility{.row = 2, .name = "", .sector = "", .place = {}, .emission = {}, .capacity = 3}};
    const std::vector<Assignment> first{{.zones = {0, 1}}, {}}, second(2);
    out.facilities.push_back({.list = list, .by_set = {first, second}});
    out.unchecked.push_back({.technology = "pv",
                             .id = "redline",
                             .rule = {.zh = "红线 \"", .en = "red line"},
                             .layer = "redline",
                             .reason = "not \\ supplied\n"});
    out.missing.push_back({.id = "e_total", .reason = text("no table {}", "fac")});
    out.warnings.push_back(text("zone {} is odd", "\xFF\xFE"));
    return out;
}

} // namespace peaksite
