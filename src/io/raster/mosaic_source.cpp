#include "io/raster/block_file.hpp"
#include "io/raster/mosaic.hpp"
#include "io/raster/paint_cells.hpp"

#include <gdal_priv.h>

#include <algorithm>
#include <limits>
#include <list>

namespace peaksite {

namespace {

class MosaicSource final : public LayerSource {
public:
    explicit MosaicSource(std::shared_ptr<const Mosaic> mosaic) : m_mosaic(std::move(mosaic)), m_info(m_mosaic->info) {}

    void read_block(int row, int col, std::byte* cells) override
    {
        const Window block{.row = Row{row * m_info.block_rows},
                           .col = Col{col * m_info.block_cols},
                           .rows = m_info.block_rows,
                           .cols = m_info.block_cols};
        const auto inside = intersection(block, m_info.window());
        const auto tiles = m_mosaic->touching(inside);
        if (tiles.size() == 1 && as_it_is(tiles.front(), inside)) return read_whole(tiles.front(), inside, cells);
        if (m_info.gap)
            fill_cells(*m_info.gap, m_info.type,
                       static_cast<std::size_t>(m_info.block_rows) * static_cast<std::size_t>(m_info.block_cols),
                       cells);
        m_painters.clear();
        if (overlap(tiles, inside))
            m_painters.assign(static_cast<std::size_t>(m_info.block_rows) * static_cast<std::size_t>(m_info.block_cols),
                              0);
        for (std::size_t i = 0; i < tiles.size(); ++i) paint(tiles, i, inside, cells);
    }

private:
    struct Opened {
        int tile = 0;
        BlockFile file;
    };

    const MosaicTile& tile(int number) const { return m_mosaic->tiles[static_cast<std::size_t>(number)]; }

    // The block of the file is the block of the mosaic.
    bool as_it_is(int number, const Window& inside) const
    {
        const auto& one = tile(number);
        return one.shared != nullptr && intersection(inside, one.window) == inside;
    }

