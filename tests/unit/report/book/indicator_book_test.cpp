#include "report/book/indicator_book.hpp"

#include "base/error.hpp"
#include "report/words.hpp"
#include "support/results.hpp"
#include "support/scratch.hpp"
#include "support/workbook_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace peaksite {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr const char* potential = "规划研究阶段技术可开发潜力，不作为用地预审、核准（备案）依据";
constexpr const char* emissions = "测算值，非统计部门公布数据，不作为考核依据。";
constexpr const char* sink = "碳汇量为模型估算值";
constexpr const char* unchecked = "未提供、未扣除，结果为上限";

IndicatorInfo indicator(const std::string& id, const std::string& zh, const std::string& unit, const std::string& gov,
                        double scale)
{
    IndicatorInfo info{.id = id,
                       .name = {.zh = zh, .en = "en " + id},
                       .unit = unit,
                       .unit_gov = gov,
                       .scale_gov = scale,
                       .note = {},
                       .kind = IndicatorKind::other};
    info.formula = "zsum(" + id + ")";
    info.direction = "+";
    info.availability = "derived";
    return info;
}

IndicatorResult value(std::optional<double> number, double valid_share = 1, const ResultFlags& flags = {})
{
    return {.value = {.value = number, .valid_share = valid_share}, .flags = flags, .shown = !flags.low_valid};
}

// Two zones with a boundary and one without, four indicators, one of them without any value.
Results office_results()
{
    Results out;
    ZoneSet set{
        .id = "county", .title = {.zh = "县（区）", .en = "Counties"}, .crs = Crs::parse("EPSG:4490"), .zones = {}};
    const auto shape = polygon("105 38, 106 38, 106 39, 105 39");
    set.zones.push_back({.key = "640104", .name = "兴庆区", .kind = "city", .shape = shape});
    set.zones.push_back({.key = "640105", .name = "=cmd()", .kind = "park", .shape = shape});
    set.zones.push_back({.key = "640106", .name = "无界区", .kind = "city", .shape = {}});
    set.zones[0].official_area_km2 = 800;
    out.sets.push_back(set);
    out.indicators = {indicator("pv_suit_area", "集中式光伏可开发面积", "km2", "万亩", 0.15),
                      indicator("sink_total", "生态系统年碳汇量（估算）", "t CO2/a", "万吨CO2", 1e-4),
                      indicator("forest_cover", "林地覆盖比例（遥感口径）", "%", "%", 1),
                      indicator("e_total", "二氧化碳排放总量", "t CO2/a", "万吨CO2", 1e-4)};
    out.indicators[0].kind = IndicatorKind::potential;
    out.indicators[1].kind = IndicatorKind::sink;
    out.indicators[3].kind = IndicatorKind::emission;
    out.indicators[0].bounded_by = {"pv"};
    SetResults results;
    results.area_km2 = {828, 100, 0};
    results.inside_share = {1, 1, 1};
    results.indicators = {
        {value(123.456, 1, {.bound = Bound::upper}), value(1234567), value(45.678), value({})},
        {value(50, 1, {.bound = Bound::upper}), value(7654321), value(12.3, 0.63, {.low_valid = true}), value({})},
        {value({}), value({}), value({}), value({})}};
    results.indicators[2][0].reason = text("no table {}", "stats");
    out.by_set.push_back(results);
    out.unchecked.push_back({.technology = "pv",
                             .id = "redline",
                             .rule = {.zh = "生态保护红线", .en = "Red line"},
                             .layer = "redline",
                             .reason = "not in the plan"});
    out.missing.push_back({.id = "gdp_pc", .reason = text("no table {}", "stats")});
    out.technologies.push_back(
        {.set = 0,
         .zone = 0,
         .technology = "pv",
         .land =
             LandBalance{
                 .rules = {}, .total = 828, .eligible = 123.456, .excluded = 704.544, .unknown = 0, .too_small = 0},
         .effective_km2 = 37,
         .share_missing_km2 = 0,
         .capacity_mw = 1666.6,
         .generation_mwh = 2.5e6,
         .yield_missing_km2 = 0,
         .land_valid = 1,
         .share_valid = 1,
         .yield_valid = 1,
         .flags = {.area = {.bound = Bound::upper},
                   .capacity = {.bound = Bound::upper},
                   .generation = {.bound = Bound::upper}}});
    out.waterfall.push_back(
        {.set = 0, .zone = 0, .technology = "pv", .criterion = "redline", .alone = {}, .unique = {}, .cumulative = {}});
    out.waterfall.push_back({.set = 0,
                             .zone = 0,
                             .technology = "pv",
                             .kind = LandRow::eligible,
                             .criterion = "eligible",
                             .alone = {},
                             .unique = {},
                             .cumulative = 123.456});
    return out;
}

