#include "report/book/indicator_pages.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

constexpr Digits usual{.significant = 4, .decimals = 15};
constexpr int frozen = 3;

const Zone& zone_of(const BookContext& context, std::size_t set, std::size_t zone)
{
    return context.results.sets[set].zones[zone];
}

std::string set_name(const BookContext& context, std::size_t set)
{
    const auto& one = context.results.sets[set];
    return context.voice.line(one.title.empty() ? Bilingual{.zh = one.id, .en = one.id} : one.title);
}

std::vector<PageColumn> zone_columns(const BookContext& context)
{
    return {{.head = context.voice({.zh = "单元组", .en = "Set"}), .most = 16},
            {.head = context.voice({.zh = "代码", .en = "Code"}), .most = 20},
            {.head = context.voice({.zh = "名称", .en = "Name"}), .most = 30}};
}

BookPage& zone_cells(BookPage& page, const BookContext& context, std::size_t set, std::size_t zone)
{
    const auto& one = zone_of(context, set, zone);
    return page.text(set_name(context, set)).text(one.key).text(one.name);
}

template <class Row, class Of>
PrintUnit unit_of(const BookContext& context, const std::string& unit, const std::vector<Row>& rows, Of of)
{
    std::vector<double> values;
    for (const auto& row : rows)
        if (const std::optional<double> value = of(row)) values.push_back(*value);
    return context.units.of_amounts(unit, values);
}

std::string area_unit(const BookContext& context, const PrintUnit& unit)
{
    return context.unit(unit.unit) + " · " + context.voice.line({.zh = "测算值", .en = "computed"});
}

void amount(BookPage& page, const std::optional<double>& value, const PrintUnit& unit, const std::string& why = {},
            Digits digits = usual)
{
    if (value)
        page.number(*value * unit.scale, digits);
    else
        page.missing(why);
}

void grid_remark(const BookContext& context, BookPage& page)
{
    page.remark(context.voice.line(
        {.zh = "注：本表按分析格网的像元逐格测算；“占比”类指标按图斑界线精确相交，小单元的两种数会因像元大小而不同。",
         .en = "Note: counted cell by cell on the grid; indicators of shares are exact intersections, so that the two "
               "differ for small zones by the size of a cell."}));
}

std::string no_land(const BookContext& context, std::size_t set, std::size_t zone)
{
    return context.voice.line(zone_of(context, set, zone).has_boundary()
                                  ? Bilingual{.zh = "分析范围内无面积", .en = "no area within the grid"}
                                  : Bilingual{.zh = "缺边界", .en = "no boundary"});
}

std::string no_data(const BookContext& context)
{
    return context.voice.line({.zh = "无有效数据", .en = "no valid data"});
}

std::vector<std::string> technologies_of(const BookContext& context)
{
    std::vector<std::string> out;
    for (const auto& row : context.results.technologies)
        if (std::ranges::find(out, row.technology) == out.end()) out.push_back(row.technology);
    return out;
}

void write_technologies(const BookContext& context)
{
    const auto& rows = context.results.technologies;
    auto page = context.page({.zh = "可开发潜力", .en = "Technical potential"});
    const auto area =
        unit_of(context, "km2", rows, [](const TechnologyRow& row) { return row.area(&LandBalance::total); });
    const auto power = unit_of(context, "MW", rows, [](const TechnologyRow& row) { return row.capacity_mw; });
    const auto energy = unit_of(context, "MWh/a", rows, [](const TechnologyRow& row) { return row.generation_mwh; });
    auto columns = zone_columns(context);
    const auto add = [&](const Bilingual& head, const PrintUnit& unit) {
        columns.push_back({.head = context.voice(head), .unit = area_unit(context, unit)});
    };
    columns.push_back({.head = context.voice({.zh = "技术类型", .en = "Technology"}), .most = 18});
    for (const auto& head : {Bilingual{.zh = "总面积", .en = "Total"},
                             {.zh = "扣除面积", .en = "Excluded"},
                             {.zh = "图斑过小", .en = "Too small"},
                             {.zh = "可开发面积", .en = "Eligible"},
                             {.zh = "资料不足面积", .en = "Unknown"},
                             {.zh = "折减后适宜面积", .en = "Area net of share"}})
        add(head, area);
    add({.zh = "技术可开发装机容量", .en = "Technical capacity"}, power);
    add({.zh = "技术可开发年发电量", .en = "Technical generation a year"}, energy);
    columns.push_back({.head = context.voice({.zh = "标注", .en = "Remark"}), .most = 34});
    page.columns(columns);
    for (const auto& row : rows) {
        zone_cells(page, context, row.set, row.zone)
            .text(context.voice(context.title(context.facts.technologies, row.technology)));
        const auto none = !row.land ? no_land(context, row.set, row.zone) : no_data(context);
        for (const auto part : {&LandBalance::total, &LandBalance::excluded, &LandBalance::too_small,
                                &LandBalance::eligible, &LandBalance::unknown})
            amount(page, row.area(part), area, none);
        const auto no_share =
            row.judged() ? context.voice.line({.zh = "无折减系数数据", .en = "no share is known"}) : none;
        amount(page, row.effective_km2, area, no_share, deserved_digits("km2", row.share_valid));
        amount(page, row.capacity_mw, power, no_share, deserved_digits("MW", row.share_valid));
        amount(page, row.generation_mwh, energy,
               row.judged() ? context.voice.line({.zh = "无等效利用小时数，不测算发电量", .en = "no yield is known"})
                            : none,
               deserved_digits("MWh/a", row.yield_valid));
        page.text(row.flags.empty() ? "" : context.voice(words::flag(row.flags.text())));
        page.end_row();
    }
    grid_remark(context, page);
    context.official_text(page, text_id(Statement::potential));
    context.unchecked_rules(page, technologies_of(context));
    page.finish(frozen, context.footer());
}

