#include "io/files/limits.hpp"
#include "io/tables/sheet.hpp"

#include "base/error.hpp"
#include "io/files/gdal.hpp"
#include "io/vector/number_format.hpp"
#include "io/vector/vector_file.hpp"
#include "support/office_file.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

std::string refusal(const std::string& file)
{
    try {
        read_sheet({.file = file, .table = {}});
    } catch (const InputError& error) {
        return error.what();
    }
    return "read";
}

TEST(NumberFormats, SayWhatASpreadsheetShows)
{
    struct Format {
        const char* code;
        double value;
        const char* shown;
    };
    for (const auto& [code, value, shown] : {Format{"", 0.1234, "0.1234"},
                                             Format{"General", 12, "12"},
                                             Format{"0.00%", 0.1234, "12.34%"},
                                             Format{"0%", -0.005, "-0.5%"},
                                             Format{"0%", 1, "100%"},
                                             Format{"0%", 12.34567, "1234.567%"},
                                             Format{"0.0\"%\"", 12.34, "12.34%"},
                                             Format{"0.0\\%", 12.34, "12.34%"},
                                             Format{"0.00;[Red]0.00%", -0.5, "-50%"},
                                             Format{"0.00;[Red]0.00%", 0.5, "0.5"},
                                             Format{"[<1]0.0%;0", 0.5, "50%"},
                                             Format{"[<1]0.0%;0", 5, "5"},
                                             Format{"#,##0.00,,\"百万\"", 12345678, "12345678"},
                                             Format{"# ?/?", 0.5, "0.5"},
                                             Format{"0.00_%", 12.34, "12.34"},
                                             Format{"0.00_%;-0.00_%", -12.34, "-12.34"},
                                             Format{"*%0", 5, "5"},
                                             Format{"0.00E+00", 12345, "12345"},
                                             Format{"\"d\"0", 5, "5"},
                                             Format{"[Red]0", 5, "5"},
                                             Format{"yyyy/m/d", 45291, "2023/12/31"},
                                             Format{"yyyy\"年\"m\"月\"", 45291, "2023/12/31"},
                                             Format{"[$-804]yyyy/m/d", 1, "1900/01/01"},
                                             Format{"d/m/yy", 61, "1900/03/01"},
                                             Format{"h:mm", 0.5, "12:00:00"},
                                             Format{"[h]:mm", 1.5, "36:00:00"},
                                             Format{"yyyy/m/d h:mm", 45291.25, "2023/12/31 06:00:00"},
                                             Format{"yyyy", -5, "-5"},
                                             Format{"0", 640105000000, "640105000000"}})
        EXPECT_EQ(shown_number(value, shown_as(code, value)), shown) << code << " " << value;
    EXPECT_EQ(shown_number(0, ShownAs::date, true), "1904/01/01");
}

TEST(NumberFormats, ShowTheirWordsWhereTheySayMoreThanTheNumber)
{
    struct Format {
        const char* code;
        double value;
        const char* shown;
    };
    for (const auto& [code, value, shown] :
         {Format{"\"A\"0", 1, "A1"},
          Format{"\"A\"000", 7, "A007"},
          Format{"000000", 123, "000123"},
          Format{"0\"万\"", 3, "3万"},
          Format{"0.0\"万元\"", 3.5, "3.5万元"},
          Format{"0亿", 3, "3亿"},
          Format{"0!.0,\"万\"", 123456, "123456"},
          Format{"#,##0.00,,\"百万\"", 12345678, "12345678"},
          Format{"0\"元\"", 3.25, "3.25"},
          Format{"0\" t\"", 3.25, "3.25"},
          Format{"\"¥\"#,##0.00", 3.256, "3.256"},
          Format{"[$¥-804]#,##0.00", 3.256, "3.256"},
          Format{"0\"年\"", 2021, "2021"},
          Format{"\"第\"0\"号\"", 4, "第4号"},
          Format{"\"是\";;\"否\"", 1, "是"},
          Format{"_ * #,##0.00_ ;_ * \"-\"??_ ;_ @_ ", 0, "0"},
          Format{"0.00%", 0.5, "50%"},
          Format{"#,##0.00", 1234.567, "1234.567"},
          Format{"General", 12, "12"},
          Format{"General\"万\"", 3.5, "3.5万"},
          Format{"General\\万", 3, "3万"},
          Format{"G/通用格式\"万\"", 3, "3万"},
          Format{"GENERAL\"元\"", 3, "3"},
          Format{"General\"%\"", 3, "3%"},
          Format{"General%", 0.5, "50%"},
          Format{"\"A\"General", 7, "A7"},
          Format{"0\"0\"", 30, "300"},
          Format{"General\"0\"", 30, "300"},
          Format{"\"64\"0000", 105, "640105"},
          Format{"\"-\"0", 3, "-3"},
          Format{"-General", 3, "-3"},
          Format{"-0", -3, "-3"},
          Format{"0.0;0.0", -5.5, "-5.5"},
          Format{"0\"万\";-0\"万\"", -3, "-3万"},
          Format{"0.0;-0.0", -3.5, "-3.5"},
          Format{"[$USD] #,##0", 3, "USD3"},
          Format{"[$€-407]0", 3, "€3"},
          Format{"$#,##0", 3, "$3"},
          Format{"\"US$\"0", 3, "US$3"},
          Format{"0\"USD\"", 3, "3USD"},
          Format{"0\"美元\"", 3, "3美元"},
          Format{"[$CNY] 0", 3, "3"},
          Format{"[$人民币-804]0", 3, "3"},
          Format{"\"人民币\"0\"元\"", 3, "3"},
          Format{"[$-804]0", 3, "3"},
          Format{"[$￥-804]* #,##0", 3, "3"},
          Format{"[Red]0.0", 3, "3"},
          Format{"[DBNum1]0", 3, "3"},
          Format{"_ [$¥-804]* #,##0.00_ ;_ [$¥-804]* -#,##0.00_ ;_ [$¥-804]* \"-\"??_ ;_ @_ ", -3.5, "-3.5"}})
        EXPECT_EQ(shown_cell(code, value), shown) << code << " " << value;
}

