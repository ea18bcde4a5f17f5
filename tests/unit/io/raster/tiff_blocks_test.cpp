#include "io/files/gdal.hpp"
#include "io/raster/block_file.hpp"
#include "support/scratch.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <fstream>
#include <functional>
#include <optional>
#include <random>
#include <sstream>

namespace peaksite {
namespace {

int whole(std::mt19937& random, int low, int high) { return std::uniform_int_distribution{low, high}(random); }

template <class T>
const T& one_of(std::mt19937& random, const std::vector<T>& all)
{
    return all[static_cast<std::size_t>(whole(random, 0, static_cast<int>(all.size()) - 1))];
}

// A file to make, and whether it is one that is read without GDAL.
struct Draw {
    GDALDataType type = GDT_Byte;
    int rows = 1, cols = 1, bands = 1;
    std::vector<std::string> options;
    bool sparse = false;
    bool plain = true;
    bool chopped = false; ///< its one strip may be cut when it is read
};

Draw draw(std::mt19937& random)
{
    Draw out;
    out.type = one_of<GDALDataType>(random, {GDT_Byte, GDT_UInt16, GDT_Int16, GDT_UInt32, GDT_Int32, GDT_UInt64,
                                             GDT_Int64, GDT_Float32, GDT_Float64});
    out.rows = whole(random, 1, 90);
    out.cols = whole(random, 1, 120);
    out.bands = random() % 3 == 0 ? 3 : 1;
    const auto add = [&](const std::string& option) { out.options.push_back(option); };
    const auto packing = one_of<std::string>(random, {"NONE", "DEFLATE", "DEFLATE", "ZSTD", "LZW", "PACKBITS"});
    add("COMPRESS=" + packing);
    if (packing == "LZW" || packing == "PACKBITS") out.plain = false;
    const bool is_float = out.type == GDT_Float32 || out.type == GDT_Float64;
    if (packing != "NONE" && packing != "PACKBITS")
        add("PREDICTOR=" + std::to_string(is_float ? one_of<int>(random, {1, 2, 3, 3}) : whole(random, 1, 2)));
    if (random() % 2 == 0) {
        add("TILED=YES");
        add("BLOCKXSIZE=" + std::to_string(16 * whole(random, 1, 4)));
        add("BLOCKYSIZE=" + std::to_string(16 * whole(random, 1, 4)));
    } else {
        const int rows = whole(random, 1, out.rows);
        add("BLOCKYSIZE=" + std::to_string(rows));
        out.chopped = packing == "NONE" && rows >= out.rows;
    }
    if (out.bands > 1) {
        const bool apart = random() % 2 == 0;
        add(apart ? "INTERLEAVE=BAND" : "INTERLEAVE=PIXEL");
        if (!apart) out.plain = false;
    }
    if (random() % 3 == 0) add("BIGTIFF=YES");
    if (random() % 5 == 0) {
        add("ENDIANNESS=BIG");
        out.plain = false;
    }
    if (out.type == GDT_Byte && random() % 6 == 0) {
        add("NBITS=5");
        out.plain = false;
    }
    out.sparse = random() % 4 == 0;
    if (out.sparse) add("SPARSE_OK=TRUE");
    return out;
}

// Smooth, rough or constant, as rasters are.
std::vector<double> values_of(const Draw& of, std::mt19937& random)
{
    const double rough = one_of<double>(random, {0, 1, 40}), start = whole(random, 0, 20);
    std::vector<double> out;
    for (int i = 0; i < of.rows * of.cols; ++i)
        out.push_back(start + 0.1 * (i % of.cols) + std::uniform_real_distribution{0.0, rough + 1e-9}(random));
    return out;
}

// Whether the library can make such a file: not every version has differences of 64 bits.
bool make(const std::string& path, const Draw& of, std::mt19937& random)
{
    prepare_gdal();
    std::vector<const char*> options;
    for (const auto& option : of.options) options.push_back(option.c_str());
    options.push_back(nullptr);
    const Dataset out{GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
        path.c_str(), of.cols, of.rows, of.bands, of.type, const_cast<char**>(options.data()))};
    if (!out) return false;
    for (int band = 1; band <= of.bands; ++band) {
        auto values = values_of(of, random);
        const int rows = of.sparse ? whole(random, 0, of.rows) : of.rows;
        if (rows == 0) continue;
        RC_ASSERT(out->GetRasterBand(band)->RasterIO(GF_Write, 0, 0, of.cols, rows, values.data(), of.cols, rows,
                                                     GDT_Float64, 0, 0, nullptr) == CE_None);
    }
    return true;
}

std::optional<TiffBlocks> blocks_in(const std::string& path, GDALDataset& dataset, int band)
{
    auto file = TiffFile::open(path, dataset, band_of(dataset, band));
    return file ? std::optional<TiffBlocks>{std::in_place, std::move(file)} : std::nullopt;
}

// Blocks that were read without GDAL, all of which are as GDAL has them.
int compare(GDALDataset& dataset, int number, TiffBlocks& blocks)
{
    auto& band = *dataset.GetRasterBand(number);
    int high = 0, wide = 0, found = 0;
    band.GetBlockSize(&wide, &high);
    const auto bytes = static_cast<std::size_t>(GDALGetDataTypeSizeBytes(band.GetRasterDataType())),
               across = static_cast<std::size_t>(wide), all = across * static_cast<std::size_t>(high) * bytes;
    for (int row = 0; row * high < dataset.GetRasterYSize(); ++row)
        for (int col = 0; col * wide < dataset.GetRasterXSize(); ++col) {
            std::vector<std::byte> ours(all), theirs(all);
            if (!blocks.read(row, col, ours.data())) continue;
            ++found;
            RC_ASSERT(band.ReadBlock(col, row, theirs.data()) == CE_None);
            const auto rows = static_cast<std::size_t>(std::min(high, dataset.GetRasterYSize() - row * high)),
                       cols = static_cast<std::size_t>(std::min(wide, dataset.GetRasterXSize() - col * wide));
            for (std::size_t r = 0; r < rows; ++r) {
                const auto at = static_cast<std::ptrdiff_t>(r * across * bytes),
                           n = static_cast<std::ptrdiff_t>(cols * bytes);
                RC_ASSERT(std::equal(ours.begin() + at, ours.begin() + at + n, theirs.begin() + at));
            }
        }
    return found;
}

int blocks_of(GDALDataset& dataset)
{
    int high = 0, wide = 0;
    dataset.GetRasterBand(1)->GetBlockSize(&wide, &high);
    return ((dataset.GetRasterXSize() + wide - 1) / wide) * ((dataset.GetRasterYSize() + high - 1) / high);
}

RC_GTEST_PROP(TiffBlocks, AreAsTheLibraryHasThem, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    const Scratch scratch;
    const auto of = draw(random);
    const auto path = (scratch / "a.tif").string();
    if (!make(path, of, random)) return;
    const auto dataset = open_dataset(path, DatasetKind::raster);
    for (int band = 1; band <= of.bands; ++band) {
        auto blocks = blocks_in(path, *dataset, band);
        RC_ASSERT(blocks.has_value() == of.plain || of.chopped);
        if (!blocks) continue;
        const int found = compare(*dataset, band, *blocks);
        RC_ASSERT(of.sparse || found == blocks_of(*dataset));
    }
}

RC_GTEST_PROP(TiffBlocks, OfDamagedFilesAreAsTheLibraryHasThem, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    const Scratch scratch;
    const auto of = draw(random);
    const auto path = (scratch / "a.tif").string();
    if (!make(path, of, random)) return;
    std::ostringstream content;
    content << std::ifstream{path, std::ios::binary}.rdbuf();
    auto bytes = content.str();
    if (random() % 3 == 0) bytes.resize(static_cast<std::size_t>(whole(random, 0, static_cast<int>(bytes.size()))));
    const int flips = bytes.empty() ? 0 : whole(random, 1, 6);
    for (int i = 0; i < flips; ++i)
        bytes[static_cast<std::size_t>(whole(random, 0, static_cast<int>(bytes.size()) - 1))] ^=
            static_cast<char>(1 << whole(random, 0, 7));
    scratch.file("a.tif", bytes);
    try {
        const auto dataset = open_dataset(path, DatasetKind::raster);
        const auto type = dataset->GetRasterBand(1)->GetRasterDataType();
        constexpr int most = 4000;
        if (GDALDataTypeIsComplex(type) != 0 || dataset->GetRasterXSize() > most || dataset->GetRasterYSize() > most)
            return;
        for (int band = 1; band <= dataset->GetRasterCount(); ++band)
            if (auto blocks = blocks_in(path, *dataset, band)) compare(*dataset, band, *blocks);
    } catch (const InputError&) { // it is no raster any more
    }
}

class BlockFiles : public testing::Test {
protected:
    std::string path() const { return (m_scratch / "a.tif").string(); }

