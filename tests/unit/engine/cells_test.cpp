#include "engine/cells.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>

#include <cmath>
#include <cstring>

namespace peaksite {
namespace {

template <class T>
std::vector<double> values(const std::vector<T>& cells, PixelType type, const ValueRule& rule, Strays& strays)
{
    std::vector<double> out(cells.size());
    const int missing = to_values(reinterpret_cast<const std::byte*>(cells.data()), type,
                                  static_cast<int>(cells.size()), rule, out.data(), strays);
    EXPECT_EQ(missing, std::ranges::count_if(out, [](double x) { return std::isnan(x); }));
    for (auto& one : out)
        if (std::isnan(one)) one = -1e9; // comparable
    return out;
}
constexpr double gone = -1e9;

template <class T>
class FillsOfCells : public testing::Test {};
using Types = testing::Types<std::uint8_t, std::int8_t, std::uint16_t, std::int16_t, std::uint32_t, std::int32_t,
                             std::int64_t, std::uint64_t, float, double>;
TYPED_TEST_SUITE(FillsOfCells, Types);

template <class T>
PixelType pixel_type()
{
    constexpr std::size_t size = sizeof(T);
    if constexpr (std::is_floating_point_v<T>)
        return size == 4 ? PixelType::f32 : PixelType::f64;
    else if constexpr (std::is_signed_v<T>)
        return size == 1 ? PixelType::i8 : size == 2 ? PixelType::i16 : size == 4 ? PixelType::i32 : PixelType::i64;
    else
        return size == 1 ? PixelType::u8 : size == 2 ? PixelType::u16 : size == 4 ? PixelType::u32 : PixelType::u64;
}

TYPED_TEST(FillsOfCells, EachOfSeveralHidesItsCellsAndNoOthers)
{
    const std::vector<TypeParam> cells{0, 1, 2, 3, 100, 2};
    ValueRule rule;
    rule.nodata = Fills{std::vector<RawNumber>{2, 1e40, 100, 0.25}};
    Strays strays;
    EXPECT_EQ(values(cells, pixel_type<TypeParam>(), rule, strays), (std::vector<double>{0, 1, gone, 3, gone, gone}));
    rule.scale = 10;
    rule.offset = 1;
    EXPECT_EQ(values(cells, pixel_type<TypeParam>(), rule, strays), (std::vector<double>{1, 11, gone, 31, gone, gone}));
    EXPECT_FALSE(strays.any); // fills are no surprise
    const ClassRule classes{{0, 1, 3}, rule.nodata, 9};
    std::vector<std::uint8_t> indices(cells.size());
    to_classes(reinterpret_cast<const std::byte*>(cells.data()), pixel_type<TypeParam>(),
               static_cast<int>(cells.size()), classes, indices.data());
    EXPECT_EQ(indices, (std::vector<std::uint8_t>{0, 1, 9, 2, 9, 9}));
}

TYPED_TEST(FillsOfCells, TheEndsOfTheTypeAreHiddenExactly)
{
    using Limits = std::numeric_limits<TypeParam>;
    if constexpr (std::is_integral_v<TypeParam>) {
        for (const auto end : {Limits::max(), Limits::lowest()}) {
            const auto beside = static_cast<TypeParam>(end == Limits::max() ? end - 1 : end + 1);
            ValueRule rule;
            if constexpr (std::is_signed_v<TypeParam>)
                rule.nodata = Fills{std::vector<RawNumber>{RawNumber{std::int64_t{end}}}};
            else
                rule.nodata = Fills{std::vector<RawNumber>{RawNumber{std::uint64_t{end}}}};
            Strays strays;
            EXPECT_EQ(values(std::vector<TypeParam>{end, beside}, pixel_type<TypeParam>(), rule, strays),
                      (std::vector<double>{gone, static_cast<double>(beside)}));
            const ClassRule classes{{1, 2}, rule.nodata, 200};
            EXPECT_EQ(classes.index(end), 200);
            EXPECT_NE(classes.index(beside), 200);
        }
    } else {
        Strays strays;
        ValueRule rule;
        rule.nodata = Fills{static_cast<double>(Limits::max())};
        EXPECT_EQ(values(std::vector<TypeParam>{Limits::max(), 1, std::nanf(""), Limits::infinity()},
                         pixel_type<TypeParam>(), rule, strays),
                  (std::vector<double>{gone, 1, gone, gone}));
    }
}

TEST(ClassRule, WhatIsNoCodeIsNotListedAndWhatIsNoNumberIsMissing)
{
    const ClassRule rule{{1, 2}, {}, 7};
    EXPECT_EQ(rule.index(2.5), ClassRule::unlisted);
    EXPECT_EQ(rule.index(1e12), ClassRule::unlisted);
    EXPECT_EQ(rule.index(std::numeric_limits<std::uint64_t>::max()), ClassRule::unlisted);
    EXPECT_EQ(rule.index(std::nan("")), 7);
    EXPECT_EQ(rule.index(-3.4e38F), 7);
    EXPECT_EQ((ClassRule{{}, {}, 7}.index(0)), ClassRule::unlisted);
}

TEST(ClassRule, OfCodesFarApartKnowsThemAndTakesHardlyAnyMemory)
{
    constexpr int low = std::numeric_limits<int>::lowest(), high = std::numeric_limits<int>::max();
    const auto resident_megabytes = [] {
        rusage used{};
        getrusage(RUSAGE_SELF, &used);
        return used.ru_maxrss / 1024;
    };
    const auto before = resident_megabytes();
    const std::vector<std::vector<int>> lists{
        {1, 2'000'000'000}, {2'000'000'000, 1, 70'000}, {high, low, 0}, {high}, {low, low + 65'536}};
    for (const auto& codes : lists) {
        const ClassRule rule{codes, {}, 7};
        for (std::size_t i = 0; i < codes.size(); ++i) {
            EXPECT_EQ(rule.index(codes[i]), i);
            EXPECT_EQ(rule.index(static_cast<double>(codes[i])), i);
            for (const auto beside : {std::int64_t{codes[i]} - 1, std::int64_t{codes[i]} + 1})
                EXPECT_EQ(rule.index(beside), ClassRule::unlisted);
        }
        EXPECT_EQ(rule.index(std::numeric_limits<std::int64_t>::max()), ClassRule::unlisted);
        EXPECT_EQ(rule.index(std::numeric_limits<std::int64_t>::lowest()), ClassRule::unlisted);
    }
    EXPECT_LT(resident_megabytes() - before, 50);
}

} // namespace
} // namespace peaksite
