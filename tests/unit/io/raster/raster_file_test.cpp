#include "io/raster/raster_file.hpp"

#include "base/error.hpp"
#include "io/files/file_record.hpp"
#include "io/files/gdal.hpp"
#include "io/raster/raster_writer.hpp"
#include "support/blocks.hpp"
#include "support/scratch.hpp"

#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

using testing::HasSubstr;

struct Made {
    std::string crs = "EPSG:4490";
    bool placed = true;
    GDALDataType type = GDT_Float32;
    int side = 400;
    float value = 0;
};

// A GeoTIFF of 400 by 400 cells in strips, compressed so that a cut file lacks cells.
std::string made(const std::filesystem::path& path, const Made& how)
{
    prepare_gdal();
    const std::array options{"COMPRESS=DEFLATE", "BLOCKYSIZE=16", static_cast<const char*>(nullptr)};
    const Dataset out{GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
        path.string().c_str(), how.side, how.side, 1, how.type, const_cast<char**>(options.data()))};
    std::array transform{105.0, 0.01, 0.0, 39.0, 0.0, -0.01};
    if (how.placed) out->SetGeoTransform(transform.data());
    OGRSpatialReference reference;
    if (!how.crs.empty() && reference.SetFromUserInput(how.crs.c_str()) == OGRERR_NONE) out->SetSpatialRef(&reference);
    std::vector<float> row(static_cast<std::size_t>(how.side));
    for (int r = 0; r < how.side; ++r) {
        for (int c = 0; c < how.side; ++c)
            row[static_cast<std::size_t>(c)] = how.value + static_cast<float>((r * 7919 + c * 104729) % 10007);
        EXPECT_EQ(out->GetRasterBand(1)->RasterIO(GF_Write, 0, r, how.side, 1, row.data(), how.side, 1, GDT_Float32, 0,
                                                  0, nullptr),
                  CE_None);
    }
    return path.string();
}

std::string message_of(const std::string& path, int band = 1)
{
    try {
        look_at_raster(path, band, {});
        return "";
    } catch (const InputError& error) {
        return error.what();
    }
}

TEST(RasterFile, SaysWhatItHolds)
{
    const Scratch scratch;
    const auto file = look_at_raster(made(scratch / "a.tif", {}), 1, {});
    EXPECT_EQ(file.raster.info.rows, 400);
    EXPECT_EQ(file.raster.info.block_rows, 16);
    EXPECT_EQ(file.raster.info.type, PixelType::f32);
    EXPECT_EQ(file.raster.info.position.x0, 105);
    EXPECT_TRUE(file.has_crs);
    auto source = file.raster.open();
    std::vector<std::byte> block(file.raster.info.block_bytes());
    source->read_block(1, 0, block.data());
    float second = 0;
    std::memcpy(&second, block.data() + 4, 4);
    EXPECT_EQ(second, static_cast<float>((16 * 7919 + 104729) % 10007));
}

TEST(RasterFile, WhatCannotBeUsedIsToldWithItsName)
{
    const Scratch scratch;
    const auto no_crs = made(scratch / "no_crs.tif", {.crs = ""}),
               no_place = made(scratch / "no_place.tif", {.placed = false}),
               complex_cells = made(scratch / "complex.tif", {.type = GDT_CFloat32});
    EXPECT_THAT(message_of(no_crs),
                testing::AllOf(HasSubstr(no_crs), HasSubstr("no coordinate system"), HasSubstr("crs = ")));
    EXPECT_THAT(message_of(no_place), testing::AllOf(HasSubstr(no_place), HasSubstr("where it lies")));
    EXPECT_THAT(message_of(complex_cells), testing::AllOf(HasSubstr(complex_cells), HasSubstr("CFloat32")));
    EXPECT_THAT(message_of(no_crs, 2), HasSubstr("band 2 not found, the file has 1"));
    EXPECT_THAT(message_of(scratch.file("text.tif", "no raster")), HasSubstr("text.tif"));
    EXPECT_THAT(message_of((scratch / "none.tif").string()), HasSubstr("is not there"));
    EXPECT_EQ(look_at_raster(no_crs, 1, "EPSG:4326").raster.crs.authority(), "EPSG:4326");
    EXPECT_THROW(look_at_raster(no_crs, 1, "EPSG:999999"), UsageError);
}

