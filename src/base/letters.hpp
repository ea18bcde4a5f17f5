#pragma once

namespace peaksite {

// Of ASCII, whatever the locale; wide: a byte of a sign beyond ASCII, as of a Chinese one, in UTF-8.
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_latin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline bool is_wide(char c) { return static_cast<unsigned char>(c) >= 0x80; }

} // namespace peaksite
