#include "geo/crs.hpp"
#include "geo/geodesic.hpp"
#include "geo/transform.hpp"

#include "base/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

Point moved(const std::string& from, const std::string& to, Point point)
{
    const auto out = Transform{Crs::parse(from), Crs::parse(to)}.forward(point);
    EXPECT_TRUE(out.has_value());
    return out.value_or(Point{});
}

// Computed by an independent program from Snyder's formulas; its n is 0.5771090015.
TEST(ChinaAlbers, EqualsTheOracles)
{
    const auto yinchuan = moved("EPSG:4490", "china-albers", {.x = 106.2309, .y = 38.4872});
    EXPECT_NEAR(yinchuan.x, 105473.85684393338, 1e-6);
    EXPECT_NEAR(yinchuan.y, 4129600.2649405096, 1e-6);
    const auto tianjin = moved("EPSG:4490", "china-albers", {.x = 117.2010, .y = 39.0842});
    EXPECT_NEAR(tianjin.x, 1034610.9186246603, 1e-6);
    EXPECT_NEAR(tianjin.y, 4260066.674974371, 1e-6);
    const auto other = moved("EPSG:4490", "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=110 +ellps=GRS80",
                             {.x = 106.2309, .y = 38.4872});
    EXPECT_NEAR(other.x, -322898.8617478027, 1e-6);
    EXPECT_NEAR(other.y, 4135076.429881638, 1e-6);
}

TEST(ChinaAlbers, IsAnEqualAreaSystemInMetres)
{
    const auto crs = Crs::parse("china-albers");
    EXPECT_TRUE(crs.equal_area());
    EXPECT_FALSE(crs.geographic());
    EXPECT_EQ(crs.unit_metres(), 1);
    EXPECT_EQ(crs.ellipsoid(), cgcs2000);
    EXPECT_TRUE(crs.same_plane(Crs::parse(crs.wkt())));
    EXPECT_FALSE(crs.same_plane(Crs::parse("+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=110 +ellps=GRS80")));
}

TEST(Crs, IsReadFromCodesWktAndProjTexts)
{
    for (const std::string text : {"EPSG:4326", "EPSG:4490", "epsg:4523", "+proj=utm +zone=48 +datum=WGS84",
                                   "EPSG:32648", "EPSG:4490+5737", "EPSG:4480"}) {
        const auto crs = Crs::parse(text);
        EXPECT_TRUE(crs.same_plane(Crs::parse(crs.wkt()))) << text;
    }
    EXPECT_EQ(Crs::parse("EPSG:4523").authority(), "EPSG:4523");
    EXPECT_TRUE(Crs::parse("EPSG:4326").geographic());
    EXPECT_TRUE(Crs::parse("EPSG:4480").geographic());
    EXPECT_NEAR(Crs::parse("EPSG:2229").unit_metres(), 1200 / 3937.0, 1e-12);
}

TEST(Crs, ThatIsUnknownOrNotHorizontalIsRefused)
{
    for (const std::string text :
         {"", "EPSG:999999", "nowhere", "EPSG:5737", "EPSG:4978", "+proj=nonsense", "\xff\xfe"})
        EXPECT_THROW(Crs::parse(text), UsageError) << text;
    try {
        static_cast<void>(Crs::parse("EPSG:999999"));
    } catch (const UsageError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("EPSG:999999"));
    }
}

TEST(Crs, OfChinasWebMapsHasManySpellings)
{
    for (const auto* text : {"gcj02", "GCJ02", "gcj-02", " GCJ-02"})
        EXPECT_EQ(Crs::parse(text).china_offset(), "GCJ-02");
    for (const auto* text : {"bd09", "BD09", "bd-09", "BD-09"}) EXPECT_EQ(Crs::parse(text).china_offset(), "BD-09");
    try {
        static_cast<void>(Crs::parse("gcj"));
        ADD_FAILURE();
    } catch (const UsageError& error) {
        EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("GCJ-02"), testing::HasSubstr("BD-09")));
    }
}

// Degrees are what all computing on longitudes and latitudes counts in.
TEST(Crs, InGradsIsRefused) { EXPECT_THROW(Crs::parse("EPSG:4807"), UsageError); }

TEST(Crs, HasEastAndNorthInThisOrder)
{
    // The authority's order is latitude first, and northing first for Gauss-Kruger.
    const auto gk = moved("EPSG:4490", "EPSG:4523", {.x = 105.5, .y = 38});
    EXPECT_NEAR(gk.x, 35500000 + 0.5 * degree_lengths(cgcs2000, 38).longitude, 10);
    EXPECT_NEAR(gk.y, 4207565, 500);
    const auto back = moved("EPSG:4523", "EPSG:4326", gk);
    EXPECT_NEAR(back.x, 105.5, 1e-9);
    EXPECT_NEAR(back.y, 38, 1e-9);
}