TEST(RasterFile, ALocalPlaneWithoutPlaceOnEarthCannotBeUsed)
{
    const Scratch scratch;
    const auto file = made(scratch / "local.tif", {.crs = "LOCAL_CS[\"site\",UNIT[\"metre\",1]]"});
    EXPECT_THAT(message_of(file), HasSubstr("local.tif"));
}

TEST(RasterFile, CellsWithoutSizeCannotBeUsed)
{
    const Scratch scratch;
    const auto file = scratch.file(
        "flat.vrt", "<VRTDataset rasterXSize=\"4\" rasterYSize=\"4\"><SRS>EPSG:4490</SRS><GeoTransform>105, 0, 0, 39, "
                    "0, 0</GeoTransform><VRTRasterBand dataType=\"Byte\" band=\"1\"/></VRTDataset>");
    EXPECT_THAT(message_of(file), HasSubstr("flat.vrt"));
}

// Reads all blocks until one fails; the message, or nothing.
std::string first_failure(const std::string& path)
{
    const auto file = look_at_raster(path, 1, {});
    const auto& info = file.raster.info;
    auto source = file.raster.open();
    std::vector<std::byte> block(info.block_bytes());
    for (int row = 0; row < blocks_down(info); ++row) {
        try {
            source->read_block(row, 0, block.data());
        } catch (const InputError& error) {
            return error.what();
        }
    }
    return "";
}

TEST(RasterFile, ScalesThatMakeOneNumberOfAllAreRefused)
{
    const Scratch folder;
    const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
    const auto told = [&](double scale, double offset) {
        const auto path = made(folder / "scaled.tif", {});
        {
            const Dataset file{GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_UPDATE)};
            file->GetRasterBand(1)->SetScale(scale);
            file->GetRasterBand(1)->SetOffset(offset);
        }
        return message_of(path);
    };
    EXPECT_EQ(told(0.5, -3), "");
    for (const double scale : {0.0, nan, inf})
        EXPECT_THAT(told(scale, 1), HasSubstr("scaled.tif': its scale is")) << scale;
    for (const double offset : {nan, inf, -inf})
        EXPECT_THAT(told(2, offset), HasSubstr("scaled.tif': its offset is")) << offset;
}

TEST(RasterFile, ATruncatedFileIsAnErrorThatNamesTheRows)
{
    const Scratch scratch;
    const auto whole = content_of(made(scratch / "whole.tif", {}));
    EXPECT_EQ(first_failure((scratch / "whole.tif").string()), "");
    const auto cut = scratch.file("cut.tif", whole.substr(0, whole.size() / 2));
    std::string message;
    try {
        message = first_failure(cut);
    } catch (const InputError& error) {
        message = error.what(); // where the directory of the file is cut off too
    }
    EXPECT_THAT(message, HasSubstr("cut.tif"));
}

TEST(RasterFile, ACorruptBlockIsAnErrorThatNamesTheRows)
{
    const Scratch scratch;
    auto bytes = content_of(made(scratch / "whole.tif", {}));
    for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 2000; ++i) bytes[i] = static_cast<char>(i * 31);
    const auto message = first_failure(scratch.file("corrupt.tif", bytes));
    EXPECT_THAT(message, testing::AllOf(HasSubstr("corrupt.tif"), HasSubstr("rows "), HasSubstr("copy it again")));
}

TEST(RasterFile, InAMosaicLaterFilesWin)
{
    const Scratch scratch;
    made(scratch / "t_1.tif", {.value = 0});
    made(scratch / "t_2.tif", {.value = 5});
    const auto pattern = (scratch / "t_*.tif").string();
    const auto file = look_at_raster({.files = {pattern}});
    auto source = file.raster.open();
    std::vector<std::byte> block(file.raster.info.block_bytes());
    source->read_block(0, 0, block.data());
    float first = 0;
    std::memcpy(&first, block.data(), 4);
    EXPECT_EQ(first, 5);
    EXPECT_THROW(look_at_raster({.files = {(scratch / "u_*.tif").string()}}), InputError);
    made(scratch / "v.tif", {.crs = "EPSG:32648"});
    EXPECT_THROW(look_at_raster({.files = {(scratch / "t_1.tif").string(), (scratch / "v.tif").string()}}), InputError);
}

