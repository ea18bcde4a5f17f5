// The task book: a workbook in the place of a plan.
#include "integration/small_case.hpp"
#include "report/book/workbook.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>

#include <regex>

namespace peaksite {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// A file inside a workbook.
std::string inside(const std::filesystem::path& book, const std::string& name)
{
    auto* file = VSIFOpenL(("/vsizip/" + book.string() + "/" + name).c_str(), "rb");
    if (file == nullptr) return {};
    std::string out;
    std::array<char, 65536> buffer{};
    for (std::size_t got = 1; got > 0; out.append(buffer.data(), got))
        got = VSIFReadL(buffer.data(), 1, buffer.size(), file);
    VSIFCloseL(file);
    return out;
}

std::string sheet_number(const std::filesystem::path& book, const std::string& sheet)
{
    std::smatch found;
    const auto workbook = inside(book, "xl/workbook.xml");
    return std::regex_search(workbook, found, std::regex{"<sheet name=\"" + sheet + "\" sheetId=\"([0-9]+)\""})
               ? found[1].str()
               : "";
}

// The comments of a sheet by cell, without marks.
std::map<std::string, std::string> comments_of(const std::filesystem::path& book, const std::string& sheet)
{
    std::map<std::string, std::string> out;
    std::smatch found;
    const auto links = inside(book, "xl/worksheets/_rels/sheet" + sheet_number(book, sheet) + ".xml.rels");
    if (!std::regex_search(links, found, std::regex{"comments[0-9]+\\.xml"})) return out;
    const auto comments = inside(book, "xl/" + found[0].str());
    for (std::size_t at = comments.find("<comment ref=\""); at != std::string::npos;
         at = comments.find("<comment ref=\"", at + 1)) {
        const auto cell = comments.substr(at + 14, comments.find('"', at + 14) - at - 14);
        out[cell] =
            std::regex_replace(comments.substr(at, comments.find("</comment>", at) - at), std::regex{"<[^>]*>"}, "");
    }
    return out;
}

// The colour behind a cell, "FFFF9999".
std::string fill_of(const std::filesystem::path& book, const std::string& sheet, const std::string& cell)
{
    std::smatch found;
    const auto content = inside(book, "xl/worksheets/sheet" + sheet_number(book, sheet) + ".xml"),
               styles = inside(book, "xl/styles.xml");
    if (!std::regex_search(content, found, std::regex{"<c r=\"" + cell + "\" s=\"([0-9]+)\""})) return {};
    const auto style = std::stoul(found[1].str());
    const auto formats = styles.substr(styles.find("<cellXfs"));
    std::vector<std::string> fills;
    for (std::size_t at = formats.find("fillId=\""); at != std::string::npos; at = formats.find("fillId=\"", at + 1))
        fills.push_back(formats.substr(at + 8, formats.find('"', at + 8) - at - 8));
    std::vector<std::string> colours;
    const auto all = styles.substr(styles.find("<fills"), styles.find("</fills>") - styles.find("<fills"));
    for (std::size_t at = all.find("<fill>"); at != std::string::npos; at = all.find("<fill>", at + 1)) {
        const auto one = all.substr(at, all.find("</fill>", at) - at);
        colours.push_back(std::regex_search(one, found, std::regex{"fgColor rgb=\"([0-9A-F]+)\""}) ? found[1].str()
                                                                                                   : "");
    }
    return colours.at(std::stoul(fills.at(style)));
}

class TaskBook : public SmallCase {
protected:
    std::filesystem::path book() const { return at("任务书.xlsx"); }

    // Sheets with a title in the first row.
    void write_book(const std::vector<std::pair<std::string, Rows>>& sheets) const
    {
        Workbook out{book(), {}};
        for (const auto& [name, rows] : sheets) {
            auto& sheet = out.sheet(name);
            sheet.text(0, 0, name);
            for (std::size_t row = 0; row < rows.size(); ++row)
                for (std::size_t col = 0; col < rows[row].size(); ++col)
                    if (!rows[row][col].empty())
                        sheet.text(static_cast<int>(row) + 1, static_cast<int>(col), rows[row][col]);
        }
        out.close();
    }

