#include "base/error.hpp"
#include "map/text/typesetter.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace peaksite {
namespace {

TEST(Typesetter, WidthGrowsWithTheSize)
{
    const Typesetter type;
    const double small = type.size({.text = "碳达峰试点", .style = {.size = 6}}).width,
                 large = type.size({.text = "碳达峰试点", .style = {.size = 12}}).width;
    EXPECT_NEAR(small, 30, 0.2);
    EXPECT_NEAR(large, 60, 0.2);
}

TEST(Typesetter, BreaksLinesAtTheWidth)
{
    const Typesetter type;
    // Three lines of 10, the second and third 15 below the one before: seven characters of 10 in a width of 31.
    EXPECT_EQ(type.size({.text = "碳达峰试点遴选", .style = {.size = 10}, .width = 31, .leading = 1.5}).height, 40);
    EXPECT_EQ(type.size({.text = "碳达峰试点遴选", .style = {.size = 10}, .width = 100, .leading = 1.5}).height, 10);
    EXPECT_EQ(type.size({.text = "一\n二", .style = {.size = 10}, .leading = 1.5}).height, 25);
}

TEST(Typesetter, ControlCharactersTakeNoBox)
{
    const Typesetter type;
    EXPECT_NO_THROW(type.check_glyphs({"甲\x01县\t\xff"}));
}

TEST(Typesetter, CharactersThatNoFontHasAreAnError)
{
    const Typesetter type;
    EXPECT_THROW(type.check_glyphs({"\xf3\xb0\x80\x80"}), InputError); // private use
}

TEST(Typesetter, ABoxStandsForACharacterThatNoFontHas)
{
    const Typesetter type;
    EXPECT_TRUE(type.writes("砚湖市"));
    EXPECT_FALSE(type.writes("砚\xf3\xb0\x80\x80市"));
    EXPECT_EQ(type.written("砚\xf3\xb0\x80\x80市"), "砚□市");
}

// In a process of its own, for fonts are looked for once.
TEST(TypesetterDeathTest, WithoutChineseFontsSaysWhatToInstall)
{
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    const auto folder = std::filesystem::temp_directory_path() / "peaksite_no_fonts";
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "fonts.conf"}
        << "<?xml version=\"1.0\"?><fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>" << folder.string()
        << "</cachedir></fontconfig>";
    const auto draw = [&] {
        ::setenv("FONTCONFIG_FILE", (folder / "fonts.conf").c_str(), 1);
        try {
            const Typesetter type;
        } catch (const InputError& error) {
            std::cerr << error.what();
            std::exit(7);
        }
        std::exit(0);
    };
    EXPECT_EXIT(draw(), testing::ExitedWithCode(7), "fonts-noto-cjk");
    std::filesystem::remove_all(folder);
}

} // namespace
} // namespace peaksite
