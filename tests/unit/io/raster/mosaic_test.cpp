#include "base/error.hpp"
#include "io/files/gdal.hpp"
#include "io/raster/raster_file.hpp"
#include "support/blocks.hpp"
#include "support/scratch.hpp"

#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cmath>
#include <cstring>
#include <map>
#include <random>

namespace peaksite {
namespace {

struct Piece {
    int col = 0, row = 0, cols = 1, rows = 1;
    std::optional<double> fill;
    bool tiled = false;
    bool strips = false; ///< of one row
    std::vector<double> cells;
};

std::string written(const std::filesystem::path& path, const Piece& piece, GDALDataType type)
{
    prepare_gdal();
    std::vector<const char*> options;
    if (piece.tiled) options = {"TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16", "COMPRESS=DEFLATE"};
    if (piece.strips) options = {"BLOCKYSIZE=1"};
    options.push_back(nullptr);
    const Dataset out{GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
        path.c_str(), piece.cols, piece.rows, 1, type, const_cast<char**>(options.data()))};
    std::array transform{105 + 0.1 * piece.col, 0.1, 0.0, 39 - 0.1 * piece.row, 0.0, -0.1};
    out->SetGeoTransform(transform.data());
    OGRSpatialReference reference;
    reference.SetFromUserInput("EPSG:4490");
    out->SetSpatialRef(&reference);
    auto* band = out->GetRasterBand(1);
    if (piece.fill) band->SetNoDataValue(*piece.fill);
    auto cells = piece.cells;
    EXPECT_EQ(band->RasterIO(GF_Write, 0, 0, piece.cols, piece.rows, cells.data(), piece.cols, piece.rows, GDT_Float64,
                             0, 0, nullptr),
              CE_None);
    return path.string();
}

double cell_as_double(const std::byte* cell, PixelType type)
{
    const auto read = [&](auto value) {
        std::memcpy(&value, cell, sizeof value);
        return static_cast<double>(value);
    };
    switch (type) {
    case PixelType::u8:
        return read(std::uint8_t{});
    case PixelType::i16:
        return read(std::int16_t{});
    case PixelType::i32:
        return read(std::int32_t{});
    case PixelType::f32:
        return read(float{});
    default:
        break;
    }
    ADD_FAILURE() << "an unexpected type";
    return NAN;
}

// All cells; NaN where they have no data.
std::vector<double> cells_of(const RasterFile& file, LayerSource& source)
{
    const auto& info = file.raster.info;
    auto fills = info.nodata;
    if (info.gap) fills.add(*info.gap);
    std::vector<double> out(static_cast<std::size_t>(info.rows) * static_cast<std::size_t>(info.cols), -1);
    std::vector<std::byte> block(info.block_bytes());
    for (int down = 0; down < blocks_down(info); ++down)
        for (int across = 0; across < info.blocks_across(); ++across) {
            source.read_block(down, across, block.data());
            for (int r = 0; r < info.block_rows && down * info.block_rows + r < info.rows; ++r)
                for (int c = 0; c < info.block_cols && across * info.block_cols + c < info.cols; ++c) {
                    const double value = cell_as_double(
                        &block[static_cast<std::size_t>(r * info.block_cols + c) * bytes_of(info.type)], info.type);
                    const bool missing =
                        std::ranges::any_of(fills.all(), [&](const RawNumber& one) { return one.rounded() == value; });
                    out[static_cast<std::size_t>(down * info.block_rows + r) * static_cast<std::size_t>(info.cols) +
                        static_cast<std::size_t>(across * info.block_cols + c)] = missing ? NAN : value;
                }
        }
    return out;
}

// Reads all cells, whatever they are.
void read_all(const RasterFile& file)
{
    std::vector<std::byte> block(file.raster.info.block_bytes());
    const auto source = file.raster.open();
    for (int down = 0; down < blocks_down(file.raster.info); ++down)
        for (int across = 0; across < file.raster.info.blocks_across(); ++across)
            source->read_block(down, across, block.data());
}

// Counts how often files of a directory are opened.
class Opens {
public:
    explicit Opens(const std::filesystem::path& directory) : m_events(inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    {
        EXPECT_GE(inotify_add_watch(m_events, directory.c_str(), IN_OPEN), 0);
    }
    Opens(const Opens&) = delete;
    Opens& operator=(const Opens&) = delete;
    ~Opens() { close(m_events); }

    int count() const
    {
        int out = 0;
        std::array<char, 4096> bytes{};
        for (ssize_t n = 0; (n = ::read(m_events, bytes.data(), bytes.size())) > 0;)
            for (std::size_t at = 0; at < static_cast<std::size_t>(n);) {
                inotify_event event{};
                std::memcpy(&event, &bytes[at], sizeof event);
                out += static_cast<int>((event.mask & (IN_OPEN | IN_Q_OVERFLOW)) != 0 && (event.mask & IN_ISDIR) == 0);
                at += sizeof event + event.len;
            }
        return out;
    }

private:
    int m_events;
};

int files_open()
{
    int count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator{"/proc/self/fd"}) ++count;
    return count;
}

class RandomMosaics : public testing::TestWithParam<GDALDataType> {};

// Pieces of random sizes, places, fills and blocks, painted one over the other.
TEST_P(RandomMosaics, AreWhatPaintingFileAfterFileGives)
{
    std::mt19937 random{20240 + static_cast<unsigned>(GetParam())};
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    for (int trial = 0; trial < 25; ++trial) {
        const Scratch scratch;
        const bool lattice =
            trial % 3 == 0; // pieces of one size side by side, in tiles that are the blocks of the whole
        const int fill_kinds = 1 + below(3);
        std::vector<Piece> pieces;
        for (int i = 0; i < 12; ++i) {
            Piece piece{.col = below(60),
                        .row = below(40),
                        .cols = 1 + below(40),
                        .rows = 1 + below(40),
                        .fill = {},
                        .tiled = below(2) == 0,
                        .cells = {}};
            if (lattice)
                piece = {.col = 32 * (i % 4),
                         .row = 32 * (i / 4),
                         .cols = 32,
                         .rows = 32,
                         .fill = {},
                         .tiled = true,
                         .cells = {}};
            if (lattice && below(4) == 0) continue;
            if (const int kind = below(fill_kinds); kind > 0) piece.fill = 6 + kind;
            for (int k = 0; k < piece.cols * piece.rows; ++k) piece.cells.push_back(below(12));
            pieces.push_back(piece);
        }
        ASSERT_FALSE(pieces.empty());
        std::vector<std::string> files;
        int left = 1000, top = 1000, right = 0, bottom = 0;
        for (const auto& piece : pieces) {
            files.push_back(written(scratch / (std::to_string(files.size()) + ".tif"), piece, GetParam()));
            left = std::min(left, piece.col), top = std::min(top, piece.row);
            right = std::max(right, piece.col + piece.cols), bottom = std::max(bottom, piece.row + piece.rows);
        }
        std::vector<double> expected(static_cast<std::size_t>((right - left) * (bottom - top)), NAN);
        std::vector<int> painters(expected.size(), -1);
        std::map<std::pair<int, int>, std::size_t> first; // cell that two files disagree about
        for (std::size_t i = 0; i < pieces.size(); ++i)
            for (int r = 0; r < pieces[i].rows; ++r)
                for (int c = 0; c < pieces[i].cols; ++c) {
                    const auto& piece = pieces[i];
                    const double value = piece.cells[static_cast<std::size_t>(r * piece.cols + c)];
                    if (value == piece.fill.value_or(NAN)) continue;
                    const auto at =
                        static_cast<std::size_t>((piece.row - top + r) * (right - left) + piece.col - left + c);
                    if (painters[at] >= 0 && expected[at] != value) {
                        auto& known = first.try_emplace({painters[at], static_cast<int>(i)}, at).first->second;
                        known = std::min(known, at);
                    }
                    expected[at] = value;
                    painters[at] = static_cast<int>(i);
                }
        const auto file = look_at_raster({.files = files, .name = "whole"});
        ASSERT_EQ(file.raster.info.cols, right - left);
        ASSERT_EQ(file.raster.info.rows, bottom - top);
        EXPECT_NEAR(file.raster.info.position.x0, 105 + 0.1 * left, 1e-9);
        const int before = files_open();
        const auto source = file.raster.open();
        EXPECT_THAT(cells_of(file, *source), testing::Pointwise(testing::NanSensitiveDoubleEq(), expected))
            << "trial " << trial;
        EXPECT_LE(files_open() - before, 16); // eight files, and a reader of its own for each
        std::map<std::pair<std::string, std::string>, std::size_t> met, written_down;
        for (const auto& [of, at] : first)
            written_down[{files[static_cast<std::size_t>(of.first)], files[static_cast<std::size_t>(of.second)]}] = at;
        if (file.disagreements)
            for (const auto& one : file.disagreements->all())
                met[{one.earlier, one.later}] = static_cast<std::size_t>(one.row * (right - left) + one.col);
        EXPECT_EQ(met, written_down) << "trial " << trial;
    }
}
INSTANTIATE_TEST_SUITE_P(OfTypes, RandomMosaics, testing::Values(GDT_Byte, GDT_Int16, GDT_Float32),
                         [](const auto& one) { return std::string{GDALGetDataTypeName(one.param)}; });

// Numbers that differ by rounding alone are one number; the cell tells its place and both.
TEST(Mosaic, TellsWhereItsFilesDisagree)
{
    const Scratch scratch;
    const auto file_of = [&](const std::string& name, std::vector<double> cells) {
        const Piece piece{.cols = 2, .rows = 1, .fill = {}, .cells = std::move(cells)};
        return written(scratch / name, piece, GDT_Float64);
    };
    const auto a = file_of("a.tif", {3, 5}), b = file_of("b.tif", {3 + 1e-9, 5}), c = file_of("c.tif", {3, 6});
    for (const auto& [files, expected] : {std::pair{std::vector{a, b}, 0}, {std::vector{a, c}, 1}}) {
        const auto file = look_at_raster({.files = files, .name = "whole"});
        read_all(file);
        ASSERT_EQ(static_cast<int>(file.disagreements->all().size()), expected);
    }
    const auto file = look_at_raster({.files = {a, c}, .name = "whole"});
    read_all(file);
    const auto met = file.disagreements->all().at(0);
    EXPECT_EQ(met.earlier, a);
    EXPECT_EQ(met.later, c);
    EXPECT_EQ(met.row, 0);
    EXPECT_EQ(met.col, 1);
    EXPECT_EQ(met.before, 5);
    EXPECT_EQ(met.after, 6);
}

TEST(Mosaic, WithoutGapsKeepsTheTypeOfItsCells)
{
    const Scratch scratch;
    const Piece west{.col = 0, .row = 0, .cols = 2, .rows = 1, .fill = {}, .cells = {0, 255}},
        east{.col = 2, .row = 0, .cols = 1, .rows = 1, .fill = {}, .cells = {7}};
    const auto a = written(scratch / "a.tif", west, GDT_Byte), b = written(scratch / "b.tif", east, GDT_Byte);
    const auto whole = look_at_raster({.files = {a, b}});
    EXPECT_EQ(whole.raster.info.type, PixelType::u8);
    EXPECT_FALSE(whole.raster.info.gap);
    EXPECT_EQ(cells_of(whole, *whole.raster.open()), (std::vector<double>{0, 255, 7}));
    auto far = east;
    far.col = 3;
    const auto gap = look_at_raster({.files = {a, written(scratch / "c.tif", far, GDT_Byte)}});
    EXPECT_EQ(gap.raster.info.type, PixelType::i16);
    EXPECT_THAT(cells_of(gap, *gap.raster.open()),
                testing::Pointwise(testing::NanSensitiveDoubleEq(), std::vector<double>{0, 255, NAN, 7}));
}

class MosaicsAbreast : public testing::TestWithParam<std::tuple<int, bool>> {
protected:
    // Files side by side; of other widths, so that no block of theirs is one of the whole, unless they are `alike`.
    std::vector<std::string> files() const
    {
        const auto [count, alike] = GetParam();
        std::vector<std::string> out;
        for (int i = 0, col = 0; i < count; ++i) {
            Piece piece{.col = col, .cols = alike ? 20 : 19 + i, .rows = 600, .fill = {}, .strips = true, .cells = {}};
            piece.cells.assign(static_cast<std::size_t>(piece.cols * piece.rows), i);
            out.push_back(written(m_scratch / (std::to_string(i) + ".tif"), piece, GDT_Byte));
            col += piece.cols;
        }
        return out;
    }
    std::filesystem::path directory() const { return m_scratch.folder(); }

private:
    Scratch m_scratch;
};

TEST_P(MosaicsAbreast, OpenEachFileOnceThoughTheyAreReadRowByRow)
{
    const auto [count, alike] = GetParam();
    const auto whole = look_at_raster({.files = files(), .name = "whole"});
    ASSERT_EQ(whole.raster.info.block_cols, alike ? 20 : std::min(256, whole.raster.info.cols));
    const Opens opens{directory()};
    const int before = files_open();
    const auto source = whole.raster.open(), other = whole.raster.open();
    cells_of(whole, *source);
    const int once = opens.count();
    EXPECT_GE(once, count);
    EXPECT_LE(once, 4 * count); // the library looks twice, and for files beside it
    EXPECT_EQ(files_open() - before, alike ? 2 * count : count);
    cells_of(whole, *other);
    EXPECT_EQ(files_open() - before, alike ? 3 * count : 2 * count) << "workers share what is read without the library";
}
INSTANTIATE_TEST_SUITE_P(OfFiles, MosaicsAbreast, testing::Combine(testing::Values(6, 8), testing::Bool()),
                         [](const auto& one) {
                             return std::to_string(std::get<0>(one.param)) +
                                    (std::get<1>(one.param) ? "alike" : "ofOtherWidths");
                         });

TEST(Mosaic, ADamagedFileIsNamedWithItsRows)
{
    const Scratch scratch;
    const Piece west{
        .col = 0, .row = 0, .cols = 40, .rows = 40, .fill = {}, .tiled = true, .cells = std::vector<double>(1600, 3)};
    auto east = west;
    east.col = 40;
    for (std::size_t i = 0; i < east.cells.size(); ++i) east.cells[i] = static_cast<double>(i * 7919 % 251);
    const auto a = written(scratch / "a.tif", west, GDT_Byte), b = written(scratch / "b.tif", east, GDT_Byte);
    auto bytes = content_of(b);
    for (std::size_t i = bytes.size() / 2; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 31);
    const auto broken = scratch.file("b.tif", bytes);
    try {
        const auto file = look_at_raster({.files = {a, broken}});
        cells_of(file, *file.raster.open());
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("b.tif"));
    }
}

} // namespace
} // namespace peaksite
