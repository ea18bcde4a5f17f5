#include "io/files/file_pattern.hpp"
#include "io/raster/covering.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace peaksite {
namespace {

TEST(Cover, EqualsCountingEveryCell)
{
    std::mt19937 random{7};
    int full = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        constexpr int rows = 5, cols = 6;
        std::vector<Window> windows;
        std::vector<char> cells(rows * cols, 0);
        for (int i = 0; i < 6; ++i) {
            const int row = static_cast<int>(random() % 4) - 1, col = static_cast<int>(random() % 5) - 1,
                      down = 1 + static_cast<int>(random() % 6), along = 1 + static_cast<int>(random() % 7);
            windows.push_back({.row = Row{row}, .col = Col{col}, .rows = down, .cols = along});
            for (int r = std::max(0, row); r < std::min(rows, row + down); ++r)
                for (int c = std::max(0, col); c < std::min(cols, col + along); ++c)
                    cells[static_cast<std::size_t>(r * cols + c)] = 1;
        }
        const bool all = std::ranges::count(cells, 0) == 0;
        full += all ? 1 : 0;
        ASSERT_EQ(cover(windows, rows, cols), all) << "trial " << trial;
    }
    EXPECT_GT(full, 50);
}

// The slow obvious way.
bool fits_slowly(std::string_view name, std::string_view pattern)
{
    if (pattern.empty()) return name.empty();
    if (pattern[0] == '*')
        return fits_slowly(name, pattern.substr(1)) || (!name.empty() && fits_slowly(name.substr(1), pattern));
    return !name.empty() && (pattern[0] == '?' || pattern[0] == name[0]) &&
           fits_slowly(name.substr(1), pattern.substr(1));
}

TEST(FilePattern, EqualsTryingEverySplit)
{
    std::mt19937 random{11};
    const auto word = [&](const char* letters, std::size_t kinds) {
        std::string out;
        for (std::size_t i = random() % 7; i > 0; --i) out += letters[random() % kinds];
        return out;
    };
    for (int trial = 0; trial < 20000; ++trial) {
        const auto name = word("ab", 2), pattern = word("ab*?*", 5);
        ASSERT_EQ(fits_pattern(name, pattern), fits_slowly(name, pattern)) << name << " by " << pattern;
    }
}

TEST(FilePattern, ManyStarsTakeNoTime)
{
    std::string pattern;
    for (int i = 0; i < 60; ++i) pattern += "*a";
    std::string name(201, 'a');
    name.back() = 'b';
    EXPECT_FALSE(fits_pattern(name, pattern));
}

} // namespace
} // namespace peaksite
