#include "io/raster/raster_file.hpp"

#include "engine/raster_box.hpp"
#include "geo/crs_guess.hpp"
#include "io/files/file_pattern.hpp"
#include "io/raster/block_file.hpp"
#include "io/raster/mosaic.hpp"
#include "io/raster/netcdf.hpp"

#include <gdal_priv.h>

#include <algorithm>

namespace peaksite {

namespace {

// Decodes blocks of one band from a file of its own.
class FileSource final : public LayerSource {
public:
    explicit FileSource(BlockFile file) : m_file(std::move(file)) {}
    void read_block(int row, int col, std::byte* cells) override { m_file.read_block(row, col, cells); }

private:
    BlockFile m_file;
};

// What the file says, or what replaces it; a NetCDF over longitude and latitude needs to say no more.
Crs settle_crs(const RasterPart& part, const std::optional<std::string>& override_text, RasterFile& file)
{
    const auto& own = part.wkt;
    file.has_crs = !own.empty();
    const auto box = box_of(file.raster.info);
    if (override_text) return Crs::parse(*override_text);
    if (!file.has_crs && is_netcdf(part.path) && netcdf_in_degrees(part.path)) {
        file.assumed_crs = "EPSG:4326";
        return Crs::parse(file.assumed_crs);
    }
    if (!file.has_crs) throw InputError{text("raster '{}' has no coordinate system; {}", part.path, crs_hint(box))};
    const auto crs = [&] {
        try {
            return Crs::parse(own);
        } catch (const UsageError&) {
            throw InputError{
                text("raster '{}' has a coordinate system that cannot be used; {}", part.path, crs_hint(box))};
        }
    }();
    if (const auto wrong = crs_contradiction(crs, box)) throw InputError{text("raster '{}': {}", part.path, *wrong)};
    return crs;
}

RasterFile facts_of(const RasterPart& part)
{
    RasterFile file;
    file.bands = part.bands;
    file.band_name = part.band_name;
    file.scale = part.scale;
    file.offset = part.offset;
    file.unit = part.unit;
    file.files = part.files;
    file.seen = part.seen;
    file.declared = part.fills;
    file.alpha = part.alpha;
    return file;
}

// One file whose blocks are read as they are.
void take_plain(const RasterPart& part, RasterFile& file)
{
    file.raster.info = {.name = name_of_band(part.path, part.band),
                        .rows = part.rows,
                        .cols = part.cols,
                        .block_rows = part.block_rows,
                        .block_cols = part.block_cols,
                        .type = part.type,
                        .position = part.position,
                        .nodata = part.fills,
                        .gap = {}};
    const BlockFile::Place place{.path = part.path, .text = part.text, .band = part.band};
    const BandSeen seen{.shape =
                            shape_seen(part.window(), {.rows = part.block_rows, .cols = part.block_cols}, part.type),
                        .files = part.seen};
    file.raster.open = [place, seen, shared = std::make_shared<SharedTiff>()] {
        return std::make_unique<FileSource>(BlockFile{place, seen, shared.get()});
    };
}

void take_mosaic(Mosaic mosaic, RasterFile& file)
{
    file.raster.info = mosaic.info;
    file.disagreements = mosaic.disagreements;
    file.raster.open = [shared = std::make_shared<const Mosaic>(std::move(mosaic))] { return open_mosaic(shared); };
}

RasterPart part_of(const std::string& path, const RasterRequest& request)
{
    auto part = look_at_part(path, request.band);
    if (request.nodata.empty()) return part;
    part.fills = request.nodata;
    return part;
}

} // namespace

RasterFile look_at_raster(const RasterRequest& request)
{
    std::vector<std::string> paths;
    for (const auto& file : request.files)
        for (const auto& one : files_fitting(file))
            paths.push_back(request.variable.empty() ? one : "NETCDF:\"" + one + "\":" + request.variable);
    const auto first = look_at_part(paths.front(), request.band);
    auto file = facts_of(first);
    const bool single = paths.size() == 1;
    if (single && !first.hides_cells())
        take_plain(first, file);
    else {
        MosaicBuilder builder{part_of(paths.front(), request)};
        for (std::size_t i = 1; i < paths.size(); ++i) {
            const auto part = part_of(paths[i], request);
            file.files.insert(file.files.end(), part.files.begin(), part.files.end());
            file.seen.add(part.seen);
            file.alpha = std::max(file.alpha, part.alpha);
            builder.add(part);
        }
        take_mosaic(builder.finish(single ? name_of_band(first.path, first.band) : request.name), file);
    }
    if (!request.nodata.empty()) file.raster.info.nodata = request.nodata;
    std::ranges::sort(file.files);
    file.files.erase(std::unique(file.files.begin(), file.files.end()), file.files.end());
    file.raster.crs = settle_crs(first, request.crs, file);
    return file;
}

RasterFile look_at_raster(const std::string& path, int band, const std::optional<std::string>& crs)
{
    return look_at_raster({.files = {path}, .band = band, .crs = crs, .name = path});
}

} // namespace peaksite
