#include "geo/china_zones.hpp"
#include "geo/crs_guess.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::HasSubstr;

Box about(double x, double y, double by = 1000)
{
    return {.xmin = x - by, .ymin = y - by, .xmax = x + by, .ymax = y + by};
}

std::string best(const Box& box)
{
    const auto all = guess_crs(box);
    return all.empty() ? "" : all.front().crs + (all.front().swapped ? " swapped" : "");
}

TEST(CrsGuess, EastingsOfEightDigitsNameTheirZone)
{
    EXPECT_EQ(best(about(35'512'345, 4'200'000)), "EPSG:4523");
    EXPECT_EQ(best(about(25'500'000, 4'200'000)), "EPSG:4513");
    EXPECT_EQ(best(about(45'500'000, 5'200'000)), "EPSG:4533");
    EXPECT_EQ(best(about(18'512'345, 4'200'000)), "EPSG:4496");
    EXPECT_EQ(best(about(13'500'000, 4'200'000)), "EPSG:4491");
    EXPECT_EQ(best(about(23'500'000, 5'200'000)), "EPSG:4501");
}

TEST(CrsGuess, ExchangedAxesAreSeen)
{
    EXPECT_EQ(best(about(4'200'000, 35'512'345)), "EPSG:4523 swapped");
    EXPECT_EQ(best(about(38.5, 106.2, 0.1)), "EPSG:4490 swapped");
    EXPECT_THAT(crs_hint(about(4'200'000, 35'512'345)).english(), HasSubstr("exchange"));
}

TEST(CrsGuess, LatitudesBeyondThePolesContradictDegrees)
{
    const auto degrees = Crs::parse("EPSG:4490");
    const auto told = crs_contradiction(degrees, about(38.5, 106.3, 0.1));
    ASSERT_TRUE(told.has_value());
    EXPECT_THAT(told->english(), testing::AllOf(HasSubstr("exchanged"), HasSubstr("106.4")));
    EXPECT_FALSE(crs_contradiction(degrees, about(106.3, 38.5, 0.1)).has_value());
    EXPECT_FALSE(crs_contradiction(degrees, about(0, 0, 90)).has_value());
}

TEST(CrsGuess, DegreesAreChinas)
{
    EXPECT_EQ(best(about(106.2, 38.5, 0.5)), "EPSG:4490");
    EXPECT_EQ(best(about(-3, 40, 0.5)), "EPSG:4326");
}

