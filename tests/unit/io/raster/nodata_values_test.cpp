// NODATA_VALUES: one value for each band; a cell has no data where all bands hold theirs.
#include "engine/cells.hpp"
#include "io/files/gdal.hpp"
#include "io/raster/raster_file.hpp"
#include "support/scratch.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace peaksite {
namespace {

constexpr double gone = -1e9;
using Bands = std::vector<std::vector<double>>;

void write(const std::string& path, GDALDataType type, const Bands& bands, const char* tuple)
{
    prepare_gdal();
    const auto cols = static_cast<int>(bands.front().size());
    const Dataset out{GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
        path.c_str(), cols, 1, static_cast<int>(bands.size()), type, nullptr)};
    std::array place{105.0, 0.1, 0.0, 39.0, 0.0, -0.1};
    out->SetGeoTransform(place.data());
    if (tuple != nullptr) out->SetMetadataItem("NODATA_VALUES", tuple);
    for (std::size_t band = 0; band < bands.size(); ++band) {
        auto row = bands[band];
        ASSERT_EQ(out->GetRasterBand(static_cast<int>(band) + 1)
                      ->RasterIO(GF_Write, 0, 0, cols, 1, row.data(), cols, 1, GDT_Float64, 0, 0, nullptr),
                  CE_None);
    }
}

std::vector<double> cells_of(const std::string& path, int band)
{
    const auto file = look_at_raster(path, band, "EPSG:4326");
    const auto& info = file.raster.info;
    std::vector<std::byte> block(info.block_bytes());
    file.raster.open()->read_block(0, 0, block.data());
    ValueRule rule;
    rule.nodata = info.nodata;
    if (info.gap) rule.nodata.add(*info.gap);
    std::vector<double> out(static_cast<std::size_t>(info.cols));
    Strays strays;
    to_values(block.data(), info.type, info.cols, rule, out.data(), strays);
    for (auto& value : out)
        if (std::isnan(value)) value = gone;
    return out;
}

TEST(NodataValues, HideTheCellsWhereEveryBandHoldsItsOwn)
{
    const Bands bands{{0, 0, 5, 0, 0}, {7, 7, 7, 1, 7}, {9, 9, 9, 9, 0}};
    for (const auto type : {GDT_Byte, GDT_UInt16, GDT_Int32, GDT_Float32, GDT_Float64}) {
        const Scratch scratch;
        const auto path = (scratch / "a.tif").string();
        write(path, type, bands, "0 7 9");
        EXPECT_EQ(cells_of(path, 1), (std::vector<double>{gone, gone, 5, 0, 0})) << GDALGetDataTypeName(type);
        EXPECT_EQ(cells_of(path, 2), (std::vector<double>{gone, gone, 7, 1, 7})) << GDALGetDataTypeName(type);
        EXPECT_EQ(cells_of(path, 3), (std::vector<double>{gone, gone, 9, 9, 0})) << GDALGetDataTypeName(type);
    }
}

// All values of a byte occur, so that no byte is left to stand for the hidden ones.
TEST(NodataValues, LeaveAllOtherCellsWhatTheyAre)
{
    Bands bands(2, std::vector<double>(257));
    for (std::size_t i = 0; i < 257; ++i) bands[0][i] = bands[1][i] = static_cast<double>(i % 256);
    bands[1][256] = 1; // 0 beside 1
    const Scratch scratch;
    const auto path = (scratch / "a.tif").string();
    write(path, GDT_Byte, bands, "0 0");
    auto expected = bands[0];
    expected[0] = gone;
    EXPECT_EQ(cells_of(path, 1), expected);
}

TEST(NodataValues, OfOneBandAreItsNoData)
{
    const Scratch scratch;
    const auto path = (scratch / "a.tif").string();
    write(path, GDT_Int16, {{0, -5, 3}}, "-5");
    EXPECT_EQ(cells_of(path, 1), (std::vector<double>{0, gone, 3}));
}

// A mask beside fill values: a cell that either hides has no data; one that hides none, or all, is no other.
TEST(Masks, HideWhatTheyHideAndFillsTheRest)
{
    struct Mask {
        std::vector<std::uint8_t> shown;
        std::vector<double> expected;
    };
    for (const auto type : {GDT_Byte, GDT_Int16, GDT_Float32})
        for (const bool fill : {false, true})
            for (const auto& [shown, expected] :
                 {Mask{{255, 255, 255, 255}, {1, 2, 3, 4}}, Mask{{0, 0, 0, 0}, {gone, gone, gone, gone}},
                  Mask{{255, 0, 255, 255}, {1, gone, 3, 4}}, Mask{{1, 255, 0, 255}, {1, 2, gone, 4}}}) {
                const Scratch scratch;
                const auto path = (scratch / "a.tif").string();
                write(path, type, {{1, 2, 3, 4}}, nullptr);
                {
                    const Dataset file{GDALDataset::FromHandle(GDALOpen(path.c_str(), GA_Update))};
                    if (fill) file->GetRasterBand(1)->SetNoDataValue(4);
                    ASSERT_EQ(file->CreateMaskBand(GMF_PER_DATASET), CE_None);
                    auto row = shown;
                    ASSERT_EQ(file->GetRasterBand(1)->GetMaskBand()->RasterIO(GF_Write, 0, 0, 4, 1, row.data(), 4, 1,
                                                                              GDT_Byte, 0, 0, nullptr),
                              CE_None);
                }
                auto wanted = expected;
                if (fill) wanted[3] = gone;
                EXPECT_EQ(cells_of(path, 1), wanted) << GDALGetDataTypeName(type) << (fill ? ", 4 is no data" : "");
            }
}

} // namespace
} // namespace peaksite
