#include "report/book/indicator_pages.hpp"
#include "report/book/zone_cells.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace peaksite {

namespace {

std::vector<std::string> technologies_of(const BookContext& context)
{
    std::vector<std::string> out;
    for (const auto& row : context.results.technologies)
        if (std::ranges::find(out, row.technology) == out.end()) out.push_back(row.technology);
    return out;
}

void grid_remark(const BookContext& context, BookPage& page)
{
    page.remark(context.voice.line(
        {.zh = "注：本表按分析格网的像元逐格测算；“占比”类指标按图斑界线精确相交，小单元的两种数会因像元大小而不同。",
         .en = "Note: counted cell by cell on the grid; indicators of shares are exact intersections, so that the two "
               "differ for small zones by the size of a cell."}));
}

// Units of the amounts of the page of technologies.
struct LandUnits {
    PrintUnit area, power, energy;
};

LandUnits land_units(const BookContext& context)
{
    const auto& rows = context.results.technologies;
    return {.area =
                unit_of(context, "km2", rows, [](const TechnologyRow& row) { return row.area(&LandBalance::total); }),
            .power = unit_of(context, "MW", rows, [](const TechnologyRow& row) { return row.capacity_mw; }),
            .energy = unit_of(context, "MWh/a", rows, [](const TechnologyRow& row) { return row.generation_mwh; })};
}

const Bilingual eligible_head{.zh = "可开发面积", .en = "Eligible"};
const Bilingual effective_head{.zh = "折减后适宜面积", .en = "Area net of share"};
const Bilingual capacity_head{.zh = "技术可开发装机容量", .en = "Technical capacity"};
const Bilingual generation_head{.zh = "技术可开发年发电量", .en = "Technical generation a year"};

std::vector<PageColumn> technology_columns(const BookContext& context, const LandUnits& units)
{
    auto columns = zone_columns(context);
    const auto add = [&](const Bilingual& head, const PrintUnit& unit) {
        columns.push_back({.head = context.voice(head), .unit = computed_unit(context, unit)});
    };
    columns.push_back({.head = context.voice({.zh = "技术类型", .en = "Technology"}), .most = 18});
    for (const auto& head : {Bilingual{.zh = "总面积", .en = "Total"},
                             {.zh = "扣除面积", .en = "Excluded"},
                             {.zh = "图斑过小", .en = "Too small"},
                             eligible_head,
                             {.zh = "资料不足面积", .en = "Unknown"},
                             effective_head})
        add(head, units.area);
    add(capacity_head, units.power);
    add(generation_head, units.energy);
    columns.push_back({.head = context.voice({.zh = "标注", .en = "Remark"}), .most = 34});
    return columns;
}

// The flags of a row in words: once where all its numbers share them, else by number.
std::string remark_of(const BookContext& context, const TechnologyRow& row)
{
    std::vector<std::pair<Bilingual, ResultFlags>> numbers;
    if (row.judged()) numbers.emplace_back(eligible_head, row.flags.area);
    if (row.effective_km2) numbers.emplace_back(effective_head, row.flags.capacity);
    if (row.capacity_mw) numbers.emplace_back(capacity_head, row.flags.capacity);
    if (row.generation_mwh) numbers.emplace_back(generation_head, row.flags.generation);
    const auto is_first = [&](const auto& number) { return number.second == numbers.front().second; };
    if (std::ranges::all_of(numbers, is_first))
        return numbers.empty() || numbers.front().second.empty()
                   ? ""
                   : context.voice(words::flags_of(numbers.front().second));
    std::vector<std::string> out;
    for (const auto& [head, flags] : numbers)
        if (!flags.empty())
            out.push_back(context.voice.line(head) + (context.voice.chinese() ? "：" : ": ") +
                          context.voice.line(words::flags_of(flags)));
    return joined(out, "\n");
}

// A number made of eligible land, slanted where it is a bound, and what a reader must know of it.
struct LandNumber {
    std::optional<double> value;
    PrintUnit unit;
    double valid_share = 1;
    ResultFlags flags{};
    std::string why{}; // it is missing
};

void land_number(const BookContext& context, BookPage& page, const LandNumber& number)
{
    amount(page, number.value, number.unit, number.why, amount_digits(number.valid_share),
           number.flags.bound != Bound::none);
    if (!number.value) return;
    if (const auto note = context.number_note(number.flags, number.valid_share); !note.empty()) page.note(note);
}

// Land in the whole is known whatever data there is, and so is land without data.
void land_parts(const BookContext& context, BookPage& page, const TechnologyRow& row, const PrintUnit& unit,
                const std::string& none)
{
    const auto total = row.area(&LandBalance::total);
    amount(page, total, unit, none, area_digits(total.value_or(0) * unit.scale));
    const auto part = [&](double LandBalance::*of, const ResultFlags& flags) {
        land_number(context, page,
                    {.value = row.area(of), .unit = unit, .valid_share = row.land_valid, .flags = flags, .why = none});
    };
    part(&LandBalance::excluded, {});
    part(&LandBalance::too_small, {});
    part(&LandBalance::eligible, row.flags.area);
    amount(page, row.area(&LandBalance::unknown), unit, none);
}

void technology_row(const BookContext& context, BookPage& page, const TechnologyRow& row, const LandUnits& units)
{
    zone_cells(page, context, row.set, row.zone)
        .text(context.voice(context.title(context.facts.technologies, row.technology)));
    const auto none = !row.land ? no_land(context, row.set, row.zone) : no_data(context);
    const auto lacking = [&](const Bilingual& what) { return row.judged() ? context.voice.line(what) : none; };
    land_parts(context, page, row, units.area, none);
    LandNumber number{.value = row.effective_km2,
                      .unit = units.area,
                      .valid_share = row.share_valid,
                      .flags = row.flags.capacity,
                      .why = lacking({.zh = "无折减系数数据", .en = "no share is known"})};
    land_number(context, page, number);
    number.value = row.capacity_mw;
    number.unit = units.power;
    land_number(context, page, number);
    land_number(context, page,
                {.value = row.generation_mwh,
                 .unit = units.energy,
                 .valid_share = row.yield_valid,
                 .flags = row.flags.generation,
                 .why = lacking({.zh = "无等效利用小时数，不测算发电量", .en = "no yield is known"})});
    page.text(remark_of(context, row));
    page.end_row();
}

void write_technologies(const BookContext& context)
{
    auto page = context.page({.zh = "可开发潜力", .en = "Technical potential"});
    const auto units = land_units(context);
    page.columns(technology_columns(context, units));
    for (const auto& row : context.results.technologies) technology_row(context, page, row, units);
    grid_remark(context, page);
    context.official_text(page, text_id(Statement::potential));
    context.unchecked_rules(page, technologies_of(context));
    page.finish(frozen_zone_columns, context.footer());
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
    const auto unit = computed_unit(context, area);
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
    return row.kind == LandRow::rule && std::ranges::any_of(context.results.unchecked, [&](const UncheckedRule& rule) {
               return rule.technology == row.technology && rule.id == row.criterion;
           });
}

// How much of its zone a row rests on; its technology has the same land.
std::map<std::tuple<std::size_t, std::size_t, std::string>, double> valid_shares(const BookContext& context)
{
    std::map<std::tuple<std::size_t, std::size_t, std::string>, double> out;
    for (const auto& row : context.results.technologies) out[{row.set, row.zone, row.technology}] = row.land_valid;
    return out;
}

Digits waterfall_digits(const WaterfallRow& row, double printed, double valid_share)
{
    if (row.kind == LandRow::total) return area_digits(printed);
    return row.kind == LandRow::unknown ? usual_digits : amount_digits(valid_share);
}

void waterfall_row(const BookContext& context, BookPage& page, const WaterfallRow& row, const PrintUnit& area,
                   double valid_share)
{
    const auto text = context.facts.texts.find("unchecked");
    const bool unchecked = is_unchecked(context, row) && text != context.facts.texts.end();
    const auto words = unchecked ? context.voice.verbatim(text->second) : std::string{};
    zone_cells(page, context, row.set, row.zone)
        .text(context.voice(context.title(context.facts.technologies, row.technology)))
        .text(context.voice(rule_title(context, row)) + (unchecked ? "\n" + words : ""));
    const bool land = context.results.by_set[row.set].area_km2[row.zone] > 0;
    const auto none = unchecked ? words : land ? no_data(context) : no_land(context, row.set, row.zone);
    const auto number = [&](const std::optional<double>& value) {
        amount(page, value, area, none, waterfall_digits(row, value.value_or(0) * area.scale, valid_share));
    };
    // The rows below the rules have one area.
    const bool rule = row.kind == LandRow::rule;
    for (const auto& value : {row.alone, row.unique}) {
        if (rule)
            number(value);
        else
            page.text("");
    }
    number(row.cumulative);
    page.end_row();
}

void write_waterfall(const BookContext& context)
{
    const auto& rows = context.results.waterfall;
    auto page = context.page({.zh = "用地扣除过程", .en = "Land rule by rule"});
    const auto area = unit_of(context, "km2", rows, [](const WaterfallRow& row) { return row.cumulative; });
    page.columns(waterfall_columns(context, area));
    const auto valid = valid_shares(context);
    for (const auto& row : rows) {
        const auto found = valid.find({row.set, row.zone, row.technology});
        waterfall_row(context, page, row, area, found == valid.end() ? 1 : found->second);
    }
    context.official_text(page, text_id(Statement::potential));
    context.unchecked_rules(page, technologies_of(context));
    grid_remark(context, page);
    page.finish(frozen_zone_columns, context.footer());
}

} // namespace

void write_land_pages(const BookContext& context)
{
    if (!context.results.technologies.empty()) write_technologies(context);
    if (!context.results.waterfall.empty()) write_waterfall(context);
}

} // namespace peaksite