IndicatorBookFacts office_facts(const std::string& lang = "zh", OfficeUnits units = OfficeUnits::gov)
{
    IndicatorBookFacts facts;
    facts.title = {.zh = "本底分析", .en = "Baseline"};
    facts.lang = lang;
    facts.units = units;
    facts.date = "2024-05-06";
    facts.program = "peaksite 0";
    facts.texts = {{"potential", {.zh = potential, .en = "Technical potential."}},
                   {"emissions", {.zh = emissions, .en = "Computed."}},
                   {"sink", {.zh = sink, .en = "Sinks."}},
                   {"unchecked", {.zh = unchecked, .en = "not deducted"}}};
    facts.indicators = {{"gdp_pc", {.zh = "人均地区生产总值", .en = "GDP per person"}}};
    facts.technologies = {{"pv", {.zh = "集中式光伏", .en = "PV"}}};
    facts.rules = {{{"pv", "redline"}, {.zh = "生态保护红线", .en = "Red line"}}};
    facts.sources = {{.name = {.zh = "土地覆盖", .en = "Land cover"},
                      .role = {.zh = "图层", .en = "Layer"},
                      .id = "lc",
                      .source = "某数据中心",
                      .citation = {},
                      .licence = "CC BY",
                      .certainty = "found",
                      .year = 2020,
                      .files = "lc.tif",
                      .secrecy = {},
                      .warnings = {}}};
    facts.run = {{{.zh = "坐标系", .en = "CRS"}, "CGCS2000"}};
    if (lang != "en") facts.told = [](const Sentence& reason) { return "译：" + reason.english(); };
    facts.translated = [lang](const std::string& reason) { return lang == "en" ? reason : "译：" + reason; };
    return facts;
}

class Book : public testing::Test {
protected:
    ReadWorkbook written(const Results& results, const IndicatorBookFacts& facts) const
    {
        write_indicator_book(results, facts, m_scratch / "a.xlsx");
        return ReadWorkbook{m_scratch / "a.xlsx"};
    }
    Scratch m_scratch;
};

TEST_F(Book, HasASheetForEachSetAndForWhatIsToBeSaid)
{
    const auto book = written(office_results(), office_facts());
    EXPECT_EQ(book.names, (std::vector<std::string>{"县（区）", "指标说明", "可开发潜力", "用地扣除过程", "说明"}));
    EXPECT_EQ(book.rows("县（区）").at(0).at(0), "本底分析：县（区）");
}

TEST_F(Book, HeadsSayUnitAndKindOfNumber)
{
    const auto book = written(office_results(), office_facts());
    const auto& rows = book.rows("县（区）");
    const auto column = [&](const std::string& head) {
        return static_cast<std::size_t>(std::ranges::find(rows.at(2), head) - rows.at(2).begin());
    };
    EXPECT_EQ(rows.at(3).at(column("集中式光伏可开发面积")), "万亩 · 测算值\n（上限）");
    EXPECT_EQ(rows.at(3).at(column("生态系统年碳汇量（估算）")), "万吨CO₂ · 估算");
    EXPECT_EQ(rows.at(3).at(column("面积")), "平方公里 · 测算值");
    EXPECT_EQ(rows.at(3).at(column("官方面积")), "平方公里 · 公布值");
    EXPECT_THAT(rows.at(2), Not(Contains("二氧化碳排放总量"))) << "no zone has it";
}

