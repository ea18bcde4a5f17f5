#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace peaksite {

/// Philox4x32-10, a random generator without state: a block of four words is a function of counter and key alone, so
/// that every draw is the same whoever makes it (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as
/// 1, 2, 3").
struct Philox {
    using Block = std::array<std::uint32_t, 4>;
    using Key = std::array<std::uint32_t, 2>;

    static Block block(Block counter, Key key);
    static Key key(std::uint64_t seed)
    {
        return {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
    }
};

/// The blocks of the counters {b, c1, c2, c3}, b = 0, 1, …, fast. `words` has room for 4 n of them: word k of block b
/// is words[k n + b].
void fill_philox(Philox::Key key, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3, std::span<std::uint32_t> words);

/// A word as a number in (0, 1), in steps of 2⁻³².
inline double unit_interval(std::uint32_t word)
{
    return static_cast<double>(static_cast<std::int32_t>(word ^ 0x80000000U)) * 0x1p-32 + (0.5 + 0x1p-33);
}

/// Numbers in (0, 1) with 52 bits, one after the other, from the counters {0, 1, …; c1, c2, c3}.
class RandomStream {
public:
    RandomStream(Philox::Key key, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3)
        : m_key(key), m_counter{0, c1, c2, c3}
    {}

    double next();
    /// Uniform in 0 … count - 1 (count far below 2³²: the bias is below count/2⁵²).
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() * static_cast<double>(count)); }

private:
    Philox::Key m_key;
    Philox::Block m_counter;
    Philox::Block m_words{};
    unsigned m_used = 4;
};

} // namespace peaksite
