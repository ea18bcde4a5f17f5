#include "io/files/gdal.hpp"
#include "job/open/open_layers.hpp"
#include "support/scratch.hpp"

#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <map>
#include <set>

namespace peaksite {
namespace {

// Three columns and two rows of one type; what they mean, by hand: "-" is no data.
struct Kind {
    const char* name;
    PixelType type;
    std::vector<RawNumber> raw;
    std::vector<RawNumber> fill; // none or one
    double scale, offset;
    std::vector<double> right;
};

constexpr double gone = -7777777; // written so that vectors compare

constexpr std::int64_t i64_low = std::numeric_limits<std::int64_t>::lowest(),
                       i64_high = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t u64_high = std::numeric_limits<std::uint64_t>::max();
constexpr double f32_low = -3.4028234663852886e38, f64_low = -1.7976931348623157e308;
const double nan = std::nan(""), two_63 = 9223372036854775808.0, two_64 = 18446744073709551616.0;

// A new kind is one row.
const std::vector<Kind> kinds{
    {"u8", PixelType::u8, {0, 1, 127, 128, 254, 255}, {}, 1, 0, {0, 1, 127, 128, 254, 255}},
    {"u8_255", PixelType::u8, {0, 1, 127, 128, 254, 255}, {255}, 1, 0, {0, 1, 127, 128, 254, gone}},
    {"u8_0", PixelType::u8, {0, 1, 127, 128, 254, 255}, {0}, 1, 0, {gone, 1, 127, 128, 254, 255}},
    {"u8_scaled", PixelType::u8, {0, 25, 50, 100, 200, 255}, {255}, 0.5, -10, {-10, 2.5, 15, 40, 90, gone}},
    {"i8", PixelType::i8, {-128, -100, -1, 0, 1, 127}, {}, 1, 0, {-128, -100, -1, 0, 1, 127}},
    {"i8_-1", PixelType::i8, {-128, -100, -1, 0, 1, 127}, {-1}, 1, 0, {-128, -100, gone, 0, 1, 127}},
    {"i8_-128", PixelType::i8, {-128, -100, -1, 0, 1, 127}, {-128}, 1, 0, {gone, -100, -1, 0, 1, 127}},
    {"i8_127", PixelType::i8, {-128, -100, -1, 0, 1, 127}, {127}, 1, 0, {-128, -100, -1, 0, 1, gone}},
    {"i8_scaled", PixelType::i8, {-128, -100, -1, 0, 1, 127}, {-128}, 0.5, 1, {gone, -49, 0.5, 1, 1.5, 64.5}},
    {"u16", PixelType::u16, {0, 1, 32767, 32768, 65534, 65535}, {}, 1, 0, {0, 1, 32767, 32768, 65534, 65535}},
    {"u16_65535", PixelType::u16, {0, 1, 32767, 32768, 65534, 65535}, {65535}, 1, 0, {0, 1, 32767, 32768, 65534, gone}},
    {"i16", PixelType::i16, {-32768, -9999, -1, 0, 1, 32767}, {}, 1, 0, {-32768, -9999, -1, 0, 1, 32767}},
    {"i16_-32768", PixelType::i16, {-32768, -9999, -1, 0, 1, 32767}, {-32768}, 1, 0, {gone, -9999, -1, 0, 1, 32767}},
    {"i16_-9999", PixelType::i16, {-32768, -9999, -1, 0, 1, 32767}, {-9999}, 1, 0, {-32768, gone, -1, 0, 1, 32767}},
    {"i16_scaled", PixelType::i16, {-32768, -800, -4, 0, 8, 4000}, {-32768}, 0.25, -5, {gone, -205, -6, -5, -3, 995}},
    {"u32_max",
     PixelType::u32,
     {0, 1, 65536, 2147483648.0, 4294967294.0, 4294967295.0},
     {4294967295.0},
     1,
     0,
     {0, 1, 65536, 2147483648.0, 4294967294.0, gone}},
    {"i32_min",
     PixelType::i32,
     {-2147483648.0, -9999, -1, 0, 1, 2147483647},
     {-2147483648.0},
     1,
     0,
     {gone, -9999, -1, 0, 1, 2147483647}},
    {"i32_max",
     PixelType::i32,
     {-2147483648.0, -9999, -1, 0, 1, 2147483647},
     {2147483647},
     1,
     0,
     {-2147483648.0, -9999, -1, 0, 1, gone}},
    {"i32_scaled", PixelType::i32, {-9999, -2, 0, 2, 4, 2147483646}, {-9999}, 0.5, 0, {gone, -1, 0, 1, 2, 1073741823}},
    {"u64_max",
     PixelType::u64,
     {0, 1, std::uint64_t{1} << 63U, u64_high - 1, u64_high, 9},
     {u64_high},
     1,
     0,
     {0, 1, two_63, two_64, gone, 9}},
    {"i64_max",
     PixelType::i64,
     {0, 1, i64_low, i64_high - 1, i64_high, -9999},
     {i64_high},
     1,
     0,
     {0, 1, -two_63, two_63, gone, -9999}},
    {"i64_min",
     PixelType::i64,
     {0, 1, i64_low, i64_low + 1, i64_high, -9999},
     {i64_low},
     1,
     0,
     {0, 1, gone, -two_63, two_63, -9999}},
    {"f32",
     PixelType::f32,
     {-1.5, 0, nan, 0.25, 1e20, f32_low},
     {},
     1,
     0,
     {-1.5, 0, gone, 0.25, 1.0000000200408773e20, gone}},
    {"f32_-9999.9", PixelType::f32, {-1.5, 0, nan, 0.25, -9999.9, 7}, {-9999.9}, 1, 0, {-1.5, 0, gone, 0.25, gone, 7}},
    {"f32_lowest", PixelType::f32, {-1.5, 0, 3, 0.25, f32_low, 7}, {f32_low}, 1, 0, {-1.5, 0, 3, 0.25, gone, 7}},
    {"f32_1e20", PixelType::f32, {-1.5, 0, 3, 0.25, 1e20, 7}, {1e20}, 1, 0, {-1.5, 0, 3, 0.25, gone, 7}},
    {"f32_nan", PixelType::f32, {-1.5, 0, nan, 0.25, 6, 7}, {nan}, 1, 0, {-1.5, 0, gone, 0.25, 6, 7}},
    {"f64_lowest",
     PixelType::f64,
     {-1.5, 0, 1e-300, 0.1, f64_low, 7},
     {f64_low},
     1,
     0,
     {-1.5, 0, 1e-300, 0.1, gone, 7}},
    {"f64_-9999", PixelType::f64, {-1.5, 0, -9999, 0.1, nan, 7}, {-9999}, 1, 0, {-1.5, 0, gone, 0.1, gone, 7}},
};

using P = PixelType;
const std::set<P> real{P::f32, P::f64},
    all_types{P::u8, P::i8, P::u16, P::i16, P::u32, P::i32, P::i64, P::u64, P::f32, P::f64};

// How the cells are kept. A new one is one row.
struct Format {
    const char* name;
    const char* driver;
    const char* ending;
    std::vector<const char*> options;
    std::set<P> holds;
    bool scales = true;
    bool between = false; // a virtual raster of a GeoTIFF
    std::map<P, double> implied{};
};
const std::vector<Format> formats{
    {"Strips", "GTiff", ".tif", {}, all_types},
    {"Tiles", "GTiff", ".tif", {"TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16", "COMPRESS=DEFLATE"}, all_types},
    {"Netcdf",
     "netCDF",
     ".nc",
     {"FORMAT=NC4"},
     {P::u8, P::i8, P::u16, P::i16, P::u32, P::i32, P::i64, P::u64, P::f32, P::f64},
     true,
     false,
     {{P::u16, 65535}}},
    {"NetcdfClassic", "netCDF", ".nc", {}, {P::u8, P::i8, P::i16, P::i32, P::f32, P::f64}},
    {"Imagine", "HFA", ".img", {}, {P::u8, P::i8, P::u16, P::i16, P::u32, P::i32, P::f32, P::f64}, false},
    {"Envi", "ENVI", ".dat", {}, {P::u8, P::u16, P::i16, P::u32, P::i32, P::f32, P::f64}, false},
    {"Bil", "EHdr", ".bil", {}, {P::u8, P::i8, P::u16, P::i16, P::f32}, false}, // of 32 bits its writer rounds the fill
                                                                                // value,
    {"Text", "AAIGrid", ".asc", {}, {P::i32, P::i16}, false, false, {{P::i16, -9999}, {P::i32, -9999}}},
    {"Virtual", "VRT", ".vrt", {}, all_types, true, true},
};

GDALDataType library_type(PixelType type)
{
    static const std::map<PixelType, GDALDataType> types{
        {P::u8, GDT_Byte},   {P::i8, GDT_Byte},   {P::u16, GDT_UInt16}, {P::i16, GDT_Int16},   {P::u32, GDT_UInt32},
        {P::i32, GDT_Int32}, {P::i64, GDT_Int64}, {P::u64, GDT_UInt64}, {P::f32, GDT_Float32}, {P::f64, GDT_Float64}};
    return types.at(type);
}

template <class T>
void append(std::vector<std::byte>& out, const RawNumber& one)
{
    const T cell = one.as<T>().value_or(std::numeric_limits<T>::quiet_NaN());
    const auto* bytes = reinterpret_cast<const std::byte*>(&cell);
    out.insert(out.end(), bytes, bytes + sizeof(T));
}

std::vector<std::byte> bytes_of_cells(const Kind& kind)
{
    std::vector<std::byte> out;
    for (const auto& one : kind.raw) switch (kind.type) {
        case P::u8:
            append<std::uint8_t>(out, one);
            break;
        case P::i8:
            append<std::int8_t>(out, one);
            break;
        case P::u16:
            append<std::uint16_t>(out, one);
            break;
        case P::i16:
            append<std::int16_t>(out, one);
            break;
        case P::u32:
            append<std::uint32_t>(out, one);
            break;
        case P::i32:
            append<std::int32_t>(out, one);
            break;
        case P::i64:
            append<std::int64_t>(out, one);
            break;
        case P::u64:
            append<std::uint64_t>(out, one);
            break;
        case P::f32:
            append<float>(out, one);
            break;
        case P::f64:
            append<double>(out, one);
            break;
        }
    return out;
}

Dataset in_memory(const Kind& kind)
{
    prepare_gdal();
    Dataset out{GetGDALDriverManager()->GetDriverByName("MEM")->Create("", 3, 2, 1, library_type(kind.type), nullptr)};
    std::array transform{105.0, 0.5, 0.0, 39.0, 0.0, -0.5};
    out->SetGeoTransform(transform.data());
    OGRSpatialReference reference;
    reference.SetFromUserInput("EPSG:4326");
    out->SetSpatialRef(&reference);
    auto* band = out->GetRasterBand(1);
    if (kind.type == P::i8) band->SetMetadataItem("PIXELTYPE", "SIGNEDBYTE", "IMAGE_STRUCTURE");
    if (!kind.fill.empty()) {
        if (kind.type == P::i64)
            band->SetNoDataValueAsInt64(*kind.fill[0].as<std::int64_t>());
        else if (kind.type == P::u64)
            band->SetNoDataValueAsUInt64(*kind.fill[0].as<std::uint64_t>());
        else
            band->SetNoDataValue(kind.fill[0].rounded());
    }
    if (kind.scale != 1) band->SetScale(kind.scale);
    if (kind.offset != 0) band->SetOffset(kind.offset);
    auto cells = bytes_of_cells(kind);
    EXPECT_EQ(band->RasterIO(GF_Write, 0, 0, 3, 2, cells.data(), 3, 2, library_type(kind.type), 0, 0, nullptr),
              CE_None);
    return out;
}

std::string written(const Scratch& scratch, const Format& format, const Kind& kind)
{
    auto from = in_memory(kind);
    if (format.between) {
        const auto behind = (scratch / "behind.tif").string();
        const Dataset made{GetGDALDriverManager()->GetDriverByName("GTiff")->CreateCopy(
            behind.c_str(), from.get(), FALSE, nullptr, nullptr, nullptr)};
        from.reset(GDALDataset::Open(behind.c_str()));
    }
    const auto path = (scratch / (std::string{"cells"} + format.ending)).string();
    auto options = format.options;
    options.push_back(nullptr);
    const Dataset out{
        GetGDALDriverManager()
            ->GetDriverByName(format.driver)
            ->CreateCopy(path.c_str(), from.get(), FALSE, const_cast<char**>(options.data()), nullptr, nullptr)};
    EXPECT_NE(out, nullptr) << CPLGetLastErrorMsg();
    return path;
}

Layer layer_of(const std::vector<std::string>& files)
{
    Layer layer;
    layer.id = "x";
    layer.files = files;
    return layer;
}

// The raw cells of the whole raster, row by row.
std::vector<std::byte> raw_cells(const RasterFile& file)
{
    const auto& info = file.raster.info;
    const auto source = file.raster.open();
    const auto size = bytes_of(info.type);
    std::vector<std::byte> out(static_cast<std::size_t>(info.rows) * static_cast<std::size_t>(info.cols) * size),
        block(info.block_bytes());
    for (int row = 0; row < info.rows; ++row)
        for (int col = 0; col < info.cols; ++col) {
            source->read_block(row / info.block_rows, col / info.block_cols, block.data());
            const auto at =
                static_cast<std::size_t>(row % info.block_rows) * static_cast<std::size_t>(info.block_cols) +
                static_cast<std::size_t>(col % info.block_cols);
            std::memcpy(&out[(static_cast<std::size_t>(row) * static_cast<std::size_t>(info.cols) +
                              static_cast<std::size_t>(col)) *
                             size],
                        &block[at * size], size);
        }
    return out;
}

std::vector<double> values_of(const Layer& layer)
{
    std::vector<Sentence> warnings;
    const auto open = open_raster_layer(layer, warnings);
    const auto raw = raw_cells(open.file);
    std::vector<double> out(static_cast<std::size_t>(open.file.raster.info.rows) *
                            static_cast<std::size_t>(open.file.raster.info.cols));
    Strays strays;
    to_values(raw.data(), open.file.raster.info.type, static_cast<int>(out.size()), open.rule, out.data(), strays);
    for (auto& one : out)
        if (std::isnan(one)) one = gone;
    return out;
}

// Whether cells of classes have data.
std::vector<bool> known_classes(const Layer& layer)
{
    constexpr int missing = 200;
    std::vector<Sentence> warnings;
    const auto open = open_raster_layer(layer, warnings);
    const auto raw = raw_cells(open.file);
    std::vector<std::uint8_t> indices(static_cast<std::size_t>(open.file.raster.info.rows) *
                                      static_cast<std::size_t>(open.file.raster.info.cols));
    to_classes(raw.data(), open.file.raster.info.type, static_cast<int>(indices.size()),
               ClassRule{{0, 1}, open.rule.nodata, missing}, indices.data());
    std::vector<bool> out;
    for (const auto index : indices) out.push_back(index != missing);
    return out;
}

class CellsOf : public testing::TestWithParam<Format> {};

TEST_P(CellsOf, EveryTypeAndFillAreWhatTheFileSays)
{
    const auto& format = GetParam();
    int tried = 0;
    for (const auto& kind : kinds) {
        const bool scaled = kind.scale != 1 || kind.offset != 0;
        if (!format.holds.contains(kind.type) || (scaled && !format.scales)) continue;
        SCOPED_TRACE(kind.name);
        const Scratch scratch;
        const auto layer = layer_of({written(scratch, format, kind)});
        auto right = kind.right;
        if (kind.fill.empty()) // some formats mean a number where they say nothing
            std::ranges::replace(right, format.implied.contains(kind.type) ? format.implied.at(kind.type) : gone, gone);
        EXPECT_EQ(values_of(layer), right);
        if (!scaled && is_whole(kind.type)) {
            std::vector<bool> known;
            for (const double one : right) known.push_back(one != gone);
            EXPECT_EQ(known_classes(layer), known);
        }
        ++tried;
    }
    EXPECT_GE(tried, 2);
}
INSTANTIATE_TEST_SUITE_P(Files, CellsOf, testing::ValuesIn(formats),
                         [](const auto& one) { return std::string{one.param.name}; });

// Three cells of a row beside another file two rows below: the corners without file are no data for every type and
// fill.
TEST(CellsOfMosaics, OfEveryTypeHaveGapsWithoutData)
{
    for (const auto& kind : kinds) {
        SCOPED_TRACE(kind.name);
        const Scratch scratch;
        const Format strips = formats.front();
        const auto first = written(scratch, strips, kind);
        std::filesystem::rename(first, scratch / "west.tif");
        auto moved = in_memory(kind);
        std::array transform{106.5, 0.5, 0.0, 38.0, 0.0, -0.5}; // three columns east, two rows south
        moved->SetGeoTransform(transform.data());
        const auto east = (scratch / "east.tif").string();
        Dataset{GetGDALDriverManager()->GetDriverByName("GTiff")->CreateCopy(east.c_str(), moved.get(), FALSE, nullptr,
                                                                             nullptr, nullptr)}
            .reset();
        std::vector<double> right;
        for (int row = 0; row < 4; ++row)
            for (int col = 0; col < 6; ++col) {
                const bool west = row < 2 && col < 3, inside = west || (row >= 2 && col >= 3);
                right.push_back(inside ? kind.right[static_cast<std::size_t>((row % 2) * 3 + col % 3)] : gone);
            }
        EXPECT_EQ(values_of(layer_of({(scratch / "west.tif").string(), east})), right);
    }
}

} // namespace
} // namespace peaksite