// A second set whose units emit a thousandth of the first: the book keeps to one unit, on its pages and where it
// explains them.
TEST_F(Book, AnIndicatorHasOneUnitOnAllPages)
{
    auto results = office_results();
    auto small = results.sets[0];
    small.id = "site";
    small.title = {.zh = "社区", .en = "Communities"};
    results.sets.push_back(small);
    auto values = results.by_set[0];
    for (auto& row : values.indicators)
        if (row[1].value.value) *row[1].value.value /= 1e6;
    results.by_set.push_back(values);
    const auto book = written(results, office_facts());
    const auto unit_on = [&](const std::string& page) {
        const auto& rows = book.rows(page);
        const auto column = std::ranges::find(rows.at(2), "生态系统年碳汇量（估算）") - rows.at(2).begin();
        return rows.at(3).at(static_cast<std::size_t>(column));
    };
    EXPECT_EQ(unit_on("县（区）"), unit_on("社区"));
    const auto explained = book.row_with("指标说明", "sink_total");
    EXPECT_THAT(unit_on("社区"), HasSubstr(explained.at(2)));
}

// A line for each zone that has any, a column for each layer, statistic and class, in whatever order they come; what
// nobody asked for is no number.
TEST_F(Book, StatisticsHaveALineForEachZoneAndAColumnForEachOfThem)
{
    std::mt19937 random(7);
    const auto chance = [&](double share) { return std::bernoulli_distribution{share}(random); };
    auto results = office_results();
    results.sets.push_back(results.sets[0]);
    results.sets[1].id = "site";
    results.sets[1].title = {.zh = "社区", .en = "Communities"};
    results.by_set.push_back(results.by_set[0]);
    std::map<std::pair<std::string, std::string>, std::map<std::string, double>> expected; // by set and key, head
    double next = 1;
    for (const std::size_t set : {0U, 1U})
        for (const std::string layer : {"lc", "dem", "npp"}) {
            if (set == 1 && layer == "npp") continue;
            for (std::size_t zone = 0; zone < 2; ++zone)
                for (const std::string stat : {"fractions", "mean"})
                    for (const int code : stat == "fractions" ? std::vector{10, 20, 30} : std::vector{0}) {
                        if (zone == 1 && code == 30) continue; // as of "unclassified", which only some zones have
                        StatisticRow row;
                        row.set = set;
                        row.zone = zone;
                        row.layer = layer;
                        row.stat = *stat_of(stat);
                        row.unit = "m";
                        row.on_grid = layer == "dem";
                        if (code > 0) row.code = code;
                        row.valid_share = zone == 1 && layer == "dem" && stat == "mean" ? 0.5 : 1;
                        if (!chance(0.2)) row.value = next++;
                        results.statistics.push_back(row);
                        const std::pair line{results.sets[set].title.zh, results.sets[set].zones[zone].key};
                        const auto head = layer + "\n" + words::statistic(*stat_of(stat)).zh +
                                          (code > 0 ? "\n" + std::to_string(code) : "");
                        if (row.value) expected[line][head] = *row.value;
                    }
        }
    const auto book = written(results, office_facts());
    const auto& rows = book.rows("分区统计");
    const auto& heads = rows.at(2);
    std::size_t lines = 0;
    for (std::size_t r = 4; r < rows.size() && !rows[r].at(1).empty(); ++r, ++lines) {
        const auto& line = expected.at({rows[r].at(0), rows[r].at(1)});
        for (std::size_t c = 3; c < heads.size(); ++c) {
            if (heads[c].ends_with("有效数据占比")) continue;
            const auto found = line.find(heads[c]);
            EXPECT_EQ(rows[r].at(c), found == line.end() ? "—" : std::to_string(std::lround(found->second)))
                << rows[r].at(1) << " " << heads[c];
        }
    }
    EXPECT_EQ(lines, 4U);
    for (const auto& [line, values] : expected)
        for (const auto& [head, value] : values) EXPECT_THAT(heads, Contains(head));
    const auto shares = std::ranges::count_if(heads, [](const auto& head) { return head == "dem\n有效数据占比"; });
    EXPECT_EQ(shares, 2) << "of the mean, and of the fractions";
    EXPECT_TRUE(book.says("未要求此项统计"));
    EXPECT_THAT(book.part("xl/comments1.xml") + book.part("xl/comments2.xml") + book.part("xl/comments3.xml") +
                    book.part("xl/comments4.xml") + book.part("xl/comments5.xml") + book.part("xl/comments6.xml"),
                HasSubstr("本单元无此类别"));
}