    // Blocks of 16 by 16; the first of them alone is in the file.
    void make(int side, GDALDataType type, const char* block, int bands = 1) const
    {
        prepare_gdal();
        const auto option = [&](const char* axis) { return std::string{"BLOCK"} + axis + "SIZE=" + block; };
        const auto wide = option("X"), high = option("Y");
        const std::array<const char*, 7> options{"TILED=YES",      wide.c_str(),      high.c_str(), "COMPRESS=DEFLATE",
                                                 "SPARSE_OK=TRUE", "INTERLEAVE=BAND", nullptr};
        const auto beside = path() + ".new";
        {
            const Dataset out{GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
                beside.c_str(), side, side, bands, type, const_cast<char**>(options.data()))};
            std::vector<double> values(256, 7);
            for (int band = 1; band <= bands; ++band)
                ASSERT_EQ(out->GetRasterBand(band)->RasterIO(GF_Write, 0, 0, 16, 16, values.data(), 16, 16, GDT_Float64,
                                                             0, 0, nullptr),
                          CE_None);
        }
        std::filesystem::rename(beside, path());
    }

    BlockFile opened(int band = 1)
    {
        const auto shape = band_shape(band, {.row = Row{0}, .col = Col{0}, .rows = 64, .cols = 64},
                                      {.rows = 16, .cols = 16}, PixelType::u8);
        return BlockFile{path(), path(), shape, m_shared};
    }

private:
    Scratch m_scratch;
    SharedTiff m_shared;
};

