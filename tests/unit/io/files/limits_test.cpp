#include "io/files/limits.hpp"

#include "base/error.hpp"
#include "io/raster/raster_file.hpp"
#include "io/tables/sheet.hpp"
#include "io/vector/vector_file.hpp"
#include "support/office_file.hpp"
#include "support/ogr_files.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <functional>

// Every reader of files that people hand in meets an input without end, or a limit made small: it is refused at once,
// with a sentence that names the file. A new reader or limit is a row of the table below.

namespace peaksite {
namespace {

std::string repeated(const std::string& what, int times)
{
    std::string out;
    for (int i = 0; i < times; ++i) out += what;
    return out;
}

void sheet(const std::string& file) { read_sheet({.file = file, .table = {}, .encoding = "auto"}); }
void features(const std::string& file)
{
    read_features({.file = file, .table = {}, .where = {}, .encoding = "auto", .crs = "EPSG:4490"});
}
void raster(const std::string& file) { look_at_raster(file, 1, "EPSG:4326"); }

using Reader = void (*)(const std::string&);
using Make = std::function<std::string(const Scratch&)>;

struct Case {
    std::string name;
    Reader read;
    Make make;
    std::function<void(Limits&)> limit; ///< made small; nothing: the file has no end under any
    std::vector<std::string> told;
};

Make text(const std::string& name, const std::string& content)
{
    return [=](const Scratch& scratch) { return scratch.file(name, content); };
}

Make zipped(const std::string& name, const ZipContent& parts)
{
    return [=](const Scratch& scratch) {
        write_zip(scratch / name, parts);
        return (scratch / name).string();
    };
}

Make workbook(const std::string& name, int rows)
{
    return [=](const Scratch& scratch) {
        OfficeRows all(static_cast<std::size_t>(rows), {"编号", 12.5, "words that take some place"});
        write_office_file(scratch / name, {{.name = "表", .rows = all}});
        return (scratch / name).string();
    };
}

ZipContent ods(const std::string& table, const std::string& before = {})
{
    return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
            {"content.xml",
             "<?xml version=\"1.0\"?>" + before +
                 "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>"
                 "<office:spreadsheet><table:table table:name=\"a\">" +
                 table + "</table:table></office:spreadsheet></office:body></office:document-content>"}};
}
const std::string word = "<table:table-cell><text:p>word</text:p></table:table-cell>";

std::string entities(const std::string& root)
{
    std::string out = "<!DOCTYPE " + root + " [<!ENTITY a0 \"lol\">";
    for (int i = 1; i < 12; ++i) {
        const auto before = "&a" + std::to_string(i - 1) + ";";
        out += "<!ENTITY a" + std::to_string(i) + " \"" + repeated(before, 10) + "\">";
    }
    return out + "]>";
}

std::string kml(const std::string& name, const std::string& before = {})
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + before +
           "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark><name>" + name +
           "</name><Point><coordinates>105,38</coordinates></Point></Placemark></Document></kml>";
}

const std::string line = "0\nLINE\n8\na\n10\n0\n20\n0\n11\n5\n21\n5\n";

std::string drawing(const std::string& blocks, const std::string& entities)
{
    return "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1015\n0\nENDSEC\n0\nSECTION\n2\nBLOCKS\n" + blocks +
           "0\nENDSEC\n0\nSECTION\n2\nENTITIES\n" + entities + "0\nENDSEC\n0\nEOF\n";
}

// Each block holds the one before it ten times.
std::string blocks_in_blocks(int depth)
{
    std::string blocks;
    const auto inserted = [](int block) {
        return "0\nINSERT\n8\na\n2\nb" + std::to_string(block) + "\n10\n1\n20\n1\n";
    };
    for (int i = 0; i < depth; ++i)
        blocks += "0\nBLOCK\n2\nb" + std::to_string(i) + "\n10\n0\n20\n0\n" +
                  (i == 0 ? line : repeated(inserted(i - 1), 10)) + "0\nENDBLK\n";
    return drawing(blocks, inserted(depth - 1));
}