// A sheet has so many columns and no more: what finds no room is named, and was asked for.
TEST_F(Book, StatisticsBeyondTheLastColumnAreSaidToBeElsewhere)
{
    auto results = office_results();
    for (int code = 1; code <= 991; ++code) {
        StatisticRow row;
        row.layer = "land";
        row.stat = *stat_of("class_area");
        row.code_text = std::to_string(code);
        row.unit = "km2";
        row.valid_share = 1;
        row.value = code;
        row.zone = code == 991 ? 1 : 0;
        results.statistics.push_back(row);
    }
    const auto book = written(results, office_facts());
    const auto& rows = book.rows("分区统计");
    EXPECT_EQ(rows.at(2).size(), 3U + 1U + 990U);
    EXPECT_EQ(rows.at(4).at(4), "1");
    EXPECT_EQ(rows.at(5).at(3), "100") << "how much data there is";
    EXPECT_EQ(rows.at(5).at(4), "—");
    EXPECT_TRUE(book.says("其余各项见 statistics.csv"));
    EXPECT_FALSE(book.says("未要求此项统计"));
}

TEST_F(Book, AUnitWithoutLandHasNoPotential)
{
    auto results = office_results();
    results.technologies.push_back({.set = 0, .zone = 2, .technology = "pv"});
    const auto row = written(results, office_facts()).row_with("可开发潜力", "无界区");
    EXPECT_EQ(std::ranges::count(row, "—"), 8);
    EXPECT_THAT(row, Not(Contains("0")));
}

TEST_F(Book, NumbersAreInOfficeUnitsAndAsExactAsTheyDeserve)
{
    const auto book = written(office_results(), office_facts());
    const auto row = book.row_with("县（区）", "兴庆区");
    EXPECT_THAT(row, Contains("18.52")) << "123.456 km2 are 18.5184 万亩";
    EXPECT_THAT(row, Contains("123")) << "sinks have three digits";
    EXPECT_THAT(row, Contains("45.7"));
    EXPECT_THAT(row, Contains("800"));
    EXPECT_THAT(row, Contains("3.5")) << "percent more than the official area";
    const auto si = written(office_results(), office_facts("zh", OfficeUnits::si)).row_with("县（区）", "兴庆区");
    EXPECT_THAT(si, Contains("123.5"));
}

TEST_F(Book, WhatIsMissingIsADashWithItsReason)
{
    const auto book = written(office_results(), office_facts());
    const auto park = book.row_with("县（区）", "=cmd()"), open = book.row_with("县（区）", "无界区");
    EXPECT_EQ(std::ranges::count(park, "—"), 3)
        << "the official area, its difference, and the share with too little data";
    EXPECT_EQ(std::ranges::count(open, "—"), 6);
    const auto notes = book.part("xl/comments1.xml");
    EXPECT_THAT(notes, HasSubstr("有效数据面积占 63.0%，不足 80%"));
    EXPECT_THAT(notes, HasSubstr("缺边界"));
    EXPECT_THAT(notes, HasSubstr("译：no table stats"));
    EXPECT_THAT(book.part("xl/worksheets/sheet1.xml"), Not(HasSubstr("<f>")));
}