TEST(Gdal, RegistersNoFormatBeyondTheList)
{
    prepare_gdal();
    auto& drivers = *GetGDALDriverManager();
    for (const char* wanted :
         {"GTiff", "COG", "VRT", "netCDF", "GPKG", "ESRI Shapefile", "CSV", "GeoJSON", "OpenFileGDB"})
        EXPECT_NE(drivers.GetDriverByName(wanted), nullptr) << wanted;
    for (const char* unwanted : {"WMS", "WCS", "HTTP", "PDF", "PostgreSQL", "MySQL", "OGR_VRT", "SQLite", "DGN", "GPX",
                                 "Elasticsearch", "WFS", "PLMosaic", "ODBC", "JP2OpenJPEG"})
        EXPECT_EQ(drivers.GetDriverByName(unwanted), nullptr) << unwanted;
}

TEST(Gdal, OpensNoConnection)
{
    for (const char* path :
         {"/vsicurl/http://127.0.0.1:1/a.tif", "/vsicurl?url=http://127.0.0.1:1/a.tif", "/vsis3/bucket/a.tif",
          "/vsigs/bucket/a.tif", "/vsiaz/box/a.tif", "/vsizip//vsicurl/http://127.0.0.1:1/a.zip/a.tif",
          "/vsicurl_streaming/http://127.0.0.1:1/a.tif", "/vsihdfs/a.tif", "/vsistdin/"})
        EXPECT_THROW(open_dataset(path, DatasetKind::raster), InputError) << path;
}

TEST(Gdal, AVirtualRasterCannotReachTheNetworkEither)
{
    const Scratch scratch;
    const auto file = scratch.file(
        "far.vrt",
        "<VRTDataset rasterXSize=\"4\" rasterYSize=\"4\"><SRS>EPSG:4490</SRS><GeoTransform>105, 1, 0, 39, 0, "
        "-1</GeoTransform><VRTRasterBand dataType=\"Byte\" band=\"1\">"
        "<SimpleSource><SourceFilename "
        "relativeToVRT=\"0\">/vsicurl/http://127.0.0.1:1/a.tif</SourceFilename><SourceBand>1</SourceBand><SrcRect "
        "xOff=\"0\" yOff=\"0\" xSize=\"4\" ySize=\"4\"/>"
        "<DstRect xOff=\"0\" yOff=\"0\" xSize=\"4\" ySize=\"4\"/></SimpleSource></VRTRasterBand></VRTDataset>");
    EXPECT_THAT(message_of(file), HasSubstr("network"));
}

TEST(FileRecord, ChangesWithEveryPartOfTheFile)
{
    const Scratch scratch;
    std::string content(3U << 20U, 'a');
    const auto path = scratch.file("big.bin", content);
    const auto first = records_of(path, true).at(0);
    EXPECT_EQ(first.size, content.size());
    EXPECT_EQ(first.sha256.size(), 64U);
    EXPECT_EQ(records_of(path, true).at(0), first);
    content.back() = 'b';
    const auto tail = records_of(scratch.file("big.bin", content), true).at(0);
    EXPECT_NE(tail.fast, first.fast);
    content.back() = 'a';
    content[content.size() / 2] = 'b';
    const auto middle = records_of(scratch.file("big.bin", content), true).at(0);
    EXPECT_EQ(middle.fast, first.fast) << "the fast fingerprint takes the ends only";
    EXPECT_NE(middle.sha256, first.sha256);
    EXPECT_EQ(records_of(scratch.file("abc", "abc"), true).at(0).sha256,
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_THROW(records_of((scratch / "none").string(), false), InputError);
}

TEST(FileRecord, TakesAllPartsOfAShapefile)
{
    const Scratch scratch;
    for (const char* name : {"z.shp", "z.dbf", "z.shx", "other.dbf"}) scratch.file(name, name);
    EXPECT_EQ(records_of((scratch / "z.shp").string(), false).size(), 3U);
    scratch.file("z.gdb/a", "1");
    scratch.file("z.gdb/b", "2");
    EXPECT_EQ(records_of((scratch / "z.gdb").string(), false).size(), 2U);
}

// Writes two tiles of a grid of 1100 by 900 cells; the rest stays without data.
void write_raster(const std::filesystem::path& path, bool states)
{
    const Grid grid{{.x = 100000, .y = 4000000}, 100, 100, 1100, 900};
    RasterStyle style{.entries = {}, .description = "what it shows", .unit = states ? "" : "MW"};
    if (states)
        style.entries = {{.value = 0, .label = "未知", .color = "#bdbdbd"},
                         {.value = 1, .label = "可开发 <1>", .color = "#1b9e77"},
                         {.value = 5, .label = "\"x\" & y", .color = "#0a0b0c"}};
    RasterWriter writer{path, grid, Crs::parse("china-albers"), states, style};
    for (const int tile : {0, 512}) {
        const Window window{.row = Row{tile}, .col = Col{0}, .rows = 512, .cols = 512};
        std::vector<float> values(window.cells());
        std::vector<std::uint8_t> codes(window.cells());
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = static_cast<float>(i % 1000) + 0.5F;
            codes[i] = i % 3 == 0 ? 5 : 1;
        }
        if (states)
            writer.sink()->write(window, codes.data());
        else
            writer.sink()->write(window, values.data());
    }
    EXPECT_FALSE(std::filesystem::exists(path)) << "nothing stands there before the end";
    writer.finish();
}

