#include "base/raw_number.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

constexpr auto largest = std::numeric_limits<std::int64_t>::max(),
               smallest = std::numeric_limits<std::int64_t>::lowest();
constexpr auto most = std::numeric_limits<std::uint64_t>::max();

TEST(RawNumber, WholeNumbersOf64BitsAreExact)
{
    EXPECT_EQ(RawNumber{largest}.as<std::int64_t>(), largest);
    EXPECT_EQ(RawNumber{largest - 1}.as<std::int64_t>(), largest - 1);
    EXPECT_EQ(RawNumber{smallest}.as<std::int64_t>(), smallest);
    EXPECT_EQ(RawNumber{most}.as<std::uint64_t>(), most);
    EXPECT_EQ(RawNumber{most - 1}.as<std::uint64_t>(), most - 1);
    EXPECT_NE(RawNumber{most}, RawNumber{most - 1});
    EXPECT_EQ(RawNumber{most}.text(), "18446744073709551615");
}

TEST(RawNumber, ADecimalOfTheWholeRangeMeansItsEnd)
{
    EXPECT_EQ(RawNumber{std::ldexp(1.0, 64)}.as<std::uint64_t>(), most);
    EXPECT_EQ(RawNumber{std::ldexp(1.0, 63)}.as<std::int64_t>(), largest);
    EXPECT_EQ(RawNumber{-std::ldexp(1.0, 63)}.as<std::int64_t>(), smallest);
    EXPECT_EQ(RawNumber{std::ldexp(1.0, 63)}.as<std::uint64_t>(), std::uint64_t{1} << 63U);
}

TEST(RawNumber, IsNoCellOfATypeThatCannotHoldIt)
{
    EXPECT_FALSE(RawNumber{-9999}.as<std::uint8_t>());
    EXPECT_FALSE(RawNumber{256}.as<std::uint8_t>());
    EXPECT_FALSE(RawNumber{128}.as<std::int8_t>());
    EXPECT_FALSE(RawNumber{0.5}.as<std::int32_t>());
    EXPECT_FALSE(RawNumber{1e30}.as<std::int64_t>());
    EXPECT_FALSE(RawNumber{-1}.as<std::uint64_t>());
    EXPECT_FALSE(RawNumber{std::nan("")}.as<double>());
    EXPECT_EQ(RawNumber{-1}.as<std::int8_t>(), std::int8_t{-1});
    EXPECT_EQ(RawNumber{-9999.9}.as<float>(), -9999.9F);
    EXPECT_EQ(RawNumber{-3.40282346638529e38}.as<float>(), std::numeric_limits<float>::lowest());
}

TEST(RawNumber, EqualNumbersAreEqualHoweverTheyAreGiven)
{
    EXPECT_EQ(RawNumber{255.0}, RawNumber{255});
    EXPECT_EQ(RawNumber{std::uint64_t{7}}, RawNumber{std::int64_t{7}});
    EXPECT_EQ(RawNumber{std::ldexp(1.0, 63)}, RawNumber{std::uint64_t{1} << 63U});
    EXPECT_EQ(RawNumber{std::nan("")}, RawNumber{std::nan("")});
    Fills fills{5.0};
    fills.add(RawNumber{5});
    fills.add(RawNumber{-1});
    EXPECT_EQ(fills.text(), "5, -1");
    EXPECT_EQ(fills.as<std::uint8_t>(), std::vector<std::uint8_t>{5});
}

} // namespace
} // namespace peaksite
