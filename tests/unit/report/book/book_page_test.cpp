#include "report/book/book_page.hpp"

#include "support/scratch.hpp"
#include "support/workbook_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace peaksite {
namespace {

// As many rows as a page takes of those offered, what its last row reads, and whether it says that others are
// elsewhere.
struct FilledPage {
    std::size_t rows = 0;
    std::string last{};
    bool says_beyond = false;
};

FilledPage filled(int offered)
{
    constexpr std::size_t heads = 4;
    const Scratch scratch;
    Workbook book{scratch / "a.xlsx", {.title = "表", .program = "peaksite"}};
    BookPage page{book, {.name = "一", .title = "表", .beyond = "其余行另见"}};
    page.columns({{.head = "数"}});
    for (int i = 0; i < offered; ++i) page.count(static_cast<std::size_t>(i)).end_row();
    page.remark("注");
    page.finish(0, "");
    book.close();
    const ReadWorkbook read{scratch / "a.xlsx"};
    const auto& rows = read.rows("一");
    const auto end = std::find_if(rows.begin() + heads, rows.end(), [](const auto& row) { return row.at(0).empty(); });
    return {.rows = static_cast<std::size_t>(end - rows.begin()) - heads,
            .last = (end - 1)->at(0),
            .says_beyond = read.says("其余行另见")};
}

TEST(BookPage, HasRoomForAMillionRowsAndSaysThatThereAreMore)
{
    constexpr int room = BookPage::most_rows - 4; // below the heads
    const auto some = filled(2), full = filled(room), more = filled(room + 3);
    EXPECT_EQ(some.rows, 2U);
    EXPECT_FALSE(some.says_beyond);
    EXPECT_EQ(full.rows, static_cast<std::size_t>(room));
    EXPECT_FALSE(full.says_beyond);
    EXPECT_EQ(more.rows, static_cast<std::size_t>(room));
    EXPECT_EQ(more.last, std::to_string(room - 1));
    EXPECT_TRUE(more.says_beyond);
}

} // namespace
} // namespace peaksite
