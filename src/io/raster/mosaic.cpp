#include "io/raster/mosaic.hpp"

#include "io/raster/covering.hpp"
#include "io/raster/paint_cells.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

constexpr double off_lattice = 0.02; // of a cell: positions are often written with few digits

std::int64_t bucket_key(int down, int across) { return (std::int64_t{down} << 32U) + across; }

// Buckets of the largest tile's size, so that a tile touches four of them at most.
void fill_buckets(Mosaic& out)
{
    for (const auto& tile : out.tiles) {
        out.bucket_rows = std::max(out.bucket_rows, tile.window.rows);
        out.bucket_cols = std::max(out.bucket_cols, tile.window.cols);
    }
    for (std::size_t i = 0; i < out.tiles.size(); ++i) {
        const auto& window = out.tiles[i].window;
        for (int down = window.row.value / out.bucket_rows; down <= (window.row_end().value - 1) / out.bucket_rows;
             ++down)
            for (int across = window.col.value / out.bucket_cols;
                 across <= (window.col_end().value - 1) / out.bucket_cols; ++across)
                out.buckets.emplace_back(bucket_key(down, across), static_cast<int>(i));
    }
    std::ranges::sort(out.buckets);
}

std::string size_text(const RasterPart& part)
{
    const auto& p = part.position;
    return p.upright()
               ? number(p.dx_col) + " × " + number(p.dy_row)
               : number(p.dx_col) + ", " + number(p.dx_row) + " × " + number(p.dy_col) + ", " + number(p.dy_row);
}

std::string word(const std::optional<double>& value) { return value ? number(*value) : "(none)"; }

std::string word(PixelType type)
{
    const bool low_end =
        type == PixelType::u8 || type == PixelType::u16 || type == PixelType::u32 || type == PixelType::u64;
    return (is_whole(type) ? low_end ? "uint" : "int" : "float") + std::to_string(8 * bytes_of(type));
}

} // namespace

