#include "base/error.hpp"
#include "io/files/encoding.hpp"
#include "io/files/gdal.hpp"
#include "io/tables/score_sheets.hpp"
#include "job/book/task_book.hpp"
#include "job/open/open_layers.hpp"
#include "job/open/open_tables.hpp"
#include "support/office_file.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

// Every reader of tables meets every oddity of office files in every format: a new oddity is one row of the table
// below.

namespace peaksite {
namespace {

// What a reader made of the amounts of A and B, and what it said.
struct Reading {
    std::optional<double> a, b;
    std::size_t rows = 0;
    std::string told;
};

// What a reader takes, and which oddities mean something else there or cannot be.
struct Reader {
    std::string name;
    std::function<Reading(const std::string& file)> read;
    std::string sheet = "表";
    OfficeRows rows;                   ///< head, A, B
    bool must = false;                 ///< an amount that is missing is refused
    std::set<std::string> others = {}; ///< oddities that are none there
    std::string only = {};             ///< the one format it takes
};

std::string joined_words(const std::vector<Sentence>& warnings)
{
    std::string out;
    for (const auto& warning : warnings) out += warning.english() + "\n";
    return out;
}

Reading statistics(const std::string& file)
{
    const std::vector<ZoneSet> sets{{.id = "z",
                                     .title = {},
                                     .crs = Crs::parse("EPSG:4490"),
                                     .zones = {{.key = "A1", .name = "甲", .kind = "park", .shape = {}},
                                               {.key = "B1", .name = "乙", .kind = "park", .shape = {}}}}};
    TablePlan plan;
    plan.id = "t";
    plan.file = file;
    plan.key = "编号";
    plan.columns = {{.name = "v", .column = "分数", .unit = unit("t"), .year = {}, .position = {}}};
    std::vector<Sentence> warnings;
    const auto table = open_table(plan, {.sets = sets, .names = {}, .regions = {}}, warnings);
    Reading out{.a = {}, .b = {}, .rows = table.rows.size(), .told = joined_words(warnings)};
    for (const auto& row : table.rows) (row.label == "A1" ? out.a : out.b) = row.cells[0].number;
    return out;
}

Reading zone_list(const std::string& file)
{
    ZonesPlan plan;
    plan.id = "z";
    plan.file = file;
    plan.key = "编号";
    plan.name = "名称";
    plan.official_area = "分数";
    plan.official_area_unit = unit("km2");
    std::vector<Sentence> warnings;
    const auto set = open_zones(plan, warnings);
    Reading out{.a = {}, .b = {}, .rows = set.zones.size(), .told = joined_words(warnings)};
    for (const auto& zone : set.zones) (zone.key == "A1" ? out.a : out.b) = zone.official_area_km2;
    return out;
}

Reading facility_list(const std::string& file)
{
    FacilitiesPlan plan;
    plan.id = "f";
    plan.file = file;
    plan.x = "经度";
    plan.y = "纬度";
    plan.crs = "EPSG:4490";
    plan.name = "编号";
    plan.emission.column = "分数";
    plan.unit = unit("t CO2/a");
    plan.capacity_unit = unit("MW");
    std::vector<Sentence> warnings;
    const auto list = open_facilities(plan, warnings);
    Reading out{.a = {}, .b = {}, .rows = list.facilities.size(), .told = joined_words(warnings)};
    for (const auto& one : list.facilities) {
        (one.name == "A1" ? out.a : out.b) = one.emission;
        EXPECT_TRUE(one.place) << one.name;
    }
    return out;
}

Reading expert_sheet(const std::string& file)
{
    std::vector<Sentence> warnings;
    const auto sheets =
        read_score_sheets(file, "", {{"A1", "甲"}, {"B1", "乙"}}, {.id = {}, .lowest = 0, .highest = 1e9}, warnings);
    const auto score = [&](std::size_t candidate) {
        const auto value = sheets.sheets.at(0).at(candidate, 0);
        return std::isnan(value) ? std::nullopt : std::optional{value};
    };
    return {.a = score(0), .b = score(1), .rows = 2, .told = joined_words(warnings)};
}

Reading density_table(const std::string& file)
{
    CarbonPlan plan;
    plan.table = file;
    std::vector<Sentence> warnings;
    const auto table = open_carbon(plan, {}, warnings);
    Reading out{.a = {}, .b = {}, .rows = table.rows.size(), .told = joined_words(warnings)};
    for (const auto& row : table.rows) (row.code == 1 ? out.a : out.b) = row.above;
    return out;
}

// The value of a key in the table of an id.
std::optional<double> value_in(const std::string& toml, const std::string& id)
{
    const auto table = toml.find("\"" + id + "\"");
    if (table == std::string::npos) return {};
    const auto end = toml.find("[[", table), at = toml.find("nodata", table);
    return at < end ? std::optional{std::stod(toml.substr(toml.find('=', at) + 1))} : std::nullopt;
}

Reading task_book(const std::string& file)
{
    const auto book = read_task_book(file, std::filesystem::path{file}.parent_path(), {});
    Reading out{.a = value_in(book.text.toml, "A1"), .b = value_in(book.text.toml, "B1"), .rows = 0, .told = {}};
    for (auto at = book.text.toml.find("[[layers]]"); at != std::string::npos;
         at = book.text.toml.find("[[layers]]", at + 1))
        ++out.rows;
    for (const auto& finding : book.findings)
        out.told += finding.fault.place.text() + " " + finding.fault.what.english() + "\n";
    return out;
}

constexpr std::size_t amount = 6; // column
const OfficeRows list{{"编号", "名称", "经度", "纬度", "专家", "候选", "分数"},
                      {"A1", "甲", "105.5", "38.5", "张", "A1", 12.5},
                      {"B1", "乙", "106.5", "39.5", "张", "B1", 20.0}};
const OfficeRows densities{{"lucode", "LULC_name", "c_below", "c_soil", "c_dead", "remark", "c_above"},
                           {"1", "林地", "1", "2", "3", "", 12.5},
                           {"2", "草地", "1", "2", "3", "", 20.0}};
const OfficeRows layers{{"编号", "名称", "目录条目", "文件", "单位", "年份", "无数据值"},
                        {"A1", "甲", "", "a.tif", "m", "2024", 12.5},
                        {"B1", "乙", "", "b.tif", "m", "2024", 20.0}};

// The rows of a task book are what they say, none is a sum or a remark; its sheets have their names; a percent is a
// number there.
const std::set<std::string> none_of_a_book{"a percent",
                                           "a sign of percent",
                                           "a total",
                                           "a subtotal",
                                           "a total of all",
                                           "a total behind a number",
                                           "a head of two rows",
                                           "a head of two rows over many columns",
                                           "a row of units below the head",
                                           "a repeated head",
                                           "a footnote",
                                           "a hidden sheet first",
                                           "two sheets",
                                           "a blank sheet first"};

const std::vector<Reader> readers{{.name = "statistics", .read = statistics, .rows = list},
                                  {.name = "zones", .read = zone_list, .rows = list},
                                  {.name = "facilities", .read = facility_list, .rows = list},
                                  {.name = "experts", .read = expert_sheet, .rows = list},
                                  {.name = "densities",
                                   .read = density_table,
                                   .rows = densities,
                                   .must = true,
                                   .others = {"a formula without result"}}, // a blank density is an error of its own
                                  {.name = "task book",
                                   .read = task_book,
                                   .sheet = "图层",
                                   .rows = layers,
                                   .must = true,
                                   .others = none_of_a_book,
                                   .only = "w.xlsx"}};

// After the first character of a head.
OfficeCell with_inside(const OfficeCell& head, const std::string& what)
{
    const std::size_t first = static_cast<unsigned char>(head.words[0]) < 0x80 ? 1 : 3;
    return head.words.substr(0, first) + what + head.words.substr(first);
}

struct Oddity {
    std::string name;
    std::function<void(std::vector<OfficeSheet>&)> make;
    std::optional<double> a = 12.5;     ///< what is read; nothing: missing
    std::vector<std::string> told = {}; ///< words of a warning, or of an error
    bool in_text = true;                ///< delimited text can have it, too
};

// The amount of A is another cell.
std::function<void(std::vector<OfficeSheet>&)> cell(const OfficeCell& content)
{
    return [content](std::vector<OfficeSheet>& sheets) { sheets[0].rows[1][amount] = content; };
}

const std::vector<Oddity> oddities{
    {"nothing", [](auto&) {}},
    {"words", cell("12.5")},
    {"blanks", cell(" 12.5\u00a0")},
    {"full width", cell("１２．５")},
    {"an apostrophe", cell("'12.5")},
    {"thousands", cell("1,234.5"), 1234.5},
    {"thousands by blanks", cell("1 234.5"), 1234.5},
    {"a format of thousands", cell({12500000.0, "0.0,,\"百万\"", "12500000"}), 12500000.0},
    {"a format of fractions", cell({12.5, "# ?/?", "12.5"})},
    {"a format of colours", cell({12.5, "[Red]#,##0.0;[Blue]-#,##0.0", "12.5"})},
    {"a percent", cell({0.125, "0.00%", "12.5%"}), {}, {"'12.5%'"}},
    {"a sign of percent", cell({12.5, "0.0\"%\"", "12.5%"}), {}, {"'12.5%'"}},
    {"a blank as wide as a sign of percent", cell({12.5, "0.00_%", "12.5 "})},
    {"a scale in the format", cell({12.5, "0.0\"万\"", "12.5万"}), {}, {"'12.5万'"}},
    {"a date", cell({45291.0, "yyyy/m/d", "2023/12/31"}), {}, {"'2023/12/31'"}},
    {"a remark", cell("10（估）"), {}, {"'10（估）'"}},
    {"a scale", cell("1.2亿"), {}, {"'1.2亿'"}},
    {"about", cell("约20"), {}, {"'约20'"}},
    {"infinity", cell("inf"), {}, {"'inf'"}},
    {"too large a number", cell("1e400"), {}, {"'1e400'"}},
    {"no number", cell("nan"), {}},
    {"not available", cell("#N/A"), {}},
    {"a stroke", cell("/"), {}},
    {"a dash", cell("——"), {}},
    {"none", cell("无"), {}},
    {"dots", cell("…"), {}},
    {"a division by zero", cell("#DIV/0!"), {}, {"'#DIV/0!'"}},
    {"a formula without result", cell(OfficeCell::unsolved("5+7.5")), {}, {"G2", "stored result"}, false},
    {"a title",
     [](auto& sheets) {
         sheets[0].rows.insert(sheets[0].rows.begin(), {{"2023年情况表", "", "", "", "", "", ""}});
     }},
    {"blank rows",
     [](auto& sheets) {
         sheets[0].rows.insert(sheets[0].rows.begin() + 2,
                               {{"", "", "", "", "", "", ""}, {"", "", "", "", "", "", ""}});
     }},
    {"a total",
     [](auto& sheets) {
         sheets[0].rows.push_back({"合计", "", "105.5", "38.5", "3", "", 32.5});
     }},
    {"a subtotal",
     [](auto& sheets) {
         auto& rows = sheets[0].rows;
         rows.insert(rows.begin() + 2, {{rows[1][0], "小计", "105.5", "38.5", "张", "A1", 12.5}});
     }},
    {"a total of all",
     [](auto& sheets) {
         sheets[0].rows.insert(sheets[0].rows.begin() + 1, {{"总 计", "", "105.5", "38.5", "3", "", 32.5}});
     }},
    {"a total behind a number",
     [](auto& sheets) {
         auto& rows = sheets[0].rows;
         for (std::size_t i = 0; i < rows.size(); ++i)
             rows[i].insert(rows[i].begin(), i == 0 ? OfficeCell{"序号"} : OfficeCell{std::to_string(i)});
         rows.push_back({"3", "合计", "", "105.5", "38.5", "", "", 32.5});
     }},
    {"a head of two rows",
     [](auto& sheets) {
         OfficeRows::value_type below(amount + 1);
         std::swap(below[amount], sheets[0].rows[0][amount]);
         sheets[0].rows[0][amount] = "指标";
         sheets[0].rows.insert(sheets[0].rows.begin() + 1, below);
     }},
    {"a head of two rows over many columns",
     [](auto& sheets) {
         OfficeRows::value_type above(amount + 1);
         above[0] = "情况", above[4] = "内容";
         sheets[0].rows.insert(sheets[0].rows.begin(), above);
     }},
    {"a row of units below the head",
     [](auto& sheets) {
         sheets[0].rows.insert(sheets[0].rows.begin() + 1, {{"单位", "", "", "", "", "", "-"}});
     }},
    {"a repeated head",
     [](auto& sheets) {
         sheets[0].rows.insert(sheets[0].rows.begin() + 2, OfficeRows::value_type{sheets[0].rows[0]});
     }},
    {"a footnote",
     [](auto& sheets) {
         sheets[0].rows.push_back({"注：数据来自年鉴", "", "", "", "", "", ""});
     }},
    {"a line break in a head",
     [](auto& sheets) { sheets[0].rows[0][amount] = with_inside(sheets[0].rows[0][amount], "\n"); }},
    {"blanks in a head",
     [](auto& sheets) { sheets[0].rows[0][amount] = " " + with_inside(sheets[0].rows[0][amount], " ").words + " "; }},
    {"a hidden sheet first",
     [](auto& sheets) {
         auto old = sheets[0];
         old.name = "旧", old.hidden = true, old.rows[1][amount] = 1.0;
         sheets.insert(sheets.begin(), old);
     },
     12.5,
     {},
     false},
    {"a blank sheet first",
     [](auto& sheets) { sheets.insert(sheets.begin(), {.name = "空", .rows = {}}); },
     12.5,
     {},
     false},
    {"two sheets",
     [](auto& sheets) {
         sheets.push_back(sheets[0]);
         sheets[1].name = "2022";
     },
     12.5,
     {"'表' was taken", "2022", "table = "},
     false},
};

// A refusal is a way to tell, where there is something to tell.
Reading read_or_refused(const Reader& reader, const Oddity& oddity, const std::string& file)
{
    try {
        return reader.read(file);
    } catch (const InputError& error) {
        EXPECT_TRUE(!oddity.told.empty() || (reader.must && !oddity.a)) << error.what();
        return {.a = oddity.a, .b = 20.0, .rows = 2, .told = error.what()};
    }
}

void expect_read(const Reader& reader, const Oddity& oddity, const std::string& format)
{
    std::vector<OfficeSheet> sheets{{.name = reader.sheet, .rows = reader.rows}};
    oddity.make(sheets);
    const Scratch scratch;
    const auto file = scratch / ("list." + format.substr(format.find('.') + 1));
    write_office_file(file, sheets, format[0]);
    const auto reading = read_or_refused(reader, oddity, file.string());
    EXPECT_EQ(reading.a, oddity.a);
    EXPECT_EQ(reading.b, 20.0);
    EXPECT_EQ(reading.rows, 2U);
    for (auto word : oddity.told) {
        if (word == "'表' was taken") word = "'" + reader.sheet + "' was taken";
        EXPECT_THAT(reading.told, testing::HasSubstr(word));
    }
    // Where it stands: by row, by cell, or by the zone it belongs to.
    if (!oddity.a && !oddity.told.empty()) {
        EXPECT_THAT(reading.told, testing::AnyOf(testing::HasSubstr("row 2"), testing::HasSubstr("line 2"),
                                                 testing::HasSubstr("G2"), testing::HasSubstr("A1 甲")));
    }
    if (oddity.told.empty() && !reader.must) {
        EXPECT_THAT(reading.told, testing::Not(testing::HasSubstr("no number")));
    }
}

using Case = std::tuple<std::string, std::size_t>; // format, oddity

class SheetOddities : public testing::TestWithParam<Case> {};

TEST_P(SheetOddities, AreReadAlikeByEveryReader)
{
    prepare_gdal();
    const auto& [format, number] = GetParam();
    const auto& oddity = oddities[number];
    const bool is_text = format.find(".csv") != std::string::npos;
    if (is_text && !oddity.in_text) return; // nothing of the kind there
    if (format == "w.xls" && !oddity.told.empty() && oddity.told[0] == "G2")
        return; // the driver does not tell a formula
    for (const auto& reader : readers) {
        SCOPED_TRACE(reader.name + ", " + format + ", " + oddity.name);
        if ((!reader.only.empty() && reader.only != format) || reader.others.contains(oddity.name)) continue;
        expect_read(reader, oddity, format);
    }
}

INSTANTIATE_TEST_SUITE_P(Of, SheetOddities,
                         testing::Combine(testing::Values(",.csv", ";.csv", "\t.csv", "w.xlsx", "w.ods", "w.xls"),
                                          testing::Range(std::size_t{0}, oddities.size())));

// Every reader finds heads, names and amounts whatever the texts were saved as.
TEST(SheetEncodings, AreReadAlikeByEveryReader)
{
    prepare_gdal();
    for (const auto& reader : readers) {
        if (!reader.only.empty()) continue;
        for (const auto* encoding : {"UTF-8 with its mark", "GBK", "UTF-16"}) {
            SCOPED_TRACE(reader.name + ", " + encoding);
            const Scratch scratch;
            const auto file = scratch / "list.csv";
            write_office_file(file, {{.name = "表", .rows = reader.rows}}, ',');
            std::ostringstream content;
            content << std::ifstream{file, std::ios::binary}.rdbuf();
            const std::string plain = content.str(), name = encoding;
            const auto recoded = name == "UTF-8 with its mark" ? "\xEF\xBB\xBF" + plain
                                 : name == "GBK"               ? *encoded(plain, "GBK")
                                                               : "\xFF\xFE" + *encoded(plain, "UTF-16LE");
            std::ofstream{file, std::ios::binary} << recoded;
            const auto reading = reader.read(file.string());
            EXPECT_EQ(reading.a, 12.5);
            EXPECT_EQ(reading.b, 20.0);
            EXPECT_EQ(reading.rows, 2U);
        }
    }
}

// A share is what the sheet shows, however its unit is said.
TEST(SheetPercents, AreThePercentagesThatTheSheetShows)
{
    prepare_gdal();
    struct Way {
        std::string head;
        std::optional<Unit> stated;
        double hundred; // what 100 % is in the unit of the field
    };
    const std::vector<ZoneSet> sets{{.id = "z",
                                     .title = {},
                                     .crs = Crs::parse("EPSG:4490"),
                                     .zones = {{.key = "A1", .name = "甲", .kind = "park", .shape = {}}}}};
    for (const auto* ending : {"xlsx", "ods", "xls", "csv"})
        for (const auto& way : {Way{"覆盖率（%）", {}, 100}, Way{"覆盖率", unit("%"), 100}, Way{"覆盖率", {}, 1},
                                Way{"覆盖率", unit("1"), 1}}) {
            const Scratch scratch;
            const auto file = scratch / (std::string{"t."} + ending);
            write_office_file(
                file, {{.name = "表", .rows = {{"编号", OfficeCell{way.head}}, {"A1", {0.1234, "0.00%", "12.34%"}}}}});
            TablePlan plan;
            plan.id = "t";
            plan.file = file.string();
            plan.key = "编号";
            plan.columns = {{.name = "v", .column = way.head, .unit = way.stated, .year = {}, .position = {}}};
            std::vector<Sentence> warnings;
            const auto table = open_table(plan, {.sets = sets, .names = {}, .regions = {}}, warnings);
            ASSERT_EQ(table.rows.size(), 1U);
            EXPECT_NEAR(table.rows[0].cells[0].number.value_or(0) / way.hundred, 0.1234, 1e-15)
                << ending << " " << way.head;
        }
}

} // namespace
} // namespace peaksite
