#pragma once

#include "engine/sample.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace peaksite {

/// Columns and rows of a patch, its own first ones being 0; both ends count.
struct CellBox {
    int west = 0, east = 0;
    int north = 0, south = 0;
};

/// Up to eight rows of eight cells of a patch of classes. A cell is known by 8 row + column; sets of cells are words
/// with a bit for each.
class ClassBlock {
public:
    static constexpr int side = 8;

    static bool fits(const CellBox& box) { return box.east - box.west < side && box.south - box.north < side; }

    ClassBlock(const Patch<std::uint8_t>& patch, const CellBox& box) : m_count(box.south - box.north + 1)
    {
        const int cols = box.east - box.west + 1;
        m_inside = ~std::uint64_t{0} >> (8 * (side - cols));
        for (int row = 0; row < m_count; ++row) {
            const auto* cells = patch.rows[static_cast<std::size_t>(box.north + row)] + box.west;
            m_rows[static_cast<std::size_t>(row)] =
                (box.west + side <= patch.window.cols ? word(cells) : word(cells, cols)) & m_inside;
        }
    }

    /// The first `count` rows of `rows` from column `west` on, of which `cols` belong to it; eight cells of each row
    /// can be read.
    ClassBlock(const std::uint8_t* const* rows, int west, int count, int cols)
        : m_count(count), m_inside(~std::uint64_t{0} >> (8 * (side - cols)))
    {
        for (int row = 0; row < count; ++row) m_rows[static_cast<std::size_t>(row)] = word(rows[row] + west) & m_inside;
    }

    std::uint8_t at(unsigned cell) const
    {
        return static_cast<std::uint8_t>(m_rows[cell / side] >> (8 * (cell % side)));
    }
    /// Whether all cells have the class of the first.
    bool alike() const
    {
        const auto expected = (at(0) * ones) & m_inside;
        std::uint64_t other = 0;
        for (int row = 0; row < m_count; ++row) other |= m_rows[static_cast<std::size_t>(row)] ^ expected;
        return other == 0;
    }
    /// The cells of a class.
    std::uint64_t of(std::uint8_t key) const
    {
        std::uint64_t out = 0;
        for (int row = 0; row < m_count; ++row)
            out |= zeros(m_rows[static_cast<std::size_t>(row)] ^ (key * ones)) << (side * row);
        return out & all();
    }
    /// Sum over the cells of a class of what their column and their row count, a byte each; below 256 for all.
    unsigned weight(std::uint8_t key, std::uint64_t cols, std::uint64_t rows) const
    {
        std::uint64_t sum = 0; // a byte for each column
        for (int row = 0; row < m_count; ++row) {
            const auto here = (zero_bytes(m_rows[static_cast<std::size_t>(row)] ^ (key * ones)) >> 7U) * 0xFFU;
            sum += (here & cols) * ((rows >> (side * row)) & 0xFFU);
        }
        return static_cast<unsigned>(sum * ones >> 56U);
    }
    std::uint64_t all() const
    {
        const std::uint64_t line = (m_inside & ones) * gather >> 56U;
        return (line * ones) & (~std::uint64_t{0} >> (side * (side - m_count)));
    }

private:
    static constexpr std::uint64_t ones = 0x0101010101010101U;
    static constexpr std::uint64_t gather = 0x0102040810204080U; // moves the lowest bits of eight bytes to the last

    static std::uint64_t word(const std::uint8_t* cells)
    {
        if constexpr (std::endian::native == std::endian::little) {
            std::uint64_t out = 0;
            std::memcpy(&out, cells, sizeof out);
            return out;
        } else
            return word(cells, side);
    }
    static std::uint64_t word(const std::uint8_t* cells, int count)
    {
        std::uint64_t out = 0;
        for (int i = 0; i < count; ++i) out |= std::uint64_t{cells[i]} << (8 * i);
        return out;
    }
    // 0x80 where a byte is 0.
    static std::uint64_t zero_bytes(std::uint64_t bytes)
    {
        constexpr std::uint64_t low = 0x7f7f7f7f7f7f7f7fU;
        return ~(((bytes & low) + low) | bytes | low);
    }
    // A bit for each byte that is 0.
    static std::uint64_t zeros(std::uint64_t bytes) { return (zero_bytes(bytes) >> 7U) * gather >> 56U; }

    std::array<std::uint64_t, side> m_rows{};
    int m_count;
    std::uint64_t m_inside; // bytes of a row that belong to the box
};

} // namespace peaksite