TEST(Crs, OfDatumsWithinAMetreShareAPlane)
{
    EXPECT_TRUE(Crs::parse("EPSG:4326").same_plane(Crs::parse("EPSG:4490")));
    EXPECT_TRUE(Crs::parse("EPSG:4326").same_plane(Crs::parse("+proj=longlat +ellps=clrk66")));
    EXPECT_FALSE(Crs::parse("EPSG:4326").same_plane(Crs::parse("EPSG:4214")));
    EXPECT_FALSE(Crs::parse("EPSG:4326").same_plane(Crs::parse("EPSG:4523")));
    EXPECT_FALSE(Crs::parse("EPSG:4326").same_plane(Crs::parse("GCJ-02")));
}

TEST(Crs, ForAPlaceIsEqualAreaAboutIt)
{
    const auto crs = Crs::local_equal_area({.x = -60, .y = -20});
    EXPECT_TRUE(crs.equal_area());
    const auto centre = Transform{Crs::parse("EPSG:4326"), crs}.forward({.x = -60, .y = -20});
    ASSERT_TRUE(centre.has_value());
    EXPECT_NEAR(centre->x, 0, 1e-6);
    EXPECT_NEAR(centre->y, 0, 1e-6);
}

TEST(Transform, SaysHowSureTheDatumShiftIs)
{
    const auto degrees = Crs::parse("EPSG:4490");
    EXPECT_EQ((Transform{Crs::parse("EPSG:4523"), degrees}.shift()), DatumShift::none);
    EXPECT_EQ((Transform{Crs::parse("EPSG:32648"), degrees}.shift()), DatumShift::negligible);
    EXPECT_EQ((Transform{Crs::parse("+proj=lcc +lat_1=25 +lat_2=47 +lon_0=105 +ellps=krass"), degrees}.shift()),
              DatumShift::ballpark);
    EXPECT_TRUE((Transform{Crs::parse("EPSG:4326"), degrees}.identity()));
    EXPECT_FALSE((Transform{Crs::parse("EPSG:32648"), degrees}.identity()));
}

// Parameters that the user gives with the system are the whole point of giving it: Beijing 1954 and the like.
TEST(Transform, UsesTheDatumShiftThatComesWithTheSystem)
{
    const auto degrees = Crs::parse("EPSG:4490");
    for (const std::string projection : {"+proj=longlat", "+proj=tmerc +lon_0=105 +x_0=500000"}) {
        const auto plain = Crs::parse(projection + " +ellps=krass"),
                   shifted = Crs::parse(projection + " +ellps=krass +towgs84=15.8,-154.4,-82.3,0,0,0,0");
        const Transform to_plain{degrees, plain}, back{shifted, degrees};
        const Point place{.x = 105.7, .y = 38.2};
        const auto from = to_plain.forward(place);
        ASSERT_TRUE(from.has_value());
        const auto moved = back.forward(*from);
        ASSERT_TRUE(moved.has_value());
        const double metres = geodesic_distance(cgcs2000, place, *moved);
        EXPECT_GT(metres, 20) << projection;
        EXPECT_LT(metres, 300) << projection;
        EXPECT_FALSE(back.identity());
        EXPECT_NE(back.shift(), DatumShift::ballpark);
        EXPECT_FALSE(plain.same_plane(shifted));
    }
}

// Seven zeros as an old file has them, and the offset of zero that GDAL makes of them where it knows the system.
TEST(Transform, OfAZeroShiftOfAProjectedSystemRaisesNoAlarm)
{
    const auto zone = Crs::parse("EPSG:4523");
    const std::string source = "BOUNDCRS[SOURCECRS[" + zone.wkt() + "],TARGETCRS[" + Crs::parse("EPSG:4326").wkt() +
                               "],ABRIDGEDTRANSFORMATION[\"x\",";
    for (const std::string shift :
         {R"w(METHOD["Position Vector transformation (geog2D domain)",ID["EPSG",9606]],)w"
          R"w(PARAMETER["X-axis translation",0,ID["EPSG",8605]],PARAMETER["Y-axis translation",0,)w"
          R"w(ID["EPSG",8606]],PARAMETER["Z-axis translation",0,ID["EPSG",8607]],)w"
          R"w(PARAMETER["X-axis rotation",0,ID["EPSG",8608]],PARAMETER["Y-axis rotation",0,ID["EPSG",)w"
          R"w(8609]],PARAMETER["Z-axis rotation",0,ID["EPSG",8610]],PARAMETER["Scale difference",1,)w"
          R"w(ID["EPSG",8611]])w",
          R"w(METHOD["Geographic2D offsets",ID["EPSG",9619]],PARAMETER["Latitude offset",0,ID["EPSG",)w"
          R"w(8601]],PARAMETER["Longitude offset",0,ID["EPSG",8602]])w"}) {
        const auto crs = Crs::parse(source + shift + "]]");
        EXPECT_FALSE(crs.shifted()) << shift;
        EXPECT_TRUE(crs.same_plane(zone)) << shift;
        EXPECT_EQ((Transform{crs, Crs::parse("china-albers")}.shift()), DatumShift::none) << shift;
    }
}