// Rows that come quickly and never end.
std::string endless_view(const Scratch& scratch)
{
    const auto path = scratch / "a.gpkg";
    add_ogr_table(path, "GPKG", "a", {"POINT (1 2)"});
    const Dataset dataset{
        GDALDataset::FromHandle(GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr))};
    for (const auto* statement : {"CREATE VIEW endless AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c)"
                                  " SELECT x AS fid, 'word' AS name FROM c",
                                  "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES "
                                  "('endless', 'attributes', 'endless')",
                                  "DELETE FROM gpkg_contents WHERE table_name = 'a'"})
        dataset->ReleaseResultSet(dataset->ExecuteSQL(statement, nullptr, nullptr));
    return path.string();
}

std::string cells(const Scratch& scratch, const std::string& name, int side)
{
    prepare_gdal();
    const auto path = scratch / name;
    const Dataset out{
        GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.c_str(), side, side, 1, GDT_Byte, nullptr)};
    std::array<double, 6> place{105, 0.1, 0, 39, 0, -0.1};
    out->SetGeoTransform(place.data());
    return path.string();
}

std::string vrt(const std::string& source, const std::string& inside = {})
{
    return "<VRTDataset rasterXSize=\"4\" rasterYSize=\"4\"><GeoTransform>105,0.1,0,39,0,-0.1</GeoTransform>"
           "<VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource><SourceFilename relativeToVRT=\"1\">" +
           source + "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>" + inside +
           "</VRTDataset>";
}

// Each raster is made of the one before it.
Make chain(int length)
{
    return [length](const Scratch& scratch) {
        auto file = cells(scratch, "0.tif", 4);
        for (int i = 1; i <= length; ++i)
            file = scratch.file(std::to_string(i) + ".vrt", vrt(std::filesystem::path{file}.filename().string()));
        return file;
    };
}

