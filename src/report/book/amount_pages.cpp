#include "report/book/indicator_pages.hpp"
#include "report/book/zone_cells.hpp"
#include "report/words.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// Of the area of a zone, and of what says how much data there is, nothing is missing.
Digits digits_of(const StatisticRow& row)
{
    return row.of_extent ? area_digits(*row.value) : deserved_digits(row.unit, row.valid_share);
}

} // namespace

void write_emission_page(const BookContext& context)
{
    const auto& rows = context.results.emissions;
    if (rows.empty()) return;
    auto page = context.page({.zh = "排放源汇总", .en = "Emission sources"});
    const auto mass = unit_of(context, "t CO2/a", rows, [](const EmissionRow& row) { return row.sum.emission; });
    const auto power = unit_of(context, "MW", rows, [](const EmissionRow& row) { return row.sum.capacity; });
    auto columns = zone_columns(context);
    columns.push_back({.head = context.voice({.zh = "名录", .en = "List"}), .most = 24});
    columns.push_back({.head = context.voice({.zh = "行业", .en = "Sector"}), .most = 18});
    columns.push_back(
        {.head = context.voice({.zh = "排放源数量", .en = "Sources"}), .unit = context.voice.chinese() ? "个" : ""});
    columns.push_back({.head = context.voice({.zh = "其中未填排放量", .en = "Without emission"}),
                       .unit = context.voice.chinese() ? "个" : ""});
    columns.push_back({.head = context.voice({.zh = "年二氧化碳排放量", .en = "CO₂ emission a year"}),
                       .unit = computed_unit(context, mass)});
    columns.push_back({.head = context.voice({.zh = "其中未填装机", .en = "Without capacity"}),
                       .unit = context.voice.chinese() ? "个" : ""});
    columns.push_back({.head = context.voice({.zh = "装机容量", .en = "Capacity"}), .unit = context.unit(power.unit)});
    page.columns(columns);
    std::map<std::string, Bilingual> lists;
    for (const auto& [list, by_set] : context.results.facilities) lists[list.id] = list.title;
    const auto none = context.voice.line({.zh = "名录中无此数值", .en = "the list has no number"});
    for (const auto& row : rows) {
        zone_cells(page, context, row.set, row.zone)
            .text(context.voice(context.title(lists, row.list)))
            .text(context.translated(row.sector));
        page.count(static_cast<std::size_t>(row.sum.facilities))
            .count(static_cast<std::size_t>(row.sum.without_emission));
        amount(page, row.sum.emission, mass, none);
        page.count(static_cast<std::size_t>(row.sum.without_capacity));
        amount(page, row.sum.capacity, power, none);
        page.end_row();
    }
    context.official_text(page, text_id(Statement::emissions));
    page.finish(frozen_zone_columns, context.footer());
}

void write_statistics_page(const BookContext& context)
{
    constexpr std::size_t most = 1000000; // rows of a sheet, less heads
    const auto& rows = context.results.statistics;
    if (rows.empty()) return;
    auto page = context.page({.zh = "分区统计", .en = "Zonal statistics"});
    auto columns = zone_columns(context);
    for (const auto& head :
         {Bilingual{.zh = "图层", .en = "Layer"}, {.zh = "统计量", .en = "Statistic"}, {.zh = "类别", .en = "Class"}})
        columns.push_back({.head = context.voice(head), .most = 24});
    columns.push_back({.head = context.voice({.zh = "数值", .en = "Value"}),
                       .unit = context.voice.line({.zh = "测算值", .en = "computed"})});
    columns.push_back({.head = context.voice({.zh = "单位", .en = "Unit"}), .most = 16});
    columns.push_back({.head = context.voice({.zh = "有效数据占比", .en = "Valid share"}), .unit = "%"});
    columns.push_back({.head = context.voice({.zh = "统计对象", .en = "Counted on"}), .most = 24});
    page.columns(columns);
    for (std::size_t i = 0; i < std::min(rows.size(), most); ++i) {
        const auto& row = rows[i];
        const auto named = context.facts.classes.find({row.layer, row.class_code()});
        const auto class_text = named != context.facts.classes.end() ? context.voice(named->second) : row.class_code();
        zone_cells(page, context, row.set, row.zone)
            .text(context.voice(context.title(context.facts.layers, row.layer)))
            .text(context.voice(words::statistic(row.stat)))
            .text(class_text);
        if (row.value)
            page.number(*row.value, digits_of(row));
        else
            page.missing(zone_of(context, row.set, row.zone).has_boundary() ? no_data(context)
                                                                            : no_land(context, row.set, row.zone));
        page.text(context.unit(row.unit)).number(100 * row.valid_share, {.significant = 15, .decimals = 1});
        page.text(context.voice(row.on_grid ? Bilingual{.zh = "分析格网", .en = "cells of the grid"}
                                            : Bilingual{.zh = "图层自身（像元或图斑）", .en = "the layer itself"}));
        page.end_row();
    }
    if (rows.size() > most)
        page.remark(
            context.voice.line({.zh = "其余行见 statistics.csv。", .en = "The other rows are in statistics.csv."}));
    page.finish(frozen_zone_columns, context.footer());
}

} // namespace peaksite
