#include "job/open/open_tables.hpp"

#include "base/error.hpp"
#include "base/office_number.hpp"
#include "io/files/gdal.hpp"
#include "support/our_catalogue.hpp"
#include "support/scratch.hpp"

#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iconv.h>
#include <ogrsf_frmts.h>

#include <fstream>
#include <random>

namespace peaksite {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Cells = std::vector<std::vector<std::string>>;

void save(const std::filesystem::path& path, const std::string& content)
{
    std::ofstream{path, std::ios::binary} << content;
}

std::string recoded_to(const std::string& utf8, const char* encoding)
{
    auto* handle = iconv_open(encoding, "UTF-8");
    std::string out(4 * utf8.size() + 8, '\0');
    auto* from = const_cast<char*>(utf8.data());
    auto* to = out.data();
    std::size_t left = utf8.size(), room = out.size();
    iconv(handle, &from, &left, &to, &room);
    iconv_close(handle);
    out.resize(out.size() - room);
    return out;
}

// A workbook of one sheet; numbers are numbers where `typed`.
void save_workbook(const std::filesystem::path& path, const Cells& cells, const std::string& sheet = "表1",
                   bool typed = true)
{
    prepare_gdal();
    const auto* driver = path.extension() == ".ods" ? "ODS" : "XLSX";
    const Dataset out{
        GetGDALDriverManager()->GetDriverByName(driver)->Create(path.string().c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
    auto* layer = out->CreateLayer(sheet.c_str(), nullptr, wkbNone);
    std::size_t width = 0;
    for (const auto& row : cells) width = std::max(width, row.size());
    // The head is the names of the fields; it must be full.
    for (std::size_t i = 0; i < width; ++i) {
        const bool number = typed && cells.size() > 1 && i < cells[1].size() && !cells[1][i].empty() &&
                            cells[1][i].find_first_not_of("0123456789.") == std::string::npos &&
                            !cells[1][i].starts_with("64");
        OGRFieldDefn field{cells[0][i].c_str(), number ? OFTReal : OFTString};
        ASSERT_EQ(layer->CreateField(&field), OGRERR_NONE);
    }
    for (std::size_t r = 1; r < cells.size(); ++r) {
        OGRFeature feature{layer->GetLayerDefn()};
        for (std::size_t i = 0; i < cells[r].size(); ++i)
            if (!cells[r][i].empty()) feature.SetField(static_cast<int>(i), cells[r][i].c_str());
        ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
}

class OpenTable : public testing::Test {
protected:
    OpenTable()
    {
        ZoneSet county{.id = "county", .title = {}, .crs = Crs::parse("EPSG:4490"), .zones = {}};
        double west = 100;
        for (const auto& [key, name] : std::vector<std::pair<std::string, std::string>>{
                 {"640502", "沙坡头区"}, {"640521", "中宁县"}, {"640522", "海原县"}}) {
            Zone zone{.key = key, .name = name, .kind = "city", .shape = {}};
            zone.shape.polygons.push_back({.rings = {{{.x = west, .y = 30},
                                                      {.x = west + 1, .y = 30},
                                                      {.x = west + 1, .y = 31},
                                                      {.x = west, .y = 31},
                                                      {.x = west, .y = 30}}}});
            county.zones.push_back(std::move(zone));
            west += 1;
        }
        sets.push_back(std::move(county));
        sets.push_back({.id = "park",
                        .title = {},
                        .crs = Crs::parse("EPSG:4490"),
                        .zones = {{.key = "P1", .name = "中宁工业园区", .kind = "park", .shape = {}}}});
        plan.id = "stats";
        plan.key = "县区";
    }

    std::string file(const std::string& name) const { return (folder / name).string(); }

    UnitTable open()
    {
        const auto& catalogue = our_catalogue();
        return open_table(plan,
                          {.sets = sets,
                           .names = catalogue.indicators().names,
                           .regions = catalogue.regions(),
                           .tables = catalogue.indicators().tables},
                          warnings);
    }
    UnitTable open_text(const std::string& content, const std::string& name = "t.csv")
    {
        plan.file = file(name);
        save(plan.file, content);
        return open();
    }
    std::string refusal(const std::string& content)
    {
        try {
            open_text(content);
        } catch (const InputError& error) {
            return error.what();
        }
        return "nothing was wrong";
    }

    void ask(const std::string& name, const std::string& column, const std::string& of = {},
             std::optional<int> year = {})
    {
        plan.columns.push_back({.name = name,
                                .column = column,
                                .unit = of.empty() ? std::nullopt : std::optional{unit(of)},
                                .year = year,
                                .position = {}});
    }

    std::string all_warnings() const
    {
        std::string out;
        for (const auto& warning : warnings) out += warning.english() + "\n";
        return out;
    }

    static std::vector<std::optional<double>> numbers(const UnitTable& table, std::size_t field = 0)
    {
        std::vector<std::optional<double>> out;
        for (const auto& row : table.rows) out.push_back(row.cells[field].number);
        return out;
    }

    Scratch folder;
    std::vector<ZoneSet> sets;
    TablePlan plan;
    std::vector<Sentence> warnings;
};

TEST_F(OpenTable, JoinsByKeyCodeAndNameAndSaysSo)
{
    ask("gdp", "GDP（亿元）");
    const auto table = open_text("县区,GDP（亿元）\n640502,1\n640521000000,2\n海原,3\n");
    EXPECT_THAT(numbers(table), ElementsAre(1e4, 2e4, 3e4)); // 10^4 CNY/a
    EXPECT_EQ(table.fields.front().unit, "10^4 CNY/a");
    for (std::size_t i = 0; i < 3; ++i) EXPECT_THAT(table.rows[i].zones, ElementsAre(ElementsAre(i), IsEmpty()));
    EXPECT_EQ(table.join.by_key, 1U);
    EXPECT_EQ(table.join.by_code, 1U);
    EXPECT_EQ(table.join.by_name, 1U);
    EXPECT_EQ(all_warnings(), "");
}

TEST_F(OpenTable, ListsRowsWithoutZoneZonesWithoutRowTotalsAndFootnotes)
{
    ask("gdp", "GDP（万元）");
    const auto table = open_text("县区,GDP（万元）\n沙坡头区,1\n原州区,2\n,\n合 计,3\n注：初步核算数,\n");
    EXPECT_THAT(table.join.unmatched_rows, ElementsAre("row 3 原州区"));
    EXPECT_THAT(table.join.totals, ElementsAre("row 5 合 计"));
    EXPECT_THAT(table.join.notes, ElementsAre("row 6 注：初步核算数"));
    EXPECT_THAT(table.join.zones_without, ElementsAre(ElementsAre(1U, 2U), IsEmpty()));
    for (const auto* part :
         {"1 rows belong to no zone of the sets that the table speaks of: row 3 原州区",
          "1 rows of totals, or of parts", "2 zones of 'county' have no row: 640521 中宁县, 640522 海原县"})
        EXPECT_THAT(all_warnings(), HasSubstr(part));
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_THAT(table.rows[1].zones, ElementsAre(IsEmpty(), IsEmpty()));
}

TEST_F(OpenTable, ReadsNumbersAsOfficesWriteThem)
{
    ask("pop", "人口（人）");
    ask("forest_cover", "森林覆盖率");
    const auto table =
        open_text("县区,人口（人）,森林覆盖率\n沙坡头区,\"1,234\",12.5%\n中宁县,１２３４,—\n海原县,约五万,…\n");
    EXPECT_THAT(numbers(table), ElementsAre(1234, 1234, std::nullopt));
    EXPECT_THAT(numbers(table, 1), ElementsAre(12.5, std::nullopt, std::nullopt));
    EXPECT_THAT(all_warnings(), HasSubstr("1 cells are no numbers and count as missing: '约五万' (row 4 人口（人）)"));
}

TEST_F(OpenTable, TakesTheUnitOfThePlanThenTheHeadThenTheLineAboveThenTheFormulas)
{
    ask("gdp", "GDP（亿元）", "万元");
    ask("va_ind", "工业增加值（亿元）");
    ask("va_second", "第二产业增加值");
    ask("pop", "常住人口");
    const auto table = open_text("单位：千元\n县区,GDP（亿元）,工业增加值（亿元）,第二产业增加值,常住人口\n沙坡头区,1,"
                                 "1,1,1\n中宁县,,,,\n海原县,,,,\n");
    EXPECT_EQ(table.rows[0].cells[0].number, 1);
    EXPECT_EQ(table.rows[0].cells[1].number, 1e4);
    EXPECT_EQ(table.rows[0].cells[2].number, 0.1);
    EXPECT_EQ(table.rows[0].cells[3].number, 1);
    EXPECT_THAT(all_warnings(),
                HasSubstr("1 columns state no unit and are taken in that of the formulas: 常住人口 (cap)"));
    EXPECT_THAT(all_warnings(),
                HasSubstr("1 columns state another unit than the plan, whose unit was used: GDP(亿元) (万元)"));
}

TEST_F(OpenTable, AUnitOfAnotherDimensionIsAFault)
{
    ask("gdp", "GDP");
    EXPECT_THAT(refusal("县区,GDP（美元）\n沙坡头区,1\n"),
                testing::AllOf(HasSubstr("'GDP(美元)' is in"), HasSubstr("stats.gdp"),
                               HasSubstr("currencies are different units")));
    EXPECT_THAT(refusal("县区,GDP（吨）\n沙坡头区,1\n"), HasSubstr("stats.gdp"));
}

TEST_F(OpenTable, PricesOfAYearArePrices)
{
    ask("gdp", "GDP (10^8 CNY2020)");
    EXPECT_EQ(open_text("县区,GDP (10^8 CNY2020)\n沙坡头区,2\n").rows.front().cells.front().number, 2e4);
}

TEST_F(OpenTable, ASeriesIsARowForEveryYearThatSaysSomething)
{
    ask("gdp", "{year}年GDP（亿元）");
    ask("pop", "人口（万人）", {}, 2020);
    const auto table = open_text("县区,2019年GDP（亿元）,2020年GDP（亿元）,2021年GDP（亿元）,人口（万人）\n沙坡头区,1,"
                                 "2,3,4\n中宁县,1,-,-,\n海原县,,,,\n");
    std::vector<std::tuple<std::int64_t, int, std::optional<double>, std::optional<double>>> rows;
    for (const auto& row : table.rows)
        rows.emplace_back(row.line, row.year.value_or(0), row.cells[0].number, row.cells[1].number);
    EXPECT_THAT(rows, ElementsAre(std::tuple{2, 2019, 1e4, std::nullopt}, std::tuple{2, 2020, 2e4, 4e4},
                                  std::tuple{2, 2021, 3e4, std::nullopt}, std::tuple{3, 2019, 1e4, std::nullopt}));
}

TEST_F(OpenTable, ASeriesHasOneUnit)
{
    ask("gdp", "{year}年GDP（亿元）");
    for (const char* later : {"2020年GDP（万元）", "2020年GDP", "2020年GDP（吨）"})
        EXPECT_THAT(refusal(std::string{"县区,2019年GDP（亿元）,"} + later + "\n沙坡头区,1,2\n"),
                    testing::AnyOf(HasSubstr("do not state the same unit"), HasSubstr("no column")))
            << later;
}

TEST_F(OpenTable, PercentsAndPlainNumbersInOneColumnAreTold)
{
    ask("forest_cover", "森林覆盖率");
    const auto mixed = open_text("县区,森林覆盖率\n沙坡头区,35%\n中宁县,0.352\n");
    EXPECT_THAT(numbers(mixed), ElementsAre(35, 0.352));
    EXPECT_THAT(all_warnings(), HasSubstr("a sign of percent and cells without"));
    warnings.clear();
    open_text("县区,森林覆盖率\n沙坡头区,35%\n中宁县,36%\n");
    EXPECT_THAT(all_warnings(), testing::Not(HasSubstr("percent")));
}

TEST_F(OpenTable, ALineWithMoreCellsThanHeadsIsRefused)
{
    ask("gdp", "GDP（亿元）");
    EXPECT_THAT(refusal("县区,GDP（亿元）,人口（万人）\n沙坡头区,1,234,12\n"),
                testing::AllOf(HasSubstr("line 2"), HasSubstr("'12' stands beyond the last of the 3 heads")));
    EXPECT_EQ(refusal("县区,GDP（亿元）,人口（万人）\n沙坡头区,\"1,234\",12,,\n"), "nothing was wrong");
    for (const char* split :
         {"沙坡头区,1,234.5,核实", "沙坡头区,12,5,核实", "沙坡头区,10,000万元,核实", "沙坡头区,旧,12,核实"})
        EXPECT_THAT(refusal(std::string{"县区,GDP（亿元）,备注\n"} + split + "\n中宁县,7.5,无\n"),
                    HasSubstr("'核实' stands beyond"))
            << split;
}

TEST_F(OpenTable, ATextAtTheEndOfALineThatSplitsNoNumberIsLeftOutAndTold)
{
    ask("gdp", "GDP（亿元）");
    const auto table = open_text("县区,GDP（亿元）\n沙坡头区,1234.5,核实\n中宁县,12,\n");
    EXPECT_THAT(numbers(table), ElementsAre(1234.5e4, 12e4)); // in 10^4 CNY
    EXPECT_THAT(all_warnings(),
                HasSubstr("1 lines have more cells than the 2 heads; what stands beyond is left out: line 2 '核实'"));
}

// A comma that nobody quoted, in any cell of a line: its numbers are read right, or the file is refused.
TEST_F(OpenTable, ACommaThatNobodyQuotedNeverMovesANumber)
{
    ask("gdp", "GDP（亿元）");
    std::mt19937 random{11};
    const auto one_of = [&](const std::vector<std::string>& all) { return all[random() % all.size()]; };
    const std::vector<std::string> amounts{"12",     "12.5",       "1,234",  "1,234.5", "12,5",
                                           "1,2345", "10,000万元", "待核实", ""},
        texts{"核实", "路1号", "路1号,2楼", "甲,乙", "3,4", "约3,500户", ""};
    int read = 0, refused = 0;
    for (int i = 0; i < 250; ++i) {
        const bool text_last = random() % 2 == 0;
        const auto gdp = one_of(amounts), people = one_of(amounts), remark = one_of(texts);
        const auto name = random() % 4 == 0 ? "沙坡头区,旧" : "沙坡头区";
        const auto line = [&](const std::string& who, const std::string& a, const std::string& b,
                              const std::string& c) {
            return text_last ? who + "," + a + "," + b + "," + c + "\n" : who + "," + c + "," + b + "," + a + "\n";
        };
        const auto text = line("县区", "GDP（亿元）", "人口（万人）", "备注") + line(name, gdp, people, remark) +
                          line("中宁县", "7", "8.5", "无");
        try {
            const auto found = numbers(open_text(text));
            ++read;
            const auto truth = office_number(gdp);
            if (!found.empty() && found[0] && gdp.find(',') != std::string::npos) ADD_FAILURE() << text << *found[0];
            if (!found.empty() && found[0] && truth) {
                EXPECT_EQ(*found[0], truth->value * 1e4) << text;
            }
        } catch (const InputError&) {
            ++refused;
        }
    }
    EXPECT_GT(read, 8);
    EXPECT_GT(refused, 100);
}

TEST_F(OpenTable, WordsThatNoFormulaKnowsAndRepeatedRowsAreTold)
{
    plan.id = "plants";
    ask("mw", "装机（万千瓦）");
    ask("tech", "类型");
    open_text("县区,装机（万千瓦）,类型\n沙坡头区,1,光伏发电\n沙坡头区,2,永动机\n沙坡头区,2,永动机\n");
    EXPECT_THAT(all_warnings(),
                testing::AllOf(HasSubstr("2 words are known to no formula"), HasSubstr("'永动机' (row 3"),
                               HasSubstr("1 rows repeat a whole row above"), HasSubstr("row 4 沙坡头区")));
    EXPECT_THAT(all_warnings(), testing::Not(HasSubstr("光伏发电")));
}

TEST_F(OpenTable, RowsThatSayTheSameInOtherWordsAreRepeated)
{
    plan.id = "energy";
    plan.year_column = "年份";
    ask("ad", "消费量（吨）");
    ask("kind", "品种");
    const auto repeats = [this](const std::string& row) {
        warnings.clear();
        open_text("序号,县区,年份,品种,消费量（吨）\n1,640502,2022,烟煤,1000\n" + row + "\n");
        return all_warnings().find("1 rows repeat a whole row above and count again: row 3") != std::string::npos;
    };
    for (const char* row : {"1,640502,2022,烟煤,1000", "2,沙坡头区,2022,烟煤,1000", "2,640502,2022年,烟煤,1000.0",
                            "2,640502,2022, 烟 煤,\"1,000\"", "2,６４０５０２,2022/12/31,烟煤,１０００"})
        EXPECT_TRUE(repeats(row)) << row;
    for (const char* row : {"2,640521,2022,烟煤,1000", "2,640502,2021,烟煤,1000", "2,640502,2022,无烟煤,1000",
                            "2,640502,2022,烟煤,1000.5", "2,原州区,2022,烟煤,1000"})
        EXPECT_FALSE(repeats(row)) << row;
}

TEST_F(OpenTable, RowsOfOneValueThatAreThereTwiceDoNotCountAgain)
{
    ask("gdp", "gdp", "万元");
    open_text("县区,gdp\n沙坡头区,1\n640502,1.0\n中宁县,1\n");
    EXPECT_THAT(all_warnings(), HasSubstr("1 rows repeat a whole row above; a value that two rows state is none, and "
                                          "sums count it twice; leave one out: row 3 640502"));
    EXPECT_THAT(all_warnings(), testing::Not(HasSubstr("count again")));
}

TEST_F(OpenTable, PartsAndWholesAreLeftOutBesideEachOtherAndTold)
{
    plan.id = "fuel";
    plan.year_column = "年份";
    ask("ad", "消费量（吨）");
    ask("kind", "品种");
    const auto table = open_text("县区,年份,品种,消费量（吨）\n沙坡头区,2021,煤,100\n,2021,其中：原煤,60\n"
                                 "沙坡头区,2022,综合能源消费量,90\n,2022,煤,50\n,2022,#原煤,40\n");
    EXPECT_THAT(numbers(table), ElementsAre(100, 50));
    EXPECT_THAT(all_warnings(),
                HasSubstr("3 rows of totals, or of parts beside what they are parts of, were left out: row 3 沙坡头区 "
                          "其中：原煤, row 4 沙坡头区 综合能源消费量"));
    open_text(
        "县区,年份,品种,消费量（吨）\n沙坡头区,2021,其中：原煤,60\n沙坡头区,2021,其中：焦炭,20\n640502,2022,煤,9\n");
    EXPECT_THAT(
        all_warnings(),
        HasSubstr("2 rows are called parts of others that are not there, and count: row 2 沙坡头区 其中：原煤"));
}

TEST_F(OpenTable, ZonesThatAreCalledPartsOrWholesStay)
{
    ask("gdp", "gdp", "万元");
    const auto table = open_text("县区,gdp\n中卫市,6\n其中：沙坡头区,1\n#中宁县,2\n　　海原县,3\n");
    for (std::size_t i = 0; i < 3; ++i) EXPECT_THAT(table.rows[i + 1].zones[0], ElementsAre(i));
    sets[0].zones[0].name = "全市";
    EXPECT_THAT(open_text("县区,gdp\n全市,6\n中宁县,2\n").rows[0].zones[0], ElementsAre(0U));
}

TEST_F(OpenTable, ATitleStatesTheUnitInItsBrackets)
{
    ask("gdp", "GDP");
    EXPECT_EQ(open_text("表1 主要指标（单位：亿元）,\n县区,GDP\n沙坡头区,2\n").rows.front().cells.front().number, 2e4);
}

TEST_F(OpenTable, TheYearMayStandInAColumn)
{
    plan.year_column = "年份";
    ask("gdp", "gdp", "万元");
    const auto table = open_text("县区,年份,gdp\n沙坡头区,2019年,1\n沙坡头区,2020,2\n中宁县,二〇二一年,3\n");
    EXPECT_EQ(table.rows[0].year, 2019);
    EXPECT_EQ(table.rows[1].year, 2020);
    EXPECT_EQ(table.rows[2].year, 2021);
}

// They may be of any year, and would count in every one.
TEST_F(OpenTable, RowsOfNoYearAmongOthersHaveNoNumbers)
{
    for (const char* year : {"去年", "", "22", "2022（快报）", "2022/2023", "2022年1-6月", "十四五", "2022Q2"}) {
        warnings.clear();
        plan.year_column = "年份";
        plan.columns.clear();
        ask("gdp", "gdp", "万元");
        const auto row = "中宁县," + std::string{year} + ",3\n";
        const auto table = open_text("县区,年份,gdp\n沙坡头区,2019年,1\n" + row);
        ASSERT_EQ(table.rows.size(), 2U) << "sums of its zone lack it";
        EXPECT_FALSE(table.rows[1].year) << year;
        EXPECT_FALSE(table.rows[1].cells.front().number) << year;
        EXPECT_THAT(all_warnings(), HasSubstr("1 rows state no year that can be read, beside others that do"));
    }
}

TEST_F(OpenTable, RowsOfATableWhoseYearsNobodyCanReadHaveNoNumbers)
{
    plan.year_column = "年份";
    ask("gdp", "gdp", "万元");
    for (const char* year : {"2021年(快报)", "2021.0*", "FY2021", "202101", "2021年1月", "2021-01", "2021Q1",
                             "2021年上半年", "2021年预计", "十四五", "22"}) {
        warnings.clear();
        const auto table = open_text("县区,年份,gdp\n沙坡头区," + std::string{year} + ",3\n沙坡头区,,4\n");
        EXPECT_THAT(numbers(table), ElementsAre(std::nullopt, std::nullopt)) << year;
        EXPECT_THAT(all_warnings(), HasSubstr("2 rows state no year that can be read; their numbers are left out, and "
                                              "sums of their zones lack them; write years such as 2022, and sum months "
                                              "and quarters to years first: row 2 " +
                                              std::string{year}));
    }
    warnings.clear();
    EXPECT_THAT(numbers(open_text("县区,年份,gdp\n沙坡头区,,3\n中宁县,—,4\n合计,全部,7\n")), ElementsAre(3, 4));
    EXPECT_THAT(all_warnings(), HasSubstr("2 rows state no year: row 2"));
}

TEST_F(OpenTable, DatesAreYearsWhereAllAreOfTheSameDayOrBoundTheirs)
{
    plan.year_column = "年份";
    ask("gdp", "gdp", "万元");
    const auto years = [this](const std::vector<std::string>& dates) {
        warnings.clear();
        std::string rows = "县区,年份,gdp\n";
        for (const auto& date : dates) rows += "沙坡头区," + date + ",3\n";
        std::vector<int> out;
        for (const auto& row : open_text(rows).rows) out.push_back(row.cells[0].number ? row.year.value_or(0) : -1);
        return out;
    };
    EXPECT_THAT(years({"2021-12-31", "2022/12/31", "2023年12月31日", "2020"}), ElementsAre(2021, 2022, 2023, 2020));
    EXPECT_EQ(all_warnings().find("state"), std::string::npos);
    EXPECT_THAT(years({"2021-12-31", "2022-01-01", "2023-12-31"}), ElementsAre(2021, 2022, 2023));
    EXPECT_THAT(years({"2021-12-31", "2022-01-01", "2022-06-30"}), ElementsAre(-1, -1, -1));
    EXPECT_THAT(years({"2022-01-01", "2022-02-01", "2021"}), ElementsAre(-1, -1, 2021));
    EXPECT_THAT(all_warnings(), HasSubstr("2 rows state dates that are not the same day of each year; their numbers "
                                          "are left out, and sums of their zones lack them; sum days and months to "
                                          "years first, and write years such as 2022: row 2 2022-01-01"));
    EXPECT_THAT(years({"2022-03-31", "2022-06-30", "2022-09-30"}), ElementsAre(-1, -1, -1));
}

TEST_F(OpenTable, FindsItsColumnsByTheNamesOfFormulas)
{
    const auto table =
        open_text("县区,gdp(万元),pop,stats.va_ind(万元),forest_stock_2020(m3),其他\n沙坡头区,1,2,3,4,5\n");
    std::vector<std::string> names;
    for (const auto& field : table.fields) names.push_back(field.name);
    EXPECT_THAT(names, testing::UnorderedElementsAre("gdp", "pop", "va_ind", "forest_stock"));
}

TEST_F(OpenTable, KeepsSeveralRowsOfAZoneAndWords)
{
    plan.id = "fuel";
    ask("ad", "消费量（吨）");
    ask("kind", "品种");
    ask("ncv", "低位发热量（GJ/t）");
    ask("cc", "含碳量（tC/TJ）");
    const auto table = open_text("县区,品种,消费量（吨）,低位发热量（GJ/t）,含碳量（tC/"
                                 "TJ）\n沙坡头区,烟煤,1000,20.9,26.1\n,柴油,50,42.6,20.2\n中宁县,无烟煤,5,26.7,27.4\n");
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(table.rows[1].cells[1].word, "柴油");
    EXPECT_TRUE(table.fields[1].words);
    EXPECT_FALSE(table.fields[0].words);
    EXPECT_THAT(table.rows[1].zones[0], ElementsAre(0U));
    EXPECT_EQ(table.rows[1].cells[2].number, 42.6);
    EXPECT_EQ(table.fields[2].unit, "GJ/unit");
    EXPECT_THAT(all_warnings(),
                HasSubstr("1 rows without a zone take that of the row above, as merged cells do: row 3 沙坡头区"));
}

TEST_F(OpenTable, ConvertsPerProductAndFlags)
{
    plan.id = "fac";
    ask("e_spec", "单耗（kgce/t）");
    ask("two_high", "是否两高");
    const auto table = open_text("县区,单耗（kgce/t）,是否两高\n沙坡头区,110,是\n中宁县,95,否\n");
    EXPECT_THAT(numbers(table),
                ElementsAre(testing::Optional(testing::DoubleEq(0.110)), testing::Optional(testing::DoubleEq(0.095))));
    EXPECT_THAT(numbers(table, 1), ElementsAre(1, 0));
}

TEST_F(OpenTable, JoinsByPlaceWhatHasNoKey)
{
    plan.key.clear();
    plan.x = "经度";
    plan.y = "纬度";
    plan.crs = "EPSG:4490";
    plan.id = "plants";
    ask("mw", "装机（万千瓦）");
    const auto table = open_text("名称,经度,纬度,装机（万千瓦）\n甲,101.5,30.5,1\n乙,120,30,2\n丙,,,3\n");
    EXPECT_THAT(table.rows[0].zones, ElementsAre(ElementsAre(1U), IsEmpty()));
    EXPECT_EQ(table.rows[0].cells[0].number, 10);
    EXPECT_EQ(table.join.by_place, 1U);
    EXPECT_EQ(table.join.unmatched_rows.size(), 2U);
    EXPECT_THAT(all_warnings(), HasSubstr("1 rows have no usable position"));
}

TEST_F(OpenTable, PlacesNoSumAndTellsWhichPositionsAreNowhere)
{
    plan.key.clear();
    plan.x = "经度";
    plan.y = "纬度";
    plan.crs = "GCJ-02";
    plan.id = "plants";
    ask("mw", "装机（万千瓦）");
    const auto table = open_text(
        "名称,经度,纬度,装机（万千瓦）\n甲,101°30′,30.5,1\n乙,30.5,101.5,2\n合计,101.5,30.5,3\n丙,102.5,30.5,4\n");
    EXPECT_EQ(table.join.by_place, 2U);
    EXPECT_THAT(table.join.totals, ElementsAre("row 4 合计"));
    EXPECT_THAT(all_warnings(), HasSubstr("1 positions are nowhere on earth; are x and y exchanged? row 3"));
    EXPECT_THAT(all_warnings(), HasSubstr("taken off China's map offset"));
}

TEST_F(OpenTable, LooksOnlyAtTheZonesOfThePlan)
{
    plan.zones = {"park"};
    ask("gdp", "gdp", "万元");
    const auto table = open_text("县区,gdp\n中宁工业园区,1\n中宁县,2\n");
    EXPECT_THAT(table.rows[0].zones, ElementsAre(IsEmpty(), ElementsAre(0U)));
    EXPECT_THAT(table.join.unmatched_rows, ElementsAre("row 3 中宁县"));
}

TEST_F(OpenTable, ReadsTextsInAnyEncodingOfOffices)
{
    ask("gdp", "GDP（亿元）");
    const std::string content = "县区,GDP（亿元）\r\n沙坡头区,1\r\n";
    for (const auto& [name, bytes] :
         std::vector<std::pair<std::string, std::string>>{{"u.csv", content},
                                                          {"b.csv", "\xEF\xBB\xBF" + content},
                                                          {"g.csv", recoded_to(content, "GB18030")},
                                                          {"w.csv", recoded_to(content, "UTF-16")},
                                                          {"表.txt", recoded_to(content, "GBK")}})
        EXPECT_THAT(numbers(open_text(bytes, name)), ElementsAre(1e4)) << name;
    EXPECT_THAT(all_warnings(), HasSubstr("were read as GB18030"));
}

TEST_F(OpenTable, ReadsTabsSemicolonsAndQuotedLineEnds)
{
    ask("gdp", "GDP（亿元）");
    EXPECT_THAT(numbers(open_text("县区\t\"GDP\n（亿元）\"\n\"沙坡头区\"\t\"1,000\"\n", "t.tsv")), ElementsAre(1e7));
    EXPECT_THAT(numbers(open_text("县区;GDP（亿元）;x\n沙坡头区;2;\"a \"\"b\"\";\n c\"\n中宁县;3;\n")),
                ElementsAre(2e4, 3e4));
}

TEST_F(OpenTable, ReadsWorkbooksWithTextsAndNumbers)
{
    ask("gdp", "GDP（亿元）");
    ask("pop", "人口（人）");
    for (const auto* name : {"t.xlsx", "t.ods"}) {
        save_workbook(file(name), {{"县区", "GDP（亿元）", "人口（人）"},
                                   {"640502", "0.1", "1,234"},
                                   {"640521", "1234.5678901234567", "－"}});
        plan.file = file(name);
        const auto table = open();
        EXPECT_THAT(numbers(table),
                    ElementsAre(testing::Optional(1000.0), testing::Optional(testing::DoubleEq(1234.5678901234567e4))))
            << name;
        EXPECT_THAT(numbers(table, 1), ElementsAre(1234, std::nullopt)) << name;
        EXPECT_EQ(table.rows[0].line, 2) << name;
    }
}

TEST_F(OpenTable, FindsTheHeadOfAWorkbookBelowItsTitle)
{
    ask("gdp", "GDP（亿元）{year}年");
    // The titles of the first rows are the names of fields for the writer: the sheet shows the same.
    save_workbook(file("t.xlsx"),
                  {{"2020年统计表", "b", "c"},
                   {"县区", "GDP（亿元）", ""},
                   {"", "2019年", "2020年"},
                   {"沙坡头区", "1", "2"},
                   {"合计", "3", "4"}},
                  "表", false);
    plan.file = file("t.xlsx");
    const auto table = open();
    EXPECT_THAT(numbers(table), ElementsAre(1e4, 2e4));
    EXPECT_EQ(table.rows[0].line, 4);
}

TEST_F(OpenTable, NamesTheSheetsOfAWorkbookThatHasNotTheOneAsked)
{
    save_workbook(file("t.xlsx"), {{"县区", "gdp"}, {"沙坡头区", "1"}}, "能源");
    plan.file = file("t.xlsx");
    plan.table = "经济";
    try {
        open();
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), testing::AllOf(HasSubstr("no sheet '经济'"), HasSubstr("能源")));
    }
}

TEST_F(OpenTable, FiltersRowsByWordsAndNumbers)
{
    ask("gdp", "gdp", "万元");
    plan.where = "类别 = '县' AND gdp > 9";
    EXPECT_THAT(numbers(open_text("县区,类别,gdp\n沙坡头区,区,50\n中宁县,县,\"1,000\"\n海原县,县,2\n")),
                ElementsAre(1000));
    plan.where = "类别 = '市'";
    EXPECT_THAT(refusal("县区,类别,gdp\n沙坡头区,区,50\n"), HasSubstr("no row of"));
    plan.where = "类别 ~~ ";
    EXPECT_THAT(refusal("县区,类别,gdp\n沙坡头区,区,50\n"), HasSubstr("filter"));
}

TEST_F(OpenTable, RefusesWhatCannotBeRead)
{
    ask("gdp", "地区生产总值");
    EXPECT_THAT(refusal(""), HasSubstr("is empty"));
    EXPECT_THAT(refusal("\n\n,,\n"), HasSubstr("empty sheet"));
    EXPECT_THAT(refusal("县区,地区生产总值\n"), HasSubstr("no rows below its head in line 1"));
    EXPECT_THAT(refusal("县区,地区生产总植\n沙坡头区,1\n"),
                testing::AllOf(HasSubstr("no column '地区生产总值'"), HasSubstr("did you mean '地区生产总植'")));
    EXPECT_THAT(refusal("县,地区生产总值\n沙坡头区,1\n"), HasSubstr("no column '县区'"));
    EXPECT_THAT(refusal("县区,地区生产总值（亿元）,地区生产总值（万元）\n沙坡头区,1,1\n"),
                HasSubstr("2 columns headed '地区生产总值'"));
    plan.columns.clear();
    EXPECT_THAT(refusal("县区,产值\n沙坡头区,1\n"), HasSubstr("[tables.columns]"));
    ask("gdp", "GDP{year}");
    EXPECT_THAT(refusal("县区,GDP\n沙坡头区,1\n"), HasSubstr("no column 'GDP{year}' for any year"));
}

TEST_F(OpenTable, NamesThatTwoZonesHaveAreAFault)
{
    sets[0].zones[1].name = "沙坡头区";
    ask("gdp", "gdp", "万元");
    EXPECT_THAT(refusal("县区,gdp\n沙坡头区,1\n"),
                testing::AllOf(HasSubstr("row 2 沙坡头区 (640502 沙坡头区 / 640521 沙坡头区)"), HasSubstr("codes")));
}

} // namespace
} // namespace peaksite