Bilingual rule_title(const BookContext& context, const WaterfallRow& row)
{
    if (row.kind != LandRow::rule) return words::land_row(row.kind);
    const auto found = context.facts.rules.find({row.technology, row.criterion});
    return found == context.facts.rules.end() || found->second.empty()
               ? Bilingual{.zh = row.criterion, .en = row.criterion}
               : found->second;
}

std::vector<PageColumn> waterfall_columns(const BookContext& context, const PrintUnit& area)
{
    auto columns = zone_columns(context);
    columns.push_back({.head = context.voice({.zh = "技术类型", .en = "Technology"}), .most = 18});
    columns.push_back({.head = context.voice({.zh = "扣除规则", .en = "Rule"}), .most = 46});
    const auto unit = area_unit(context, area);
    columns.push_back({.head = context.voice({.zh = "单独扣除", .en = "Alone"}),
                       .unit = unit,
                       .note = context.voice.line({.zh = "该规则成立的面积", .en = "where the rule holds"})});
    columns.push_back(
        {.head = context.voice({.zh = "仅由该规则扣除", .en = "Unique"}),
         .unit = unit,
         .note = context.voice.line({.zh = "只有该规则成立的面积", .en = "where it holds and no other does"})});
    columns.push_back(
        {.head = context.voice({.zh = "累计扣除", .en = "Cumulative"}),
         .unit = unit,
         .note = context.voice.line({.zh = "该规则或前列规则成立的面积；末四行为各类面积",
                                     .en = "where it or an earlier one holds; the last four rows are areas"})});
    return columns;
}

bool is_unchecked(const BookContext& context, const WaterfallRow& row)
{
    if (row.kind != LandRow::rule) return false;
    const auto title = rule_title(context, row);
    return std::ranges::any_of(context.results.unchecked, [&](const UncheckedRule& rule) {
        return rule.technology == row.technology && rule.rule == title;
    });
}

void waterfall_row(const BookContext& context, BookPage& page, const WaterfallRow& row, const PrintUnit& area)
{
    const auto text = context.facts.texts.find("unchecked");
    const bool unchecked = is_unchecked(context, row) && text != context.facts.texts.end();
    const auto words = unchecked ? context.voice.verbatim(text->second) : std::string{};
    zone_cells(page, context, row.set, row.zone)
        .text(context.voice(context.title(context.facts.technologies, row.technology)))
        .text(context.voice(rule_title(context, row)) + (unchecked ? "\n" + words : ""));
    const bool land = context.results.by_set[row.set].area_km2[row.zone] > 0;
    const auto none = unchecked ? words : land ? no_data(context) : no_land(context, row.set, row.zone);
    // The rows below the rules have one area.
    const bool rule = row.kind == LandRow::rule;
    for (const auto& value : {row.alone, row.unique}) {
        if (rule)
            amount(page, value, area, none);
        else
            page.text("");
    }
    amount(page, row.cumulative, area, none);
    page.end_row();
}

void write_waterfall(const BookContext& context)
{
    const auto& rows = context.results.waterfall;
    auto page = context.page({.zh = "用地扣除过程", .en = "Land rule by rule"});
    const auto area = unit_of(context, "km2", rows, [](const WaterfallRow& row) { return row.cumulative; });
    page.columns(waterfall_columns(context, area));
    for (const auto& row : rows) waterfall_row(context, page, row, area);
    context.official_text(page, text_id(Statement::potential));
    context.unchecked_rules(page, technologies_of(context));
    grid_remark(context, page);
    page.finish(frozen, context.footer());
}

} // namespace

void write_land_pages(const BookContext& context)
{
    if (!context.results.technologies.empty()) write_technologies(context);
    if (!context.results.waterfall.empty()) write_waterfall(context);
}

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
                       .unit = area_unit(context, mass)});
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
    page.finish(frozen, context.footer());
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
            page.number(*row.value, deserved_digits(row.stat == "count" ? "m" : row.unit, row.valid_share));
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
    page.finish(frozen, context.footer());
}

} // namespace peaksite
