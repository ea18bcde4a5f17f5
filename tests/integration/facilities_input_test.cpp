#include "integration/small_case.hpp"

namespace peaksite {
namespace {

class FacilitiesInput : public SmallCase {
protected:
    // Inside zone 1, in longitude and latitude.
    static constexpr const char* inside = "105.01,37.96";

    void facilities(const std::string& csv)
    {
        write_file(at("plants.csv"), csv);
        plan.add(R"([[facilities]]
id = "coal"
file = "plants.csv"
x = "lon"
y = "lat"
crs = "EPSG:4326"
name = "plant"
sector = "power"
emission = { column = "co2", unit = "Mt CO2/a" })");
    }
    static std::string rows(const std::string& more)
    {
        return "plant,lon,lat,co2\n甲电厂," + std::string{inside} + ",1.5\n" + more;
    }
    CsvTable places() const { return read_csv(out() / "facilities.csv"); }
    double emission() const
    {
        return read_csv(out() / "emissions.csv").number({{"key", "1"}}, "emission_tco2_per_year");
    }
};

TEST_F(FacilitiesInput, ASoundListIsCounted)
{
    facilities(rows(""));
    const auto outcome = done();
    EXPECT_EQ(emission(), 1.5e6);
    EXPECT_EQ(places().at({{"row", "2"}}, "zone in county"), "1");
    EXPECT_THAT(outcome.err, testing::Not(testing::HasSubstr("warning")));
}

TEST_F(FacilitiesInput, TheEncodingOfChineseOfficesIsReadAndToldOf)
{
    // 甲电厂 in GBK.
    facilities("plant,lon,lat,co2\n\xBC\xD7\xB5\xE7\xB3\xA7," + std::string{inside} + ",1.5\n");
    const auto outcome = done();
    EXPECT_EQ(places().at({{"row", "2"}}, "name"), "甲电厂");
    expect_words(outcome.err, {"facilities 'coal'", "plants.csv", "GB18030"});
}

TEST_F(FacilitiesInput, BytesOfNoEncodingAreRefused)
{
    facilities("plant,lon,lat,co2\n\xFF\xFF\x80," + std::string{inside} + ",1.5\n");
    refused(code_failed, {"plan.toml:23: facilities.coal", "plants.csv", "encoding = "});
}

TEST_F(FacilitiesInput, AnEmptyFileIsRefused)
{
    facilities("");
    refused(code_failed, {"plan.toml:23: facilities.coal", "plants.csv", "is empty"});
}

TEST_F(FacilitiesInput, AHeadWithoutRowsIsToldOf)
{
    facilities("plant,lon,lat,co2\n");
    expect_words(done().err, {"facilities 'coal'", "plants.csv", "no rows"});
}

TEST_F(FacilitiesInput, AMissingColumnIsToldWithThoseThereAre)
{
    facilities("plant,longitude,lat,co2\n甲," + std::string{inside} + ",1\n");
    refused(code_failed,
            {"plan.toml:23: facilities.coal", "plants.csv", "no column 'lon'", "plant, longitude, lat, co2"});
}

TEST_F(FacilitiesInput, AMissingColumnIsToldEvenWithoutRows)
{
    facilities("plant,longitude,lat,co2\n");
    refused(code_failed, {"plan.toml:23: facilities.coal", "plants.csv", "no column 'lon'"});
}

TEST_F(FacilitiesInput, TextInANumberColumnIsListedAndNotCounted)
{
    facilities(rows("乙电厂," + std::string{inside} + ",about 3\n丙电厂," + std::string{inside} + ",\n"));
    const auto outcome = done();
    EXPECT_EQ(emission(), 1.5e6);
    EXPECT_EQ(read_csv(out() / "emissions.csv").at({{"key", "1"}}, "without_emission"), "2");
    expect_words(outcome.err, {"facilities 'coal'", "1 amounts are no numbers", "'about 3' (row 3)"});
}

TEST_F(FacilitiesInput, PositionsThatAreNoNumbersAreListed)
{
    facilities(rows("乙电厂,east,37.96,1\n丙电厂,nan,37.96,1\n丁电厂,inf,37.96,1\n戊电厂,,,1\n"));
    const auto outcome = done();
    EXPECT_EQ(emission(), 1.5e6);
    expect_words(outcome.err, {"facilities 'coal'", "'east' (row 3)", "row 4 丙电厂", "row 5 丁电厂", "row 6 戊电厂",
                               "no usable position"});
    for (const char* row : {"3", "4", "5", "6"}) EXPECT_EQ(places().at({{"row", row}}, "place"), "no position");
}

TEST_F(FacilitiesInput, LatitudeTakenForLongitudeIsGuessedAt)
{
    facilities(rows("乙电厂,37.96,105.01,1\n"));
    const auto outcome = done();
    EXPECT_EQ(emission(), 1.5e6);
    expect_words(outcome.err, {"facilities 'coal'", "row 3 乙电厂", "nowhere on earth", "are x and y exchanged?"});
}

TEST_F(FacilitiesInput, MetresTakenForDegreesAreNowhere)
{
    facilities(rows("乙电厂,501000,4201000,1\n"));
    expect_words(done().err, {"facilities 'coal'", "row 3 乙电厂", "nowhere on earth"});
}

TEST_F(FacilitiesInput, APointOutsideEveryZoneIsListed)
{
    facilities(rows("乙电厂,120,30,7\n"));
    const auto outcome = done();
    EXPECT_EQ(emission(), 1.5e6);
    EXPECT_EQ(places().at({{"row", "3"}}, "place"), "outside every zone");
    expect_words(outcome.err, {"facilities 'coal'", "1 of 2", "outside every zone", "facilities.csv"});
}

TEST_F(FacilitiesInput, NegativeEmissionsAreToldOf)
{
    facilities(rows("乙电厂," + std::string{inside} + ",-1\n"));
    expect_words(done().err, {"facilities 'coal'", "1 amounts are negative", "'-1' (row 3)"});
}

TEST_F(FacilitiesInput, NegativeCapacitiesAreToldOfLikeEmissions)
{
    facilities("plant,lon,lat,co2,mw\n甲电厂," + std::string{inside} + ",1.5,100\n乙电厂," + inside + ",1,-100\n");
    plan.replace("unit = \"Mt CO2/a\" }", "unit = \"Mt CO2/a\" }\ncapacity = { column = \"mw\", unit = \"MW\" }");
    expect_words(done().err, {"facilities 'coal'", "1 amounts are negative", "mw '-100' (row 3)"});
}

TEST_F(FacilitiesInput, NamesThatAreCodeElsewhereStayNames)
{
    facilities(rows("\"=HYPERLINK(\"\"http://x\"\")\"," + std::string{inside} + ",1\n\"two\nlines, \"\"quoted\"\"\"," +
                    std::string{inside} + ",1\n"));
    done();
    EXPECT_EQ(places().at({{"row", "3"}}, "name"), "'=HYPERLINK(\"http://x\")");
    EXPECT_EQ(places().at({{"row", "4"}}, "name"), "two\nlines, \"quoted\"");
}

TEST_F(FacilitiesInput, AreReadAsTablesAre)
{
    facilities("电厂清单,,,\nplant,lon,lat,\"co2\n（Mt "
               "CO2/a）\"\n甲电厂,105°00′36″,37°57′36″,\"1,234.5\"\n,,,\n乙电厂,105.01,37.96,2 "
               "000\n合计,105.01,37.96,\"3,234.5\"\n");
    const auto outcome = done();
    EXPECT_EQ(emission(), 3234.5e6);
    EXPECT_EQ(places().rows.size(), 2U);
    EXPECT_EQ(places().at({{"row", "4"}}, "name"), "甲电厂");
    expect_words(outcome.err, {"1 rows of totals were left out", "row 7 合计"});
}

TEST_F(FacilitiesInput, AHeadInAnotherSizeOfTheUnitIsToldOf)
{
    facilities("plant,lon,lat,co2（万吨）\n甲电厂," + std::string{inside} + ",1.5\n");
    expect_words(done().err, {"1 columns state another unit than the plan", "co2(万吨) (Mt CO2/a)"});
    EXPECT_EQ(emission(), 1.5e6);
}

TEST_F(FacilitiesInput, AZoneThatIsInTwoSetsIsToldOf)
{
    plan.add("[[zones]]\nid = \"again\"\nfile = \"zones.gpkg\"\nkey = \"code\"\nname = \"name\"");
    expect_words(done().err, {"zones 'county' and 'again' have 2 keys in common", "candidate twice"});
}

TEST_F(FacilitiesInput, PointsOfAGeoPackageThatAreNoNumbersAreListed)
{
    VectorFacts facts{
        .table = "plants",
        .columns = {"plant", "co2"},
        .features = {{.wkt = "POINT (501000 4201000)", .values = {"甲", "1"}}, {.wkt = "", .values = {"乙", "1"}}}};
    make_vector(at("plants.gpkg"), facts);
    plan.add("[[facilities]]\nid = \"coal\"\nfile = \"plants.gpkg\"\nname = \"plant\"\nsector = \"power\"\nemission = "
             "{ column = \"co2\", unit = \"Mt CO2/a\" }");
    const auto outcome = done();
    EXPECT_EQ(emission(), 1e6);
    expect_words(outcome.err, {"facilities 'coal'", "row 2 乙", "no usable position"});
}

} // namespace
} // namespace peaksite
