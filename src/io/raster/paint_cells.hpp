#pragma once

#include "engine/raster.hpp"

#include <array>
#include <span>
#include <vector>

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

/// A cell that an earlier file had painted with another number.
struct Repainted {
    std::size_t cell = 0;
    std::uint16_t earlier = 0; ///< number of that file
    double before = 0, after = 0;
};

/// The same, where files overlap. `painters` holds for each cell the number of the file that painted it last (0: none)
/// and takes `painter` for those painted now. The first cell that changes its number is noted for every earlier file;
/// floating numbers that agree to six digits do not change.
void paint_cells_over(std::span<const std::byte> cells, std::span<const std::uint8_t> mask, const Brush& brush,
                      std::byte* out, std::uint16_t painter, std::uint16_t* painters,
                      std::vector<Repainted>& repainted);

/// Fills `n` cells with a number; NaN where it is none of the type.
void fill_cells(const RawNumber& number, PixelType type, std::size_t n, std::byte* out);

} // namespace peaksite
