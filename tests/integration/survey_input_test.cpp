#include "integration/small_case.hpp"
#include "support/workbook_reader.hpp"

namespace peaksite {
namespace {

std::string box_wkt(double x0, double y0, double x1, double y1)
{
    const auto p = [](double x, double y) { return std::to_string(x) + " " + std::to_string(y); };
    return "POLYGON ((" + p(x0, y0) + ", " + p(x1, y0) + ", " + p(x1, y1) + ", " + p(x0, y1) + ", " + p(x0, y0) + "))";
}

// Land of the two zones: forest, a road three metres wide, fields; zone 2 has fields in its western half only.
class SurveyInput : public SmallCase {
protected:
    SurveyInput()
    {
        plan.add("[[layers]]\nid = \"land\"\nfile = \"survey.gpkg\"\nclass = \"DLBM\"\nclasses = { forest = [\"03\"], "
                 "cropland = [\"01\"], road = [\"1003\", \"1006\"] }\n"
                 "[[statistics]]\nlayer = \"land\"\nstats = [\"class_area\", \"fractions\", \"valid_share\"]\n");
        write_survey();
    }

    static VectorFacts land()
    {
        return {.table = "DLTB",
                .crs = "EPSG:32648",
                .columns = {"BSM", "DLBM", "XJ"},
                .features = {{.wkt = box_wkt(500000, 4200000, 501500, 4203000), .values = {"1", "0301", "3000"}},
                             {.wkt = box_wkt(501500, 4200000, 501503, 4203000), .values = {"2", "1006", "6"}},
                             {.wkt = box_wkt(501503, 4200000, 504000, 4203000), .values = {"3", "0101K", "1000"}}}};
    }
    void write_survey(const VectorFacts& facts = land()) const { make_vector(at("survey.gpkg"), facts); }