TEST(Transform, OfAZeroShiftOrNullGridsChangesNothing)
{
    const Point place{.x = 105.7, .y = 38.2};
    for (const std::string text :
         {"+proj=longlat +ellps=GRS80 +towgs84=0,0,0,0,0,0,0", "+proj=longlat +datum=WGS84 +towgs84=0,0,0"}) {
        const auto out = Transform{Crs::parse(text), Crs::parse("EPSG:4490")}.forward(place);
        ASSERT_TRUE(out.has_value());
        EXPECT_NEAR(out->x, place.x, 1e-8);
        EXPECT_NEAR(out->y, place.y, 1e-8);
    }
    const auto mercator = Transform{Crs::parse("+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 "
                                               "+units=m +nadgrids=@null +wktext +no_defs"),
                                    Crs::parse("EPSG:4490")}
                              .inverse(place);
    const auto code = Transform{Crs::parse("EPSG:3857"), Crs::parse("EPSG:4490")}.inverse(place);
    ASSERT_TRUE(mercator && code);
    EXPECT_NEAR(mercator->x, code->x, 0.01);
    EXPECT_NEAR(mercator->y, code->y, 0.01);
}

TEST(Transform, GoesThereAndBack)
{
    for (const std::string text :
         {"china-albers", "EPSG:4523", "EPSG:3857", "GCJ-02", "BD-09", "+proj=stere +lat_0=90 +lon_0=105"}) {
        const Transform transform{Crs::parse("EPSG:4490"), Crs::parse(text)};
        const auto copy = transform.clone();
        for (const Point place :
             {Point{.x = 106.2309, .y = 38.4872}, Point{.x = 75.1, .y = 39.9}, Point{.x = 121.5, .y = 53.3}}) {
            const auto out = transform.forward(place);
            ASSERT_TRUE(out.has_value()) << text;
            const auto back = copy.inverse(*out);
            ASSERT_TRUE(back.has_value()) << text;
            const double tolerance = text == "BD-09" ? 1.6e-6 : 1e-9;
            EXPECT_NEAR(back->x, place.x, tolerance) << text;
            EXPECT_NEAR(back->y, place.y, tolerance) << text;
        }
    }
}

TEST(Transform, GivesNothingWhereThereIsNothing)
{
    const Transform transform{Crs::parse("EPSG:4490"), Crs::parse("EPSG:3857")};
    EXPECT_FALSE(transform.forward({.x = std::nan(""), .y = 38}).has_value());
    EXPECT_FALSE((Transform{Crs::parse("+proj=ortho +lat_0=38 +lon_0=105"), Crs::parse("EPSG:4490")}
                      .forward({.x = 1e7, .y = 1e7})
                      .has_value()));
}

TEST(LongitudeLatitudeBox, HoldsTheImageOfTheBox)
{
    const auto crs = Crs::parse("china-albers");
    const Box box{.xmin = -1e5, .ymin = 3.9e6, .xmax = 3e5, .ymax = 4.4e6};
    const auto degrees = longitude_latitude_box(crs, box);
    const Transform transform{crs, Crs::parse("EPSG:4490")};
    for (const Point corner : {Point{.x = box.xmin, .y = box.ymin}, Point{.x = box.xmax, .y = box.ymin},
                               Point{.x = box.xmin, .y = box.ymax}, Point{.x = box.xmax, .y = box.ymax}}) {
        const auto p = transform.forward(corner);
        ASSERT_TRUE(p.has_value());
        EXPECT_TRUE(p->x >= degrees.xmin && p->x <= degrees.xmax && p->y >= degrees.ymin && p->y <= degrees.ymax);
    }
    EXPECT_THROW(longitude_latitude_box(Crs::parse("+proj=ortho +lat_0=38 +lon_0=105"),
                                        {.xmin = 1e7, .ymin = 1e7, .xmax = 2e7, .ymax = 2e7}),
                 InputError);
}

} // namespace
} // namespace peaksite