TEST_F(BlockFiles, AFileThatIsReplacedIsReadToItsEndAsItWas)
{
    for (const auto& change : {std::function<void()>{[&] { make(512, GDT_Byte, "256"); }},
                               std::function<void()>{[&] { make(64, GDT_Float64, "16"); }},
                               std::function<void()>{[&] { std::filesystem::remove(path()); }}}) {
        make(64, GDT_Byte, "16", 2);
        auto file = opened(2);
        std::vector<std::byte> cells(256);
        ASSERT_TRUE(file.read_block(0, 0, cells.data()));
        EXPECT_EQ(cells.front(), std::byte{7});
        change();
        ASSERT_TRUE(file.read_block(0, 1, cells.data())); // not in the file
        EXPECT_EQ(cells.front(), std::byte{0});
        ASSERT_TRUE(file.read_block(0, 0, cells.data()));
        EXPECT_EQ(cells.front(), std::byte{7});
    }
}

TEST_F(BlockFiles, AnotherFileThanTheOneThatWasLookedAtIsRefused)
{
    const auto is_refused = [&](int band) {
        try {
            opened(band);
        } catch (const InputError& error) {
            return std::string{error.what()}.find("changed") != std::string::npos;
        }
        return false;
    };
    make(64, GDT_Byte, "16");
    EXPECT_FALSE(is_refused(1));
    EXPECT_TRUE(is_refused(2));
    make(512, GDT_Byte, "16");
    EXPECT_TRUE(is_refused(1));
    make(64, GDT_Byte, "32");
    EXPECT_TRUE(is_refused(1));
    make(64, GDT_UInt16, "16");
    EXPECT_TRUE(is_refused(1));
}

// The library takes both pairs of tags for one.
TEST_F(BlockFiles, AFileThatSaysTwiceWhereItsBlocksLieIsLeftToTheLibrary)
{
    make(64, GDT_Byte, "16");
    const auto is_read = [&] {
        const auto dataset = open_dataset(path(), DatasetKind::raster);
        return TiffFile::open(path(), *dataset, band_of(*dataset, 1)) != nullptr;
    };
    EXPECT_TRUE(is_read());
    std::ostringstream content;
    content << std::ifstream{path(), std::ios::binary}.rdbuf();
    auto bytes = content.str();
    const auto at = bytes.find(std::string{"\x53\x01\x03\x00\x01\x00\x00\x00", 8}); // sample format, one number
    ASSERT_NE(at, std::string::npos);
    bytes.replace(at, 2, "\x17\x01"); // bytes of strips
    std::ofstream{path(), std::ios::binary} << bytes;
    EXPECT_FALSE(is_read());
}

TEST_F(BlockFiles, ABlockThatIsNoneIsRefused)
{
    make(64, GDT_Byte, "16");
    auto file = opened();
    std::vector<std::byte> cells(256);
    for (const auto& [row, col] : {std::pair{4, 0}, {0, 4}, {-1, 0}, {0, -1}, {1000000, 0}})
        EXPECT_FALSE(file.read_block(row, col, cells.data())) << row << ' ' << col;
}

} // namespace
} // namespace peaksite