    double fraction(const std::string& key, const std::string& code) const
    {
        return read_csv(out() / "statistics.csv")
            .number({{"key", key}, {"layer", "land"}, {"stat", "fractions"}, {"class", code}}, "value");
    }
    double ledger(const std::string& key, const std::string& code, const std::string& column) const
    {
        return read_csv(out() / "ledger.csv").number({{"key", key}, {"class", code}}, column);
    }
};

TEST_F(SurveyInput, FractionsAreThoseOfThePolygonsHoweverFine)
{
    done();
    EXPECT_NEAR(fraction("1", "03"), 0.5, 1e-7); // the scale of the projection changes a little over the zone
    EXPECT_NEAR(fraction("1", "1006"), 0.0015, 1e-7);
    EXPECT_NEAR(fraction("1", "01"), 0.4985, 1e-7);
    EXPECT_NEAR(fraction("2", "01"), 1, 1e-12);
    EXPECT_NEAR(statistic("2", "valid_share", "land"), 0.5, 1e-6);
}

// Several classes of a land survey stand for one kind of land; each is called by its own name.
TEST_F(SurveyInput, EveryClassHasItsOwnNameWhereverItStands)
{
    plan.replace("class = \"DLBM\"\nclasses = { forest = [\"03\"], cropland = [\"01\"], road = [\"1003\", \"1006\"] }",
                 "class = \"DLBM\"\nuse = \"sandiao\"");
    auto facts = land();
    facts.features[1].values[1] = "0103";
    write_survey(facts);
    done();
    const ReadWorkbook book{out() / "indicators.xlsx"};
    std::map<std::string, double> areas;
    const auto heads = book.row_with("分区统计", "代码"), zone = book.row_with("分区统计", "1");
    for (std::size_t i = 0; i < heads.size(); ++i)
        if (const auto at = heads[i].find("\n类别面积\n"); at != std::string::npos)
            areas[heads[i].substr(heads[i].rfind('\n') + 1)] += std::stod(zone.at(i));
    for (const auto& row : read_csv(out() / "ledger.csv").rows) {
        if (row.at("key") != "1" || !areas.contains(row.at("class_name"))) continue;
        const double area = std::stod(row.at("area_km2"));
        EXPECT_NEAR(areas.at(row.at("class_name")), area, 1e-3 * area) << row.at("class_name");
        areas.erase(row.at("class_name"));
    }
    EXPECT_FALSE(areas.contains("乔木林地") || areas.contains("旱地")) << "met in the ledger";
    for (const auto& [name, area] : areas) EXPECT_EQ(area, 0) << name;
}

TEST_F(SurveyInput, TheLedgerAddsUpToTheZonesAndToTheSurvey)
{
    done();
    const auto table = read_csv(out() / "ledger.csv");
    EXPECT_EQ(table.columns, (std::vector<std::string>{"zones", "key", "name", "layer", "class", "class_name",
                                                       "area_km2", "area_mu", "parcels", "share"}));
    EXPECT_NEAR(ledger("1", "03", "share") + ledger("1", "1006", "share") + ledger("1", "01", "share"), 1, 1e-9);
    EXPECT_NEAR(ledger("1", "total", "share"), 1, 1e-9);
    EXPECT_NEAR(ledger("2", "01", "share") + ledger("2", "uncovered", "share"), 1, 1e-9);
    EXPECT_EQ(ledger("1", "total", "parcels"), 3);
    EXPECT_EQ(ledger("1", "03", "area_mu"), ledger("1", "03", "area_km2") * 1500);
    // Zones and outside are all there is: 12 km² in the plane, whose scale is 0.9996.
    const double all =
        ledger("1", "total", "area_km2") + ledger("2", "total", "area_km2") + ledger("", "total", "area_km2");
    EXPECT_NEAR(all, 12 / (0.9996 * 0.9996), 1e-5);
}

TEST_F(SurveyInput, FromAnotherSystemAddsUpToTheZonesToo)
{
    auto facts = land();
    facts.crs = "EPSG:4490";
    facts.features = {{.wkt = box_wkt(104.9, 37.9, 105.0123, 38.1), .values = {"1", "0301", "1"}},
                      {.wkt = box_wkt(105.0123, 37.9, 105.1, 38.1), .values = {"2", "0101", "1"}}};
    write_survey(facts);
    done();
    for (const auto* key : {"1", "2"}) EXPECT_NEAR(ledger(key, "total", "share"), 1, 1e-9);
}

TEST_F(SurveyInput, CodesThatAreNoClassCountAsUnclassifiedAndAreListedWithTheirArea)
{
    auto facts = land();
    facts.features[0].values[1] = "9901";
    facts.features[1].values[1] = std::nullopt;
    write_survey(facts);
    const auto outcome = done();
    expect_words(outcome.err, {"layer 'land'", "2 polygons", "'DLBM'", "'9901' (1, 4.50", "empty (1, 0.009"});
    EXPECT_NEAR(ledger("1", "unclassified", "share"), 0.5015, 1e-7);
    EXPECT_NEAR(ledger("1", "total", "share"), 1, 1e-9);
}

TEST_F(SurveyInput, TheWordsOfTheFileAreTheClassesWhereNoneAreNamed)
{
    plan.replace("classes = { forest = [\"03\"], cropland = [\"01\"], road = [\"1003\", \"1006\"] }\n", "");
    plan.add("[[layers]]\nid = \"woods\"\nderive = \"if(land == '0301', value, (0 W/m2))\"\n[[statistics]]\nlayer = "
             "\"woods\"\nstats = [\"max\"]\n");
    done();
    EXPECT_NEAR(fraction("1", "0101K"), 0.4985, 1e-7);
    EXPECT_EQ(statistic("2", "max", "woods"), 0);
    EXPECT_GT(statistic("1", "max", "woods"), 100);
}

// They would stand beside rows of ours that mean something else.
TEST_F(SurveyInput, WordsOfTheFileThatTablesUseThemselvesAreOfNoClass)
{
    plan.replace("classes = { forest = [\"03\"], cropland = [\"01\"], road = [\"1003\", \"1006\"] }\n", "");
    auto facts = land();
    facts.features[0].values[1] = "unclassified";
    facts.features[1].values[1] = "Total";
    write_survey(facts);
    const auto outcome = done();
    expect_words(outcome.err, {"layer 'land'", "2 polygons", "'Total' (1,", "'unclassified' (1,"});
    EXPECT_NEAR(ledger("1", "unclassified", "share"), 0.5015, 1e-7);
    EXPECT_NEAR(ledger("1", "total", "share"), 1, 1e-9);
    for (const auto& row : read_csv(out() / "audit.csv").rows)
        EXPECT_NE(row.at("holds"), "false") << row.at("identity");
}

TEST_F(SurveyInput, AConditionTakesTheLargestClassOfACell)
{
    // The road is nowhere the largest; the cell it crosses is a field's.
    plan.add("[[technologies]]\nid = \"solar\"\ndensity = \"45 MW/km2\"\n"
             "[[technologies.exclude]]\nid = \"woods\"\nwhere = \"land in ['forest']\"\n[[technologies.exclude]]\nid = "
             "\"roads\"\nwhere = \"land == 'road'\"\n"
             "[[technologies.exclude]]\nid = \"near_woods\"\nwhere = \"land == 'forest'\"\nbuffer = \"120 m\"\n");
    done();
    const auto waterfall = read_csv(out() / "waterfall.csv");
    const auto alone = [&](const std::string& rule) {
        return waterfall.number({{"zones", "county"}, {"key", "1"}, {"criterion", rule}}, "alone_km2");
    };
    const double total =
        waterfall.number({{"zones", "county"}, {"key", "1"}, {"criterion", "total"}}, "cumulative_km2");
    EXPECT_NEAR(alone("woods") / total, 0.5, 1e-6);
    EXPECT_EQ(alone("roads"), 0);
    EXPECT_NEAR(alone("near_woods") / total, 0.55, 1e-6);
    // What the survey does not cover is unknown, not eligible; so is what may lie near woods there.
    EXPECT_GE(waterfall.number({{"zones", "county"}, {"key", "2"}, {"criterion", "unknown"}}, "cumulative_km2") / total,
              0.5 - 1e-6);
}

TEST_F(SurveyInput, AmountsOfPolygonsAreDividedByArea)
{
    plan.add("[[layers]]\nid = \"stock\"\nfile = \"survey.gpkg\"\nvalue = \"XJ\"\nquantity = \"extensive\"\nunit = \"t "
             "C\"\n[[statistics]]\nlayer = \"stock\"\nstats = [\"sum\"]\n");
    done();
    EXPECT_NEAR(statistic("1", "sum", "stock"), 3000 * (2.0 / 4.5) + 6 * (2.0 / 3) + 1000 * (0.997 * 2 / (2.497 * 3)),
                1e-3);
}

TEST_F(SurveyInput, RatesOfPolygonsAreMeanByArea)
{
    plan.add(
        "[[layers]]\nid = \"stock\"\nfile = \"survey.gpkg\"\nvalue = \"XJ\"\nunit = \"t C/ha\"\n[[statistics]]\nlayer "
        "= \"stock\"\nstats = [\"mean\", \"min\", \"sum\", \"p50\"]\n"
        "[[layers]]\nid = \"twice\"\nderive = \"2 * stock\"\n[[statistics]]\nlayer = \"twice\"\nstats = [\"mean\"]\n");
    done();
    const double mean = 0.5 * 3000 + 0.0015 * 6 + 0.4985 * 1000;
    EXPECT_NEAR(statistic("1", "mean", "stock"), mean, 1e-4);
    EXPECT_NEAR(statistic("1", "mean", "twice"), 2 * mean, 0.1);
    EXPECT_EQ(statistic("1", "min", "stock"), 6);
    EXPECT_NEAR(statistic("1", "sum", "stock"), 3000 * (2.0 / 4.5) + 6 * (2.0 / 3) + 1000 * (0.997 * 2 / (2.497 * 3)),
                1e-3)
        << "a polygon counts by its share, as a cell does";
}

TEST_F(SurveyInput, PolygonsThatOverlapAreToldOf)
{
    auto facts = land();
    facts.features[2].wkt = box_wkt(501000, 4200000, 504000, 4203000);
    write_survey(facts);
    expect_words(done().err, {"zones 'county'", "overlap", "1 甲县 (1.00"});
    EXPECT_GT(ledger("1", "total", "share"), 1.2);
}

TEST_F(SurveyInput, PolygonsThatOverlapAreListedWhereTheZoneIsNotFullToo)
{
    auto facts = land();
    facts.features = {{.wkt = box_wkt(500000, 4200000, 500500, 4201000), .values = {"1", "0301", "1"}},
                      {.wkt = box_wkt(500400, 4200500, 501000, 4201000), .values = {"2", "0101", "1"}}};
    write_survey(facts);
    expect_words(done().err, {"layer 'land'", "1 pairs of polygons overlap", "0.0500", "1/2 (5004"});
}

TEST_F(SurveyInput, HasTheSameTablesForAnyThreadsAndTiles)
{
    plan.add("[[layers]]\nid = \"woods\"\nderive = \"if(land == 'forest', value, (0 W/m2))\"\n[[statistics]]\nlayer = "
             "\"woods\"\nstats = [\"mean\"]\n");
    done({"--threads", "1"});
    const auto one = tables_of(out());
    std::filesystem::remove_all(out());
    done({"--threads", "2"});
    EXPECT_EQ(tables_of(out()), one);
    plan.replace("cell = \"100 m\"", "cell = \"100 m\"\ntile = 64");
    std::filesystem::remove_all(out());
    done({"--threads", "2"});
    EXPECT_EQ(tables_of(out()).at("ledger.csv"), one.at("ledger.csv"));
}

TEST_F(SurveyInput, AColumnThatIsNotThereIsToldWithThoseThereAre)
{
    plan.replace("class = \"DLBM\"", "class = \"DLMC\"");
    refused(code_failed, {"layers.land", "survey.gpkg", "no column 'DLMC'", "BSM, DLBM, XJ"});
}

TEST_F(SurveyInput, ClassAndValueTogetherAreRefused)
{
    plan.replace("class = \"DLBM\"", "class = \"DLBM\"\nvalue = \"XJ\"");
    refused(code_wrong, {"layer 'land' has class and value"});
}

TEST_F(SurveyInput, ValuesAreNumbersAsOfficesWriteThem)
{
    auto facts = land();
    facts.features[0].values[2] = "3,000";
    facts.features[1].values[2] = "６";
    facts.features[2].values[2] = "——";
    write_survey(facts);
    plan.add("[[layers]]\nid = \"stock\"\nfile = \"survey.gpkg\"\nvalue = \"XJ\"\nunit = \"t C/ha\"\n"
             "[[statistics]]\nlayer = \"stock\"\nstats = [\"min\", \"max\", \"valid_share\"]\n");
    done();
    EXPECT_EQ(statistic("1", "min", "stock"), 6);
    EXPECT_EQ(statistic("1", "max", "stock"), 3000);
    EXPECT_NEAR(statistic("1", "valid_share", "stock"), 0.5015, 1e-6);
}

TEST_F(SurveyInput, AValueThatIsNoNumberIsNamed)
{
    auto facts = land();
    facts.features[1].values[2] = "many";
    write_survey(facts);
    plan.add("[[layers]]\nid = \"stock\"\nfile = \"survey.gpkg\"\nvalue = \"XJ\"\nunit = \"t C/ha\"\n");
    refused(code_failed, {"layers.stock", "survey.gpkg", "feature 2", "'many'", "'XJ'"});
}

TEST_F(SurveyInput, AClassColumnOfARasterIsRefused)
{
    plan.add("[[layers]]\nid = \"wrong\"\nfile = \"value.tif\"\nclass = \"DLBM\"\n");
    refused(code_wrong, {"layer 'wrong' is no vector layer"});
}

TEST_F(SurveyInput, AnUnknownClassInAConditionIsRefusedWithThoseThereAre)
{
    plan.add("[[rasters]]\nid = \"r\"\nvalue = \"if(land == 'wood', 1, 0)\"\n");
    refused(code_wrong, {"'wood'", "cropland, forest, road"});
}

TEST_F(SurveyInput, ExplainCountsThePolygonsMemory)
{
    const auto outcome = command("explain");
    EXPECT_EQ(outcome.code, code_done) << outcome.err;
    expect_words(outcome.out, {"land"});
}

} // namespace
} // namespace peaksite
