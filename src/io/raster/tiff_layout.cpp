#include "io/raster/tiff_layout.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <map>
#include <span>
#include <vector>

namespace peaksite {

namespace {

enum Tag : std::uint16_t {
    image_width = 256,
    image_length = 257,
    bits_per_sample = 258,
    compression = 259,
    photometric = 262,
    fill_order = 266,
    strip_offsets = 273,
    samples_per_pixel = 277,
    rows_per_strip = 278,
    strip_byte_counts = 279,
    planar_configuration = 284,
    predictor = 317,
    tile_width = 322,
    tile_length = 323,
    tile_offsets = 324,
    tile_byte_counts = 325
};

// What cannot be read here.
struct ForGdal {};

void require(bool fits)
{
    if (!fits) throw ForGdal{};
}

// The first directory of a file: numbers by tag.
class Directory {
public:
    explicit Directory(int file) : m_file(file)
    {
        struct stat facts {};
        require(std::endian::native == std::endian::little && fstat(file, &facts) == 0 && S_ISREG(facts.st_mode));
        m_size = static_cast<std::uint64_t>(facts.st_size);
        const auto head = read(0, 8);
        require(head[0] == std::byte{'I'} && head[1] == std::byte{'I'});
        const auto version = number(head, 2, 2);
        require(version == 42 || version == 43);
        m_big = version == 43;
        std::uint64_t at = number(head, 4, 4);
        if (m_big) {
            require(at == 8); // bytes of an offset, and a zero
            at = number(read(8, 8), 0, 8);
        }
        const std::size_t count_bytes = m_big ? 8 : 2, entry_bytes = m_big ? 20 : 12, most_entries = 4096;
        const auto count = number(read(at, count_bytes), 0, count_bytes);
        require(count <= most_entries);
        const auto entries = read(at + count_bytes, count * entry_bytes);
        for (std::size_t i = 0; i < count; ++i) {
            const auto start = i * entry_bytes;
            const auto tag = static_cast<std::uint16_t>(number(entries, start, 2));
            const Entry entry{.type = number(entries, start + 2, 2),
                              .count = number(entries, start + 4, m_big ? 8 : 4),
                              .place = at + count_bytes + start + (m_big ? 12 : 8)};
            require(m_entries.emplace(tag, entry).second);
        }
    }

    bool has(Tag tag) const { return m_entries.contains(tag); }

    /// Where the numbers of a tag stand, of which there must be `count`, all within the file.
    TiffLayout::Numbers list(Tag tag, std::uint64_t count) const
    {
        const auto found = m_entries.find(tag);
        require(found != m_entries.end() && found->second.count == count);
        const auto width = width_of(found->second.type);
        const std::size_t in_entry = m_big ? 8 : 4;
        require(count <= m_size / width);
        const bool fits = count * width <= in_entry;
        const auto place = found->second.place, position = fits ? place : number(read(place, in_entry), 0, in_entry);
        require(position <= m_size && count * width <= m_size - position);
        return {.position = position, .width = width};
    }

    /// All numbers of a tag, of which there must be `count`.
    std::vector<std::uint64_t> numbers(Tag tag, std::size_t count) const
    {
        const auto from = list(tag, count);
        const auto bytes = read(from.position, count * from.width);
        std::vector<std::uint64_t> out;
        for (std::size_t i = 0; i < count; ++i) out.push_back(number(bytes, i * from.width, from.width));
        return out;
    }

    std::uint64_t one(Tag tag) const { return numbers(tag, 1).front(); }
    std::uint64_t one_or(Tag tag, std::uint64_t otherwise) const { return has(tag) ? one(tag) : otherwise; }

private:
    struct Entry {
        std::uint64_t type = 0, count = 0;
        std::uint64_t place = 0; ///< in the file, of the numbers, or of their position where they take more room
    };

    static std::size_t width_of(std::uint64_t type)
    {
        switch (type) {
        case 3:
            return 2;
        case 4:
            return 4;
        case 16:
            return 8;
        default:
            throw ForGdal{};
        }
    }

    static std::uint64_t number(std::span<const std::byte> bytes, std::size_t at, std::size_t width)
    {
        std::uint64_t out = 0;
        std::memcpy(&out, bytes.data() + at, width);
        return out;
    }

