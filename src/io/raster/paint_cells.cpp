#include "io/raster/paint_cells.hpp"

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

// Which of the cells have data.
template <class In>
class Shown {
public:
    Shown(const In* in, std::span<const std::uint8_t> mask, const Brush& brush)
        : m_in(in), m_mask(mask), m_valid(*brush.valid), m_fills(brush.fills->as<In>())
    {}

    bool operator()(std::size_t i) const
    {
        if (!m_mask.empty() && m_mask[i] == 0) return false;
        if (m_in[i] != m_in[i] || std::ranges::find(m_fills, m_in[i]) != m_fills.end()) return false;
        const auto value = static_cast<double>(m_in[i]);
        return !m_valid || (value >= (*m_valid)[0] && value <= (*m_valid)[1]);
    }

private:
    const In* m_in;
    std::span<const std::uint8_t> m_mask;
    const std::optional<std::array<double, 2>>& m_valid;
    std::vector<In> m_fills;
};

template <class In, class Out>
void paint(const In* in, std::size_t n, const Shown<In>& shown, Out* out)
{
    for (std::size_t i = 0; i < n; ++i)
        if (shown(i)) out[i] = static_cast<Out>(in[i]);
}

template <class T>
bool differ(T a, T b)
{
    constexpr T rounding = static_cast<T>(1e-6);
    if constexpr (std::is_floating_point_v<T>)
        return std::fabs(a - b) > rounding * std::max(std::fabs(a), std::fabs(b));
    else
        return a != b;
}

template <class In, class Out>
void paint_over(const In* in, std::size_t n, const Shown<In>& shown, Out* out, std::uint16_t painter,
                std::uint16_t* painters, std::vector<Repainted>& repainted)
{
    for (std::size_t i = 0; i < n; ++i) {
        if (!shown(i)) continue;
        const auto now = static_cast<Out>(in[i]);
        if (painters[i] != 0 && differ(out[i], now) &&
            std::ranges::find(repainted, painters[i], &Repainted::earlier) == repainted.end())
            repainted.push_back({.cell = i,
                                 .earlier = painters[i],
                                 .before = static_cast<double>(out[i]),
                                 .after = static_cast<double>(now)});
        out[i] = now;
        painters[i] = painter;
    }
}

// Calls `use` with the cells, their number and what is painted over, in their types.
template <class Use>
void with_cells(std::span<const std::byte> cells, const Brush& brush, std::byte* out, Use use)
{
    with_type(brush.from, [&](auto cell) {
        using In = decltype(cell);
        const auto* in = reinterpret_cast<const In*>(cells.data());
        const std::size_t n = cells.size() / sizeof(In);
        if (brush.to == brush.from)
            use(in, n, reinterpret_cast<In*>(out));
        else
            use(in, n, reinterpret_cast<Roomier<In>*>(out));
    });
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
    with_cells(cells, brush, out, [&](const auto* in, std::size_t n, auto* painted) {
        paint(in, n, Shown{in, mask, brush}, painted);
    });
}

void paint_cells_over(std::span<const std::byte> cells, std::span<const std::uint8_t> mask, const Brush& brush,
                      std::byte* out, std::uint16_t painter, std::uint16_t* painters, std::vector<Repainted>& repainted)
{
    with_cells(cells, brush, out, [&](const auto* in, std::size_t n, auto* painted) {
        paint_over(in, n, Shown{in, mask, brush}, painted, painter, painters, repainted);
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