TEST_F(Book, CarriesTheTextsThatApplyVerbatim)
{
    const auto book = written(office_results(), office_facts());
    for (const auto* text : {potential, sink, "生态保护红线：未提供、未扣除，结果为上限", "内部资料"})
        EXPECT_TRUE(book.says(text)) << text;
    auto results = office_results();
    results.indicators.erase(results.indicators.begin(), results.indicators.begin() + 2);
    for (auto& row : results.by_set[0].indicators) row.erase(row.begin(), row.begin() + 2);
    results.technologies.clear();
    results.waterfall.clear();
    const auto plain = written(results, office_facts());
    EXPECT_FALSE(plain.says(potential)) << "nothing is a potential";
    EXPECT_FALSE(plain.says(sink));
}

TEST_F(Book, ExplainsIndicatorsAndWhyOthersAreMissing)
{
    const auto book = written(office_results(), office_facts());
    EXPECT_THAT(book.row_with("指标说明", "pv_suit_area"), Contains("zsum(pv_suit_area)"));
    const auto missing = book.row_with("指标说明", "gdp_pc");
    EXPECT_THAT(missing, Contains("人均地区生产总值"));
    EXPECT_THAT(missing, Contains("译：no table stats"));
    EXPECT_TRUE(book.says("某数据中心"));
    EXPECT_TRUE(book.says("CGCS2000"));
}

// What a formula takes that is no data stands beside it; what its page withholds is not counted as shown.
TEST_F(Book, SaysWhatWasPutForParametersAndHowManyZonesAreShown)
{
    auto results = office_results();
    results.indicators[2].pilot_types = results.indicators[3].pilot_types = "C";
    ProvenanceRow row;
    row.indicator = "forest_cover";
    row.role = ProvenanceRow::Role::parameter;
    row.name = "el_conv";
    row.value = "calorific";
    row.certainty = "plan";
    results.provenance = {row, row};
    row.name = "ef_heat";
    row.value = "0.11";
    row.unit = "t CO2/GJ";
    row.certainty = "found";
    results.provenance.push_back(row);
    auto facts = office_facts();
    facts.words[{"el_conv", "calorific"}] = "当量值";
    const auto book = written(results, facts);
    const auto explained = book.row_with("指标说明", "forest_cover");
    EXPECT_EQ(explained.at(5), "el_conv：当量值（方案给定）\nef_heat：0.11 吨CO₂/吉焦（已核对出处）");
    EXPECT_EQ(explained.back(), "1/3 个单元有值，另 1 个依据不足、不参与比较");
    EXPECT_EQ(book.row_with("指标说明", "sink_total").back(), "2/3 个单元有值");
    EXPECT_TRUE(book.says("本页各单元均无值、未列的指标（原因见 reasons.csv）：二氧化碳排放总量"));
    const auto notes = book.part("xl/comments1.xml");
    EXPECT_THAT(notes, HasSubstr("有效数据面积占 63.0%，不足 80%，不参与比较；仅计有数据的部分为 12"));
    results.indicators[3].pilot_types = "V";
    EXPECT_FALSE(written(results, facts).says("未列的指标"));
}