    static std::vector<std::pair<std::string, Rows>> sound()
    {
        return {{"总体设置",
                 {{"项目", "填写", "说明"},
                  {"标题", "某县"},
                  {"网格大小", "100 m"},
                  {"网格坐标系", "EPSG:32648"},
                  {"密级", "公开"}}},
                {"边界",
                 {{"编号", "名称", "文件", "表名", "主键列", "名称列", "类型"},
                  {"county", "县", "zones.gpkg", "", "code", "name", "城市"}}},
                {"图层",
                 {{"编号", "名称", "目录条目", "文件", "单位", "年份", "未提供原因"},
                  {"value", "辐照", "", "value.tif", "W/m2", "2024", ""},
                  {"redline", "", "redline", "", "", "", "主管部门未提供"}}},
                {"统计", {{"图层", "范围", "统计量"}, {"value", "county", "mean；sum；min；max；count；valid_share"}}}};
    }

    Outcome checked() const { return run_program({"check", book().string()}); }
    std::filesystem::path given_back() const { return at("任务书_检查.xlsx"); }
};

TEST_F(TaskBook, ARunOfTheBookEqualsTheRunOfItsToml)
{
    write_book(sound());
    const auto of_book = run_program({"run", book().string(), "-o", at("a").string()});
    ASSERT_EQ(of_book.code, code_done) << of_book.err;
    const auto converted = run_program({"init", "--from", book().string(), "-o", at("from_book.toml").string()});
    ASSERT_EQ(converted.code, code_done) << converted.err;
    const auto of_toml = run_program({"run", at("from_book.toml").string(), "-o", at("b").string()});
    ASSERT_EQ(of_toml.code, code_done) << of_toml.err;
    const auto tables = tables_of(at("a")), of_other = tables_of(at("b"));
    for (const auto& [name, content] : tables)
        if (name != "run.tally") { // it names the plan
            EXPECT_EQ(content, of_other.contains(name) ? of_other.at(name) : "") << name;
        }
    EXPECT_EQ(tables.size(), of_other.size());
    EXPECT_GT(tables.size(), 3U);
    // The plan beside the results runs too, and gives the same.
    const auto again = run_program({"run", (at("a") / "plan.toml").string(), "-o", at("c").string()});
    ASSERT_EQ(again.code, code_done) << again.err;
    EXPECT_EQ(read_file(at("a") / "statistics.csv"), read_file(at("c") / "statistics.csv"));
    // And the plan written by hand, too.
    ASSERT_EQ(run().code, code_done);
    EXPECT_EQ(read_file(at("a") / "statistics.csv"), read_file(out() / "statistics.csv"));
}

TEST_F(TaskBook, AFileThatSomebodyElseWroteIsNotReplacedByTheBookGivenBack)
{
    write_book(sound());
    write_file(given_back(), "mine");
    for (int round = 0; round < 2; ++round) {
        EXPECT_THAT(checked().out, testing::HasSubstr("任务书_检查_2.xlsx"));
        EXPECT_EQ(read_file(given_back()), "mine");
        EXPECT_NE(sheet_number(at("任务书_检查_2.xlsx"), "检查结果"), "");
        EXPECT_FALSE(std::filesystem::exists(at("任务书_检查_3.xlsx"))) << "its own is replaced";
    }
}

TEST_F(TaskBook, ANewBookFilledFromFilesIsSoundAndRuns)
{
    make_raster(at("ghi.tif"), {.value = [](int col, int) { return 1500 + col; }});
    const auto made =
        run_program({"init", "--xlsx", book().string(), at("zones.gpkg").string(), at("ghi.tif").string()});
    ASSERT_EQ(made.code, code_done) << made.err;
    for (const auto* sheet : {"填表说明", "总体设置", "边界", "图层", "排放源", "候选名单", "指标数据", "技术", "统计",
                              "准入", "权重", "名额"})
        EXPECT_NE(sheet_number(book(), sheet), "") << sheet;
    const auto lists = inside(book(), "xl/worksheets/sheet" + sheet_number(book(), "权重") + ".xml");
    EXPECT_THAT(lists, testing::HasSubstr("城市,园区,乡村"));
    expect_words(comments_of(book(), "图层")["A2"], {"必填", "landcover"});
    EXPECT_EQ(checked().code, code_done) << checked().out;
    EXPECT_EQ(run_program({"run", book().string(), "-o", out().string()}).code, code_done);
}

TEST_F(TaskBook, AnEmptyBookSaysWhatIsNeeded)
{
    ASSERT_EQ(run_program({"init", "--xlsx", book().string()}).code, code_done);
    const auto outcome = checked();
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.out, {"任务书.xlsx!总体设置!B4", "'网格大小' is not filled in", "the plan has no zones"});
}