    // Whether two of the tiles have a cell of the block in common. So many that they cannot be numbered do not count.
    bool overlap(const std::vector<int>& tiles, const Window& inside) const
    {
        if (tiles.size() >= std::numeric_limits<std::uint16_t>::max()) return false;
        for (std::size_t i = 1; i < tiles.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (!intersection(intersection(inside, tile(tiles[i]).window), tile(tiles[k]).window).empty())
                    return true;
        return false;
    }

    BlockFile& opened(int number)
    {
        // Files at a time: whoever reads row by row meets all that lie abreast in each row.
        constexpr std::size_t most = 8;
        const auto found = std::ranges::find(m_open, number, &Opened::tile);
        if (found != m_open.end()) {
            m_open.splice(m_open.begin(), m_open, found);
            return m_open.front().file;
        }
        if (m_open.size() == most) m_open.pop_back();
        const auto& one = tile(number);
        const BandSeen seen{
            .shape = shape_seen(one.window, {.rows = one.block_rows, .cols = one.block_cols}, m_mosaic->type),
            .files = one.seen};
        BlockFile file{{.path = one.path, .text = one.text.empty() ? one.path : one.text, .band = one.band},
                       seen,
                       one.shared.get()};
        m_open.push_front({.tile = number, .file = std::move(file)});
        return m_open.front().file;
    }

    static Window in_tile(const Window& window, const MosaicTile& one)
    {
        return {.row = Row{window.row.value - one.window.row.value},
                .col = Col{window.col.value - one.window.col.value},
                .rows = window.rows,
                .cols = window.cols};
    }

    void read_whole(int number, const Window& inside, std::byte* cells)
    {
        const auto part = in_tile(inside, tile(number));
        opened(number).read_block(part.row.value / m_info.block_rows, part.col.value / m_info.block_cols, cells);
    }

    static void read(const BlockFile& file, GDALRasterBand& band, const Window& part, GDALDataType type,
                     std::vector<std::byte>& out)
    {
        out.resize(part.cells() * static_cast<std::size_t>(GDALGetDataTypeSizeBytes(type)));
        CPLErrorReset();
        if (band.RasterIO(GF_Read, part.col.value, part.row.value, part.cols, part.rows, out.data(), part.cols,
                          part.rows, type, 0, 0, nullptr) != CE_None)
            file.cannot_be_read(part);
    }

    // Cells hidden by the mask of the band, by the alpha band, or by both.
    std::span<const std::uint8_t> mask_of(BlockFile& file, const Window& part, const MosaicTile& one)
    {
        auto& dataset = file.dataset();
        if (!one.mask && one.alpha == 0) return {};
        if (one.mask) read(file, *dataset.GetRasterBand(one.band)->GetMaskBand(), part, GDT_Byte, m_mask);
        if (one.alpha > 0) {
            read(file, *dataset.GetRasterBand(one.alpha), part, GDT_Byte, m_alpha);
            if (!one.mask)
                std::swap(m_mask, m_alpha);
            else
                std::ranges::transform(m_mask, m_alpha, m_mask.begin(),
                                       [](std::byte a, std::byte b) { return a == std::byte{0} ? a : b; });
        }
        return {reinterpret_cast<const std::uint8_t*>(m_mask.data()), part.cells()};
    }

    void paint(const std::vector<int>& tiles, std::size_t which, const Window& block, std::byte* cells)
    {
        const auto& one = tile(tiles[which]);
        const auto shared = intersection(block, one.window);
        const auto part = in_tile(shared, one);
        auto& file = opened(tiles[which]);
        auto& band = *file.dataset().GetRasterBand(one.band);
        read(file, band, part, band.GetRasterDataType(), m_cells);
        const auto mask = mask_of(file, part, one);
        const Brush brush{.from = m_mosaic->type, .to = m_info.type, .fills = &one.fills, .valid = &one.valid};
        const std::size_t from = bytes_of(brush.from), to = bytes_of(brush.to),
                          cols = static_cast<std::size_t>(part.cols);
        for (int row = 0; row < part.rows; ++row) {
            const auto at = static_cast<std::size_t>(row) * cols;
            const auto below = static_cast<std::size_t>(shared.row.value + row - block.row.value) *
                                   static_cast<std::size_t>(m_info.block_cols) +
                               static_cast<std::size_t>(shared.col.value - block.col.value);
            const auto line = std::span<const std::byte>{m_cells}.subspan(at * from, cols * from);
            const auto hidden = mask.empty() ? mask : mask.subspan(at, cols);
            if (m_painters.empty()) {
                paint_cells(line, hidden, brush, cells + below * to);
                continue;
            }
            m_repainted.clear();
            paint_cells_over(line, hidden, brush, cells + below * to, static_cast<std::uint16_t>(which + 1),
                             &m_painters[below], m_repainted);
            for (const auto& met : m_repainted) {
                const int earlier = tiles[met.earlier - 1U];
                m_mosaic->disagreements->note(earlier, tiles[which],
                                              {.earlier = tile(earlier).path,
                                               .later = one.path,
                                               .row = shared.row.value + row,
                                               .col = shared.col.value + static_cast<int>(met.cell),
                                               .before = met.before,
                                               .after = met.after});
            }
        }
    }

    std::shared_ptr<const Mosaic> m_mosaic;
    const RasterInfo& m_info;
    std::list<Opened> m_open; // the last used first
    std::vector<std::byte> m_cells, m_mask, m_alpha;
    std::vector<std::uint16_t> m_painters; // of the cells of the block, where tiles overlap; else empty
    std::vector<Repainted> m_repainted;
};

} // namespace

std::unique_ptr<LayerSource> open_mosaic(std::shared_ptr<const Mosaic> mosaic)
{
    return std::make_unique<MosaicSource>(std::move(mosaic));
}

} // namespace peaksite
