#include "peaksite/place.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(Place, IsAFileALineOfItOrACellOfASheet)
{
    EXPECT_EQ(Place{}.text(), "");
    EXPECT_TRUE(Place{}.empty());
    EXPECT_EQ(Place{.file = "plan.toml"}.text(), "plan.toml");
    EXPECT_EQ((Place{.file = "plan.toml", .line = 12}.text()), "plan.toml:12");
    const Place cell{.file = "任务书.xlsx", .line = 0, .sheet = "图层", .cell = CellAddress{.row = 6, .column = 3}};
    EXPECT_EQ(cell.text(), "任务书.xlsx!图层!D7");
}

TEST(Place, ColumnsOfSheetsCountInLetters)
{
    const auto name = [](std::size_t column) { return CellAddress{.row = 0, .column = column}.text(); };
    EXPECT_EQ(name(0), "A1");
    EXPECT_EQ(name(25), "Z1");
    EXPECT_EQ(name(26), "AA1");
    EXPECT_EQ(name(701), "ZZ1");
    EXPECT_EQ(name(702), "AAA1");
}

TEST(Place, AnErrorOfDataNamesWhereThePlanNamesThem)
{
    const Position where{.place = {.file = "plan.toml", .line = 12}, .key = "layers.slope"};
    EXPECT_STREQ((InputError{text("it is damaged"), where}.what()), "plan.toml:12: layers.slope: it is damaged");
    EXPECT_STREQ(InputError{text("it is damaged")}.what(), "it is damaged");
}

} // namespace
} // namespace peaksite