const std::vector<Case> cases{
    {"a CSV as long as a disk",
     sheet,
     text("a.csv", repeated("a,b\n", 1000)),
     [](Limits& l) { l.text_bytes = 1000; },
     {"of text, more than"}},
    {"a KML as long as a disk",
     features,
     text("a.kml", kml(repeated("n", 2000))),
     [](Limits& l) { l.text_bytes = 1000; },
     {"of text, more than"}},
    {"a drawing as long as a disk",
     features,
     text("a.dxf", blocks_in_blocks(20)),
     [](Limits& l) { l.text_bytes = 1000; },
     {"of text, more than"}},
    {"coordinates as long as a disk",
     features,
     text("a.txt", repeated("J1,1,1,1\n", 1000)),
     [](Limits& l) { l.text_bytes = 1000; },
     {"of text, more than"}},
    {"a MIF as long as a disk",
     features,
     text("a.mif", repeated("Point 1 1\n", 1000)),
     [](Limits& l) { l.text_bytes = 1000; },
     {"of text, more than"}},
    {"a MIF of one line",
     features,
     text("a.mif", "Version 300\nColumns 1\n  name Char(20)\nData\nPoint " + repeated("1", 5000) + " 2\n"),
     [](Limits& l) { l.line_bytes = 1000; },
     {"line 5", "a line of 50"}},
    {"a cell without end",
     sheet,
     text("a.csv", "a,b\n1,\"" + repeated("word\n", 5000) + "\"\n"),
     [](Limits& l) { l.cell_bytes = 1000; },
     {"line 2", "a cell of"}},
    {"a text of separators",
     sheet,
     text("a.csv", repeated(",,,,\n", 5000)),
     [](Limits& l) { l.table_bytes = 50000; },
     {"of cells up to line"}},
    {"a text of line ends",
     sheet,
     text("a.csv", "a,b\n" + repeated("\n", 50000)),
     [](Limits& l) { l.table_bytes = 50000; },
     {"of cells up to line"}},
    {"a row without end",
     sheet,
     text("a.csv", repeated("a,", 200) + "\n"),
     [](Limits& l) { l.columns = 100; },
     {"line 1", "more than 100 columns"}},
    {"an XLSX of rows",
     sheet,
     workbook("a.xlsx", 2000),
     [](Limits& l) { l.sheet_bytes = 50000; },
     {"of cells up to row"}},
    {"an ODS of rows",
     sheet,
     workbook("a.ods", 2000),
     [](Limits& l) { l.sheet_bytes = 50000; },
     {"of cells up to row"}},
    {"an XLS of rows", sheet, workbook("a.xls", 100), [](Limits& l) { l.sheet_bytes = 1000; }, {"of cells up to row"}},
    {"an ODS row that stands for all",
     sheet,
     zipped("a.ods", ods("<table:table-row table:number-rows-repeated=\"1048576\">" + repeated(word, 50) +
                         "</table:table-row>")),
     [](Limits& l) { l.sheet_bytes = 1 << 20; },
     {"of cells up to row"}},
    {"an ODS row that stands for more than all",
     sheet,
     zipped("a.ods", ods("<table:table-row table:number-rows-repeated=\"9223372036854775807\">" + word +
                         "</table:table-row><table:table-row>" + word + "</table:table-row>")),
     {},
     {"is damaged: row"}},
    {"an ODS cell that stands for all",
     sheet,
     zipped("a.ods", ods("<table:table-row><table:table-cell table:number-columns-repeated=\"9223372036854775807\">"
                         "<text:p>w</text:p></table:table-cell></table:table-row>")),
     {},
     {"has a cell in column 16385"}},
    {"a part of a workbook that unpacks for ever",
     sheet,
     zipped("a.ods", ods("<table:table-row>" + word + "</table:table-row>" + repeated(" ", 100000))),
     [](Limits& l) { l.part_bytes = 10000; },
     {"content.xml", "unpacked"}},
    {"a workbook that unpacks for ever",
     sheet,
     workbook("a.xlsx", 2000),
     [](Limits& l) { l.archive_bytes = 100000; },
     {"unpacks to more than"}},
    {"a workbook nested for ever",
     sheet,
     zipped("a.ods", ods(repeated("<a>", 100000) + repeated("</a>", 100000))),
     {},
     {"content.xml", "nests more than"}},
    {"a workbook of one tag",
     sheet,
     zipped("a.ods", ods("<a b=\"" + repeated("long ", 2'000'000) + "\"/>")),
     {},
     {"content.xml", "a tag of more than"}},
    {"a workbook of entities",
     sheet,
     zipped("a.ods", ods("<a>&a11;</a>", entities("a"))),
     {},
     {"declares a document type"}},
    {"a zip that unpacks for ever",
     features,
     [](const Scratch& scratch) {
         add_ogr_table(scratch / "a.gpkg", "GPKG", "a", {"POINT (1 2)"});
         write_zip(scratch / "a.zip",
                   {{"a.gpkg", content_of(scratch / "a.gpkg")}, {"b.bin", std::string(1 << 20, 'b')}});
         return (scratch / "a.zip").string();
     },
     [](Limits& l) { l.archive_bytes = 1 << 19; },
     {"unpacks to more than"}},
    {"a zip of many files",
     features,
     [](const Scratch& scratch) {
         ZipContent parts{{"a.kml", kml("a")}};
         for (int i = 0; i < 200; ++i) parts.emplace_back(std::to_string(i) + ".bin", "b");
         write_zip(scratch / "a.zip", parts);
         return (scratch / "a.zip").string();
     },
     [](Limits& l) { l.archive_members = 100; },
     {"holds 201 files"}},
    {"a view without end",
     features,
     endless_view,
     [](Limits& l) { l.unfolded_bytes = 1 << 20, l.unfolded_times = 1; },
     {"of features, far more than it holds"}},
    {"blocks in blocks", features, text("a.dxf", blocks_in_blocks(14)), {}, {"a.dxf", "entities once its blocks"}},
    {"a block in a million columns",
     features,
     text("a.dxf", drawing("0\nBLOCK\n2\nb\n10\n0\n20\n0\n" + line + "0\nENDBLK\n",
                           "0\nINSERT\n8\na\n2\nb\n10\n1\n20\n1\n70\n32000\n71\n32000\n44\n1\n45\n1\n")),
     {},
     {"a.dxf", "entities once its blocks"}},
    {"a drawing that unfolds",
     features,
     text("a.dxf", blocks_in_blocks(5)),
     [](Limits& l) { l.unfolded_bytes = 1 << 16, l.unfolded_times = 1; },
     {"a.dxf", "far more than it holds"}},
    {"a KML of entities", features, text("a.kml", kml("&a11;", entities("kml"))), {}, {"a.kml"}},
    {"a GeoJSON nested for ever",
     features,
     text("a.geojson",
          "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":"
          "{\"type\":\"Polygon\",\"coordinates\":" +
              repeated("[", 1'000'000) + repeated("]", 1'000'000) + "}}]}"),
     {},
     {"a.geojson"}},
    {"virtual rasters behind each other", raster, chain(12), [](Limits& l) { l.virtual_depth = 5; }, {"5 deep"}},
    {"a virtual raster behind thousands", raster, chain(3000), {}, {"deep"}},
    {"a virtual raster nested for ever",
     raster,
     [](const Scratch& scratch) {
         cells(scratch, "0.tif", 4);
         return scratch.file("a.vrt", vrt("0.tif", repeated("<MaskBand>", 20000) + repeated("</MaskBand>", 20000)));
     },
     {},
     {"a.vrt"}},
    {"a long virtual raster",
     raster,
     [](const Scratch& scratch) {
         cells(scratch, "0.tif", 4);
         return scratch.file("a.vrt", vrt("0.tif", repeated("<!-- words -->", 2000)));
     },
     [](Limits& l) { l.virtual_bytes = 10000; },
     {"a.vrt", "is longer than"}},
    {"a raster of one block",
     raster,
     [](const Scratch& scratch) { return cells(scratch, "a.tif", 100); },
     [](Limits& l) { l.block_bytes = 1000; },
     {"a.tif", "in blocks of 100 by"}},
};

