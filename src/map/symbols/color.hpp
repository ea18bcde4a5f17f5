#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace peaksite {

/// Red, green and blue of sRGB, in [0, 1].
struct Color {
    double red = 0;
    double green = 0;
    double blue = 0;
    bool operator==(const Color&) const = default;
};

/// A colour of 24 bits: 0x1f3864.
constexpr Color rgb(unsigned bits)
{
    return {
        .red = (bits >> 16U & 0xffU) / 255.0, .green = (bits >> 8U & 0xffU) / 255.0, .blue = (bits & 0xffU) / 255.0};
}

/// Reads "#rrggbb", in either case; nothing for anything else.
std::optional<Color> parse_color(std::string_view text);

/// From `a` (share 0) to `b` (share 1), evenly in sRGB.
Color mixed(Color a, Color b, double share);

/// The same hue, greyer and lighter, to stand behind other colours.
Color quiet(Color color);

/// Colours for `count` ordered classes, light to dark, told apart by people with any colour vision: ColorBrewer's
/// YlGnBu without its darkest tones, which would hide labels.
std::vector<Color> sequential_colors(std::size_t count);

/// The tone of a background of numbers, share from 0 (low, nearly paper) to 1 (high): warm greys that darken a colour
/// laid over them but do not change its hue.
Color background_tone(double share);

/// Colours of the layers of symbols, told apart from the classes and from each other; repeats after the last.
Color symbol_color(std::size_t layer);

inline constexpr Color paper = rgb(0xffffff);
inline constexpr Color ink = rgb(0x1a1a1a);
inline constexpr Color soft_ink = rgb(0x555555);

} // namespace peaksite