TEST_F(Book, SaysOfWhichYearsTheDataAreOrWhyThatIsNotKnown)
{
    auto results = office_results();
    auto& rows = results.by_set[0].indicators;
    const auto years = [&](const Results& of) {
        return written(of, office_facts()).row_with("指标说明", "sink_total");
    };
    EXPECT_THAT(years(results).at(7), "—");
    const auto why = written(results, office_facts()).part("xl/comments2.xml");
    EXPECT_THAT(why, HasSubstr("所依据的图层、数据表均未注明年份"));
    EXPECT_THAT(why, HasSubstr("没有单元有值，故无年份"));
    for (auto& row : rows) row[1].table_year = 2024;
    EXPECT_EQ(years(results).at(7), "2024");
    for (auto& row : rows) row[1].from = 2020;
    EXPECT_EQ(years(results).at(7), "2020→2024");
    const auto book = written(results, office_facts());
    EXPECT_THAT(book.rows("县（区）").at(3), Contains("万吨CO₂ · 估算\n2020→2024"));
    rows[0][1].from = 2019;
    EXPECT_EQ(years(results).at(7), "2019→2024, 2020→2024");
    EXPECT_THAT(written(results, office_facts()).part("xl/comments1.xml"), HasSubstr("数据年份：2019→2024"));
    for (auto& row : rows) row[1].from.reset();
    rows[0][1].table_year = 2022;
    ProvenanceRow layer;
    layer.indicator = "sink_total";
    layer.role = ProvenanceRow::Role::layer;
    layer.name = "soil";
    layer.year = 2018;
    results.provenance.push_back(layer);
    EXPECT_EQ(years(results).at(7), "2018, 2022, 2024");
    EXPECT_TRUE(written(results, office_facts("en", OfficeUnits::si)).says("2018, 2022, 2024"));
}

// Units of another page, or of another year on the same one, leave no doubt which year a number is of.
TEST_F(Book, TheHeadOfAPageSaysTheYearsOfItsOwnZones)
{
    auto results = office_results();
    results.sets.push_back(results.sets[0]);
    results.sets[1].id = "park";
    results.sets[1].title = {.zh = "园区", .en = "Parks"};
    results.by_set.push_back(results.by_set[0]);
    for (auto& row : results.by_set[0].indicators) row[1].table_year = 2023;
    for (auto& row : results.by_set[1].indicators) row[1].table_year = 2024;
    const auto heads = [&](const std::string& lang) {
        const auto book = written(results, office_facts(lang));
        return std::pair{book.part("xl/comments1.xml"), book.part("xl/comments2.xml")};
    };
    EXPECT_THAT(heads("zh").first, HasSubstr("数据年份：2023\n方向"));
    EXPECT_THAT(heads("zh").second, HasSubstr("数据年份：2024\n方向"));
    results.by_set[1].indicators[0][1].table_year = 2022;
    ProvenanceRow layer;
    layer.indicator = "sink_total";
    layer.role = ProvenanceRow::Role::layer;
    layer.year = 2018;
    layer.zones = {"park"};
    results.provenance.push_back(layer);
    EXPECT_THAT(heads("zh").first, HasSubstr("数据年份：2023\n方向"));
    EXPECT_THAT(heads("zh").second, HasSubstr("数据年份：2022（兴庆区）；2024（=cmd()）；图层：2018\n方向"));
    EXPECT_THAT(heads("en").second, HasSubstr("Year: 2022 (兴庆区); 2024 (=cmd()); layers: 2018\n"));
    EXPECT_THAT(written(results, office_facts()).row_with("指标说明", "sink_total"),
                Contains("2018, 2022, 2023, 2024"));
}