TEST(Workbook, ReadsTextsAsTheyAreWritten)
{
    prepare_gdal();
    const Scratch scratch;
    auto parts = xlsx_parts({{.name = "表", .rows = {{"a"}}}});
    for (auto& [name, content] : parts) {
        if (name == "xl/worksheets/sheet1.xml")
            content = "<worksheet xmlns:x=\"u\"><sheetData><x:row><x:c t=\"s\"><x:v>0</x:v></x:c><x:c "
                      "t=\"s\"><x:v>1</x:v></x:c></x:row><row r=\"5\"><c r=\"C5\" t=\"b\"><v>1</v></c><c "
                      "t=\"str\"><f>A1</f><v></v></c>"
                      "<c t=\"e\"><v>#N/A</v></c></row></sheetData></worksheet>";
        if (name == "xl/_rels/workbook.xml.rels")
            content.insert(content.find("</Relationships>"),
                           "<Relationship Id=\"rT\" Type=\"u/sharedStrings\" Target=\"/xl/texts.xml\"/>");
    }
    parts.emplace_back("xl/texts.xml", "<sst><si><r><t>西</t></r><r><t>夏_x000A_区</t></r><rPh sb=\"0\" "
                                       "eb=\"1\"><t>guide</t></rPh></si><si><t>_x0000_&lt;b&gt;</t></si></sst>");
    write_zip(scratch / "a.xlsx", parts);
    const auto sheet = read_sheet({.file = (scratch / "a.xlsx").string(), .table = {}});
    ASSERT_EQ(sheet.rows.size(), 2U);
    EXPECT_THAT(sheet.rows[0].cells, testing::ElementsAre("西夏\n区", "<b>"));
    EXPECT_EQ(sheet.rows[1].line, 5);
    EXPECT_THAT(sheet.rows[1].cells, testing::ElementsAre("", "", "TRUE", "", "#N/A"));
    EXPECT_TRUE(sheet.warnings.empty());
}

TEST(Workbook, HasAllItsSheetsByName)
{
    prepare_gdal();
    const Scratch scratch;
    const std::vector<OfficeSheet> sheets{{.name = "一张很长名字的工作表用来越过短字符串", .rows = {{"a"}, {"x"}}},
                                          {.name = "藏", .rows = {{"b"}}, .hidden = true}};
    for (const auto* ending : {"xlsx", "ods", "xls"}) {
        const auto file = scratch / (std::string{"t."} + ending);
        write_office_file(file, sheets);
        EXPECT_EQ(sheet_names(file.string()), (std::vector<std::string>{sheets[0].name, "藏"})) << ending;
        EXPECT_EQ(read_sheet({.file = file.string(), .table = "藏"}).rows.at(0).cell(0), "b") << ending;
        EXPECT_EQ(read_features({.file = file.string(), .table = {}, .where = {}, .encoding = "auto", .crs = {}})
                      .tables.size(),
                  2U)
            << ending;
    }
}

