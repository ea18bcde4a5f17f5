#include "io/tables/read_office_table.hpp"

#include "base/error.hpp"
#include "support/office_file.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <sstream>

namespace peaksite {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ReadOfficeTable : public testing::Test {
protected:
    OfficeTable read(const std::string& name, const std::string& content)
    {
        request.file = folder.file(name, content);
        return read_office_table(request);
    }
    std::string refusal(const std::string& content)
    {
        try {
            read("a.csv", content);
        } catch (const InputError& error) {
            return error.what();
        }
        return {};
    }

    // The same table with a point for each row, numbers as numbers.
    OfficeTable read_features_of(const std::string& csv)
    {
        std::vector<std::vector<std::string>> rows;
        for (std::istringstream lines{csv}; lines;) {
            std::string line, cell;
            if (!std::getline(lines, line)) break;
            auto& row = rows.emplace_back();
            for (std::istringstream cells{line + ","}; std::getline(cells, cell, ',');) row.push_back(cell);
        }
        std::string out = R"({"type": "FeatureCollection", "features": [)";
        for (std::size_t i = 1; i < rows.size(); ++i) {
            out += (i == 1 ? "" : ",") + std::string{R"({"type": "Feature", "properties": {)"};
            for (std::size_t c = 0; c < rows[i].size(); ++c) {
                const auto& cell = rows[i][c];
                const bool number = !cell.empty() && cell.find_first_not_of("0123456789") == std::string::npos;
                out += (c == 0 ? "\"" : ", \"") + rows[0][c] + "\": " +
                       (cell.empty() ? "null"
                        : number     ? cell
                                     : '"' + cell + '"');
            }
            out += R"(}, "geometry": {"type": "Point", "coordinates": [106, 38]}})";
        }
        return read("a.geojson", out + "]}");
    }

    Scratch folder;
    TableRequest request{.file = {}, .names = {"县区"}, .heads = {"值"}};
};

constexpr auto points = R"({"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"县区": "甲县", "值": "1,234.5"}, "geometry": {"type": "Point", "coordinates": [106, 38]}},
{"type": "Feature", "properties": {"县区": null, "值": null}, "geometry": {"type": "Point", "coordinates": [107, 38]}},
{"type": "Feature", "properties": {"县区": "合计", "值": "1,234.5"}, "geometry": null},
{"type": "Feature", "properties": {"县区": null, "值": null}, "geometry": null}]})";

TEST_F(ReadOfficeTable, GivesTheSameRowsOfASheetAndOfAVectorFile)
{
    const auto sheet = read("a.csv", "2023年\n县区,值\n甲县,\"1,234.5\"\n,\n合计,\"1,234.5\"\n");
    const auto features = read("a.geojson", points);
    for (const auto* one : {&sheet, &features}) {
        ASSERT_EQ(one->sheet.rows.size(), 2U);
        EXPECT_EQ(one->sheet.rows[0].cell(*one->column("值")), "1,234.5");
        EXPECT_EQ(one->label(0), "甲县");
        EXPECT_FALSE(one->marks[0].total);
        EXPECT_TRUE(one->marks[1].total);
        EXPECT_TRUE(one->geometries.empty());
    }
    EXPECT_EQ(sheet.sheet.rows[0].line, 3);
}

TEST_F(ReadOfficeTable, KeepsRowsThatAreNothingButAGeometryWhereThatCounts)
{
    request.geometries = true;
    const auto found = read("a.geojson", points);
    ASSERT_EQ(found.geometries.size(), 3U);
    EXPECT_EQ(found.geometries[1]->x, 107);
    EXPECT_FALSE(found.geometries[2]);
    EXPECT_TRUE(found.crs);
}

TEST_F(ReadOfficeTable, FiltersRowsByTheirNumbers)
{
    request.where = "值 > 1000";
    EXPECT_EQ(read("a.csv", "县区,值\n甲县,\"1,234.5\"\n乙县,９\n").sheet.rows.size(), 1U);
    EXPECT_THAT(refusal("县区,值\n甲县,1\n"), HasSubstr("no row of"));
}