std::vector<int> Mosaic::touching(const Window& window) const
{
    std::vector<int> out;
    for (int down = window.row.value / bucket_rows; down <= (window.row_end().value - 1) / bucket_rows; ++down)
        for (int across = window.col.value / bucket_cols; across <= (window.col_end().value - 1) / bucket_cols;
             ++across) {
            const auto key = bucket_key(down, across);
            for (auto at = std::ranges::lower_bound(buckets, std::pair{key, 0});
                 at != buckets.end() && at->first == key; ++at)
                if (!intersection(window, tiles[static_cast<std::size_t>(at->second)].window).empty())
                    out.push_back(at->second);
        }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

MosaicBuilder::MosaicBuilder(RasterPart first) : m_first(std::move(first)), m_alike_wkt(m_first.wkt) { add(m_first); }

void MosaicBuilder::require_alike(const RasterPart& part) const
{
    const auto &a = m_first.path, &b = part.path;
    const auto& p = part.position;
    const auto& q = m_first.position;
    const double size = std::hypot(q.dx_col, q.dy_col), tolerance = off_lattice * size; // over a whole tile
    const double along = std::hypot(p.dx_col - q.dx_col, p.dy_col - q.dy_col) * part.cols,
                 down = std::hypot(p.dx_row - q.dx_row, p.dy_row - q.dy_row) * part.rows;
    if (along > tolerance || down > tolerance)
        throw InputError{text("the files '{}' and '{}' do not make one raster: their cells are {} and {}; bring one to "
                              "the other's cells first, or make two layers of them",
                              a, b, size_text(m_first), size_text(part))};
    if (part.type != m_first.type)
        throw InputError{text("the files '{}' and '{}' do not make one raster: their cells are of type {} and {}; "
                              "convert one of them first",
                              a, b, word(m_first.type), word(part.type))};
    if (part.scale != m_first.scale || part.offset != m_first.offset)
        throw InputError{text("the files '{}' and '{}' do not make one raster: scale and offset are {}, {} and {}, {}; "
                              "bring one to the other's first, or make two layers of them",
                              a, b, word(m_first.scale), word(m_first.offset), word(part.scale), word(part.offset))};
    if (part.unit != m_first.unit)
        throw InputError{text("the files '{}' and '{}' do not make one raster: their units are '{}' and '{}'; bring "
                              "one to the other's first, or make two layers of them",
                              a, b, m_first.unit, part.unit)};
    if (part.wkt == m_alike_wkt) return;
    const bool alike =
        !part.wkt.empty() && !m_first.wkt.empty() && Crs::parse(part.wkt).same_plane(Crs::parse(m_first.wkt));
    if (!alike)
        throw InputError{text("the files '{}' and '{}' do not make one raster: they have two coordinate systems; bring "
                              "one to the other's first (gdalwarp -t_srs), or make two layers of them",
                              a, b)};
    m_alike_wkt = part.wkt;
}

void MosaicBuilder::add(const RasterPart& part)
{
    require_alike(part);
    const auto corner = m_first.position.cells({.x = part.position.x0, .y = part.position.y0});
    const double col = std::round(corner.x), row = std::round(corner.y);
    constexpr double most = 1e9;
    if (!(std::fabs(corner.x - col) <= off_lattice && std::fabs(corner.y - row) <= off_lattice &&
          std::fabs(col) < most && std::fabs(row) < most))
        throw InputError{text("the files '{}' and '{}' do not make one raster: their cells are shifted by {:.2f} and "
                              "{:.2f} of a cell; bring one to the other's cells first, or make two layers of them",
                              m_first.path, part.path, corner.x - col, corner.y - row)};
    m_tiles.push_back({.path = part.path,
                       .text = part.text == part.path ? "" : part.text,
                       .band = part.band,
                       .window = {.row = Row{static_cast<int>(row)},
                                  .col = Col{static_cast<int>(col)},
                                  .rows = part.rows,
                                  .cols = part.cols},
                       .block_rows = part.block_rows,
                       .block_cols = part.block_cols,
                       .fills = part.fills,
                       .valid = part.valid,
                       .mask = part.mask,
                       .alpha = part.alpha,
                       .seen = part.seen});
    m_same_blocks = m_same_blocks && part.block_rows == m_first.block_rows && part.block_cols == m_first.block_cols;
}

void MosaicBuilder::settle_blocks(Mosaic& out) const
{
    auto& info = out.info;
    info.block_rows = m_first.block_rows;
    info.block_cols = m_first.block_cols;
    out.aligned =
        m_same_blocks && std::ranges::all_of(out.tiles, [&](const MosaicTile& tile) {
            return tile.window.row.value % info.block_rows == 0 && tile.window.col.value % info.block_cols == 0;
        });
    if (out.aligned) return;
    constexpr int side = 256;
    info.block_rows = std::min(side, info.rows);
    info.block_cols = std::min(side, info.cols);
}

// A fill value that all files share marks gaps too; else cells get a type with room for one.
void MosaicBuilder::settle_gap(Mosaic& out) const
{
    auto& info = out.info;
    const auto& tiles = out.tiles;
    const bool one_fill =
        std::ranges::all_of(tiles, [&](const MosaicTile& tile) { return tile.fills == tiles.front().fills; });
    const bool hides =
        std::ranges::any_of(tiles, [](const MosaicTile& tile) { return tile.mask || tile.alpha > 0 || tile.valid; });
    if (one_fill) info.nodata = tiles.front().fills;
    const auto& fills = info.nodata.all();
    const auto usable = std::ranges::find_if(fills, [&](const RawNumber& fill) { return holds(out.type, fill); });
    if (is_whole(out.type) && usable != fills.end()) {
        info.gap = *usable;
        return;
    }
    std::vector<Window> windows;
    for (const auto& tile : tiles) windows.push_back(tile.window);
    if (is_whole(out.type) && one_fill && !hides && cover(windows, info.rows, info.cols)) return;
    info.type = roomier(out.type);
    info.gap = spare_number(info.type);
}

// Whether blocks of the file are blocks of the mosaic, cell for cell, where no other file lies.
void MosaicBuilder::settle_sharing(Mosaic& out) const
{
    if (!out.aligned || out.info.type != out.type) return;
    for (auto& tile : out.tiles)
        if (!tile.mask && tile.alpha == 0 && !tile.valid && tile.fills == out.info.nodata)
            tile.shared = std::make_shared<SharedTiff>();
}

Mosaic MosaicBuilder::finish(const std::string& name)
{
    Mosaic out;
    std::int64_t top = 0, left = 0, bottom = 0, right = 0;
    for (const auto& tile : m_tiles) {
        top = std::min<std::int64_t>(top, tile.window.row.value);
        left = std::min<std::int64_t>(left, tile.window.col.value);
        bottom = std::max(bottom, std::int64_t{tile.window.row.value} + tile.window.rows);
        right = std::max(right, std::int64_t{tile.window.col.value} + tile.window.cols);
    }
    out.type = m_first.type;
    out.tiles = std::move(m_tiles);
    for (auto& tile : out.tiles) {
        tile.window.row = Row{tile.window.row.value - static_cast<int>(top)};
        tile.window.col = Col{tile.window.col.value - static_cast<int>(left)};
    }
    const auto corner = m_first.position.at(static_cast<double>(left), static_cast<double>(top));
    auto position = m_first.position;
    position.x0 = corner.x;
    position.y0 = corner.y;
    out.info = {.name = name,
                .rows = static_cast<int>(bottom - top),
                .cols = static_cast<int>(right - left),
                .block_rows = 1,
                .block_cols = 1,
                .type = out.type,
                .position = position,
                .nodata = {},
                .gap = {}};
    settle_blocks(out);
    settle_gap(out);
    settle_sharing(out);
    fill_buckets(out);
    return out;
}

} // namespace peaksite
