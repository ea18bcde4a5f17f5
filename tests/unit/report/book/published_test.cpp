#include "report/book/published.hpp"

#include "support/results.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::HasSubstr;
using testing::Not;

UnitTable table()
{
    UnitTable out{
        .id = "stats",
        .title = {},
        .source = "年鉴",
        .standing = Standing::planned,
        .fields = {{.name = "gdp", .unit = "10^4 CNY/a", .words = false}, {.name = "kind", .unit = "", .words = true}},
        .rows = {},
        .join = {}};
    out.rows.push_back({.line = 3,
                        .label = "k0",
                        .year = 2020,
                        .cells = {{.number = 0.1, .word = {}}, {.number = {}, .word = "=煤"}},
                        .zones = {{0}, {0, 1}}});
    out.rows.push_back(
        {.line = 4, .label = "?", .year = {}, .cells = {{.number = 5, .word = {}}, {}}, .zones = {{}, {}}});
    out.join.unmatched_rows = {"row 4 ?"};
    out.join.zones_without = {{1}, {}};
    out.join.totals = {"row 9 合计"};
    return out;
}

TEST(Published, ValuesStandByZoneWithStandingYearAndSource)
{
    auto results = small_results();
    results.tables.push_back(table());
    const Scratch scratch;
    write_published(results, scratch.folder());
    const auto content = content_of(scratch / "published.csv");
    EXPECT_THAT(content, HasSubstr("zones,key,name,table,field,value,unit,year,standing,source\n"));
    EXPECT_THAT(content, HasSubstr("a,k0,plain,stats,gdp,0.1,10^4 CNY/a,2020,planned,年鉴"));
    EXPECT_THAT(content, HasSubstr("b,k1,\"a,b\",stats,gdp,0.1"));
    EXPECT_THAT(content, HasSubstr("'=煤"));         // no formula
    EXPECT_THAT(content, Not(HasSubstr(",5,10^4"))); // belongs to no zone
    const auto joins = content_of(scratch / "joins.csv");
    for (const auto* line :
         {"stats,row_without_zone,,row 4 ?", "stats,zone_without_row,a,\"k1 a,b\"", "stats,total_left_out,,row 9 合计"})
        EXPECT_THAT(joins, HasSubstr(line));
}

// A table that no zone of a kind has rows in, and that counts as 0 in their values.
TEST(Published, ZonesInWhoseValuesATableCountsAsZeroAreListed)
{
    auto results = small_results();
    results.tables.push_back(table());
    results.by_set[1].indicators[2][0].not_given = {"stats", "stats.gdp"};
    results.by_set[0].indicators[0][0].not_given = {"process"};
    const Scratch scratch;
    write_published(results, scratch.folder());
    const auto joins = content_of(scratch / "joins.csv");
    EXPECT_THAT(joins, HasSubstr("stats,zone_without_row,a,\"k1 a,b\""));
    EXPECT_THAT(joins, HasSubstr("stats,zone_without_row,b,"));
    EXPECT_THAT(joins, HasSubstr("process,zone_without_row,a,k0 plain")) << "the run has no such table";
    EXPECT_THAT(joins, Not(HasSubstr("stats.gdp")));
}

TEST(Published, AreasStandBesideThoseThatAreComputed)
{
    auto results = small_results();
    auto& zones = results.sets[0].zones;
    zones[1].official_area_km2 = 0.08;
    zones[1].proposer = "发改委";
    zones[2].official_area_km2 = 3; // has no boundary
    zones[3].place = Point{.x = 105, .y = 38};
    zones[4].official_area_km2 = 1;
    results.by_set[0].inside_share.assign(zones.size(), 1);
    results.by_set[0].inside_share[4] = 0.5;
    const Scratch scratch;
    write_published(results, scratch.folder());
    const auto content = content_of(scratch / "zones.csv");
    EXPECT_THAT(content, HasSubstr("a,k1,\"a,b\",city,发改委,polygon,0.1,0.08,25"));
    EXPECT_THAT(content, HasSubstr(",city,,none,,3,"));
    EXPECT_THAT(content, HasSubstr(",city,,circle,"));
    EXPECT_THAT(content, HasSubstr(",city,,polygon,0.4,1,")); // only half of it lies in the grid
    EXPECT_FALSE(std::filesystem::exists(scratch / "published.csv"));
}

} // namespace
} // namespace peaksite
