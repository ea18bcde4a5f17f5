#include "engine/raster.hpp"

namespace peaksite {

std::size_t bytes_of(PixelType type)
{
    switch (type) {
    case PixelType::u8:
    case PixelType::i8:
        return 1;
    case PixelType::u16:
    case PixelType::i16:
        return 2;
    case PixelType::u32:
    case PixelType::i32:
    case PixelType::f32:
        return 4;
    case PixelType::i64:
    case PixelType::u64:
    case PixelType::f64:
        break;
    }
    return 8;
}

bool is_whole(PixelType type) { return type != PixelType::f32 && type != PixelType::f64; }

} // namespace peaksite