    std::vector<std::byte> read(std::uint64_t at, std::size_t bytes) const
    {
        require(at <= m_size && bytes <= m_size - at);
        std::vector<std::byte> out(bytes);
        require(pread(m_file, out.data(), bytes, static_cast<off_t>(at)) == static_cast<ssize_t>(bytes));
        return out;
    }

    int m_file;
    bool m_big = false;
    std::uint64_t m_size = 0;
    std::map<std::uint16_t, Entry> m_entries;
};

TiffLayout::Compression compression_of(const Directory& directory)
{
    switch (directory.one_or(compression, 1)) {
    case 1:
        return TiffLayout::Compression::none;
    case 8:
    case 32946:
        return TiffLayout::Compression::deflate;
    case 50000:
        return TiffLayout::Compression::zstd;
    default:
        throw ForGdal{};
    }
}

TiffLayout::Predictor predictor_of(const Directory& directory, const BandShape& shape)
{
    switch (directory.one_or(predictor, 1)) {
    case 1:
        return TiffLayout::Predictor::none;
    case 2:
        return TiffLayout::Predictor::differences;
    case 3:
        require(shape.is_float && shape.cell_bytes >= 4);
        return TiffLayout::Predictor::split;
    default:
        throw ForGdal{};
    }
}

// Cells of a band stand by themselves, in whole bytes.
void require_plain_cells(const Directory& directory, int of_bands, const BandShape& shape)
{
    const auto bands = static_cast<std::size_t>(of_bands);
    require(directory.one_or(samples_per_pixel, 1) == bands);
    require(bands == 1 || directory.one_or(planar_configuration, 1) == 2);
    require(std::ranges::all_of(directory.numbers(bits_per_sample, bands),
                                [&](std::uint64_t bits) { return bits == 8 * shape.cell_bytes; }));
    require(directory.one_or(fill_order, 1) == 1);
    require(directory.one_or(photometric, 1) <= 4); // beyond are colours that are converted
}

// Where the blocks of the band lie: those of all bands stand one band after another.
void find_blocks(const Directory& directory, const BandNumber& band, TiffLayout& out)
{
    // Either pair of tags; a file that has both is read by what only GDAL knows.
    for (const auto tag :
         out.tiled ? std::array{strip_offsets, strip_byte_counts} : std::array{tile_offsets, tile_byte_counts})
        require(!directory.has(tag));
    const auto count =
        static_cast<std::uint64_t>(out.shape.blocks_across()) * static_cast<std::uint64_t>(out.shape.blocks_down());
    require(count <= std::uint64_t{1} << 32U); // so that those of all bands can be counted too
    const auto all = count * static_cast<std::uint64_t>(band.of),
               first = count * static_cast<std::uint64_t>(band.number - 1);
    out.offsets = directory.list(out.tiled ? tile_offsets : strip_offsets, all);
    out.byte_counts = directory.list(out.tiled ? tile_byte_counts : strip_byte_counts, all);
    for (auto* numbers : {&out.offsets, &out.byte_counts}) numbers->position += first * numbers->width;
}

TiffLayout read_layout(int file, const BandNumber& band, const BandShape& shape)
{
    require(shape.rows > 0 && shape.cols > 0 && band.number <= band.of);
    const Directory directory{file};
    TiffLayout out;
    out.shape = shape;
    const auto rows = static_cast<std::uint64_t>(shape.rows), cols = static_cast<std::uint64_t>(shape.cols);
    require(directory.one(image_width) == cols);
    require(directory.one(image_length) == rows);
    require_plain_cells(directory, band.of, shape);
    out.compression = compression_of(directory);
    out.predictor = predictor_of(directory, shape);
    require(out.compression != TiffLayout::Compression::none || out.predictor == TiffLayout::Predictor::none);
    out.tiled = directory.has(tile_width);
    const auto block_cols = out.tiled ? directory.one(tile_width) : cols,
               block_rows = out.tiled ? directory.one(tile_length) : std::min(directory.one(rows_per_strip), rows);
    require(block_cols == static_cast<std::uint64_t>(shape.block_cols));
    require(block_rows == static_cast<std::uint64_t>(shape.block_rows));
    find_blocks(directory, band, out);
    return out;
}

} // namespace

std::optional<TiffLayout> tiff_layout(int file, const BandNumber& band, const BandShape& shape)
try {
    return read_layout(file, band, shape);
} catch (const ForGdal&) {
    return {};
}

} // namespace peaksite
