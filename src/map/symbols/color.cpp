#include "map/symbols/color.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace peaksite {

namespace {

// Evenly along a row of colours, share in [0, 1].
template <std::size_t count>
Color along(const std::array<Color, count>& colors, double share)
{
    const double place = std::clamp(share, 0.0, 1.0) * (count - 1);
    const auto left = std::min(static_cast<std::size_t>(place), count - 2);
    return mixed(colors[left], colors[left + 1], place - static_cast<double>(left));
}

} // namespace

std::optional<Color> parse_color(std::string_view text)
{
    constexpr std::size_t length = 7;
    if (text.size() != length || text.front() != '#') return {};
    unsigned bits = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + length, bits, 16);
    if (error != std::errc{} || end != text.data() + length) return {};
    return rgb(bits);
}

Color mixed(Color a, Color b, double share)
{
    const auto part = [share](double from, double to) { return from + (to - from) * share; };
    return {.red = part(a.red, b.red), .green = part(a.green, b.green), .blue = part(a.blue, b.blue)};
}

Color quiet(Color color)
{
    const double grey = 0.299 * color.red + 0.587 * color.green + 0.114 * color.blue;
    constexpr double less_hue = 0.5, lighter = 0.48;
    return mixed(mixed(color, {.red = grey, .green = grey, .blue = grey}, less_hue), paper, lighter);
}

std::vector<Color> sequential_colors(std::size_t count)
{
    constexpr std::array<Color, 5> ramp{rgb(0xfdfcc8), rgb(0xc4e6b3), rgb(0x7accbb), rgb(0x37a0c3), rgb(0x2a63a8)};
    std::vector<Color> out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(count == 1 ? ramp[2] : along(ramp, static_cast<double>(i) / static_cast<double>(count - 1)));
    return out;
}

Color background_tone(double share)
{
    constexpr std::array<Color, 3> ramp{rgb(0xfaf8f3), rgb(0xddd7cb), rgb(0xb1a797)};
    return along(ramp, share);
}

Color symbol_color(std::size_t layer)
{
    constexpr std::array<Color, 4> colors{rgb(0xc2255c), rgb(0xe07a1f), rgb(0x5f3d9c), rgb(0x4a4a4a)};
    return colors[layer % colors.size()];
}

} // namespace peaksite