class WrittenRaster : public testing::TestWithParam<bool> {};

TEST_P(WrittenRaster, IsACloudOptimizedGeoTiffThatReadsBack)
{
    const Scratch scratch;
    const bool states = GetParam();
    write_raster(scratch / "out.tif", states);
    const auto file = open_dataset((scratch / "out.tif").string(), DatasetKind::raster);
    EXPECT_STREQ(file->GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE"), "COG");
    auto* band = file->GetRasterBand(1);
    EXPECT_GE(band->GetOverviewCount(), 1);
    int has = 0;
    const double nodata = band->GetNoDataValue(&has);
    EXPECT_TRUE(has);
    EXPECT_TRUE(states ? nodata == 255 : std::isnan(nodata));
    std::vector<float> row(900);
    ASSERT_EQ(band->RasterIO(GF_Read, 0, 513, 900, 1, row.data(), 900, 1, GDT_Float32, 0, 0, nullptr), CE_None);
    for (std::size_t c = 0; c < 512; ++c)
        ASSERT_EQ(row[c], states ? ((512 + c) % 3 == 0 ? 5 : 1) : static_cast<float>((512 + c) % 1000) + 0.5F);
    for (std::size_t c = 512; c < 900; ++c) ASSERT_TRUE(states ? row[c] == 255 : std::isnan(row[c]));
    EXPECT_STREQ(band->GetDescription(), "what it shows");
    EXPECT_STREQ(band->GetUnitType(), states ? "" : "MW");
    if (states) {
        const auto* color = band->GetColorTable()->GetColorEntry(5);
        EXPECT_EQ(color->c1 * 65536 + color->c2 * 256 + color->c3, 0x0a0b0c);
        EXPECT_STREQ(CSLGetField(band->GetCategoryNames(), 0), "未知");
        EXPECT_STREQ(CSLGetField(band->GetCategoryNames(), 5), "\"x\" & y");
        // Overviews of classes hold classes.
        auto* overview = band->GetOverview(0);
        std::vector<std::uint8_t> codes(static_cast<std::size_t>(overview->GetXSize()));
        ASSERT_EQ(overview->RasterIO(GF_Read, 0, 10, overview->GetXSize(), 1, codes.data(), overview->GetXSize(), 1,
                                     GDT_Byte, 0, 0, nullptr),
                  CE_None);
        for (const auto code : codes) EXPECT_TRUE(code == 1 || code == 5 || code == 255);
    }
    const auto info = look_at_raster((scratch / "out.tif").string(), 1, {});
    EXPECT_TRUE(info.raster.crs.same_plane(Crs::parse("china-albers")));
    EXPECT_EQ(std::filesystem::exists(scratch / "out.qml"), states);
    EXPECT_FALSE(std::filesystem::exists(scratch / "out.part.tif"));
    if (states) {
        const auto style = content_of(scratch / "out.qml");
        EXPECT_THAT(style, testing::AllOf(HasSubstr("可开发 &lt;1&gt;"), HasSubstr("&quot;x&quot; &amp; y")));
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, WrittenRaster, testing::Bool(),
                         [](const auto& kind) { return kind.param ? "States" : "Values"; });

} // namespace
} // namespace peaksite
