#include "engine/cells.hpp"

#include "base/clones.hpp"
#include "base/known.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace peaksite {

namespace {

// The fill that most cells without data hold: the first that a raw cell can hold.
template <class T>
std::optional<T> first_fill(const Fills& fills)
{
    for (const auto& one : fills.all())
        if (const auto cell = one.as<T>()) return cell;
    return {};
}

// The other fills of a row whose first is out already; returns how many more have no data.
template <class T>
inline int take_out(const T* in, int n, const Fills& fills, double* out)
{
    int missing = 0;
    for (const auto& one : fills.all()) {
        const auto bad = one.as<T>();
        for (int i = 0; bad && i < n; ++i) {
            if (in[i] != *bad || out[i] != out[i]) continue;
            out[i] = no_value;
            ++missing;
        }
    }
    return missing;
}

template <class T>
bool is_fill(T cell, const Fills& fills)
{
    return std::ranges::any_of(fills.all(), [&](const RawNumber& one) { return one.as<T>() == cell; });
}

// Whole numbers as they are: only nodata can be missing.
template <class T>
inline int convert_whole(const T* __restrict in, int n, std::optional<T> nodata, double* __restrict out)
{
    if (!nodata) {
        for (int i = 0; i < n; ++i) out[i] = static_cast<double>(in[i]);
        return 0;
    }
    const T bad = *nodata;
    int missing = 0;
    for (int i = 0; i < n; ++i) missing += in[i] == bad ? 1 : 0;
    if (missing == 0)
        for (int i = 0; i < n; ++i) out[i] = static_cast<double>(in[i]);
    else
        for (int i = 0; i < n; ++i) out[i] = in[i] == bad ? no_value : static_cast<double>(in[i]);
    return missing;
}

// Floating numbers as they are: nodata and what no quantity reaches is missing.
template <class T>
inline int convert_floating(const T* __restrict in, int n, std::optional<T> nodata, double* __restrict out)
{
    constexpr T largest = static_cast<T>(ValueRule::beyond_all);
    const T bad = nodata.value_or(std::numeric_limits<T>::quiet_NaN()); // equal to nothing
    int missing = 0;
    for (int i = 0; i < n; ++i) missing += (!(std::fabs(in[i]) <= largest) | (in[i] == bad)) ? 1 : 0;
    if (missing == 0)
        for (int i = 0; i < n; ++i) out[i] = static_cast<double>(in[i]);
    else
        for (int i = 0; i < n; ++i)
            out[i] = (!(std::fabs(in[i]) <= largest) | (in[i] == bad)) ? no_value : static_cast<double>(in[i]);
    return missing;
}

template <class T>
inline int convert_with_first(const T* __restrict in, int n, const ValueRule& rule, double* __restrict out)
{
    const auto nodata = first_fill<T>(rule.nodata);
    if (rule.scale == 1 && rule.offset == 0 && !rule.bounded()) {
        if constexpr (std::is_integral_v<T>)
            return convert_whole(in, n, nodata, out);
        else
            return convert_floating(in, n, nodata, out);
    }
    const double scale = rule.scale, offset = rule.offset, low = rule.low, high = rule.high;
    const bool has_nodata = nodata.has_value();
    const T bad = nodata.value_or(T{});
    int missing = 0;
    for (int i = 0; i < n; ++i) {
        const double x = static_cast<double>(in[i]) * scale + offset;
        const bool gone = (has_nodata & (in[i] == bad)) | !((x >= low) & (x <= high));
        missing += gone ? 1 : 0;
        out[i] = gone ? no_value : x;
    }
    return missing;
}

template <class T>
inline int convert(const T* in, int n, const ValueRule& rule, double* out)
{
    const int missing = convert_with_first(in, n, rule, out);
    return rule.nodata.all().size() < 2 ? missing : missing + take_out(in, n, rule.nodata, out);
}

PEAKSITE_CLONES int convert_u8(const std::uint8_t* in, int n, const ValueRule& rule, double* out)
{
    return convert(in, n, rule, out);
}
PEAKSITE_CLONES int convert_i16(const std::int16_t* in, int n, const ValueRule& rule, double* out)
{
    return convert(in, n, rule, out);
}
PEAKSITE_CLONES int convert_f32(const float* in, int n, const ValueRule& rule, double* out)
{
    return convert(in, n, rule, out);
}

template <class T>
const T* cells(const std::byte* raw)
{
    return reinterpret_cast<const T*>(raw);
}

template <class Use>
auto with_type(const std::byte* raw, PixelType type, Use use)
{
    switch (type) {
    case PixelType::u8:
        return use(cells<std::uint8_t>(raw));
    case PixelType::i8:
        return use(cells<std::int8_t>(raw));
    case PixelType::u16:
        return use(cells<std::uint16_t>(raw));
    case PixelType::i16:
        return use(cells<std::int16_t>(raw));
    case PixelType::u32:
        return use(cells<std::uint32_t>(raw));
    case PixelType::i32:
        return use(cells<std::int32_t>(raw));
    case PixelType::i64:
        return use(cells<std::int64_t>(raw));
    case PixelType::u64:
        return use(cells<std::uint64_t>(raw));
    case PixelType::f32:
        return use(cells<float>(raw));
    case PixelType::f64:
        break;
    }
    return use(cells<double>(raw));
}

// Looks again at a row that has gaps, for what is neither nodata nor a fair value.
template <class T>
void look_for_strays(const T* in, int n, const ValueRule& rule, const double* out, Strays& strays)
{
    for (int i = 0; i < n; ++i) {
        if (out[i] == out[i] || is_fill(in[i], rule.nodata)) continue;
        const double x = static_cast<double>(in[i]) * rule.scale + rule.offset;
        if (x != x || x < rule.fills_below || x > rule.fills_above) continue;
        strays.any = true;
        if (std::isinf(x))
            strays.infinite = true;
        else {
            strays.low = std::min(strays.low, x);
            strays.high = std::max(strays.high, x);
        }
    }
}

} // namespace

