#include "model/pilots/philox.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace peaksite {
namespace {

// The known answers published with the Random123 library (kat_vectors, philox4x32 10).
TEST(Philox, GivesThePublishedAnswers)
{
    EXPECT_EQ(Philox::block({0, 0, 0, 0}, {0, 0}), (Philox::Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    constexpr auto ones = 0xffffffffU;
    EXPECT_EQ(Philox::block({ones, ones, ones, ones}, {ones, ones}),
              (Philox::Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(Philox::block({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (Philox::Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, FillsTheSameBlocksFast)
{
    const auto key = Philox::key(0x123456789abcdef0);
    for (const std::size_t blocks : {1U, 3U, 8U, 50U}) {
        std::vector<std::uint32_t> words(4 * blocks);
        fill_philox(key, 7, 8, 9, words);
        for (std::size_t b = 0; b < blocks; ++b) {
            const auto block = Philox::block({static_cast<std::uint32_t>(b), 7, 8, 9}, key);
            for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(words[k * blocks + b], block.at(k));
        }
    }
}

TEST(Philox, NumbersLieBetweenZeroAndOneAndKeepTheOrderOfTheWords)
{
    EXPECT_EQ(unit_interval(0), 0x1p-33);
    EXPECT_EQ(unit_interval(0x80000000U), 0.5 + 0x1p-33);
    EXPECT_EQ(unit_interval(0xffffffffU), 1 - 0x1p-33);
}

TEST(RandomStream, HasTheMomentsOfTheUniformDistribution)
{
    RandomStream random{Philox::key(1), 0, 0, 0};
    constexpr int n = 100'000;
    double sum = 0, squares = 0;
    for (int i = 0; i < n; ++i) {
        const auto x = random.next();
        ASSERT_GT(x, 0);
        ASSERT_LT(x, 1);
        sum += x;
        squares += x * x;
    }
    EXPECT_NEAR(sum / n, 0.5, 0.004);
    EXPECT_NEAR(squares / n, 1. / 3, 0.004);
}

} // namespace
} // namespace peaksite