TEST_F(Book, WhatCountsAsZeroIsNamed)
{
    auto results = office_results();
    auto& value = results.by_set[0].indicators[0][1];
    value.flags.remarks.add(Remark::assumed_zero);
    value.not_given = {"energy.feedstock_tce", "process"};
    auto facts = office_facts();
    facts.columns = {{"process", {.zh = "工业过程", .en = "industrial processes"}}};
    EXPECT_THAT(written(results, facts).part("xl/comments1.xml"),
                HasSubstr("未给出，按0计：energy.feedstock_tce、工业过程"));
    facts.lang = "en";
    EXPECT_THAT(written(results, facts).part("xl/comments1.xml"),
                HasSubstr("not given, taken as 0: energy.feedstock_tce, industrial processes"));
    value.not_given.clear();
    value.kinds_not_given = {
        {.table = "fuel", .kind = "原油"}, {.table = "process"}, {.table = "process", .kind = "熟料"}};
    EXPECT_THAT(written(results, facts).part("xl/comments1.xml"),
                HasSubstr("not given, taken as 0: fuel: 原油, industrial processes, industrial processes: 熟料"));
}

TEST_F(Book, AnUncheckedRuleIsNotZero)
{
    const auto book = written(office_results(), office_facts());
    const auto row = book.row_with("用地扣除过程", "生态保护红线\n未提供、未扣除，结果为上限");
    EXPECT_EQ(std::ranges::count(row, "—"), 3);
}

// The model says whether land is an upper bound; the page prints it.
TEST_F(Book, ATechnologyHasTheFlagsOfItsRow)
{
    auto results = office_results();
    EXPECT_THAT(written(results, office_facts()).row_with("可开发潜力", "集中式光伏"),
                Contains(words::flag("upper_bound").zh));
    results.technologies[0].flags = {
        .area = {.low_valid = true}, .capacity = {.low_valid = true}, .generation = {.low_valid = true}};
    const auto row = written(results, office_facts()).row_with("可开发潜力", "集中式光伏");
    EXPECT_THAT(row, Contains(words::flag("low_valid").zh));
    EXPECT_THAT(row, Not(Contains(HasSubstr(words::flag("upper_bound").zh))));
}

// Gaps of the yield are none of the land.
TEST_F(Book, ANumberOfLandHasItsOwnFlags)
{
    auto results = office_results();
    results.technologies[0].flags.generation = {.low_valid = true};
    results.technologies[0].yield_valid = 0.63;
    const auto book = written(results, office_facts());
    const auto remark = book.row_with("可开发潜力", "集中式光伏").back();
    EXPECT_THAT(remark, HasSubstr("可开发面积：上限"));
    EXPECT_THAT(remark, HasSubstr("技术可开发装机容量：上限"));
    EXPECT_THAT(remark, HasSubstr("技术可开发年发电量：有效数据不足"));
}

TEST_F(Book, ATestedRuleIsNotUntestedForSharingATitle)
{
    auto results = office_results();
    auto facts = office_facts();
    facts.rules[{"pv", "redline_draft"}] = facts.rules.at({"pv", "redline"});
    results.waterfall.push_back({.set = 0,
                                 .zone = 0,
                                 .technology = "pv",
                                 .criterion = "redline_draft",
                                 .alone = 7,
                                 .unique = 7,
                                 .cumulative = 7});
    const auto book = written(results, facts);
    EXPECT_THAT(book.row_with("用地扣除过程", "生态保护红线"), Contains("1.05")) << "7 km2 in 万亩";
    EXPECT_EQ(std::ranges::count(book.row_with("用地扣除过程", "生态保护红线\n未提供、未扣除，结果为上限"), "—"), 3);
}

// The eligible land of a zone stands on three pages.
TEST_F(Book, OneQuantityIsRoundedByOneRule)
{
    auto results = office_results();
    results.by_set[0].indicators[0][0].value.valid_share = 0.9;
    results.technologies[0].land_valid = 0.9;
    const auto book = written(results, office_facts());
    for (const auto& [page, word] :
         {std::pair{"县（区）", "兴庆区"}, {"可开发潜力", "集中式光伏"}, {"用地扣除过程", "可开发"}})
        EXPECT_THAT(book.row_with(page, word), Contains("19")) << page << ": 18.5184 万亩, of which a tenth is unknown";
}

