#include "io/raster_file.hpp"

#include "geo/crs_guess.hpp"
#include "io/gdal.hpp"
#include "io/netcdf.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace peaksite {

namespace {

std::optional<PixelType> pixel_type(GDALDataType type)
{
    switch (type) {
    case GDT_Byte: return PixelType::u8;
    case GDT_UInt16: return PixelType::u16;
    case GDT_Int16: return PixelType::i16;
    case GDT_UInt32: return PixelType::u32;
    case GDT_Int32: return PixelType::i32;
    case GDT_UInt64: return PixelType::u64;
    case GDT_Int64: return PixelType::i64;
    case GDT_Float32: return PixelType::f32;
    case GDT_Float64: return PixelType::f64;
    default: return {};
    }
}

Dataset open_raster(const std::string& path) { return is_netcdf(path) ? open_netcdf(path) : open_dataset(path, DatasetKind::raster); }

// Decodes blocks of one band with a dataset of its own.
class FileSource final : public LayerSource {
public:
    FileSource(const std::string& path, int band, RasterInfo info) : m_dataset(open_raster(path)), m_info(std::move(info))
    {
        m_band = m_dataset->GetRasterBand(band);
    }

    void read_block(int row, int col, std::byte* cells) override
    {
        CPLErrorReset();
        if (m_band->ReadBlock(col, row, cells) == CE_None) return;
        const int first_row = row * m_info.block_rows, first_col = col * m_info.block_cols;
        throw InputError{text("raster '{}' cannot be read at rows {}–{}, columns {}–{}: {}; the file is damaged or cut short, copy it again",
                              m_info.name, first_row, std::min(first_row + m_info.block_rows, m_info.rows) - 1, first_col,
                              std::min(first_col + m_info.block_cols, m_info.cols) - 1, last_gdal_error())};
    }

private:
    Dataset m_dataset;
    GDALRasterBand* m_band = nullptr;
    RasterInfo m_info;
};

Affine position_of(GDALDataset& dataset, const std::string& path)
{
    std::array<double, 6> t{};
    const bool placed = dataset.GetGeoTransform(t.data()) == CE_None;
    if (!placed && is_netcdf(path)) return netcdf_position(path);
    if (!placed)
        throw InputError{text("raster '{}' does not say where it lies (no geotransform); georeference it first", path)};
    const double area = t[1] * t[5] - t[2] * t[4];
    if (!std::isfinite(area) || area == 0 || !std::isfinite(t[0]) || !std::isfinite(t[3]))
        throw InputError{text("raster '{}' has cells without size (geotransform {} {} {} {} {} {}); georeference it first", path, t[0], t[1], t[2], t[3], t[4], t[5])};
    return {.x0 = t[0], .dx_col = t[1], .dx_row = t[2], .y0 = t[3], .dy_col = t[4], .dy_row = t[5]};
}

std::string wkt_of(const GDALDataset& dataset)
{
    const auto* reference = dataset.GetSpatialRef();
    if (reference == nullptr || reference->IsEmpty()) return {};
    char* wkt = nullptr;
    const std::array options{"FORMAT=WKT2_2019", static_cast<const char*>(nullptr)};
    reference->exportToWkt(&wkt, options.data());
    std::string out = wkt == nullptr ? "" : wkt;
    CPLFree(wkt);
    return out;
}

Box box_of(const RasterInfo& info)
{
    const auto& p = info.position;
    Box box{.xmin = p.x0, .ymin = p.y0, .xmax = p.x0, .ymax = p.y0};
    for (const auto& [col, row] : {std::pair{info.cols, 0}, {0, info.rows}, {info.cols, info.rows}}) {
        const Point corner{.x = p.x0 + col * p.dx_col + row * p.dx_row, .y = p.y0 + col * p.dy_col + row * p.dy_row};
        box = united(box, Box{.xmin = corner.x, .ymin = corner.y, .xmax = corner.x, .ymax = corner.y});
    }
    return box;
}

// What the file says, or what replaces it; a NetCDF over longitude and latitude needs to say no more.
Crs settle_crs(const GDALDataset& dataset, const std::string& path, const std::optional<std::string>& override_text, RasterFile& file)
{
    const auto own = wkt_of(dataset);
    file.has_crs = !own.empty();
    const auto box = box_of(file.raster.info);
    if (override_text) return Crs::parse(*override_text);
    if (!file.has_crs && is_netcdf(path) && netcdf_in_degrees(path)) {
        file.assumed_crs = "EPSG:4326";
        return Crs::parse(file.assumed_crs);
    }
    if (!file.has_crs) throw InputError{text("raster '{}' has no coordinate system; {}", path, crs_hint(box))};
    const auto crs = [&] {
        try {
            return Crs::parse(own);
        } catch (const UsageError&) {
            throw InputError{text("raster '{}' has a coordinate system that cannot be used; {}", path, crs_hint(box))};
        }
    }();
    if (const auto wrong = crs_contradiction(crs, box)) throw InputError{text("raster '{}': {}", path, wrong->english())};
    return crs;
}

std::vector<std::string> files_of(GDALDataset& dataset)
{
    char** list = dataset.GetFileList();
    std::vector<std::string> files;
    for (char** one = list; one != nullptr && *one != nullptr; ++one)
        if (!std::string_view{*one}.starts_with("/vsimem/")) files.emplace_back(*one);
    CSLDestroy(list);
    std::ranges::sort(files);
    return files;
}

} // namespace

RasterFile look_at_raster(const std::string& path, int band, const std::optional<std::string>& crs)
{
    const auto dataset = open_raster(path);
    RasterFile file;
    file.bands = dataset->GetRasterCount();
    if (band < 1 || band > file.bands) throw InputError{text("raster '{}': band {} not found, the file has {}", path, band, file.bands)};
    auto* from = dataset->GetRasterBand(band);
    const auto type = pixel_type(from->GetRasterDataType());
    if (!type) throw InputError{text("raster '{}' holds {} cells, which have no order; convert it to a real type", path, GDALGetDataTypeName(from->GetRasterDataType()))};

    auto& info = file.raster.info;
    info.name = band == 1 ? path : path + " (band " + std::to_string(band) + ")";
    info.rows = dataset->GetRasterYSize();
    info.cols = dataset->GetRasterXSize();
    from->GetBlockSize(&info.block_cols, &info.block_rows);
    info.type = *type;
    info.position = position_of(*dataset, path);
    int has = 0;
    const double nodata = *type == PixelType::i64   ? static_cast<double>(from->GetNoDataValueAsInt64(&has))
                          : *type == PixelType::u64 ? static_cast<double>(from->GetNoDataValueAsUInt64(&has))
                                                    : from->GetNoDataValue(&has);
    if (has != 0) info.nodata = nodata;
    const double scale = from->GetScale(&has);
    if (has != 0 && scale != 1) file.scale = scale;
    const double offset = from->GetOffset(&has);
    if (has != 0 && offset != 0) file.offset = offset;
    file.unit = from->GetUnitType();
    file.files = files_of(*dataset);
    file.masked = (from->GetMaskFlags() & (GMF_ALL_VALID | GMF_NODATA)) == 0;
    file.raster.crs = settle_crs(*dataset, path, crs, file);
    file.raster.open = [path, band, info] { return std::make_unique<FileSource>(path, band, info); };
    return file;
}

} // namespace peaksite