TEST(Workbook, TellsOfResultsThatALibraryHasLeftAtZero)
{
    prepare_gdal();
    const Scratch scratch;
    for (const bool unknown : {true, false}) {
        auto parts =
            xlsx_parts({{.name = "表", .rows = {{"a"}, {1.0}}}}, unknown ? "<calcPr fullCalcOnLoad=\"1\"/>" : "");
        parts[0].second = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><f>5+5</f><v>0</v></c></row><row r=\"2\"><c "
                          "r=\"A2\"><f>5+5</f><v>10</v></c></row></sheetData></worksheet>";
        const auto file = scratch / (unknown ? "a.xlsx" : "b.xlsx");
        write_zip(file, parts);
        const auto sheet = read_sheet({.file = file.string(), .table = {}});
        EXPECT_EQ(sheet.rows.back().cells, std::vector<std::string>{"10"});
        EXPECT_EQ(sheet.unsolved, unknown ? std::vector{CellAddress{}} : std::vector<CellAddress>{});
        EXPECT_EQ(sheet.rows.size(), unknown ? 1U : 2U);
    }
}

// Cut anywhere, a workbook is refused with its name: no row is lost without a word.
TEST(Workbook, ThatIsCutShortIsRefused)
{
    prepare_gdal();
    const Scratch scratch;
    const std::vector<OfficeSheet> sheets{{.name = "表", .rows = {{"编号", "值"}, {"A", 1.0}, {"B", 2.0}}}};
    for (const auto* ending : {"xlsx", "ods"}) {
        const bool xlsx = std::string_view{ending} == "xlsx";
        const auto whole = xlsx ? xlsx_parts(sheets) : ods_parts(sheets);
        const auto part = xlsx ? std::size_t{0} : std::size_t{1};
        const auto size = whole[part].second.size();
        for (std::size_t step = 0; step < 20; ++step) {
            auto parts = whole;
            parts[part].second.resize(size * step / 20);
            const auto file = scratch / (std::to_string(step) + "." + ending);
            write_zip(file, parts);
            EXPECT_THAT(refusal(file.string()), testing::AllOf(HasSubstr(file.filename().string()),
                                                               AnyOf(HasSubstr("cut short"), HasSubstr("damaged"))))
                << step;
        }
        const auto file = scratch / (std::string{"whole."} + ending);
        write_zip(file, whole);
        const auto bytes = content_of(file);
        for (std::size_t step = 0; step < 20; ++step) {
            const auto cut =
                scratch.file("cut" + std::to_string(step) + "." + ending, bytes.substr(0, bytes.size() * step / 20));
            EXPECT_THAT(refusal(cut), AnyOf(HasSubstr("cut short"), HasSubstr("damaged"))) << step;
        }
        auto flipped = bytes;
        flipped[bytes.find(whole[part].first) + whole[part].first.size() + 20] ^= 0x10;
        EXPECT_THAT(refusal(scratch.file(std::string{"flipped."} + ending, flipped)),
                    AnyOf(HasSubstr("cut short"), HasSubstr("damaged")));
    }
}

TEST(Workbook, ThatIsHostileIsRefused)
{
    prepare_gdal();
    const Scratch scratch;
    int number = 0;
    const auto with_sheet = [&](const std::string& content) {
        auto parts = xlsx_parts({{.name = "表", .rows = {{"a"}}}});
        parts[0].second = content;
        const auto file = scratch / (std::to_string(number++) + ".xlsx");
        write_zip(file, parts);
        return refusal(file.string());
    };
    const std::string begin = "<worksheet><sheetData>", end = "</sheetData></worksheet>";
    EXPECT_THAT(with_sheet("<!DOCTYPE a [<!ENTITY b \"bb\">]>" + begin +
                           "<row r=\"1\"><c t=\"str\"><v>&b;</v></c></row>" + end),
                HasSubstr("document type"));
    EXPECT_THAT(with_sheet(begin + "<row r=\"1\"><c r=\"ZZZZZZZZ1\"><v>1</v></c></row>" + end), HasSubstr("damaged"));
    EXPECT_THAT(with_sheet(begin + "<row r=\"9999999999\"><c><v>1</v></c></row>" + end), HasSubstr("damaged"));
    EXPECT_THAT(with_sheet(begin + "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>" + end), HasSubstr("A1"));
    EXPECT_THAT(with_sheet(begin + "<row r=\"2\"/><row r=\"1\"/>" + end), HasSubstr("row 1"));
    std::string wide = begin;
    for (int row = 1; row < 4000; ++row) wide += "<row><c r=\"XFD" + std::to_string(row) + "\"><v>1</v></c></row>";
    auto small = limits();
    small.sheet_bytes = 1U << 20U;
    {
        const OtherLimits inside{small};
        EXPECT_THAT(with_sheet(wide + end), HasSubstr("1 MB of cells"));
    }
    EXPECT_THAT(refusal(scratch.file("text.xlsx", "a,b\n1,2\n")), HasSubstr("no workbook of its kind"));
    EXPECT_THAT(refusal(scratch.file("text.xls", "<html><table/></html>")), HasSubstr("save it as XLSX"));
}