TEST_F(Book, AValueOfPartOfAZoneSaysOfHowMuch)
{
    auto results = office_results();
    results.by_set[0].indicators[0][1].value.valid_share = 0.9349;
    const auto notes = written(results, office_facts()).part("xl/comments1.xml");
    EXPECT_THAT(notes, HasSubstr("有效数据面积占 93.5%"));
    EXPECT_THAT(written(office_results(), office_facts()).part("xl/comments1.xml"),
                Not(HasSubstr("有效数据面积占 93")));
}

TEST_F(Book, ChineseMeansChineseOnlyEnglishEnglishAndBothBoth)
{
    const auto chinese = written(office_results(), office_facts("zh")),
               english = written(office_results(), office_facts("en")),
               both = written(office_results(), office_facts("both"));
    EXPECT_FALSE(chinese.says("Counties"));
    EXPECT_FALSE(chinese.says("computed"));
    EXPECT_FALSE(chinese.says("Red line"));
    EXPECT_TRUE(english.has("Counties"));
    EXPECT_TRUE(english.says("km² · computed")) << "the units of offices have no English names";
    EXPECT_TRUE(english.says(potential)) << "the words of the policy stay";
    EXPECT_TRUE(both.says("集中式光伏可开发面积\nen pv_suit_area"));
}

TEST_F(Book, SaysHowSecretItIs)
{
    auto facts = office_facts();
    facts.secrecy = Secrecy::secret;
    EXPECT_TRUE(written(office_results(), facts).says("密级：涉密资料"));
    facts.secrecy = Secrecy::open;
    EXPECT_TRUE(written(office_results(), facts).says("密级：公开"));
}

TEST_F(Book, EqualRunsWriteEqualBytes)
{
    write_indicator_book(office_results(), office_facts(), m_scratch / "a.xlsx");
    write_indicator_book(office_results(), office_facts(), m_scratch / "b.xlsx");
    EXPECT_EQ(content_of(m_scratch / "a.xlsx"), content_of(m_scratch / "b.xlsx"));
}

TEST_F(Book, TakesNamesThatBreakOtherFiles)
{
    const auto book = written(small_results(), office_facts());
    EXPECT_THAT(book.names, Contains("同一标题"));
    EXPECT_THAT(book.names, Contains("同一标题(2)"));
    EXPECT_FALSE(book.row_with("同一标题", "=1+1").empty());
    EXPECT_THROW(write_indicator_book(small_results(), office_facts(), "/nonexistent/a.xlsx"), InputError);
}

TEST(Words, EveryNumberSaysWhatItIs)
{
    auto info = indicator("forest_cover_official", "", "%", "%", 1);
    info.copied = Standing::published;
    EXPECT_EQ(words::standing_of(info).zh, "公布值");
    info = indicator("re_installed", "", "MW", "万千瓦", 0.1);
    info.copied = Standing::reported;
    EXPECT_EQ(words::standing_of(info).zh, "填报值");
    info = indicator("proj_abatement", "", "t CO2/a", "万吨CO2", 1e-4);
    info.copied = Standing::reported;
    info.kind = IndicatorKind::project;
    EXPECT_EQ(words::standing_of(info).zh, "规划值");
    info = indicator("e_total", "", "t CO2/a", "万吨CO2", 1e-4);
    EXPECT_EQ(words::standing_of(info).zh, "测算值");
    info = indicator("sink_total", "", "t CO2/a", "万吨CO2", 1e-4);
    info.kind = IndicatorKind::sink;
    EXPECT_EQ(words::standing_of(info).zh, "估算");
    ResultFlags low{.low_valid = true};
    low.remarks.add(Remark::partial);
    EXPECT_EQ(words::flags_of(low).zh, "有效数据不足；本单元缺分项，合计偏低");
    EXPECT_EQ(words::statistic(*stat_of("p90")).zh, "90%分位数");
    EXPECT_EQ(words::kind("no such").zh, "no such");
}

} // namespace
} // namespace peaksite
