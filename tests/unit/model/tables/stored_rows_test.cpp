#include "model/tables/stored_rows.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(StoredRows, GiveBackWhatWasSetAndNothingElse)
{
    StoredRows rows{3};
    int asked = 0;
    const auto canonical = [&](const std::string& word) { return ++asked, word == "煤" ? std::string{"coal"} : word; };
    for (int row = 0; row < 6; ++row) {
        rows.add(10 + row, row == 4 ? std::optional{2020} : std::nullopt);
        if (row % 2 == 1) rows.set_number(0, row * 1.5);
        if (row > 1) rows.set_word(1, row == 3 ? "gas" : "煤", canonical);
        rows.set_word(2, "", canonical);
    }
    ASSERT_EQ(rows.size(), 6U);
    for (std::size_t row = 0; row < 6; ++row) {
        EXPECT_EQ(rows.line(row), static_cast<std::int64_t>(10 + row));
        EXPECT_EQ(rows.year(row), row == 4 ? std::optional{2020} : std::nullopt);
        EXPECT_EQ(rows.number(0, row), row % 2 == 1 ? std::optional{static_cast<double>(row) * 1.5} : std::nullopt);
        EXPECT_EQ(rows.word(1, row), row < 2 ? "" : row == 3 ? "gas" : "coal");
        EXPECT_EQ(rows.missing(1, row), row < 2);
        EXPECT_TRUE(rows.missing(2, row));
    }
    EXPECT_EQ(asked, 2); // a word is put into the other once, however often it stands there
}

} // namespace
} // namespace peaksite