TEST_F(TaskBook, EveryPlantedFaultShowsInItsCell)
{
    write_book(
        {{"总体设置", {{"项目", "填写"}, {"标题", "某县"}, {"网格大小", "100 公斤"}, {"标提", "x"}, {"语言", "法文"}}},
         {"边界",
          {{"编号", "名称", "文件", "表名", "主键列", "名称列", "类型", "主健"},
           {"county", "县", "zones.gpkg", "", "kode", "name", "城市"},
           {"county", "县", "zones.gpkg", "", "code", "name", "城市"},
           {"east", "", "没有.gpkg", "", "code", "name", "城市"},
           {"west", "", "", "", "code", "name", "城市"},
           {"north", "", "zones.gpkg", "", "code", "name", "郡"}}},
         {"图层",
          {{"编号", "目录条目", "文件", "单位", "波段", "无数据值", "年份", "密级", "派生公式", "未提供原因"},
           {"a", "gsa-gih", "value.tif"},
           {"b", "", "value.tif", "kWh/m3/q"},
           {"c", "", "value.tif", "", "一"},
           {"d", "", "value.tif", "", "", "无"},
           {"e", "", "value.tif", "", "", "", "二〇二四"},
           {"f", "", "value.tif", "", "", "", "", "绝密"},
           {"g", "", "", "", "", "", "", "", "slope(demm)"},
           {"h h", "", "value.tif"},
           {"i", "", "value.tif", "", "", "", "", "", "", "未提供"}}},
         {"排放源",
          {{"编号", "文件", "经度列", "纬度列", "坐标系", "排放量列", "排放单位"},
           {"p", "plants.csv", "lon", "", "EPSG:4326"},
           {"q", "plants.csv", "lon", "lat", "EPSG:4326", "co2"},
           {"r", "plants.csv", "lon", "lat", "EPSG:4326", "co2", "万吨"}}},
         {"候选名单",
          {{"编号", "名称", "类型"},
           {"C1", "甲园区", "园区"},
           {"C1", "乙园区", "园区"},
           {"C2", "", "园区"},
           {"C3", "丙", "庄园"}}},
         {"指标数据", {{"编号", "年份", "地区生产总值（万元）", "常住人囗（人）"}, {"C1", "2024", "约100", "5"}}},
         {"技术",
          {{"编号", "目录条目", "装机密度"}, {"pv", "pv-utilty", "45 MW/km2"}, {"wind", "wind-onshore", "45 吨"}}},
         {"统计", {{"图层", "统计量"}, {"bb", "mean"}, {"b", "meen"}}}});
    write_file(at("plants.csv"), "lon,lat,co2\n105.01,37.96,1\n");
    const auto outcome = checked();
    EXPECT_EQ(outcome.code, code_wrong);
    const std::vector<std::array<std::string, 3>> planted{
        {"总体设置", "B4", "100 m"},    {"总体设置", "A5", "标提"},   {"总体设置", "B6", "法文"},
        {"边界", "H2", "主健"},         {"边界", "A4", "county"},     {"边界", "C5", "没有.gpkg"},
        {"边界", "C6", "文件"},         {"边界", "G7", "郡"},         {"图层", "B3", "gsa-ghi"},
        {"图层", "D4", "kWh/m3/q"},     {"图层", "E5", "一"},         {"图层", "F6", "无"},
        {"图层", "G7", "二〇二四"},     {"图层", "H8", "绝密"},       {"图层", "I9", "demm"},
        {"图层", "A10", "h h"},         {"图层", "A11", "absent"},    {"排放源", "D3", "y"},
        {"排放源", "G4", "co2"},        {"排放源", "G5", "万吨"},     {"候选名单", "A4", "C1"},
        {"候选名单", "B5", "名称"},     {"候选名单", "C6", "庄园"},   {"指标数据", "C3", "约100"},
        {"指标数据", "D2", "常住人口"}, {"技术", "B3", "pv-utility"}, {"技术", "C4", "45 MW/km2"},
        {"统计", "A3", "bb"},           {"统计", "B4", "meen"}};
    std::map<std::string, std::map<std::string, std::string>> comments;
    for (const auto& [sheet, cell, word] : planted) {
        if (!comments.contains(sheet)) comments[sheet] = comments_of(given_back(), sheet);
        EXPECT_THAT(comments[sheet][cell], testing::HasSubstr(word)) << sheet << " " << cell << "\n" << outcome.out;
        EXPECT_EQ(fill_of(given_back(), sheet, cell), "FFFF9999") << sheet << " " << cell;
    }
    // The key column that is not there is told at the file that lacks it.
    expect_words(comments["边界"]["C3"], {"kode"});
    EXPECT_NE(sheet_number(given_back(), "检查结果"), "");
    // Nothing is told that is only a consequence of another fault.
    EXPECT_THAT(outcome.out, testing::HasSubstr(std::to_string(planted.size() + 1) + " errors"));
}