TEST(DelimitedText, IsTakenApartByTheSignThatMostRowsShare)
{
    const Scratch scratch;
    struct Form {
        const char* text;
        std::vector<std::string> last;
    };
    for (const auto& [text, last] :
         {Form{"a;b;c\n1;106,2;7,5\n2;106,7;8,25\n", {"2", "106.7", "8.25"}},
          Form{"a\tb\n甲\t1,234\n乙\t12,345\n", {"乙", "12,345"}}, Form{"a;b (t, net)\n甲;1\n", {"甲", "1"}},
          Form{"表,,\na,b,c\n1,2,3\n", {"1", "2", "3"}}, Form{"a\n1\n2\n", {"2"}},
          Form{"a|b\n1|x;y,z\n2|x;y,z\n", {"2", "x;y,z"}}, Form{"a,b\n\"x\ny\"\"z\"\"\",2\n", {"x\ny\"z\"", "2"}},
          Form{"a,b\r1,2\r3,4\r", {"3", "4"}}}) {
        const auto sheet = read_sheet({.file = scratch.file("a.csv", text), .table = {}});
        EXPECT_EQ(sheet.rows.back().cells, last) << text;
    }
}

TEST(DelimitedText, TellsWhatMayBeMeantOtherwise)
{
    const Scratch scratch;
    const auto told = [&](const std::string& text) {
        std::string out;
        for (const auto& one : read_sheet({.file = scratch.file("a.csv", text), .table = {}}).warnings)
            out += one.english();
        return out;
    };
    EXPECT_THAT(told("a;b\n1;10,255\n"), HasSubstr("'10,255' (row 2)"));
    EXPECT_EQ(told("a;b\n1;10,255\n2;1,234.5\n"), "");
    EXPECT_EQ(told("a,b\n1,\"10,255\"\n"), "");
    EXPECT_THAT(told("a,b,c\n1,2,3\n4,5"), HasSubstr("line 3, has 2 of 3 cells"));
    EXPECT_EQ(told("a,b,c\n1,2,3\n4,5,6"), "");
    EXPECT_THAT(told("a,b\n1,x\x01y\n"), HasSubstr("taken as blanks"));
}

TEST(DelimitedText, ThatIsBrokenOrBoundlessIsRefusedAtOnce)
{
    const Scratch scratch;
    EXPECT_THAT(refusal(scratch.file("a.csv", "a,b\n\"1,2\n3,4\n")), HasSubstr("line 2: a quotation mark is opened"));
    EXPECT_THAT(refusal(scratch.file("b.csv", std::string{"a,b\n1,\0\n", 8})), HasSubstr("line 2: a byte 0"));
    EXPECT_THAT(refusal(scratch.file("c.csv", "a,b\n" + std::string(200000, ',') + "\n")),
                HasSubstr("more than 16384 columns"));
    EXPECT_EQ(refusal(scratch.file("d.csv", "a,b\n" + std::string(200000, '"') + ",1\n")), "read");
}

TEST(PlainTables, KeepAllColumnsOfACsvFile)
{
    const Scratch scratch;
    std::string head = "code", row = "1";
    for (int i = 0; i < 2500; ++i) head += ",c" + std::to_string(i), row += ",7";
    const auto table = read_features({.file = scratch.file("wide.csv", head + "\n" + row + "\n"),
                                      .table = {},
                                      .where = {},
                                      .encoding = "auto",
                                      .crs = {}});
    EXPECT_EQ(table.columns.size(), 2501U);
    EXPECT_EQ(table.features.at(0).values.back(), "7");
    EXPECT_EQ(
        read_features(
            {.file = scratch.file("one.csv", "code\n1\n2\n"), .table = {}, .where = {}, .encoding = "auto", .crs = {}})
            .features.size(),
        2U);
}

} // namespace
} // namespace peaksite