class InputsWithoutEnd : public testing::TestWithParam<std::size_t> {};

TEST_P(InputsWithoutEnd, AreRefusedAtOnceWithTheFile)
{
    prepare_gdal();
    const auto& one = cases[GetParam()];
    SCOPED_TRACE(one.name);
    const Scratch scratch;
    const auto file = one.make(scratch);
    auto small = limits();
    if (one.limit) one.limit(small);
    const auto begin = std::clock();
    try {
        const OtherLimits inside{small};
        one.read(file);
        ADD_FAILURE() << "read to its end";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr(file.substr(file.rfind('/') + 1, 2)));
        for (const auto& words : one.told) EXPECT_THAT(error.what(), testing::HasSubstr(words));
        EXPECT_LT(std::string_view{error.what()}.size(), 1000U);
    }
    constexpr double seconds = 20; // of work, in a build for tests
    EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, seconds);
    EXPECT_EQ(limits(), Limits{}); // others end with their object
}

INSTANTIATE_TEST_SUITE_P(Of, InputsWithoutEnd, testing::Range(std::size_t{0}, cases.size()));

// What is large for a good reason is read: the limits are far above it.
TEST(Limits, LeaveRoomForTheFilesOfOffices)
{
    prepare_gdal();
    const Scratch scratch;
    for (const auto& [read, make] :
         std::vector<std::pair<Reader, Make>>{{sheet, text("rows.csv", repeated("编号,名称,1.5\n", 200000))},
                                              {sheet, workbook("rows.xlsx", 20000)},
                                              {sheet, workbook("rows.ods", 20000)},
                                              {features, text("blocks.dxf", blocks_in_blocks(3))},
                                              {raster, chain(8)}})
        EXPECT_NO_THROW(read(make(scratch)));
}

} // namespace
} // namespace peaksite
