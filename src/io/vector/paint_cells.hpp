#pragma once

#include "engine/raster.hpp"

#include <array>
#include <span>

namespace peaksite {

/// The type that holds every cell of another and one number more, for cells without data: floating numbers have NaN; of
/// 64 bits the value counts, as a double.
PixelType roomier(PixelType type);
/// Whether a cell can hold a number.
bool holds(PixelType type, const RawNumber& number);
/// What marks cells without data in it.
RawNumber spare_number(PixelType roomier);

/// Which cells of a file have data, and what they are painted over.
struct Brush {
    PixelType from = PixelType::f32;
    PixelType to = PixelType::f32; ///< the same, or the roomier
    const Fills* fills = nullptr;
    const std::optional<std::array<double, 2>>* valid = nullptr;
};

/// Copies the cells that have data: those that hold no fill, are numbers, lie in the valid range and are not hidden by
/// a mask of the same length (0 hides; empty: none). Others leave what was there.
void paint_cells(std::span<const std::byte> cells, std::span<const std::uint8_t> mask, const Brush& brush,
                 std::byte* out);

/// Fills `n` cells with a number; NaN where it is none of the type.
void fill_cells(const RawNumber& number, PixelType type, std::size_t n, std::byte* out);

} // namespace peaksite
