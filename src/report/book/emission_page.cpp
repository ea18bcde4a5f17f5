#include "report/book/indicator_pages.hpp"
#include "report/book/zone_cells.hpp"
#include "report/words.hpp"

#include <algorithm>

namespace peaksite {

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

} // namespace peaksite
