#include "integration/small_case.hpp"

#include <fmt/format.h>

namespace peaksite {
namespace {

// A VRT is a text that names other files: what it may reach is what a plan may reach.
class VirtualRasters : public SmallCase {
protected:
    static std::string vrt(const std::string& band)
    {
        return fmt::format(R"(<VRTDataset rasterXSize="60" rasterYSize="60"><SRS>EPSG:32648</SRS><GeoTransform>500000,)"
                           R"( 100, 0, 4206000, 0, -100</GeoTransform>{}</VRTDataset>)",
                           band);
    }
    static std::string source(const std::string& file)
    {
        return fmt::format(R"(<VRTRasterBand dataType="Float32" band="1"><SimpleSource>)"
                           R"(<SourceFilename relativeToVRT="0">{}</SourceFilename><SourceBand>1</SourceBand>
<SourceProperties RasterXSize="60" RasterYSize="60" DataType="Float32" BlockXSize="60" BlockYSize="60"/>
<SrcRect xOff="0" yOff="0" xSize="60" ySize="60"/><DstRect xOff="0" yOff="0" xSize="60" ySize="60"/>)"
                           R"(</SimpleSource></VRTRasterBand>)",
                           file);
    }
    static std::string raw(const std::string& file)
    {
        return fmt::format(R"(<VRTRasterBand dataType="Byte" band="1" subClass="VRTRawRasterBand">)"
                           R"(<SourceFilename relativetoVRT="0">{}</SourceFilename>
<ImageOffset>0</ImageOffset><PixelOffset>1</PixelOffset><LineOffset>10</LineOffset></VRTRasterBand>)",
                           file);
    }
    void use(const std::string& content)
    {
        write_file(at("value.vrt"), content);
        plan.replace("value.tif", "value.vrt");
    }
};

TEST_F(VirtualRasters, OneOfAnAllowedFormatIsRead)
{
    use(vrt(source(at("value.tif").string())));
    done();
    EXPECT_EQ(statistic("2", "min"), 100 + 30 + 35 / 4.0);
}

TEST_F(VirtualRasters, WhatOneIsReadFromIsInTheManifest)
{
    use(vrt(source(at("value.tif").string())));
    done();
    expect_words(read_file(out() / "manifest.json"), {"value.vrt\"", "value.tif\""});
}

TEST_F(VirtualRasters, TheFilesOfAMosaicAreInTheManifest)
{
    RasterFacts west, east;
    west.cols = east.cols = 30;
    east.west = 503000;
    make_raster(at("part_1.tif"), west);
    make_raster(at("part_2.tif"), east);
    plan.replace("value.tif", "part_*.tif");
    done();
    expect_words(read_file(out() / "manifest.json"), {"part_1.tif\"", "part_2.tif\""});
    EXPECT_EQ(statistic("2", "count"), 400);
}

TEST_F(VirtualRasters, OneThatNamesTheNetworkIsRefused)
{
    use(vrt(source("/vsicurl/http://127.0.0.1:9/value.tif")));
    refused(code_failed, {"value.vrt", "network"});
}

TEST_F(VirtualRasters, APlanThatNamesTheNetworkIsRefused)
{
    plan.replace("value.tif", "/vsicurl/http://127.0.0.1:9/value.tif");
    refused(code_failed, {"plan.toml:12: layers.value", "/vsicurl/", "network"});
}

TEST_F(VirtualRasters, OneOfAnyFileOfTheSystemIsRefused)
{
    use(vrt(source("/etc/passwd")));
    refused(code_failed, {"value.vrt", "/etc/passwd"});
}

TEST_F(VirtualRasters, RawBytesOfAnyFileAreNotCells)
{
    use(vrt(raw("/etc/passwd")));
    refused(code_failed, {"plan.toml:12: layers.value", "value.vrt", "raw", "convert it to GeoTIFF"});
}

TEST_F(VirtualRasters, RawBytesAreNotReachedThroughAnotherVrtEither)
{
    write_file(at("inner.dat"), vrt(raw("/etc/passwd")));
    use(vrt(source(at("inner.dat").string())));
    refused(code_failed, {"plan.toml:12: layers.value", "value.vrt", "raw", "convert it to GeoTIFF"});
}

TEST_F(VirtualRasters, AFormatThatIsNotAllowedIsNotReached)
{
    RasterFacts facts;
    facts.driver = "BMP";
    facts.type = "Byte";
    facts.options = {};
    make_raster(at("value.bmp"), facts);
    use(vrt(source(at("value.bmp").string())));
    refused(code_failed, {"value.vrt", "value.bmp"});
}

TEST_F(VirtualRasters, OneThatNamesItselfEnds)
{
    use(vrt(source(at("value.vrt").string())));
    refused(code_failed, {"value.vrt"});
}

TEST_F(VirtualRasters, AMissingSourceIsNamed)
{
    use(vrt(source(at("gone.tif").string())));
    refused(code_failed, {"value.vrt", "gone.tif"});
}

} // namespace
} // namespace peaksite