TEST(CrsGuess, BareEastingsMayLieOnAnyMeridian)
{
    const auto all = guess_crs(about(512'345, 4'200'000));
    ASSERT_EQ(all.size(), 21U);
    EXPECT_EQ(all.front().crs, "EPSG:4534");
    EXPECT_EQ(all.back().crs, "EPSG:4554");
    EXPECT_FALSE(all.front().certain);
    EXPECT_THAT(crs_hint(about(512'345, 4'200'000)).english(), HasSubstr("\"EPSG:4544\" for 105 E"));
}

TEST(CrsGuess, WebMapsAreAnotherReadingOfTheWesternZones)
{
    const auto all = guess_crs(about(13'500'000, 4'000'000));
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[1].crs, "EPSG:3857");
    EXPECT_FALSE(all[0].certain);
    EXPECT_EQ(best(about(11'800'000, 4'600'000)), "EPSG:3857");
}

TEST(CrsGuess, NumbersThatSayNothingGetNoProposal)
{
    EXPECT_TRUE(guess_crs(about(24'500'000, 4'200'000)).empty()); // no such zone
    EXPECT_TRUE(guess_crs({.xmin = 35.9e6, .ymin = 4e6, .xmax = 36.1e6, .ymax = 4.1e6}).empty());
    EXPECT_TRUE(guess_crs(about(-5e6, 4e6)).empty());
    EXPECT_TRUE(guess_crs(about(std::numeric_limits<double>::quiet_NaN(), 4e6)).empty());
    EXPECT_THAT(crs_hint({}).english(), HasSubstr("crs = \"EPSG:…\""));
}

TEST(CrsGuess, EveryProposalIsASystemThatExists)
{
    for (const auto& one : guess_crs(about(512'345, 4'200'000))) EXPECT_NO_THROW(Crs::parse(one.crs)) << one.crs;
}

TEST(ChinaZones, CodesAndSystemsAreEachOthersInverse)
{
    for (const auto datum : {ChinaDatum::china_2000, ChinaDatum::xian_1980, ChinaDatum::beijing_1954})
        for (const int degrees : {3, 6})
            for (const bool prefix : {true, false})
                for (int zone = degrees == 3 ? 25 : 13; zone <= (degrees == 3 ? 45 : 23); ++zone) {
                    const GaussKruger system{.datum = datum, .degrees = degrees, .zone = zone, .prefix = prefix};
                    const auto code = epsg_of(system);
                    ASSERT_TRUE(code);
                    const auto crs = Crs::parse(*code);
                    EXPECT_EQ(gauss_kruger_of(crs), system) << *code;
                    EXPECT_THAT(crs.wkt(), HasSubstr("\"Longitude of natural origin\"," +
                                                     std::to_string(central_meridian(system))))
                        << *code;
                    EXPECT_THAT(crs.wkt(), HasSubstr("\"False easting\"," +
                                                     std::to_string((prefix ? 1000000L * zone : 0L) + 500000L)))
                        << *code;
                }
    EXPECT_FALSE(epsg_of({.zone = 24}));
    EXPECT_FALSE(epsg_of({.degrees = 6, .zone = 24}));
    EXPECT_FALSE(epsg_of({.degrees = 2, .zone = 35}));
}

TEST(ChinaZones, AreKnownByTheirParametersWithoutACode)
{
    const auto esri =
        Crs::parse(R"(PROJCS["CGCS2000_3_Degree_GK_Zone_35",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",)"
                   R"(DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],)"
                   R"(PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],)"
                   R"(PARAMETER["False_Easting",35500000.0],PARAMETER["False_Northing",0.0],)"
                   R"(PARAMETER["Central_Meridian",105.0],PARAMETER["Scale_Factor",1.0],)"
                   R"(PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])");
    EXPECT_EQ(gauss_kruger_of(esri), (GaussKruger{.zone = 35}));
    EXPECT_FALSE(gauss_kruger_of(Crs::parse("EPSG:32648")));
    EXPECT_FALSE(gauss_kruger_of(Crs::parse("EPSG:4490")));
}

TEST(CrsContradiction, APrefixOfAnotherZoneIsReported)
{
    const auto zone_35 = Crs::parse("EPSG:4523"), bare = Crs::parse("EPSG:4544");
    EXPECT_FALSE(crs_contradiction(zone_35, about(35'512'345, 4'200'000)));
    EXPECT_THAT(crs_contradiction(zone_35, about(36'512'345, 4'200'000))->english(), HasSubstr("EPSG:4524"));
    EXPECT_THAT(crs_contradiction(bare, about(35'512'345, 4'200'000))->english(), HasSubstr("EPSG:4523"));
    EXPECT_THAT(crs_contradiction(zone_35, about(512'345, 4'200'000))->english(), HasSubstr("EPSG:4544"));
    EXPECT_FALSE(crs_contradiction(bare, about(512'345, 4'200'000)));
    EXPECT_THAT(crs_contradiction(zone_35, about(106.2, 38.5, 0.1))->english(), HasSubstr("EPSG:4490"));
    EXPECT_THAT(crs_contradiction(Crs::parse("EPSG:4490"), about(35'512'345, 4'200'000))->english(),
                HasSubstr("EPSG:4523"));
    EXPECT_THAT(crs_contradiction(zone_35, about(4'200'000, 35'512'345))->english(), HasSubstr("exchange"));
    EXPECT_FALSE(crs_contradiction(Crs::parse("EPSG:32648"), about(35'512'345, 4'200'000)));
}

} // namespace
} // namespace peaksite
