#include "io/raster_file.hpp"

#include "io/gdal.hpp"

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

// Decodes blocks of one band with a dataset of its own.
class FileSource final : public LayerSource {
public:
    FileSource(const std::string& path, int band, RasterInfo info) : m_dataset(open_dataset(path, DatasetKind::raster)), m_info(std::move(info))
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
    if (dataset.GetGeoTransform(t.data()) != CE_None)
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

Crs crs_of(const GDALDataset& dataset, const std::string& path, const std::optional<std::string>& override_text, bool& stated)
{
    const auto own = wkt_of(dataset);
    stated = !own.empty();
    if (override_text) return Crs::parse(*override_text);
    if (!stated) throw InputError{text("raster '{}' has no coordinate system; say it in the plan: crs = \"EPSG:…\"", path)};
    try {
        return Crs::parse(own);
    } catch (const UsageError&) {
        throw InputError{text("raster '{}' has a coordinate system that cannot be used; say it in the plan: crs = \"EPSG:…\"", path)};
    }
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
    const auto dataset = open_dataset(path, DatasetKind::raster);
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
    file.raster.crs = crs_of(*dataset, path, crs, file.has_crs);
    file.raster.open = [path, band, info] { return std::make_unique<FileSource>(path, band, info); };
    return file;
}

} // namespace peaksite
