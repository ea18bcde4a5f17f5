#include "tally/mask_areas.hpp"

#include "support/tally_drawing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace peaksite {
namespace {

Mask mask_of(const DrawnRow& row, std::size_t cell)
{
    Mask mask;
    for (std::size_t c = 0; c < row.conditions.size(); ++c) {
        if (row.conditions[c][cell] == 2) mask.holds.insert(static_cast<int>(c));
        if (row.conditions[c][cell] == 1) mask.unknown.insert(static_cast<int>(c));
    }
    return mask;
}

std::vector<const std::uint8_t*> condition_rows(const DrawnRow& row)
{
    std::vector<const std::uint8_t*> out;
    for (const auto& condition : row.conditions) out.push_back(condition.data());
    return out;
}

TEST(CriteriaSet, HoldsUpTo128Criteria)
{
    CriteriaSet set;
    EXPECT_TRUE(set.empty());
    for (const int criterion : {0, 5, 63, 64, 100, 127}) set.insert(criterion);
    for (int i = 0; i < most_criteria; ++i)
        EXPECT_EQ(set.has(i), i == 0 || i == 5 || i == 63 || i == 64 || i == 100 || i == 127) << i;
    EXPECT_EQ(CriteriaSet::from_words(set.words()), set);
}

TEST(MaskNumbers, StandForTheMaskOfTheirCell)
{
    std::mt19937 random{31};
    for (const int criteria : {0, 1, 4, 5, 6, 11, 63, 64, 65, 127, 128}) {
        MaskNumbers numbers{criteria};
        for (int round = 0; round < 5; ++round) {
            const auto row = drawn_row(random, 70, criteria);
            const auto* found = numbers.of(condition_rows(row), row.size());
            for (std::size_t i = 0; i < row.values.size(); ++i) {
                ASSERT_LT(found[i], numbers.count()) << criteria;
                ASSERT_EQ(numbers.mask(found[i]), mask_of(row, i)) << criteria << " criteria, cell " << i;
            }
        }
    }
}

TEST(MaskNumbers, AreTheSameForTheSameMask)
{
    std::mt19937 random{32};
    MaskNumbers numbers{40};
    const auto row = drawn_row(random, 70, 40);
    const auto* found = numbers.of(condition_rows(row), 70);
    const std::vector<std::uint16_t> first(found, found + 70);
    const int known = numbers.count();
    found = numbers.of(condition_rows(row), 70);
    EXPECT_EQ(std::vector<std::uint16_t>(found, found + 70), first);
    EXPECT_EQ(numbers.count(), known);
}

TEST(MaskNumbers, SayWhenTheyRunOutAndBeginAnew)
{
    // Every cell another combination of 12 criteria: 3^12 = 531,441.
    constexpr int criteria = 12, n = 70000;
    std::vector<std::vector<std::uint8_t>> rows(criteria, std::vector<std::uint8_t>(n));
    for (int i = 0; i < n; ++i)
        for (int c = 0, rest = i; c < criteria; ++c, rest /= 3)
            rows[static_cast<std::size_t>(c)][static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(rest % 3);
    std::vector<const std::uint8_t*> conditions;
    for (const auto& row : rows) conditions.push_back(row.data());
    MaskNumbers numbers{criteria};
    EXPECT_FALSE(numbers.room(n));
    ASSERT_TRUE(numbers.room(65000));
    numbers.of(conditions, 65000);
    EXPECT_EQ(numbers.mask(0), Mask{});
    EXPECT_FALSE(numbers.room(1000));
    numbers.clear();
    ASSERT_TRUE(numbers.room(65000));
    for (auto& row : conditions) row += n - 65000;
    const auto* found = numbers.of(conditions, 65000);
    for (const int i : {0, 1, 64999}) {
        const auto mask = numbers.mask(found[i]);
        for (int c = 0; c < criteria; ++c) {
            EXPECT_EQ(mask.holds.has(c), conditions[static_cast<std::size_t>(c)][i] == 2);
            EXPECT_EQ(mask.unknown.has(c), conditions[static_cast<std::size_t>(c)][i] == 1);
        }
    }
}

struct NaiveSums {
    std::int64_t quanta = 0;
    std::array<long double, 2> sums{};
    std::array<std::int64_t, 2> missing{};
    long double size = 0;
};

std::map<Mask, NaiveSums> naive_sums(const std::vector<DrawnRow>& rows)
{
    std::map<Mask, NaiveSums> out;
    for (const auto& row : rows)
        row.for_each_cell([&](std::size_t i, double, std::int64_t quanta) {
            if (quanta == 0) return;
            auto& sums = out[mask_of(row, i)];
            sums.quanta += quanta;
            const double measures[]{row.values[i], row.yields[i]};
            for (std::size_t m = 0; m < 2; ++m) {
                if (std::isnan(measures[m]))
                    sums.missing[m] += quanta;
                else
                    sums.sums[m] += static_cast<long double>(square_metres(quanta)) * measures[m];
                if (!std::isnan(measures[m])) sums.size += std::fabs(square_metres(quanta) * measures[m]);
            }
        });
    return out;
}

void add_row(TileMasks& tile, MaskNumbers& numbers, const DrawnRow& row)
{
    const auto* found = numbers.of(condition_rows(row), row.size());
    const std::array<ValueRow, 2> measures{row.value_row(), row.yield_row()};
    tile.add(found, numbers.count(), row.begin, measures, row.runs, row.edge, row.area_row());
}

TEST(MaskAreas, EqualTheNaiveLoop)
{
    std::mt19937 random{33};
    for (int round = 0; round < 60; ++round) {
        const int criteria = std::array{1, 5, 7, 64, 100, 128}[static_cast<std::size_t>(round % 6)];
        MaskNumbers numbers{criteria};
        TileMasks tile{2};
        std::vector<DrawnRow> rows;
        for (int i = 0; i < 6; ++i) {
            rows.push_back(drawn_row(random, 60, criteria));
            add_row(tile, numbers, rows.back());
        }
        MaskAreas areas;
        areas.add(tile, numbers);
        const auto naive = naive_sums(rows);
        ASSERT_EQ(areas.size(), naive.size());
        for (std::size_t i = 0; i < areas.size(); ++i) {
            const auto& expected = naive.at(areas.mask(i));
            ASSERT_TRUE(i == 0 || areas.mask(i - 1) < areas.mask(i)) << "they are not in order";
            ASSERT_EQ(areas.land(i).value(), square_metres(expected.quanta));
            for (std::size_t m = 0; m < 2; ++m) {
                ASSERT_NEAR(areas.measured(m)[i].sum.value(), static_cast<double>(expected.sums[m]),
                            1e-13 * static_cast<double>(expected.size));
                ASSERT_EQ(areas.measured(m)[i].missing.value(), square_metres(expected.missing[m]));
            }
        }
    }
}

TEST(MaskAreas, MergeInAnyOrderAndDoNotDependOnNumbers)
{
    std::mt19937 random{34};
    const auto make = [&](const DrawnRow& row) {
        MaskNumbers numbers{9};
        TileMasks tile{2};
        add_row(tile, numbers, row);
        MaskAreas areas;
        areas.add(tile, numbers);
        return areas;
    };
    for (int round = 0; round < 30; ++round) {
        const auto first = drawn_row(random, 40, 9), second = drawn_row(random, 40, 9),
                   third = drawn_row(random, 40, 9);
        auto left = make(first), right = make(third), neutral = MaskAreas{};
        left.merge(make(second)), left.merge(make(third));
        right.merge(make(first)), right.merge(make(second));
        neutral.merge(left);
        ASSERT_EQ(left, right);
        ASSERT_EQ(neutral, left);
        // One worker numbers the masks of all rows, tile by tile.
        MaskNumbers numbers{9};
        TileMasks tile{2};
        MaskAreas together;
        for (const auto* row : {&third, &first, &second}) {
            tile.clear();
            add_row(tile, numbers, *row);
            together.add(tile, numbers);
        }
        ASSERT_EQ(together, left);
    }
}

TEST(MaskAreas, ReadBackWhatWasWritten)
{
    std::mt19937 random{35};
    MaskNumbers numbers{100};
    TileMasks tile{2};
    add_row(tile, numbers, drawn_row(random, 200, 100));
    MaskAreas areas;
    areas.add(tile, numbers);
    ByteWriter out;
    areas.write(out);
    ByteReader in{out.bytes()};
    EXPECT_EQ(MaskAreas::read(in), areas);
    EXPECT_TRUE(in.at_end());
    ByteReader cut{std::string_view{out.bytes()}.substr(0, out.bytes().size() - 1)};
    EXPECT_THROW(MaskAreas::read(cut), InputError);
}

// What some other program wrote: the masks of a zone stand once and in order, each with as many measures.
TEST(MaskAreas, OutOfOrderAreNotRead)
{
    const auto written = [](std::initializer_list<std::pair<std::uint64_t, std::uint64_t>> masks) {
        ByteWriter out;
        out.put(std::uint64_t{masks.size()});
        for (const auto& [holds, measures] : masks) {
            for (const auto word : {holds, std::uint64_t{0}, std::uint64_t{0}, std::uint64_t{0}}) out.put(word);
            out.put(ExactSum{});
            out.put(measures);
            for (std::uint64_t i = 0; i < 2 * std::min(measures, std::uint64_t{2}); ++i) out.put(ExactSum{});
        }
        return out.bytes();
    };
    const auto read = [](const std::string& bytes) {
        ByteReader in{bytes};
        return MaskAreas::read(in).size();
    };
    EXPECT_EQ(read(written({{1, 1}, {2, 1}})), 2U);
    EXPECT_THROW(read(written({{2, 1}, {1, 1}})), InputError);
    EXPECT_THROW(read(written({{1, 1}, {1, 1}})), InputError);
    EXPECT_THROW(read(written({{1, 1}, {2, 2}})), InputError);
    EXPECT_THROW(read(written({{1, 0}, {2, std::uint64_t{1} << 60U}})), InputError);
}

} // namespace
} // namespace peaksite
