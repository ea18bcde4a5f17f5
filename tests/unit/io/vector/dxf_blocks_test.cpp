#include "io/vector/dxf_blocks.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace peaksite {
namespace {

using Groups = std::vector<std::pair<const char*, const char*>>;

double entities(const Groups& groups)
{
    DxfBlocks blocks;
    for (const auto& [code, value] : groups) blocks.take(code, value);
    return blocks.entities();
}

Groups together(std::initializer_list<Groups> parts)
{
    Groups out;
    for (const auto& part : parts) out.insert(out.end(), part.begin(), part.end());
    return out;
}

const Groups two_lines{{"0", "BLOCK"}, {"8", "a"},    {"2", "b"},     {"70", "9"},
                       {"0", "LINE"},  {"0", "LINE"}, {"0", "ENDBLK"}};
const Groups insert{{"0", "INSERT"}, {"2", "b"}};

TEST(DxfBlocks, CountWhatIsDrawn)
{
    EXPECT_EQ(entities({{"0", "SECTION"},
                        {"2", "ENTITIES"},
                        {"0", "LINE"},
                        {"0", "POLYLINE"},
                        {"0", "VERTEX"},
                        {"0", "VERTEX"},
                        {"0", "SEQEND"},
                        {"0", "ENDSEC"},
                        {"0", "EOF"}}),
              2);
    EXPECT_EQ(entities(two_lines), 0); // nowhere inserted
    EXPECT_EQ(entities(together({two_lines, insert, {{"0", "TEXT"}}, insert})), 5);
}

TEST(DxfBlocks, AreInsertedInRowsColumnsAndBlocks)
{
    EXPECT_EQ(entities(together({two_lines, insert, {{"70", "3"}, {"71", "4"}}})), 24);
    const Groups around{{"0", "BLOCK"},  {"2", "c"},      {"0", "INSERT"}, {"2", "b"}, {"0", "INSERT"}, {"2", "b"},
                        {"0", "CIRCLE"}, {"0", "ENDBLK"}, {"0", "INSERT"}, {"2", "c"}, {"71", "10"}};
    EXPECT_EQ(entities(together({two_lines, around})), 50);
    EXPECT_EQ(entities(together({around, two_lines})), 50); // whichever comes first
}

TEST(DxfBlocks, WithinThemselvesOrNotThereAreNothing)
{
    EXPECT_EQ(entities({{"0", "BLOCK"},
                        {"2", "b"},
                        {"0", "LINE"},
                        {"0", "INSERT"},
                        {"2", "b"},
                        {"0", "ENDBLK"},
                        {"0", "INSERT"},
                        {"2", "b"}}),
              1);
    EXPECT_EQ(entities({{"0", "INSERT"}, {"2", "gone"}, {"0", "INSERT"}, {"70", "x"}, {"0", "LINE"}}), 1);
}

} // namespace
} // namespace peaksite
