#include "io/files/gdal.hpp"
#include "io/raster/tiff_blocks.hpp"
#include "support/scratch.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <fstream>
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
    auto file = TiffFile::open(path, dataset, band);
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

} // namespace
} // namespace peaksite
