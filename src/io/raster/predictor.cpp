#include "io/raster/predictor.hpp"

#include <cstdint>
#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace peaksite {

namespace {

template <class T>
T at(const std::byte* row, std::size_t i)
{
    T out;
    std::memcpy(&out, row + i * sizeof(T), sizeof(T));
    return out;
}

template <class T>
void put(std::byte* row, std::size_t i, T value)
{
    std::memcpy(row + i * sizeof(T), &value, sizeof(T));
}

// From cell `begin` on; `sum` is the one before it.
template <class T>
void add_up(std::byte* row, std::size_t begin, std::size_t n, T sum = 0)
{
    for (std::size_t i = begin; i < n; ++i) put(row, i, sum = static_cast<T>(sum + at<T>(row, i)));
}

#if defined(__SSE2__)

// Sixteen bytes at a time: sums over 1, 2, 4 and 8 neighbours, then what came before.
void add_up_bytes(std::byte* row, std::size_t n)
{
    constexpr std::size_t lanes = 16;
    auto before = _mm_setzero_si128();
    std::size_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        auto* place = reinterpret_cast<__m128i*>(row + i);
        auto x = _mm_loadu_si128(place);
        x = _mm_add_epi8(x, _mm_slli_si128(x, 1));
        x = _mm_add_epi8(x, _mm_slli_si128(x, 2));
        x = _mm_add_epi8(x, _mm_slli_si128(x, 4));
        x = _mm_add_epi8(x, _mm_slli_si128(x, 8));
        x = _mm_add_epi8(x, before);
        _mm_storeu_si128(place, x);
        const auto last = _mm_srli_si128(x, lanes - 1), pair = _mm_unpacklo_epi8(last, last);
        before = _mm_shuffle_epi32(_mm_shufflelo_epi16(pair, 0), 0);
    }
    add_up<std::uint8_t>(row, i, n, i > 0 ? at<std::uint8_t>(row, i - 1) : std::uint8_t{0});
}

void add_up_words(std::byte* row, std::size_t n)
{
    constexpr std::size_t lanes = 8;
    auto before = _mm_setzero_si128();
    std::size_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        auto* place = reinterpret_cast<__m128i*>(row + i * sizeof(std::uint16_t));
        auto x = _mm_loadu_si128(place);
        x = _mm_add_epi16(x, _mm_slli_si128(x, 2));
        x = _mm_add_epi16(x, _mm_slli_si128(x, 4));
        x = _mm_add_epi16(x, _mm_slli_si128(x, 8));
        x = _mm_add_epi16(x, before);
        _mm_storeu_si128(place, x);
        before = _mm_shuffle_epi32(_mm_shufflehi_epi16(x, 0xFF), 0xFF);
    }
    add_up<std::uint16_t>(row, i, n, i > 0 ? at<std::uint16_t>(row, i - 1) : std::uint16_t{0});
}

// Four planes of bytes, the most significant first, become cells of four bytes, the least significant first; returns
// how many.
std::size_t join_fours(const std::byte* planes, std::size_t n, std::byte* row)
{
    constexpr std::size_t lanes = 16;
    std::size_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        const auto plane = [&](std::size_t p) {
            return _mm_loadu_si128(reinterpret_cast<const __m128i*>(planes + p * n + i));
        };
        const auto a = plane(3), b = plane(2), c = plane(1), d = plane(0);
        const auto low = _mm_unpacklo_epi8(a, b), low_end = _mm_unpackhi_epi8(a, b), high = _mm_unpacklo_epi8(c, d),
                   high_end = _mm_unpackhi_epi8(c, d);
        auto* out = reinterpret_cast<__m128i*>(row + i * 4);
        _mm_storeu_si128(out, _mm_unpacklo_epi16(low, high));
        _mm_storeu_si128(out + 1, _mm_unpackhi_epi16(low, high));
        _mm_storeu_si128(out + 2, _mm_unpacklo_epi16(low_end, high_end));
        _mm_storeu_si128(out + 3, _mm_unpackhi_epi16(low_end, high_end));
    }
    return i;
}

#else

void add_up_bytes(std::byte* row, std::size_t n) { add_up<std::uint8_t>(row, 0, n); }
void add_up_words(std::byte* row, std::size_t n) { add_up<std::uint16_t>(row, 0, n); }
std::size_t join_fours(const std::byte*, std::size_t, std::byte*) { return 0; }

#endif

} // namespace

void undo_differences(std::byte* row, std::size_t n, std::size_t cell_bytes)
{
    switch (cell_bytes) {
    case 1:
        return add_up_bytes(row, n);
    case 2:
        return add_up_words(row, n);
    case 4:
        return add_up<std::uint32_t>(row, 0, n);
    default:
        return add_up<std::uint64_t>(row, 0, n);
    }
}

void undo_split(std::byte* row, std::size_t n, std::size_t cell_bytes, std::byte* spare)
{
    std::memcpy(spare, row, n * cell_bytes);
    add_up_bytes(spare, n * cell_bytes);
    for (std::size_t i = cell_bytes == 4 ? join_fours(spare, n, row) : 0; i < n; ++i)
        for (std::size_t byte = 0; byte < cell_bytes; ++byte)
            row[i * cell_bytes + cell_bytes - 1 - byte] = spare[byte * n + i];
}

} // namespace peaksite
