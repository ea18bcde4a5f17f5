#include "io/raster/block_file.hpp"
#include "support/scratch.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <functional>
#include <optional>

namespace peaksite {
namespace {

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

    // `itself`: it reads blocks without the library where it can.
    BlockFile opened(int band = 1, bool itself = true)
    {
        const BandSeen seen{.shape = shape_seen({.row = Row{0}, .col = Col{0}, .rows = 64, .cols = 64},
                                                {.rows = 16, .cols = 16}, PixelType::u8),
                            .files = m_seen};
        return BlockFile{{.path = path(), .text = path(), .band = band}, seen, itself ? &*m_shared : nullptr};
    }

    static std::byte first_cell(BlockFile& file, int row = 0, int col = 0)
    {
        std::vector<std::byte> cells(256);
        file.read_block(row, col, cells.data());
        return cells.front();
    }

    bool is_refused(int band = 1, bool itself = true)
    {
        try {
            opened(band, itself);
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

    // Looks at the file that is there now.
    void begin_again()
    {
        m_shared.emplace();
        m_seen = FilesSeen{{path()}};
    }

private:
    Scratch m_scratch;
    std::optional<SharedTiff> m_shared{std::in_place};
    FilesSeen m_seen;
};

TEST_F(BlockFiles, AFileThatIsReplacedIsReadToItsEndAsItWas)
{
    for (const auto& change : {std::function<void()>{[&] { make({.side = 512, .block = "256"}); }},
                               std::function<void()>{[&] { make({.type = GDT_Float64}); }},
                               std::function<void()>{[&] { std::filesystem::remove(path()); }}}) {
        make({.bands = 2});
        begin_again();
        auto file = opened(2);
        EXPECT_EQ(first_cell(file), std::byte{7});
        change();
        EXPECT_EQ(first_cell(file, 0, 1), std::byte{0}); // not in the file
        EXPECT_EQ(first_cell(file), std::byte{7});
    }
}

// Else blocks of both would be mixed: whoever opens it next would get the new one. Whatever either is packed with.
TEST_F(BlockFiles, AFileThatIsReplacedByOneOfTheSameShapeIsNotOpenedAgain)
{
    for (const char* first : {"DEFLATE", "LZW"})
        for (const char* second : {"DEFLATE", "LZW"})
            for (const bool itself : {true, false}) {
                make({.value = 1, .compression = first});
                begin_again();
                {
                    auto file = opened(1, itself);
                    make({.value = 2, .compression = second});
                    EXPECT_TRUE(is_refused(1, itself)) << first << " " << second;
                    EXPECT_EQ(first_cell(file), std::byte{1});
                }
                EXPECT_TRUE(is_refused(1, itself)) << "though nobody has the old one any more";
                begin_again();
                auto file = opened(1, itself);
                EXPECT_EQ(first_cell(file), std::byte{2});
            }
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

// The library has read the list of blocks by then, and does not see that it changes.
TEST_F(BlockFiles, BlocksOfPlainFilesAreReadWithoutTheLibrary)
{
    make({.big = "YES"});
    auto file = opened();
    std::vector<std::byte> theirs(256);
    auto& band = *file.dataset().GetRasterBand(1);
    ASSERT_EQ(band.ReadBlock(1, 0, theirs.data()), CE_None);
    EXPECT_EQ(first_cell(file, 0, 1), std::byte{0}); // not in the file
    auto bytes = content();
    for (const char tag : {'\x44', '\x45'}) // the second block is where the first is, and takes as much
        for (const auto& [type, width] : {std::pair{'\x03', 2U}, {'\x04', 4U}, {'\x10', 8U}}) {
            const auto at = bytes.find(std::string{tag, '\x01', type, '\0', '\x10', '\0', '\0', '\0'});
            if (at == std::string::npos) continue;
            std::uint64_t list = 0;
            std::memcpy(&list, &bytes[at + 12], sizeof list);
            std::memcpy(&bytes[list + width], &bytes[list], width);
        }
    std::fstream{path(), std::ios::binary | std::ios::in | std::ios::out} << bytes;
    ASSERT_EQ(band.ReadBlock(1, 0, theirs.data()), CE_None);
    EXPECT_EQ(theirs.front(), std::byte{0});
    EXPECT_EQ(first_cell(file, 0, 1), std::byte{7});
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
