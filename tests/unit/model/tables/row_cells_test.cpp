#include "model/tables/row_cells.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace peaksite {
namespace {

TEST(RowCells, AreTheTextsOfTheirRow)
{
    CellBlocks blocks;
    blocks.add("a");
    blocks.add("");
    blocks.add('b');
    blocks.add('c');
    EXPECT_EQ(blocks.open_cell(), "bc");
    blocks.clear_cell();
    blocks.add('d');
    blocks.end_cell();
    EXPECT_EQ(blocks.count(), 3U);
    const auto first = blocks.end_row(), none = blocks.end_row();
    blocks.add("e");
    const auto last = blocks.end_row();
    EXPECT_THAT(first, testing::ElementsAre("a", "", "d"));
    EXPECT_TRUE(none.empty());
    EXPECT_THAT(last, testing::ElementsAre("e"));
}

TEST(RowCells, AreComparedByTheirTexts)
{
    const RowCells one{"a", "b"}, same{std::vector<std::string>{"a", "b"}}, joined{"ab"}, longer{"a", "b", ""};
    EXPECT_EQ(one, same);
    EXPECT_NE(one, joined);
    EXPECT_NE(one, longer);
    const std::set<RowCells> all{one, same, joined, longer, RowCells{}};
    EXPECT_EQ(all.size(), 4U);
    EXPECT_TRUE(all.begin()->empty());
}

// Blocks begin anew between rows: none is lost, none is mixed with another, and copies outlive the others.
TEST(RowCells, OfLongTablesKeepTheirTexts)
{
    CellBlocks blocks;
    std::vector<RowCells> rows;
    constexpr std::size_t many = 60000;
    for (std::size_t row = 0; row < many; ++row) {
        for (std::size_t cell = 0; cell < row % 5; ++cell) blocks.add(std::to_string(row) + "/" + std::to_string(cell));
        if (row == many / 2) blocks.add(std::string(std::size_t{1} << 20U, 'x'));
        rows.push_back(blocks.end_row());
    }
    const auto kept = rows[many - 1];
    for (std::size_t row = 0; row < many; ++row) {
        ASSERT_EQ(rows[row].size(), row % 5 + (row == many / 2 ? 1U : 0U));
        for (std::size_t cell = 0; cell < row % 5; ++cell)
            ASSERT_EQ(rows[row][cell], std::to_string(row) + "/" + std::to_string(cell));
    }
    rows.clear();
    EXPECT_EQ(kept[0], std::to_string(many - 1) + "/0");
}

} // namespace
} // namespace peaksite
