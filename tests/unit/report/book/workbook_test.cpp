#include "report/book/workbook.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "support/results.hpp"
#include "support/scratch.hpp"
#include "support/workbook_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

namespace peaksite {
namespace {

using testing::HasSubstr;
using testing::Not;

void write(const std::filesystem::path& path, const std::function<void(Workbook&)>& use)
{
    Workbook book{path, {.title = "表", .program = "peaksite", .date = "2024-05-06"}};
    use(book);
    book.close();
}

TEST(Workbook, ComesBackCellByCell)
{
    const Scratch scratch;
    write(scratch / "a.xlsx", [](Workbook& book) {
        auto& sheet = book.sheet("县（区）");
        sheet.text(0, 0, "名称", {.bold = true});
        sheet.number(1, 1, 0.1);
        sheet.text(2, 0, "兴庆区");
        sheet.number(2, 1, 12345.678, {.number_format = "#,##0.0"});
        book.sheet("二").text(0, 0, "x");
    });
    const ReadWorkbook read{scratch / "a.xlsx"};
    EXPECT_EQ(read.names, (std::vector<std::string>{"县（区）", "二"}));
    const auto& rows = read.rows("县（区）");
    EXPECT_EQ(rows.at(0).at(0), "名称");
    EXPECT_EQ(std::stod(rows.at(1).at(1)), 0.1);
    EXPECT_EQ(rows.at(2).at(0), "兴庆区");
    EXPECT_EQ(std::stod(rows.at(2).at(1)), 12345.678) << "a format rounds what is shown, not what is kept";
}

TEST(Workbook, NothingFromDataBecomesAFormula)
{
    const Scratch scratch;
    const std::vector<std::string> hostile{"=1+1", "+A1",       "-A1", "@SUM(A1)", "=HYPERLINK(\"http://a\",\"b\")",
                                           "{=1}", "http://a.b"};
    write(scratch / "a.xlsx", [&](Workbook& book) {
        auto& sheet = book.sheet("a");
        for (std::size_t i = 0; i < hostile.size(); ++i) sheet.text(static_cast<int>(i), 0, hostile[i]);
        sheet.merged(20, 0, 21, 3, "=2+2");
    });
    const ReadWorkbook read{scratch / "a.xlsx"};
    const auto sheet = read.part("xl/worksheets/sheet1.xml");
    ASSERT_THAT(sheet, HasSubstr("<sheetData>"));
    EXPECT_THAT(sheet, Not(HasSubstr("<f"))) << "no cell holds a formula";
    EXPECT_THAT(sheet, Not(HasSubstr("<hyperlink")));
    for (std::size_t i = 0; i < hostile.size(); ++i) EXPECT_EQ(read.rows("a").at(i).at(0), hostile[i]);
}

TEST(Workbook, TakesNamesThatBreakOtherFiles)
{
    const Scratch scratch;
    write(scratch / "a.xlsx", [](Workbook& book) {
        auto& sheet = book.sheet("a");
        int row = 0;
        sheet.text(row++, 0, "head");
        for (const auto& name : hostile_names()) sheet.text(row++, 0, name);
        sheet.text(row, 0, "\xFF\xFE odd \x01");
        sheet.note(row, 0, "\xC3 <note> & ]]> \x02");
    });
    const ReadWorkbook read{scratch / "a.xlsx"};
    const auto& rows = read.rows("a");
    for (const auto* name : {"say \"no\"", "two\nlines", "<b>&amp;</b>", "]]>", "=1+1", "cr\nlf", "tab bed"})
        EXPECT_FALSE(read.row_with("a", name).empty()) << name;
    EXPECT_TRUE(is_utf8(rows.back().at(0)));
    EXPECT_THAT(read.part("xl/comments1.xml"), HasSubstr("&lt;note&gt; &amp; ]]&gt;"));
}

TEST(Workbook, SheetsHaveNamesThatSpreadsheetsTake)
{
    const Scratch scratch;
    write(scratch / "a.xlsx", [](Workbook& book) {
        for (const auto* wish : {"a/b[c]", "", "县", "县", "History", "'x'",
                                 "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四",
                                 "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三五"})
            book.sheet(wish).text(0, 0, "x");
    });
    EXPECT_THAT(ReadWorkbook{scratch / "a.xlsx"}.names,
                testing::ElementsAre("a_b_c_", "Sheet", "县", "县(2)", "Sheet(2)", "x",
                                     "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一",
                                     "一二三四五六七八九十一二三四五六七八九十一二三四五六七(2)"));
}

TEST(Workbook, TheSameCallsWriteTheSameBytes)
{
    const Scratch scratch;
    const auto fill = [](Workbook& book) {
        auto& sheet = book.sheet("a");
        for (int row = 0; row < 50; ++row)
            sheet.number(row, row % 7, std::sqrt(row),
                         {.bold = row % 2 == 0, .number_format = row % 3 == 0 ? "0.0" : "0"});
        sheet.note(3, 3, "注");
        sheet.fit_columns(5, 20);
        sheet.freeze(1, 1);
        sheet.filter(0, 0, 49, 6);
        sheet.choices(1, 6, 9, 6, {"是", "否"});
        sheet.page(true, 1, "A & B");
    };
    write(scratch / "a.xlsx", fill);
    write(scratch / "b.xlsx", fill);
    EXPECT_EQ(content_of(scratch / "a.xlsx"), content_of(scratch / "b.xlsx"));
    EXPECT_THAT(ReadWorkbook{scratch / "a.xlsx"}.part("docProps/core.xml"), HasSubstr("2024-05-06T12:00:00Z"));
}

TEST(Workbook, FreezesFiltersAndOffersChoices)
{
    const Scratch scratch;
    write(scratch / "a.xlsx", [](Workbook& book) {
        auto& sheet = book.sheet("a");
        sheet.text(0, 0, "头");
        sheet.text(1, 0, "一二三四五六七八九十");
        sheet.fit_columns(5, 60);
        EXPECT_GT(sheet.width_of(0), 20) << "a Chinese character is two wide";
        sheet.freeze(1, 0);
        sheet.filter(0, 0, 1, 0);
        sheet.choices(1, 1, 5, 1, {"城市", "园区"});
        sheet.page(false, 1, "内部");
    });
    const auto sheet = ReadWorkbook{scratch / "a.xlsx"}.part("xl/worksheets/sheet1.xml");
    EXPECT_THAT(sheet, HasSubstr("state=\"frozen\""));
    EXPECT_THAT(sheet, HasSubstr("<autoFilter ref=\"A1:A2\"/>"));
    EXPECT_THAT(sheet, HasSubstr("城市,园区"));
    EXPECT_THAT(sheet, HasSubstr("fitToHeight=\"0\""));
    EXPECT_THAT(sheet, HasSubstr("内部"));
}

// What has no room in a footer goes at its begin: how secret a page is stands at its end.
TEST(Workbook, ALongFooterKeepsItsEnd)
{
    const Scratch scratch;
    std::string title;
    for (int i = 0; i < 40; ++i) title += "碳达峰&";
    write(scratch / "a.xlsx", [&](Workbook& book) {
        book.sheet("a").page(false, 1, title + "  内部");
        book.sheet("b").page(false, 1, "短  内部");
    });
    const ReadWorkbook read{scratch / "a.xlsx"};
    EXPECT_THAT(read.part("xl/worksheets/sheet1.xml"), HasSubstr("&amp;&amp;  内部&amp;R"));
    EXPECT_THAT(read.part("xl/worksheets/sheet1.xml"), HasSubstr("&amp;L…"));
    EXPECT_THAT(read.part("xl/worksheets/sheet2.xml"), HasSubstr("&amp;L短  内部&amp;R"));
}

TEST(Workbook, NumbersThatAreNoneLeaveTheCellEmpty)
{
    const Scratch scratch;
    write(scratch / "a.xlsx", [](Workbook& book) {
        auto& sheet = book.sheet("a");
        sheet.number(0, 0, std::numeric_limits<double>::quiet_NaN());
        sheet.number(0, 1, std::numeric_limits<double>::infinity());
        sheet.number(0, 2, 0);
    });
    const ReadWorkbook read{scratch / "a.xlsx"};
    EXPECT_EQ(read.rows("a").at(0), (std::vector<std::string>{"", "", "0"}));
}

TEST(Workbook, AFileThatCannotBeWrittenIsAnError)
{
    const Scratch scratch;
    for (const auto& path : {std::filesystem::path{"/nonexistent/a.xlsx"}, scratch.folder()}) {
        Workbook book{path, {}};
        book.sheet("a").text(0, 0, "x");
        EXPECT_THROW(book.close(), InputError) << path;
    }
    Workbook book{scratch / "b.xlsx", {}};
    EXPECT_THROW(book.sheet("a").picture(0, 0, scratch / "none.png"), InputError);
}

TEST(Workbook, WhatIsNotClosedIsNotWritten)
{
    const Scratch scratch;
    {
        Workbook book{scratch / "a.xlsx", {}};
        book.sheet("a").text(0, 0, "x");
    }
    EXPECT_FALSE(std::filesystem::exists(scratch / "a.xlsx"));
}

RC_GTEST_PROP(CellText, IsAlwaysWellFormedAndKeepsWhatIs, (std::string text))
{
    const auto clean = cell_text(text);
    RC_ASSERT(is_utf8(clean));
    RC_ASSERT(cell_text(clean) == clean);
    RC_ASSERT(std::ranges::none_of(clean, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }));
}

TEST(CellText, CutsWhatNoCellHolds)
{
    std::string text;
    for (int i = 0; i < 40000; ++i) text += "县";
    EXPECT_EQ(cell_text(text).size(), 3U * 32001U);
    EXPECT_TRUE(cell_text(text).ends_with("县…"));
}

TEST(CellText, CountsChineseTwice)
{
    EXPECT_EQ(characters_across("县a"), 3);
    EXPECT_EQ(characters_across("县\nabcd\n"), 4);
    EXPECT_EQ(characters_across(""), 0);
}

} // namespace
} // namespace peaksite
