#include "map/sheet/png.hpp"

#include "base/error.hpp"

#include <png.h>

#include <csetjmp>
#include <cstring>
#include <vector>

namespace peaksite {

namespace {

void append_png(png_structp file, png_bytep bytes, png_size_t count)
{
    static_cast<std::string*>(png_get_io_ptr(file))->append(reinterpret_cast<const char*>(bytes), count);
}

void pack(const Dots& dots, int row, std::vector<png_byte>& out)
{
    const auto* from = dots.data + static_cast<std::ptrdiff_t>(row) * dots.stride;
    for (std::size_t col = 0; col < static_cast<std::size_t>(dots.width); ++col) {
        std::uint32_t dot = 0;
        std::memcpy(&dot, from + col * sizeof dot, sizeof dot);
        out[3 * col] = static_cast<png_byte>(dot >> 16U & 0xffU);
        out[3 * col + 1] = static_cast<png_byte>(dot >> 8U & 0xffU);
        out[3 * col + 2] = static_cast<png_byte>(dot & 0xffU);
    }
}

// libpng reports errors by a jump to the setjmp here; nothing with a destructor may live in this frame.
bool write_rows(png_structp file, png_infop info, const Dots& dots, std::uint32_t dots_per_metre,
                std::vector<png_byte>& row)
{
    if (setjmp(png_jmpbuf(file)) != 0) return false; // NOLINT(cert-err52-cpp): the only way libpng offers
    constexpr int level = 5, bits = 8;
    png_set_compression_level(file, level);
    png_set_filter(file, 0, PNG_FILTER_SUB);
    png_set_IHDR(file, info, static_cast<png_uint_32>(dots.width), static_cast<png_uint_32>(dots.height), bits,
                 PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(file, info, dots_per_metre, dots_per_metre, PNG_RESOLUTION_METER);
    png_write_info(file, info);
    for (int i = 0; i < dots.height; ++i) {
        pack(dots, i, row);
        png_write_row(file, row.data());
    }
    png_write_end(file, nullptr);
    return true;
}

} // namespace

std::string png(const Dots& dots, std::uint32_t dots_per_metre)
{
    std::string out;
    std::vector<png_byte> row(3 * static_cast<std::size_t>(dots.width));
    png_structp file = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = file == nullptr ? nullptr : png_create_info_struct(file);
    if (info != nullptr) png_set_write_fn(file, &out, append_png, nullptr);
    const bool written = info != nullptr && write_rows(file, info, dots, dots_per_metre, row);
    png_destroy_write_struct(&file, &info);
    if (!written) throw InputError{text("an image of {} by {} dots cannot be written as PNG", dots.width, dots.height)};
    return out;
}

} // namespace peaksite
