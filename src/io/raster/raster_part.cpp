#include "io/raster/raster_part.hpp"

#include "io/files/limits.hpp"
#include "io/raster/implied_fills.hpp"
#include "io/raster/netcdf.hpp"
#include "io/raster/virtual_raster.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

std::optional<PixelType> pixel_type(GDALRasterBand& band)
{
    switch (band.GetRasterDataType()) {
    case GDT_Byte:
        return holds_signed_bytes(band) ? PixelType::i8 : PixelType::u8;
#if GDAL_VERSION_NUM >= GDAL_COMPUTE_VERSION(3, 7, 0)
    case GDT_Int8:
        return PixelType::i8;
#endif
    case GDT_UInt16:
        return PixelType::u16;
    case GDT_Int16:
        return PixelType::i16;
    case GDT_UInt32:
        return PixelType::u32;
    case GDT_Int32:
        return PixelType::i32;
    case GDT_UInt64:
        return PixelType::u64;
    case GDT_Int64:
        return PixelType::i64;
    case GDT_Float32:
        return PixelType::f32;
    case GDT_Float64:
        return PixelType::f64;
    default:
        return {};
    }
}

PixelType type_of(GDALRasterBand& band, const std::string& path)
{
    if (const auto type = pixel_type(band)) return *type;
    throw InputError{text("raster '{}' holds {} cells, which have no order; convert it to a real type", path,
                          GDALGetDataTypeName(band.GetRasterDataType()))};
}

Affine position_of(GDALDataset& dataset, const std::string& path)
{
    std::array<double, 6> t{};
    const bool placed = dataset.GetGeoTransform(t.data()) == CE_None;
    if (!placed && is_netcdf(path)) return netcdf_position(path);
    if (!placed)
        throw InputError{text("raster '{}' does not say where it lies (no geotransform); georeference it first", path)};
    const double area = t[1] * t[5] - t[2] * t[4];
    if (!std::isfinite(area) || area == 0 || !std::isfinite(t[0]) || !std::isfinite(t[3]))
        throw InputError{
            text("raster '{}' has cells without size (geotransform {} {} {} {} {} {}); georeference it first", path,
                 t[0], t[1], t[2], t[3], t[4], t[5])};
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

std::vector<std::string> files_of(GDALDataset& dataset)
{
    char** list = dataset.GetFileList();
    std::vector<std::string> files;
    for (char** one = list; one != nullptr && *one != nullptr; ++one)
        if (!std::string_view{*one}.starts_with("<")) files.emplace_back(*one);
    CSLDestroy(list);
    return files;
}

// A band that says how opaque cells are, other than the one that is read.
int alpha_band(GDALDataset& dataset, int band)
{
    for (int i = 1; i <= dataset.GetRasterCount(); ++i)
        if (i != band && dataset.GetRasterBand(i)->GetColorInterpretation() == GCI_AlphaBand) return i;
    return 0;
}

bool has_mask(GDALRasterBand& band)
{
    const int flags = band.GetMaskFlags();
    return (flags & (GMF_ALL_VALID | GMF_ALPHA)) == 0 && flags != GMF_NODATA;
}

void take_blocks(GDALRasterBand& band, RasterPart& part)
{
    band.GetBlockSize(&part.block_cols, &part.block_rows);
    const double bytes = 1.0 * part.block_rows * part.block_cols * static_cast<double>(bytes_of(part.type));
    if (part.block_rows < 1 || part.block_cols < 1 || bytes > limits().block_bytes)
        throw InputError{text("raster '{}' keeps its cells in blocks of {} by {}, each of which takes {:.0f} MB; make "
                              "it tiled first: gdal_translate -co TILED=YES",
                              part.path, part.block_cols, part.block_rows, bytes / 1e6)};
}

} // namespace

Dataset open_part(const std::string& path, const std::string& text)
{
    return is_netcdf(path) ? open_netcdf(path) : open_raster_text(path, text);
}

namespace {

void take_scale(GDALRasterBand& from, RasterPart& part)
{
    int has = 0;
    const double scale = from.GetScale(&has);
    if (has != 0 && (scale == 0 || !std::isfinite(scale)))
        throw InputError{text("file '{}': its scale is {}, which makes one number of all values; set the right one "
                              "(gdal_edit.py -scale 1 FILE)",
                              part.path, scale)};
    if (has != 0 && scale != 1) part.scale = scale;
    const double offset = from.GetOffset(&has);
    if (has != 0 && !std::isfinite(offset))
        throw InputError{
            text("file '{}': its offset is {}; set the right one (gdal_edit.py -offset 0 FILE)", part.path, offset)};
    if (has != 0 && offset != 0) part.offset = offset;
}

RasterPart cells_of(GDALDataset& dataset, RasterPart part)
{
    const int count = dataset.GetRasterCount();
    if (part.band < 1 || part.band > count)
        throw InputError{text("raster '{}': band {} not found, the file has {}", part.path, part.band, count)};
    auto& from = *dataset.GetRasterBand(part.band);
    part.type = type_of(from, part.path);
    part.rows = dataset.GetRasterYSize();
    part.cols = dataset.GetRasterXSize();
    take_blocks(from, part);
    part.alpha = alpha_band(dataset, part.band);
    part.bands = count - (part.alpha > 0 ? 1 : 0);
    part.band_name = from.GetDescription();
    part.mask = has_mask(from);
    const auto missing = missing_cells(dataset, from, part.path);
    part.fills = missing.fills;
    part.valid = missing.valid;
    take_scale(from, part);
    part.unit = from.GetUnitType();
    if (part.files.empty()) part.files = files_of(dataset);
    part.seen = FilesSeen{part.files};
    return part;
}

RasterPart unread(const std::string& path, int band)
{
    RasterPart part;
    auto virtual_text = with_gaps(path, band);
    part.path = path;
    part.text = std::move(virtual_text.text);
    part.files = std::move(virtual_text.files);
    part.band = band;
    return part;
}

} // namespace

RasterPart look_at_cells(const std::string& path, int band)
{
    auto part = unread(path, band);
    const auto dataset = open_part(path, part.text);
    return cells_of(*dataset, std::move(part));
}

RasterPart look_at_part(const std::string& path, int band)
{
    auto part = unread(path, band);
    const auto dataset = open_part(path, part.text);
    part = cells_of(*dataset, std::move(part));
    part.position = position_of(*dataset, path);
    part.wkt = wkt_of(*dataset);
    return part;
}

} // namespace peaksite
