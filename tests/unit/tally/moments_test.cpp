#include "tally/moments.hpp"

#include "support/tally_drawing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace peaksite {
namespace {

// The slow obvious way, in long double.
struct Naive {
    long double area = 0, count = 0, integral = 0, sum = 0, size = 0;
    double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
    std::vector<std::pair<double, long double>> weighted;

    void add(const DrawnRow& row)
    {
        row.for_each_cell([&](std::size_t i, double share, std::int64_t quanta) {
            const double x = row.values[i];
            if (std::isnan(x)) return;
            const long double a = std::ldexp(static_cast<long double>(quanta), AreaQuantum{}.exponent);
            area += a, count += share, integral += a * x, sum += static_cast<long double>(share) * x;
            size += std::fabs(a * x) + std::fabs(x);
            low = std::min(low, x), high = std::max(high, x);
            weighted.emplace_back(x, a);
        });
    }
    double deviation() const
    {
        const long double mean = integral / area;
        long double squares = 0;
        for (const auto& [x, a] : weighted) squares += a * (x - mean) * (x - mean);
        return static_cast<double>(std::sqrt(squares / area));
    }
};

MomentNeeds all_needs(double pivot) { return {.sums = true, .squares = true, .extremes = true, .pivot = pivot}; }

Moments moments_of(const std::vector<DrawnRow>& rows, const MomentNeeds& needs)
{
    TileMoments tile;
    for (const auto& row : rows) tile.add(needs, row.value_row(), row.runs, row.edge, row.area_row());
    Moments moments;
    moments.add(tile);
    return moments;
}

TEST(Moments, EqualTheNaiveLoop)
{
    std::mt19937 random{1};
    for (int round = 0; round < 300; ++round) {
        std::vector<DrawnRow> rows;
        Naive naive;
        for (int i = 0; i < 1 + round % 7; ++i) {
            rows.push_back(drawn_row(random, std::uniform_int_distribution{1, 90}(random), 0));
            naive.add(rows.back());
        }
        const double pivot =
            rows.front().values.front() == rows.front().values.front() ? rows.front().values.front() : 0;
        const auto moments = moments_of(rows, all_needs(pivot));
        const auto near = [&](double value, long double expected) {
            return std::fabs(value - static_cast<double>(expected)) <= 1e-13 * static_cast<double>(naive.size) + 1e-300;
        };
        ASSERT_EQ(moments.empty(), naive.area == 0);
        ASSERT_EQ(moments.area(), static_cast<double>(naive.area));
        ASSERT_NEAR(moments.count(), static_cast<double>(naive.count), 1e-10);
        ASSERT_TRUE(near(moments.integral(), naive.integral)) << moments.integral();
        ASSERT_TRUE(near(moments.sum(), naive.sum)) << moments.sum();
        ASSERT_EQ(moments.low(), naive.low);
        ASSERT_EQ(moments.high(), naive.high);
        if (naive.area > 0)
            ASSERT_NEAR(moments.standard_deviation(pivot), naive.deviation(), 1e-6 * (1 + naive.deviation()));
        else
            ASSERT_TRUE(std::isnan(moments.mean()));
    }
}

TEST(Moments, OfLargeNumbersKeepTheDigitsOfTheirDeviation)
{
    DrawnRow row;
    row.each = area_quanta(900);
    row.complete = true;
    for (int i = 0; i < 1000; ++i) row.values.push_back(1e9 + i % 2);
    row.runs = {{.begin = 0, .end = 1000}};
    EXPECT_NEAR(moments_of({row}, all_needs(1e9)).standard_deviation(1e9), 0.5, 1e-12);
}

TEST(Moments, DoNotChangeBitsWithTheOrderOfTiles)
{
    std::mt19937 random{2};
    std::vector<Moments> tiles;
    for (int i = 0; i < 50; ++i) tiles.push_back(moments_of({drawn_row(random, 80, 0)}, all_needs(17)));
    Moments all;
    for (const auto& tile : tiles) all.merge(tile);
    for (int round = 0; round < 20; ++round) {
        std::shuffle(tiles.begin(), tiles.end(), random);
        Moments left, right;
        for (std::size_t i = 0; i < tiles.size(); ++i) (i % 3 == 0 ? left : right).merge(tiles[i]);
        right.merge(left);
        ASSERT_EQ(right, all);
    }
}

std::string bytes_of(const auto& part)
{
    ByteWriter out;
    part.write(out);
    return out.take();
}

// 0 and -0 are equal numbers: which of them is kept must not depend on the order.
TEST(Moments, HaveOneZero)
{
    DrawnRow plus, minus;
    for (auto* row : {&plus, &minus}) {
        row->each = 1 << 20;
        row->complete = true;
        row->values = {row == &plus ? 0.0 : -0.0};
        row->runs = {{.begin = 0, .end = 1}};
    }
    auto one = moments_of({plus}, all_needs(0)), other = moments_of({minus}, all_needs(0));
    auto first = one, second = other;
    first.merge(other);
    second.merge(one);
    EXPECT_EQ(bytes_of(first), bytes_of(second));
    EXPECT_FALSE(std::signbit(second.low()));
    EXPECT_FALSE(std::signbit(second.high()));
}

TEST(Moments, ReadBackWhatWasWritten)
{
    std::mt19937 random{3};
    for (int i = 0; i < 20; ++i) {
        const auto moments = moments_of({drawn_row(random, 30, 0)}, all_needs(3));
        const auto bytes = bytes_of(moments);
        ByteReader in{bytes};
        EXPECT_EQ(Moments::read(in), moments);
        EXPECT_TRUE(in.at_end());
        for (std::size_t cut = 0; cut < bytes.size(); cut += 17) {
            ByteReader part{std::string_view{bytes}.substr(0, cut)};
            EXPECT_THROW(Moments::read(part), InputError);
        }
    }
}

// The sums of a tile follow eight lanes, whatever the machine: cell i of a run goes to lane i modulo 8.
TEST(Moments, AddInEightLanes)
{
    std::mt19937 random{4};
    DrawnRow row;
    row.each = area_quanta(123.456);
    for (int i = 0; i < 61; ++i) row.values.push_back(std::uniform_real_distribution{0.0, 1.0}(random));
    row.runs = {{.begin = 0, .end = 61}};
    for (const bool complete : {true, false}) {
        row.complete = complete;
        double lanes[8]{};
        for (std::size_t i = 0; i < row.values.size(); ++i) lanes[i % 8] += row.values[i];
        const double expected =
            ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
        EXPECT_EQ(moments_of({row}, all_needs(0)).sum(), expected);
    }
}

} // namespace
} // namespace peaksite