int to_values(const std::byte* raw, PixelType type, int n, const ValueRule& rule, double* out, Strays& strays)
{
    int missing = 0;
    switch (type) {
    case PixelType::u8:
        missing = convert_u8(cells<std::uint8_t>(raw), n, rule, out);
        break;
    case PixelType::i16:
        missing = convert_i16(cells<std::int16_t>(raw), n, rule, out);
        break;
    case PixelType::f32:
        missing = convert_f32(cells<float>(raw), n, rule, out);
        break;
    default:
        missing = with_type(raw, type, [&](const auto* in) { return convert(in, n, rule, out); });
        break;
    }
    if (missing > 0) with_type(raw, type, [&](const auto* in) { look_for_strays(in, n, rule, out, strays); });
    return missing;
}

ClassRule::ClassRule(const std::vector<int>& codes, Fills nodata, int missing)
    : m_nodata(std::move(nodata)), m_missing(static_cast<std::uint8_t>(missing))
{
    const auto count = std::min<std::size_t>(codes.size(), 256);
    std::map<std::int64_t, std::uint8_t> by_code;
    for (std::size_t i = 0; i < count; ++i) by_code[codes[i]] = static_cast<std::uint8_t>(i);
    constexpr std::int64_t close_together = 1 << 16;
    if (by_code.empty() || by_code.rbegin()->first - by_code.begin()->first >= close_together)
        m_scattered.assign(by_code.begin(), by_code.end());
    else {
        m_first = by_code.begin()->first;
        m_table.assign(static_cast<std::size_t>(by_code.rbegin()->first - m_first) + 1, unlisted);
        for (const auto& [code, at] : by_code) m_table[static_cast<std::size_t>(code - m_first)] = at;
    }
    m_bytes_as_they_are = true;
    for (int code = 0; code < 256; ++code) {
        const auto at = index(static_cast<std::uint8_t>(code));
        m_bytes[static_cast<std::size_t>(code)] = at;
        m_bytes_as_they_are = m_bytes_as_they_are && at == code;
    }
}

std::uint8_t ClassRule::found(std::int64_t code) const
{
    const auto at = std::ranges::lower_bound(m_scattered, code, {}, [](const auto& one) { return one.first; });
    return at != m_scattered.end() && at->first == code ? at->second : unlisted;
}

void to_classes(const std::byte* raw, PixelType type, int n, const ClassRule& rule, std::uint8_t* out)
{
    if (type == PixelType::u8) {
        const auto* in = cells<std::uint8_t>(raw);
        const auto& table = rule.bytes();
        for (int i = 0; i < n; ++i) out[i] = table[in[i]];
        return;
    }
    with_type(raw, type, [&](const auto* in) {
        for (int i = 0; i < n; ++i) out[i] = rule.index(in[i]);
    });
}

} // namespace peaksite
