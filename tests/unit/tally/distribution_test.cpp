#include "tally/distribution.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace peaksite {
namespace {

struct Weighted {
    double value = 0;
    std::int64_t quanta = 0;
};

std::vector<Weighted> drawn(std::mt19937& random, int count, bool whole)
{
    std::vector<Weighted> out;
    for (int i = 0; i < count; ++i) {
        const double value = std::normal_distribution{whole ? 100.0 : 0.0, whole ? 40.0 : 1e3}(random);
        out.push_back(
            {whole ? std::round(value) : value, std::uniform_int_distribution<std::int64_t>{1, 1 << 30}(random)});
    }
    return out;
}

// exactextract's WeightedQuantiles, written again from its definition: s_k = k w_k + (n - 1) Σ_{i<k} w_i, and the
// quantile interpolates between the neighbours of q (n - 1) Σ w.
double weighted_quantile(std::vector<Weighted> all, double q)
{
    std::ranges::sort(all, {}, &Weighted::value);
    const auto n = all.size();
    std::vector<double> s(n);
    double before = 0;
    for (std::size_t k = 0; k < n; ++k) {
        s[k] = static_cast<double>(k) * static_cast<double>(all[k].quanta) + static_cast<double>(n - 1) * before;
        before += static_cast<double>(all[k].quanta);
    }
    const double wanted = q * before * static_cast<double>(n - 1);
    const auto right = std::ranges::upper_bound(s, wanted);
    if (right == s.end()) return all.back().value;
    const auto r = static_cast<std::size_t>(right - s.begin()), l = r - 1;
    return all[l].value + (wanted - s[l]) * (all[r].value - all[l].value) / (s[r] - s[l]);
}

// The least value at or below which a share q of the weight lies.
double step_quantile(std::vector<Weighted> all, double q)
{
    std::ranges::sort(all, {}, &Weighted::value);
    long double total = 0, before = 0;
    for (const auto& one : all) total += static_cast<long double>(one.quanta);
    for (const auto& one : all) {
        before += static_cast<long double>(one.quanta);
        if (before >= q * total) return one.value;
    }
    return all.back().value;
}

Distribution pairs_of(const std::vector<Weighted>& all)
{
    Distribution out{Buckets::relative, true};
    for (const auto& one : all) out.add_pair(one.value, one.quanta);
    return out;
}

Distribution buckets_of(const std::vector<Weighted>& all, Buckets kind)
{
    BucketCounter counter{kind};
    for (const auto& one : all) counter.add(one.value, one.quanta);
    Distribution out{kind, false};
    out.add_buckets(counter.take());
    return out;
}

// The bucket that a value is counted in.
std::int32_t bucket_of(double value, Buckets kind)
{
    BucketCounter counter{kind};
    counter.add(value, 1);
    return counter.take().front().bucket;
}

constexpr double shares[]{0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1};

TEST(Quantile, OfPairsFollowsExactextract)
{
    std::mt19937 random{21};
    for (const int count : {1, 2, 3, 10, 500, 4096}) {
        const auto all = drawn(random, count, false);
        const auto distribution = pairs_of(all);
        for (const double q : shares)
            EXPECT_NEAR(distribution.quantile(q), weighted_quantile(all, q), 1e-9) << count << " at " << q;
    }
}

TEST(Quantile, OfEqualWeightsIsTheUsualOne)
{
    const auto distribution = pairs_of({{3, 5}, {1, 5}, {2, 5}, {4, 5}});
    EXPECT_EQ(distribution.quantile(0), 1);
    EXPECT_EQ(distribution.quantile(0.5), 2.5);
    EXPECT_EQ(distribution.quantile(1), 4);
    EXPECT_DOUBLE_EQ(distribution.quantile(0.25), 1.75);
}

TEST(Quantile, OfWholeNumbersIsExact)
{
    std::mt19937 random{22};
    for (const int count : {1, 7, 1000, 20000}) {
        const auto all = drawn(random, count, true);
        const auto distribution = buckets_of(all, Buckets::whole_numbers);
        for (const double q : shares)
            EXPECT_EQ(distribution.quantile(q), step_quantile(all, q)) << count << " at " << q;
    }
}

TEST(Quantile, OfBucketsIsRightToABucket)
{
    std::mt19937 random{23};
    for (const int count : {1, 7, 1000, 20000}) {
        const auto all = drawn(random, count, false);
        const auto distribution = buckets_of(all, Buckets::relative);
        for (const double q : shares) {
            const double exact = step_quantile(all, q);
            EXPECT_LE(std::fabs(distribution.quantile(q) - exact), std::fabs(exact) * 0x1p-14) << count << " at " << q;
        }
    }
}

TEST(Quantile, OfNothingIsNoData)
{
    EXPECT_TRUE(std::isnan(Distribution(Buckets::relative, true).quantile(0.5)));
    EXPECT_TRUE(std::isnan(Distribution(Buckets::whole_numbers, false).quantile(0.5)));
    auto gap = Distribution{Buckets::relative, true};
    gap.add_pair(std::nan(""), 7);
    EXPECT_TRUE(std::isnan(gap.quantile(0.5)));
}

RC_GTEST_PROP(Buckets, AreOrderedAsTheirValuesAndHoldThem, ())
{
    const auto draw = [] {
        return std::ldexp(static_cast<double>(*rc::gen::arbitrary<std::int32_t>()), *rc::gen::inRange(-300, 300));
    };
    const double a = draw(), b = draw();
    const auto low = bucket_of(std::min(a, b), Buckets::relative), high = bucket_of(std::max(a, b), Buckets::relative);
    RC_ASSERT(low <= high);
    const auto alone = buckets_of({{.value = a, .quanta = 1}}, Buckets::relative); // its ends are the bucket's
    const double least = alone.quantile(0), most = alone.quantile(1);
    RC_ASSERT(least <= a && a <= most);
    RC_ASSERT(most - least <= std::fabs(a) * 0x1p-14 || a == 0);
}

RC_GTEST_PROP(Buckets, OfWholeNumbersHoldOneNumber, ())
{
    const int value = *rc::gen::inRange(-33554431, 33554432);
    const auto alone = buckets_of({{.value = static_cast<double>(value), .quanta = 1}}, Buckets::whole_numbers);
    RC_ASSERT(alone.quantile(0) == value);
    RC_ASSERT(alone.quantile(1) == value);
}

TEST(Buckets, OfBothZerosAreOne)
{
    EXPECT_EQ(bucket_of(0.0, Buckets::relative), bucket_of(-0.0, Buckets::relative));
    EXPECT_LT(bucket_of(-1e-300, Buckets::relative), bucket_of(0.0, Buckets::relative));
    EXPECT_LT(bucket_of(0.0, Buckets::relative), bucket_of(1e-300, Buckets::relative));
}

TEST(BucketCounter, CountsAsOneByOneAndForgetsWhatWasTaken)
{
    std::mt19937 random{24};
    for (const auto kind : {Buckets::whole_numbers, Buckets::relative}) {
        BucketCounter counter{kind};
        for (int round = 0; round < 5; ++round) {
            const bool whole = kind == Buckets::whole_numbers;
            std::vector<double> values;
            std::vector<std::int64_t> areas;
            std::map<std::int32_t, std::int64_t> naive;
            for (const auto& one : drawn(random, 400, whole)) {
                const bool gap = areas.size() % 9 == 0;
                values.push_back(gap ? std::nan("") : one.value);
                areas.push_back(one.quanta);
                if (!gap) naive[bucket_of(one.value, kind)] += one.quanta + 77;
            }
            counter.add(values.data(), 400, 0, areas.data());
            counter.add(values.data(), 400, 77, nullptr);
            std::vector<Bucket> expected;
            for (const auto& [bucket, quanta] : naive)
                expected.push_back({.bucket = bucket, .high = 0, .quanta = quanta});
            ASSERT_EQ(counter.take(), expected);
            ASSERT_TRUE(counter.take().empty());
        }
    }
}

TEST(BucketCounter, OfBothZerosIsOne)
{
    BucketCounter counter{Buckets::relative};
    counter.add(-0.0, 3);
    counter.add(0.0, 4);
    EXPECT_EQ(counter.take(),
              (std::vector<Bucket>{{.bucket = bucket_of(0.0, Buckets::relative), .high = 0, .quanta = 7}}));
}

std::string bytes_of(const Distribution& distribution)
{
    ByteWriter out;
    distribution.write(out);
    return out.take();
}

TEST(Distribution, MergesInAnyOrderToTheSameBytes)
{
    std::mt19937 random{25};
    for (int round = 0; round < 30; ++round) {
        const bool pairs = round % 2 == 0;
        const auto make = [&] {
            const auto all = drawn(random, std::uniform_int_distribution{0, 40}(random), !pairs);
            return pairs ? pairs_of(all) : buckets_of(all, Buckets::whole_numbers);
        };
        const auto a = make(), b = make(), c = make();
        auto left = a, right = c;
        left.merge(b), left.merge(c);
        right.merge(a), right.merge(b);
        ASSERT_EQ(left, right);
        ASSERT_EQ(bytes_of(left), bytes_of(right));
    }
}

TEST(Distribution, IsUnchangedByTheNeutralOneOnEitherSide)
{
    std::mt19937 random{26};
    const auto full = buckets_of(drawn(random, 20, true), Buckets::whole_numbers);
    for (const auto& one : {full, Distribution{Buckets::whole_numbers, false}, Distribution{Buckets::relative, true},
                            pairs_of(drawn(random, 9, false))}) {
        auto left = Distribution{}, right = one;
        left.merge(one);
        right.merge(Distribution{});
        EXPECT_EQ(left, one);
        EXPECT_EQ(right, one);
    }
}

TEST(Distribution, OfBothZerosHasOneOrder)
{
    Distribution first{Buckets::relative, true}, second{Buckets::relative, true};
    first.add_pair(0.0, 5), first.add_pair(-0.0, 5);
    second.add_pair(-0.0, 5), second.add_pair(0.0, 5);
    EXPECT_EQ(bytes_of(first), bytes_of(second));
}

TEST(Distribution, ReadsBackWhatWasWritten)
{
    std::mt19937 random{27};
    for (const auto& one :
         {pairs_of(drawn(random, 300, false)), buckets_of(drawn(random, 3000, true), Buckets::whole_numbers),
          buckets_of(drawn(random, 3000, false), Buckets::relative), Distribution{}}) {
        const auto bytes = bytes_of(one);
        ByteReader in{bytes};
        EXPECT_EQ(Distribution::read(in), one);
        EXPECT_TRUE(in.at_end());
    }
}

// Half the earth at one value, a sixth at another: in quanta of a square millimetre more than a counter of 64 bits
// holds.
TEST(Distribution, HoldsAnyAreaOnEarth)
{
    constexpr std::int64_t much = most_quanta - 1;
    Distribution distribution{Buckets::whole_numbers, false};
    for (int i = 0; i < 60; ++i) {
        distribution.add_buckets({{.bucket = bucket_of(7, Buckets::whole_numbers), .high = 0, .quanta = much}});
        if (i % 3 == 0)
            distribution.add_buckets({{.bucket = bucket_of(9, Buckets::whole_numbers), .high = 0, .quanta = much}});
    }
    EXPECT_EQ(distribution.quantile(0.74), 7);
    EXPECT_EQ(distribution.quantile(0.76), 9);
    EXPECT_TRUE(distribution.fits(Buckets::whole_numbers));
    const auto bytes = bytes_of(distribution);
    ByteReader in{bytes};
    EXPECT_EQ(Distribution::read(in), distribution);
}

TEST(BucketCounter, CountsMoreThanACounterHolds)
{
    BucketCounter counter{Buckets::whole_numbers};
    const std::vector<double> values(50, 7);
    counter.add(values.data(), 50, std::int64_t{1} << 60, nullptr);
    counter.add(9, std::int64_t{1} << 61);
    const auto taken = counter.take();
    ASSERT_EQ(taken.size(), 2U);
    EXPECT_EQ(taken[0].weight(), 50 * 0x1p60);
    EXPECT_EQ(taken[1].weight(), 0x1p61);
    EXPECT_TRUE(counter.take().empty());
}

// Whatever a zone was made as before it counted, as crews make it: it becomes what it is joined with.
TEST(Distribution, OfNothingTakesTheFormOfWhatItIsJoinedWith)
{
    std::mt19937 random{28};
    for (const auto made : {Buckets::whole_numbers, Buckets::relative})
        for (const bool pairs : {true, false})
            for (const auto kind : {Buckets::whole_numbers, Buckets::relative}) {
                const auto one = pairs ? pairs_of(drawn(random, 40, true)) : buckets_of(drawn(random, 40, true), kind);
                Distribution joined{made, true};
                joined.merge(one);
                EXPECT_EQ(joined, one);
                EXPECT_EQ(joined.quantile(0.5), one.quantile(0.5));
            }
    auto pairs = pairs_of(drawn(random, 5, true));
    EXPECT_THROW(pairs.merge(buckets_of(drawn(random, 5, true), Buckets::relative)), InputError);
}

} // namespace
} // namespace peaksite