TEST_F(ReadOfficeTable, FiltersRowsOfMergedCellsByWhatTheyShow)
{
    const auto labels = [](const OfficeTable& found) {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < found.sheet.rows.size(); ++i)
            out.push_back(found.label(i) + " " + found.sheet.rows[i].cell(*found.column("值")));
        return out;
    };
    request.heads = {"类别", "年份", "值"};
    request.where = "类别 = '油'";
    EXPECT_THAT(labels(read("a.csv", "县区,类别,值\nA1,油,1\nA2,煤,2\n,油,3\n")), ElementsAre("A1 1", "A2 3"));
    const auto merged = read("a.csv", "县区,类别,值\nA1,油,1\nA2,,2\nA3,煤,3\n合计,,6\n");
    EXPECT_THAT(labels(merged), ElementsAre("A1 1", "A2 2"));
    ASSERT_EQ(merged.sheet.warnings.size(), 1U);
    EXPECT_THAT(merged.sheet.warnings[0].english(), HasSubstr("row 3 A2"));
    request.where = "年份 = 2021";
    EXPECT_THAT(labels(read("a.csv", "县区,年份,值\nA1,2020,1\n,2021,2\nA2,2020,3\n,2021,4\n")),
                ElementsAre("A1 2", "A2 4"));
    request.where = "值 > 1";
    EXPECT_THAT(labels(read("a.csv", "县区,年份,值\nA1,2020,5\nA2,2020,\n")), ElementsAre("A1 5"));
    request.where = "类别 IS NULL";
    EXPECT_THAT(labels(read("a.csv", "县区,类别,值\nA1,油,1\nA2,,2\n")), ElementsAre("A2 2"));
    request.where = "类别 = '小计'";
    EXPECT_FALSE(read("a.csv", "县区,类别,值\nA1,油,1\nA1,小计,2\n").marks.at(0).total);
    request.where.clear();
    EXPECT_TRUE(read("a.csv", "县区,类别,值\nA1,油,1\nA1,小计,2\n").marks.at(1).subtotal);
}

// 合计 of rows that a filter leaves out is not what the filter asks for.
TEST_F(ReadOfficeTable, ASumOverRowsThatDoNotPassDoesNotCount)
{
    request.heads = {"类别", "年份", "值"};
    const auto counted = [this](const std::string& where, const std::string& rows) {
        request.where = where;
        const auto list = [](const OfficeTable& found) {
            std::string out;
            for (std::size_t i = 0; i < found.sheet.rows.size(); ++i)
                if (!found.marks[i].total) out += found.label(i) + found.sheet.rows[i].cell(6) + " ";
            return out;
        };
        const auto csv = "县区,部门,类别,备注,级别,年份,值(吨)\n" + rows;
        const auto out = list(read("a.csv", csv));
        request.may_be_empty = true;
        EXPECT_EQ(list(read_features_of(csv)), out) << "of features, " << where;
        return out;
    };
    request.heads.back() = "值（吨）";
    const std::string first = "A1,工业,煤,已关停,2,2023,40\nA1,交通,油,,2,2023,45\nA1,合计,合计,,1,2023,85\n",
                      second = "A2,工业,煤,已关停,2,2023,7\nA2,合计,合计,,1,2023,7\n";
    for (const auto* where : {"类别 <> '煤'", "NOT 类别 = '煤'", "类别 NOT IN ('煤', '气')", "部门 <> '工业'",
                              "备注 IS NULL", "部门 <> '工业' AND 年份 = 2023"})
        EXPECT_EQ(counted(where, first + second), "A145 ") << where;
    EXPECT_EQ(counted("\"值(吨)\" >= 45", first + second), "A145 ");
    EXPECT_EQ(counted("\"值(吨)\" >= 50", first + second), "") << "nor where nothing else passes";
    for (const auto* where : {"类别 = '合计'", "类别 LIKE '%计'", "类别 IN ('合计', '气')", "级别 = 1"})
        EXPECT_EQ(counted(where, first + second), "A185 A27 ") << where;
    EXPECT_EQ(counted("类别 IN ('合计', '油')", first + second), "A145 A27 ") << "it is asked for";
    EXPECT_EQ(counted("年份 = 2023", first + second + "A2,工业,煤,,2,2022,9\nA3,合计,合计,,1,2023,3\n"),
              "A140 A145 A27 A33 ")
        << "what it sums up passes, or is not there";
    EXPECT_EQ(counted("部门 <> '工业'", "A1,工业,煤,,2,2023,40\nA1,小计,—,,1,2023,40\nA2,交通,油,,2,2023,3\n"), "A23 ");
}

