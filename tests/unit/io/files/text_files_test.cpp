#include "io/files/encoding.hpp"
#include "io/vector/vector_file.hpp"

#include "base/error.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::HasSubstr;

const std::string names = "code,name,x,y\n640104,兴庆区,106.3,38.5\n640105,西夏区,106.2,38.5\n";

std::string in(const std::string& encoding, const std::string& utf8)
{
    std::string out;
    if (encoding == "UTF-8") return utf8;
    if (encoding == "UTF-8 with BOM") return "\xEF\xBB\xBF" + utf8;
    // "兴庆区" and "西夏区" by hand, so that the test does not lean on what it tests.
    const std::vector<std::pair<std::string, std::string>> gb{{"兴庆区", "\xD0\xCB\xC7\xEC\xC7\xF8"},
                                                              {"西夏区", "\xCE\xF7\xCF\xC4\xC7\xF8"}};
    out = utf8;
    if (encoding == "GBK")
        for (const auto& [word, bytes] : gb)
            for (auto at = out.find(word); at != std::string::npos; at = out.find(word))
                out.replace(at, word.size(), bytes);
    if (encoding == "GBK") return out;
    const bool little = encoding == "UTF-16LE";
    std::string wide = little ? "\xFF\xFE" : "\xFE\xFF";
    const auto put = [&](unsigned code) {
        const char high = static_cast<char>(code >> 8U), low = static_cast<char>(code & 255U);
        wide += little ? low : high;
        wide += little ? high : low;
    };
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const auto next = [&](std::size_t k) {
            return static_cast<unsigned>(static_cast<unsigned char>(utf8[i + k])) & 63U;
        };
        if (lead < 0x80)
            put(lead), i += 1;
        else
            put((lead & 15U) << 12U | next(1) << 6U | next(2)), i += 3;
    }
    return wide;
}

class TextEncoding : public testing::TestWithParam<std::string> {};

TEST_P(TextEncoding, IsFoundWithoutBeingTold)
{
    const Scratch scratch;
    const auto file = scratch.file("zones.csv", in(GetParam(), names));
    const auto table = read_features({.file = file, .table = {}, .where = {}, .encoding = "auto", .crs = "EPSG:4490"});
    ASSERT_EQ(table.features.size(), 2U);
    EXPECT_EQ(table.columns, (std::vector<std::string>{"code", "name", "x", "y"}));
    EXPECT_EQ(table.features[0].values[1], "兴庆区");
    EXPECT_EQ(table.features[1].values[1], "西夏区");
    EXPECT_EQ(table.features[1].values[0], "640105");
}

INSTANTIATE_TEST_SUITE_P(Of, TextEncoding, testing::Values("UTF-8", "UTF-8 with BOM", "GBK", "UTF-16LE", "UTF-16BE"));

TEST(TextFiles, FourByteCharactersOfGb18030AreRead)
{
    const Scratch scratch;
    const auto file = scratch.file("zones.csv", "code,name\n1,\x81\x39\xEF\x31\xD0\xCB\n");
    const auto table = read_features({.file = file, .table = {}, .where = {}, .encoding = "auto", .crs = {}});
    EXPECT_EQ(table.features.at(0).values.at(1), "㐂兴");
    EXPECT_EQ(table.encoding, "GB18030");
}

// GDAL's own conversion warns once in a process and drops what it cannot read from then on.
TEST(TextFiles, BytesThatFitNoEncodingAreAnErrorEveryTime)
{
    const Scratch scratch;
    for (int i = 0; i < 3; ++i) {
        const auto file = scratch.file("bad" + std::to_string(i) + ".csv", "code,name\n1,\xFF\xFF\xFF\n");
        try {
            read_features({.file = file, .table = {}, .where = {}, .encoding = "auto", .crs = {}});
            FAIL() << i;
        } catch (const InputError& error) {
            EXPECT_THAT(error.what(), HasSubstr(file));
            EXPECT_THAT(error.what(), HasSubstr("encoding ="));
        }
    }
}

TEST(TextFiles, AnEncodingThatNobodyKnowsIsAnError)
{
    const Scratch scratch;
    const auto file = scratch.file("zones.csv", in("GBK", names));
    EXPECT_THROW(read_features({.file = file, .table = {}, .where = {}, .encoding = "KLINGON", .crs = {}}), InputError);
    EXPECT_THROW(read_features({.file = file, .table = {}, .where = {}, .encoding = "UTF-8", .crs = {}}), InputError);
    EXPECT_EQ(read_features({.file = file, .table = {}, .where = {}, .encoding = "GBK", .crs = {}})
                  .features.at(0)
                  .values.at(1),
              "兴庆区");
}

TEST(TextFiles, HalfACharacterAtTheEndIsAnError)
{
    EXPECT_THROW(recoded(std::string{"\xFF\xFE\x31", 3}, "UTF-16", "f"), InputError);
    EXPECT_THROW(recoded("\xD0", "GB18030", "f"), InputError);
    EXPECT_EQ(recoded(std::string{"\xFF\xFE\x31\x00\x00\x4E", 6}, "UTF-16", "f"), "1一");
    EXPECT_EQ(recoded("", "GB18030", "f"), "");
}

TEST(TextFiles, AMissingColumnIsToldWithThoseThereAre)
{
    const Scratch scratch;
    const auto file = scratch.file("zones.csv", names);
    const auto table = read_features({.file = file, .table = {}, .where = {}, .encoding = "auto", .crs = {}});
    EXPECT_EQ(table.column("y", file), 3U);
    try {
        static_cast<void>(table.column("nmae", file));
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("did you mean 'name'"));
        EXPECT_THAT(error.what(), HasSubstr("code, name, x, y"));
    }
}

TEST(TextFiles, TablesAndFiltersThatAreWrongAreTold)
{
    const Scratch scratch;
    const auto file = scratch.file("zones.csv", names);
    EXPECT_THROW(read_features({.file = file, .table = "other", .where = {}, .encoding = "auto", .crs = {}}),
                 InputError);
    EXPECT_THROW(read_features({.file = file, .table = {}, .where = "nonsense ==", .encoding = "auto", .crs = {}}),
                 InputError);
    EXPECT_THROW(
        read_features({.file = scratch.folder() / "none.csv", .table = {}, .where = {}, .encoding = "auto", .crs = {}}),
        InputError);
    EXPECT_EQ(read_features({.file = file, .table = {}, .where = "code = '640105'", .encoding = "auto", .crs = {}})
                  .features.size(),
              1U);
}

} // namespace
} // namespace peaksite
