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

// How often this process holds a file open.
int times_open(const std::filesystem::path& path)
{
    int count = 0;
    std::error_code gone; // the directory itself
    for (const auto& entry : std::filesystem::directory_iterator{"/proc/self/fd"})
        count += static_cast<int>(std::filesystem::read_symlink(entry.path(), gone) == path);
    return count;
}

class BlockFiles : public testing::Test {
protected:
    std::string path() const { return (m_scratch / "a.tif").string(); }

    struct Made {
        int side = 64;
        GDALDataType type = GDT_Byte;
        const char* block = "16";
        int bands = 1;
        double value = 7;
        const char* compression = "DEFLATE";
        const char* big = "NO";
    };
    // Blocks of 16 by 16; the first of them alone is in the file.
    void make(const Made& how) const
    {
        prepare_gdal();
        const auto option = [](const char* key, const char* value) { return std::string{key} + "=" + value; };
        const auto wide = option("BLOCKXSIZE", how.block), high = option("BLOCKYSIZE", how.block),
                   packed = option("COMPRESS", how.compression), big = option("BIGTIFF", how.big);
        const std::array<const char*, 8> options{"TILED=YES",      wide.c_str(),      high.c_str(), packed.c_str(),
                                                 "SPARSE_OK=TRUE", "INTERLEAVE=BAND", big.c_str(),  nullptr};
        const auto beside = path() + ".new";
        {
            const Dataset out{GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
                beside.c_str(), how.side, how.side, how.bands, how.type, const_cast<char**>(options.data()))};
            std::vector<double> values(256, how.value);
            for (int band = 1; band <= how.bands; ++band)
                ASSERT_EQ(out->GetRasterBand(band)->RasterIO(GF_Write, 0, 0, 16, 16, values.data(), 16, 16, GDT_Float64,
                                                             0, 0, nullptr),
                          CE_None);
        }
        std::filesystem::rename(beside, path());
    }

    BlockFile opened(int band = 1)
    {
        const auto seen =
            shape_seen({.row = Row{0}, .col = Col{0}, .rows = 64, .cols = 64}, {.rows = 16, .cols = 16}, PixelType::u8);
        return BlockFile{{.path = path(), .text = path(), .band = band}, seen, &*m_shared};
    }

    static std::byte first_cell(BlockFile& file, int row = 0, int col = 0)
    {
        std::vector<std::byte> cells(256);
        file.read_block(row, col, cells.data());
        return cells.front();
    }

    bool is_refused(int band = 1)
    {
        try {
            opened(band);
        } catch (const InputError& error) {
            EXPECT_NE(std::string{error.what()}.find("changed"), std::string::npos) << error.what();
            return true;
        }
        return false;
    }

    std::string content() const
    {
        std::ostringstream out;
        out << std::ifstream{path(), std::ios::binary}.rdbuf();
        return out.str();
    }

    void begin_again() { m_shared.emplace(); }

private:
    Scratch m_scratch;
    std::optional<SharedTiff> m_shared{std::in_place};
};

TEST_F(BlockFiles, AFileThatIsReplacedIsReadToItsEndAsItWas)
{
    for (const auto& change : {std::function<void()>{[&] { make({.side = 512, .block = "256"}); }},
                               std::function<void()>{[&] { make({.type = GDT_Float64}); }},
                               std::function<void()>{[&] { std::filesystem::remove(path()); }}}) {
        begin_again();
        make({.bands = 2});
        auto file = opened(2);
        EXPECT_EQ(first_cell(file), std::byte{7});
        change();
        EXPECT_EQ(first_cell(file, 0, 1), std::byte{0}); // not in the file
        EXPECT_EQ(first_cell(file), std::byte{7});
    }
}

// Else blocks of both would be mixed: the library opens the new one, the others share the old one.
TEST_F(BlockFiles, AFileThatIsReplacedByOneOfTheSameShapeIsNotOpenedAgain)
{
    make({.value = 1});
    {
        auto file = opened();
        make({.value = 2});
        EXPECT_TRUE(is_refused());
        EXPECT_EQ(first_cell(file), std::byte{1});
    }
    EXPECT_TRUE(is_refused()) << "though nobody has the old one any more";
    begin_again();
    auto file = opened();
    EXPECT_EQ(first_cell(file), std::byte{2});
}

TEST_F(BlockFiles, WorkersShareOneReaderOfPlainFilesBesideTheLibrary)
{
    make({});
    auto one = opened(), other = opened();
    EXPECT_EQ(times_open(path()), 3);
    EXPECT_EQ(first_cell(one), first_cell(other));
    make({.compression = "LZW"});
    begin_again();
    const auto none = opened();
    EXPECT_EQ(times_open(path()), 1);
}

TEST_F(BlockFiles, AnotherFileThanTheOneThatWasLookedAtIsRefused)
{
    make({});
    EXPECT_FALSE(is_refused(1));
    EXPECT_TRUE(is_refused(2));
    make({.side = 512});
    EXPECT_TRUE(is_refused(1));
    make({.block = "32"});
    EXPECT_TRUE(is_refused(1));
    make({.type = GDT_UInt16});
    EXPECT_TRUE(is_refused(1));
}

// The library takes both pairs of tags for one.
TEST_F(BlockFiles, AFileThatSaysTwiceWhereItsBlocksLieIsLeftToTheLibrary)
{
    make({});
    const auto is_read = [&] {
        const auto dataset = open_dataset(path(), DatasetKind::raster);
        return TiffFile::open(path(), *dataset, 1) != nullptr;
    };
    EXPECT_TRUE(is_read());
    auto bytes = content();
    const auto at = bytes.find(std::string{"\x53\x01\x03\x00\x01\x00\x00\x00", 8}); // sample format, one number
    ASSERT_NE(at, std::string::npos);
    bytes.replace(at, 2, "\x17\x01"); // bytes of strips
    std::ofstream{path(), std::ios::binary} << bytes;
    EXPECT_FALSE(is_read());
}

TEST_F(BlockFiles, ABlockThatIsNoneIsRefused)
{
    make({});
    auto file = opened();
    for (const auto& [row, col] : {std::pair{4, 0}, {0, 4}, {-1, 0}, {0, -1}, {1000000, 0}})
        EXPECT_THROW(first_cell(file, row, col), InputError) << row << ' ' << col;
}

// Of the second band the numbers seem to stand within the file, but only by arithmetic that goes round.
TEST_F(BlockFiles, ListsOfBlocksBeyondAllNumbersAreLeftToTheLibrary)
{
    make({.bands = 2, .big = "YES"});
    const auto is_read = [&] {
        const auto dataset = open_dataset(path(), DatasetKind::raster);
        return TiffFile::open(path(), *dataset, 2) != nullptr;
    };
    EXPECT_TRUE(is_read());
    auto bytes = content();
    const auto at = bytes.find(std::string{"\x44\x01\x10\x00\x20\x00\x00\x00", 8}); // 32 offsets of tiles, 8 bytes each
    ASSERT_NE(at, std::string::npos);
    const std::int64_t position = 16 - 16 * 8; // the first band has 16 blocks
    bytes.replace(at + 12, 8, reinterpret_cast<const char*>(&position), 8);
    std::ofstream{path(), std::ios::binary} << bytes;
    EXPECT_FALSE(is_read());
}

} // namespace
} // namespace peaksite