// A feature has no merged cells: what nobody stated is what no filter asks for, and told.
TEST_F(ReadOfficeTable, ABlankOfAFeatureDoesNotPassAFilter)
{
    request.heads = {"状态", "值"};
    const std::string csv = "县区,状态,值\nA1,在产,1\nA2,,2\nA3,停产,4\n";
    const auto passing = [&](const char* where) {
        request.where = where;
        const auto found = read_features_of(csv);
        std::string out;
        for (const auto& row : found.sheet.rows) out += row.cell(2);
        for (const auto& one : found.sheet.warnings) out += " " + one.english();
        return out;
    };
    EXPECT_EQ(passing("状态 = '在产'"), "1");
    EXPECT_THAT(passing("状态 <> '停产'"), testing::AllOf(testing::StartsWith("1 file"), HasSubstr("row 1 A2")));
    EXPECT_EQ(passing("状态 IS NULL OR 状态 = '在产'"), "12");
}

TEST_F(ReadOfficeTable, RowsOfFeaturesThatPassKeepTheirGeometries)
{
    request.geometries = true;
    request.where = "县区 <> '甲县'";
    const auto found = read("a.geojson", points);
    ASSERT_EQ(found.sheet.rows.size(), 1U);
    EXPECT_EQ(found.label(0), "合计");
    ASSERT_EQ(found.geometries.size(), 1U);
    EXPECT_FALSE(found.geometries[0].has_value());
    request.where = "县区 = '甲县'";
    EXPECT_EQ(read("a.geojson", points).geometries.at(0)->x, 106);
    request.where = "县区 = '乙县'";
    EXPECT_THROW(read("a.geojson", points), InputError);
    request.where = "FID = 0"; // which only the file knows
    EXPECT_EQ(read("a.geojson", points).label(0), "甲县");
}

// The word in a name is no word for a sum; 小计 at the end of one is.
TEST_F(ReadOfficeTable, ANameThatHoldsTheSignsOfASubtotalIsNone)
{
    request.heads = {"口径", "值"};
    request.one_counts = true;
    for (const std::string name : {"甲县", "微小计算产业园", "小计划公司", "Subtotalia"}) {
        const auto found = read("a.csv", "县区,口径,值\n" + name + ",合计,100\n" + name + ",规上,60\n");
        EXPECT_FALSE(found.marks[0].total) << name;
        EXPECT_TRUE(found.marks[1].total) << name;
    }
    const auto found = read("a.csv", "县区,口径,值\n甲县,规上小计,60\n甲县,合计,100\n甲县,规下,40\n");
    EXPECT_TRUE(found.marks[0].total && found.marks[2].total && !found.marks[1].total);
}

TEST_F(ReadOfficeTable, WhatAColumnOfSourcesSaysIsWhatARowIsOf)
{
    for (const std::string head : {"能源来源", "品种", "电力来源"}) {
        request.heads = {head, "值"};
        const auto found = read("a.csv", "县区," + head + ",值\n甲县,煤,100\n甲县,其中：原煤,60\n甲县,油,7\n");
        EXPECT_TRUE(found.marks[1].total) << head;
        EXPECT_FALSE(found.marks[0].total || found.marks[2].total) << head;
    }
}

TEST_F(ReadOfficeTable, TellsOfRowsThatABlankAloneKeepsOut)
{
    request.heads = {"状态", "值"};
    const std::string rows = "县区,企业,状态,值\nA1,甲,,1\n,乙,在产,2\n,丙,停产,3\n,丁,,4\n合计,,,10\n";
    const auto passing = [&](const std::string& where) {
        request.where = where;
        const auto found = read("a.csv", rows);
        std::string out;
        for (const auto& row : found.sheet.rows) out += row.cell(3);
        for (const auto& one : found.sheet.warnings) out += " " + one.english();
        return out;
    };
    EXPECT_THAT(passing("状态 <> '停产'"), testing::AllOf(testing::StartsWith("2 file"), HasSubstr("2 rows leave"),
                                                          HasSubstr("row 2 A1, row 5 A1")));
    for (const auto* where : {"状态 = '在产'", "状态 IN ('在产')"}) EXPECT_EQ(passing(where), "2") << where;
    EXPECT_EQ(passing("状态 IS NULL OR 状态 <> '停产'"), "12410");
    EXPECT_EQ(passing("状态 = '停产'"), "3") << "a column that begins blank is not merged";
}

