#include "model/pilots/philox.hpp"

#include "base/clones.hpp"

#include <cassert>

namespace peaksite {

namespace {

constexpr std::uint32_t multiplier_0 = 0xD2511F53, multiplier_1 = 0xCD9E8D57;
constexpr std::uint32_t weyl_0 = 0x9E3779B9, weyl_1 = 0xBB67AE85;

inline void ten_rounds(std::uint32_t& a, std::uint32_t& b, std::uint32_t& c, std::uint32_t& d, Philox::Key key)
{
    for (int round = 0; round < 10; ++round) {
        const auto p0 = std::uint64_t{multiplier_0} * a, p1 = std::uint64_t{multiplier_1} * c;
        a = static_cast<std::uint32_t>(p1 >> 32) ^ b ^ key[0];
        b = static_cast<std::uint32_t>(p1);
        c = static_cast<std::uint32_t>(p0 >> 32) ^ d ^ key[1];
        d = static_cast<std::uint32_t>(p0);
        key[0] += weyl_0;
        key[1] += weyl_1;
    }
}

} // namespace

Philox::Block Philox::block(Block counter, Key key)
{
    ten_rounds(counter[0], counter[1], counter[2], counter[3], key);
    return counter;
}

PEAKSITE_CLONES
void fill_philox(Philox::Key key, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3, std::span<std::uint32_t> words)
{
    assert(words.size() % 4 == 0);
    const auto n = words.size() / 4;
    auto* const w = words.data();
    for (std::size_t i = 0; i < n; ++i) {
        auto a = static_cast<std::uint32_t>(i), b = c1, c = c2, d = c3;
        ten_rounds(a, b, c, d, key);
        w[i] = a;
        w[n + i] = b;
        w[2 * n + i] = c;
        w[3 * n + i] = d;
    }
}

double RandomStream::next()
{
    if (m_used == 4) {
        m_words = Philox::block(m_counter, m_key);
        ++m_counter[0];
        m_used = 0;
    }
    const auto word = std::uint64_t{m_words[m_used]} << 32 | m_words[m_used + 1];
    m_used += 2;
    return static_cast<double>(word >> 12) * 0x1p-52 + 0x1p-53;
}

} // namespace peaksite
