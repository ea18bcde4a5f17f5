#include "io/vector/paint_cells.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace peaksite {

namespace {

template <class T>
using Roomier = std::conditional_t<
    std::is_floating_point_v<T>, T,
    std::conditional_t<
        sizeof(T) == 1, std::int16_t,
        std::conditional_t<sizeof(T) == 2, std::int32_t, std::conditional_t<sizeof(T) == 4, std::int64_t, double>>>>;

template <class Use>
void with_type(PixelType type, Use use)
{
    switch (type) {
    case PixelType::u8:
        return use(std::uint8_t{});
    case PixelType::i8:
        return use(std::int8_t{});
    case PixelType::u16:
        return use(std::uint16_t{});
    case PixelType::i16:
        return use(std::int16_t{});
    case PixelType::u32:
        return use(std::uint32_t{});
    case PixelType::i32:
        return use(std::int32_t{});
    case PixelType::i64:
        return use(std::int64_t{});
    case PixelType::u64:
        return use(std::uint64_t{});
    case PixelType::f32:
        return use(float{});
    case PixelType::f64:
        break;
    }
    use(double{});
}

template <class T>
constexpr PixelType pixel_type_of()
{
    if constexpr (std::is_same_v<T, std::int16_t>)
        return PixelType::i16;
    else if constexpr (std::is_same_v<T, std::int32_t>)
        return PixelType::i32;
    else if constexpr (std::is_same_v<T, std::int64_t>)
        return PixelType::i64;
    else
        return std::is_same_v<T, float> ? PixelType::f32 : PixelType::f64;
}

template <class In, class Out>
void paint(const In* in, std::size_t n, std::span<const std::uint8_t> mask, const Brush& brush, Out* out)
{
    const auto fills = brush.fills->as<In>();
    const auto shows = [&](std::size_t i) {
        if (!mask.empty() && mask[i] == 0) return false;
        if (in[i] != in[i] || std::ranges::find(fills, in[i]) != fills.end()) return false;
        const auto& valid = *brush.valid;
        return !valid || (static_cast<double>(in[i]) >= (*valid)[0] && static_cast<double>(in[i]) <= (*valid)[1]);
    };
    for (std::size_t i = 0; i < n; ++i)
        if (shows(i)) out[i] = static_cast<Out>(in[i]);
}

} // namespace

PixelType roomier(PixelType type)
{
    auto out = type;
    with_type(type, [&](auto cell) { out = pixel_type_of<Roomier<decltype(cell)>>(); });
    return out;
}

bool holds(PixelType type, const RawNumber& number)
{
    bool out = false;
    with_type(type, [&](auto cell) { out = number.as<decltype(cell)>().has_value(); });
    return out;
}

RawNumber spare_number(PixelType roomier)
{
    RawNumber out{std::nan("")};
    with_type(roomier, [&](auto cell) {
        if constexpr (std::is_integral_v<decltype(cell)>)
            out = RawNumber{std::int64_t{std::numeric_limits<
                std::conditional_t<std::is_signed_v<decltype(cell)>, decltype(cell), std::int8_t>>::lowest()}};
    });
    return out;
}

void paint_cells(std::span<const std::byte> cells, std::span<const std::uint8_t> mask, const Brush& brush,
                 std::byte* out)
{
    with_type(brush.from, [&](auto cell) {
        using In = decltype(cell);
        const auto* in = reinterpret_cast<const In*>(cells.data());
        const std::size_t n = cells.size() / sizeof(In);
        if (brush.to == brush.from)
            paint(in, n, mask, brush, reinterpret_cast<In*>(out));
        else
            paint(in, n, mask, brush, reinterpret_cast<Roomier<In>*>(out));
    });
}

void fill_cells(const RawNumber& number, PixelType type, std::size_t n, std::byte* out)
{
    with_type(type, [&](auto cell) {
        using Number = decltype(cell);
        std::fill_n(reinterpret_cast<Number*>(out), n,
                    number.as<Number>().value_or(std::numeric_limits<Number>::quiet_NaN()));
    });
}

} // namespace peaksite