TEST_F(TaskBook, OddWaysOfWritingAreUnderstood)
{
    auto sheets = sound();
    // Blank rows, full-width digits, a head with blanks, numbers as text.
    sheets[2].second = {
        {}, {" 编号 ", "目录条目", "文件", "单位", "年份"}, {}, {"value", "", "value.tif", "W/m2", "２０２４"}, {}};
    write_book(sheets);
    EXPECT_EQ(checked().code, code_done) << checked().out;
    const auto converted = run_program({"init", "--from", book().string(), "-o", at("x.toml").string()});
    EXPECT_EQ(converted.code, code_done) << converted.err;
    expect_words(read_file(at("x.toml")), {"year = 2024"});
}

TEST_F(TaskBook, AFileOfAnotherUnderTheNameOfTheCheckedBookStays)
{
    write_book(sound());
    write_file(given_back(), "mine");
    for (int time = 0; time < 2; ++time) { // what check itself has written is replaced
        EXPECT_EQ(checked().code, code_done);
        EXPECT_EQ(read_file(given_back()), "mine");
        EXPECT_NE(sheet_number(at("任务书_检查_2.xlsx"), "检查结果"), "");
        EXPECT_FALSE(std::filesystem::exists(at("任务书_检查_3.xlsx")));
    }
}

TEST_F(TaskBook, RenamedSheetsAreSuggested)
{
    auto sheets = sound();
    sheets[0].first = "总体设定";
    write_book(sheets);
    const auto outcome = checked();
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.out, {"the sheet '总体设置' is not there", "did you mean '总体设定'?"});
}

TEST_F(TaskBook, AFileThatIsNoWorkbookIsRefused)
{
    write_file(book(), "not a workbook");
    const auto outcome = run_program({"run", book().string(), "-o", out().string()});
    EXPECT_EQ(outcome.code, code_failed);
    expect_words(outcome.err, {"任务书.xlsx"});
    EXPECT_EQ(run_program({"check", at("nowhere.xlsx").string()}).code, code_wrong);
}

} // namespace
} // namespace peaksite
