#include "base/controls.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(Controls, AreFoundAndTextsStay)
{
    for (const std::string plain : {"", "示范园 Ä€𠀀", "two\tcells\r\n", "\xC2\xA0\xC2\xB2", "\xE2\x80\x9B"}) {
        EXPECT_FALSE(has_controls(plain)) << plain;
        EXPECT_EQ(without_controls(plain), plain);
    }
    EXPECT_EQ(without_controls("a\x1b[31mb\x07"), "a [31mb ");
    EXPECT_EQ(without_controls("\xC2\x9B"
                               "31m县\x7F"),
              " 31m县 ");
    for (int byte = 1; byte < 0x20; ++byte)
        EXPECT_EQ(has_controls(std::string(1, static_cast<char>(byte))), byte != '\t' && byte != '\n' && byte != '\r');
}

} // namespace
} // namespace peaksite