TEST_F(ReadOfficeTable, FillsNoColumnWhoseHeadIsOnlyPartOfAnotherOrOfAValue)
{
    request.heads = {"类", "类型", "值"};
    for (const auto* where : {"类型 = '在产'", "类型 <> '类'"}) {
        request.where = where;
        const auto found = read("a.csv", "县区,类,类型,值\nA1,甲,在产,1\nA2,,在产,2\n");
        EXPECT_EQ(found.sheet.rows.size(), 2U) << where;
        EXPECT_TRUE(found.sheet.warnings.empty()) << where;
    }
    request.heads = {"类别", "值"};
    request.where = "类别 <> 'null'";
    EXPECT_EQ(read("a.csv", "县区,类别,值\nA1,油,1\nA2,,2\n").sheet.rows.size(), 2U) << "a value asks for no blanks";
}

TEST_F(ReadOfficeTable, RefusesWhatHasNoRowsUnlessItMayBeEmpty)
{
    EXPECT_THAT(refusal("县区,值\n"), HasSubstr("no rows below its head in line 1"));
    EXPECT_THAT(refusal("县区,值\n甲县,1,234\n乙县,2,345\n丙县,1\n"),
                HasSubstr("stands beyond the last of the 2 heads"));
    request.may_be_empty = true;
    EXPECT_TRUE(read("a.csv", "县区,值\n").sheet.rows.empty());
}

class ScaledCellsOf : public ReadOfficeTable {
protected:
    OfficeTable read_book(const std::string& head, const std::string& format)
    {
        request.file = folder / "b.xlsx";
        request.heads = {head};
        write_office_file(
            request.file,
            {{.name = "表", .rows = {{"县区", head}, {"甲县", {123456, format}}, {"乙县", {0, format}}}}});
        return read_office_table(request);
    }
    std::string book_refusal(const std::string& head, const std::string& format)
    {
        try {
            read_book(head, format);
        } catch (const InputError& error) {
            return error.what();
        }
        return {};
    }
};

TEST_F(ScaledCellsOf, AColumnCountAsTheyAreStoredAndAreTold)
{
    for (const auto& [head, format, shown] :
         std::vector<std::array<std::string, 3>>{{"产值（元）", "0!.0,", "12.3456"},
                                                 {"产值（万元）", "#,##0,", "123.456"},
                                                 {"产值（万元）", "0.00,,\"百万\"", "0.123456百万"},
                                                 {"产值（万元）", "#,##0.0,\"万\"", "123.456万"},
                                                 {"产值", "0!.0,", "12.3456"}}) {
        const auto table = read_book(head, format);
        EXPECT_EQ(table.sheet.rows.at(0).cell(1), "123456") << format;
        EXPECT_EQ(table.sheet.rows.at(1).cell(1), "0") << format;
        ASSERT_EQ(table.sheet.warnings.size(), 1U) << format;
        EXPECT_THAT(table.sheet.warnings.front().english(),
                    testing::AllOf(HasSubstr("B2"), HasSubstr(format), HasSubstr("shows 123456 as " + shown)));
    }
}

TEST_F(ScaledCellsOf, AnOdsWorkbookAreSeenByWhatTheyShow)
{
    request.file = folder / "b.ods";
    const auto write = [&](const std::string& head) {
        write_office_file(request.file, {{.name = "表", .rows = {{"县区", head}, {"甲县", {123456, "0.0", "12.3"}}}}});
        request.heads = {head};
    };
    write("产值（元）");
    const auto table = read_office_table(request);
    EXPECT_EQ(table.sheet.rows.at(0).cell(1), "123456");
    ASSERT_EQ(table.sheet.warnings.size(), 1U);
    write("产值（万元）");
    EXPECT_THROW(read_office_table(request), InputError);
}

TEST_F(ScaledCellsOf, AnOdsWorkbookThatShowNothingButZerosCountAsTheyAreStored)
{
    request.file = folder / "z.ods";
    request.heads = {"产值（元）"};
    write_office_file(request.file,
                      {{.name = "表", .rows = {{"县区", "产值（元）"}, {"甲县", {123, "0.00", "0.00"}}}}});
    EXPECT_EQ(read_office_table(request).sheet.rows.at(0).cell(1), "123");
}

TEST_F(ScaledCellsOf, AColumnInAUnitOfThatScaleAreRefused)
{
    for (const auto& [head, format] : std::vector<std::pair<std::string, std::string>>{
             {"产值（万元）", "0!.0,"}, {"产值（千元）", "#,##0,"}, {"产值（百万元）", "0.00,,"}})
        EXPECT_THAT(book_refusal(head, format), testing::AllOf(HasSubstr(format), HasSubstr("either number"))) << head;
    EXPECT_EQ(book_refusal("产值（元）", "#,##0"), "");
}

} // namespace
} // namespace peaksite
