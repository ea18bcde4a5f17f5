#pragma once

#include <cstdint>
#include <string>

namespace peaksite {

/// Dots in rows, 32 bits each (upper 8 ignored, then red, green, blue), rows `stride` bytes apart.
struct Dots {
    const unsigned char* data = nullptr;
    int width = 0;
    int height = 0;
    int stride = 0;
};

/// A PNG of 24 bits that says how many dots it has per metre. Throws InputError when it cannot be made.
std::string png(const Dots& dots, std::uint32_t dots_per_metre);

} // namespace peaksite
