#include "plan/read/read_plan.hpp"

#include "eval/compiler.hpp"
#include "plan/check/doubtful_density.hpp"
#include "support/our_catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

namespace peaksite {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

// A plan that is right, in parts that a test may change.
struct Parts {
    std::string grid = "cell = \"100 m\"\n";
    std::string zones = "id = \"county\"\nfile = \"county.gpkg\"\nkey = \"code\"\n";
    std::string layers = "[[layers]]\nid = \"ghi\"\nfile = \"ghi.tif\"\nunit = \"kWh/m2/a\"\n"
                         "[[layers]]\nid = \"lc\"\nfile = \"lc.tif\"\nclasses = { water = 1, forest = [2, 3] }\n"
                         "[[layers]]\nid = \"dem\"\nfile = \"dem.tif\"\nunit = \"m\"\n"
                         "[[layers]]\nid = \"slope\"\nderive = \"slope(dem)\"\n"
                         "[[layers]]\nid = \"rail\"\nfile = \"rail.gpkg\"\n"
                         "[[layers]]\nid = \"redline\"\nabsent = \"not supplied\"\n";
    std::string technology = "id = \"pv\"\ndensity = \"45 MW/km2\"\nyield = \"ghi / (1 kW/m2) * 0.8\"\n";
    std::string rest;

    std::string text() const
    {
        return "schema = 1\n[grid]\n" + grid + "[[zones]]\n" + zones + layers + "[[technologies]]\n" + technology +
               rest;
    }
};

Plan read(const std::string& text, const Settings& settings = {})
{
    return read_plan_text(text, "plan.toml", our_catalogue(), settings);
}

std::vector<Fault> faults_of(const std::string& text, const Settings& settings = {})
{
    try {
        read(text, settings);
        return {};
    } catch (const UsageError& error) {
        return error.faults();
    }
}

// The one fault of a plan; anything else fails the test.
Fault fault_of(const Parts& parts)
{
    const auto faults = faults_of(parts.text());
    EXPECT_EQ(faults.size(), 1U);
    for (std::size_t i = 1; i < faults.size(); ++i) ADD_FAILURE() << english(faults[i]);
    return faults.empty() ? Fault{} : faults.front();
}

int line_of(const std::string& text, const std::string& what)
{
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

TEST(ReadPlan, TakesAPlanThatIsRight)
{
    for (const auto& fault : faults_of(Parts{}.text())) ADD_FAILURE() << english(fault);
    const auto plan = read(Parts{}.text());
    EXPECT_EQ(plan.layers.size(), 6U);
    EXPECT_EQ(plan.technologies.front().density->value, 45);
}

TEST(ReadPlan, AFaultSaysOfWhatKindItIs)
{
    const auto kind_with = [](const std::string& rest) {
        Parts parts;
        parts.rest = rest;
        return fault_of(parts).kind;
    };
    EXPECT_EQ(kind_with("[[layers]]\nid = \"more\"\n"), FaultKind::missing) << "neither file nor derive nor absent";
    EXPECT_EQ(kind_with("[[layers]]\nfile = \"more.tif\"\n"), FaultKind::missing) << "no id";
    EXPECT_EQ(kind_with("[[layers]]\nid = \"a b\"\nfile = \"more.tif\"\n"), FaultKind::bad_id);
    EXPECT_EQ(kind_with("[output]\nodd = 1\n"), FaultKind::wrong);
}

struct Misspelling {
    std::string table, wrong, right;
};

void PrintTo(const Misspelling& one, std::ostream* out) { *out << one.wrong; }

class UnknownKey : public testing::TestWithParam<Misspelling> {};

TEST_P(UnknownKey, IsAFaultWithLineKeyAndTheWordThatWasMeant)
{
    const auto& [table, wrong, right] = GetParam();
    Parts parts;
    const std::string line = wrong + " = \"x\"\n";
    std::string key = table + "." + wrong;
    if (table == "grid")
        parts.grid += line;
    else if (table == "zones[1]")
        parts.zones += line;
    else if (table == "technologies[1]")
        parts.technology += line;
    else
        parts.rest = table == "layers[7]" ? "[[layers]]\nid = \"more\"\nfile = \"more.tif\"\n" + line
                                          : "[[" + table.substr(0, table.find('[')) + "]]\n" + line;
    if (table == "output" || table == "carbon") parts.rest = "[" + table + "]\n" + line;
    const auto faults = faults_of(parts.text());
    const auto found = std::ranges::find(faults, key, &Fault::key);
    ASSERT_NE(found, faults.end()) << key;
    EXPECT_EQ(found->place.text(), "plan.toml:" + std::to_string(line_of(parts.text(), "\n" + wrong + " = ") + 1));
    EXPECT_THAT(found->what.english(), HasSubstr("'" + wrong + "' is not known"));
    EXPECT_EQ(found->hint.english(), "did you mean '" + right + "'?");
}

INSTANTIATE_TEST_SUITE_P(
    Tables, UnknownKey,
    testing::Values(Misspelling{"grid", "cel", "cell"}, Misspelling{"zones[1]", "nmae", "name"},
                    Misspelling{"layers[7]", "resampeling", "resampling"},
                    Misspelling{"facilities[1]", "emision", "emission"},
                    Misspelling{"technologies[1]", "densty", "density"}, Misspelling{"carbon", "tabel", "table"},
                    Misspelling{"statistics[1]", "stat", "stats"}, Misspelling{"rasters[1]", "valeu", "value"},
                    Misspelling{"maps[1]", "titel", "title"}, Misspelling{"output", "secrcy", "secrecy"},
                    Misspelling{"tables[1]", "standng", "standing"}));

TEST(ReadPlan, TellsAllFaultsAtOnce)
{
    Parts parts;
    parts.grid = "cell = \"100 kg\"\nmargn = \"1 m\"\ntile = 100\n";
    parts.zones = "id = \"county\"\nkind = \"town\"\n";
    parts.technology += "share = \"ghi\"\n[[technologies.exclude]]\nid = \"steep\"\nwhere = \"slope > 3 "
                        "km\"\n[[technologies.exclude]]\nid = \"wet\"\nwhere = \"lc == 'watr'\"\n";
    parts.rest = "[[statistics]]\nlayer = \"gih\"\nzones = [\"countie\"]\nstats = [\"mean\", \"avg\"]\n[surprise]\n";
    const auto faults = faults_of(parts.text());
    std::string all;
    for (const auto& fault : faults) all += english(fault) + "\n";
    for (const char* part : {"cell size", "margn", "tile has", "'file' is missing", "'town'", "avg", "no layer 'gih'",
                             "did you mean 'ghi'", "no zone set 'countie'", "surprise", "watr"})
        EXPECT_THAT(all, HasSubstr(part));
    EXPECT_GE(faults.size(), 12U);
    for (const auto& fault : faults) EXPECT_THAT(fault.place.text(), HasSubstr("plan.toml")) << english(fault);
}

class HostileId : public testing::TestWithParam<std::string> {};

TEST_P(HostileId, IsAFaultWhereverAnIdIsGiven)
{
    const std::string id = "id = \"\"\"" + GetParam() + "\"\"\"\n";
    Parts zones, layers, technology, rule, rest;
    zones.zones = id + "file = \"county.gpkg\"\n";
    layers.layers += "[[layers]]\n" + id + "file = \"more.tif\"\n";
    technology.technology = id + "density = \"45 MW/km2\"\n";
    rule.technology += "[[technologies.exclude]]\n" + id + "where = \"slope > 15\"\n";
    Parts facilities, rasters, tables;
    tables.rest = "[[tables]]\n" + id + "file = \"t.csv\"\nkey = \"k\"\n";
    facilities.rest = "[[facilities]]\n" + id + "file = \"f.csv\"\nsector = \"power\"\n";
    rasters.rest = "[[rasters]]\n" + id + "value = \"ghi\"\n";
    for (const auto& parts : {zones, layers, technology, rule, facilities, rasters, tables}) {
        const auto fault = fault_of(parts);
        EXPECT_THAT(fault.key, testing::EndsWith(".id"));
        EXPECT_THAT(fault.place.text(), HasSubstr("plan.toml:"));
    }
}

INSTANTIATE_TEST_SUITE_P(Ids, HostileId,
                         testing::Values("../x", "a/b", "a\\\\b", "..", ".", "a.b", "a b", "con", "CON", "nul", "Com1",
                                         "lpt9", "-rf", "县", "a'b", "a\\\"b", "a;DROP TABLE zones", "<b>", "a\\u0000b",
                                         "a\\nb", std::string(49, 'x'), std::string(5000, 'y')));

TEST(ReadPlan, TakesIdsOfLettersDigitsUnderscoresAndHyphens)
{
    for (const auto& id : std::vector<std::string>{"a", "A1", "wind-10m", "slope_15", "2020", "conn", "com", "com0",
                                                   "lpt10", std::string(48, 'x')}) {
        Parts parts;
        parts.zones = "id = \"" + id + "\"\nfile = \"county.gpkg\"\n";
        EXPECT_THAT(faults_of(parts.text()), IsEmpty()) << id;
    }
}

// Tables of a GeoPackage and files on many systems do not tell them apart.
TEST(ReadPlan, IdsThatDifferInCaseOnlyAreTheSame)
{
    Parts parts;
    parts.rest = "[[zones]]\nid = \"County\"\nfile = \"b.gpkg\"\n";
    EXPECT_THAT(fault_of(parts).what.english(), HasSubstr("there are two zone sets 'County'"));
}

TEST(ReadPlan, TwoRulesOfATechnologyHaveTwoIds)
{
    Parts parts;
    const auto rule = [](const std::string& where) {
        return "[[technologies.exclude]]\nid = \"r\"\nwhere = \"" + where + "\"\n";
    };
    parts.technology += rule("slope > 15") + rule("slope > 20");
    const auto fault = fault_of(parts);
    EXPECT_THAT(fault.what.english(), HasSubstr("'r' is stated a second time in this list; the first is plan.toml:"));
    EXPECT_THAT(fault.key, HasSubstr("exclude"));
}

TEST(ReadPlan, AYieldThatTheCatalogueKnowsMayLackAndOneThatNobodyKnowsIsAFault)
{
    const auto faults = [](const std::string& yield) {
        Parts parts;
        parts.technology = "id = \"pv\"\ndensity = \"45 MW/km2\"\nyield = [" + yield + "]\n";
        std::vector<std::string> out;
        for (const auto& fault : read_plan_text_with_faults(parts.text(), "plan.toml", our_catalogue(), {}).faults)
            out.push_back(english(fault));
        return out;
    };
    const std::string second = ", \"ghi / (1 kW/m2) * 0.8\"";
    EXPECT_THAT(faults("\"pvout\"" + second), IsEmpty());
    EXPECT_THAT(faults("\"pvot\"" + second),
                testing::ElementsAre(testing::AllOf(HasSubstr("there is no layer 'pvot'"), HasSubstr("pvout"))));
    EXPECT_THAT(faults("\"pvout * wnd\"" + second), testing::ElementsAre(HasSubstr("'wnd'")))
        << "behind one that may lack";
}

// waterfall.csv and ledger.csv have them in one column with rows of their own.
TEST(ReadPlan, RulesAndClassesAreNotCalledLikeRowsOfTables)
{
    for (const std::string id : {"total", "Eligible", "unknown", "too_small"}) {
        Parts parts;
        parts.rest = "[[technologies.exclude]]\nid = \"" + id + "\"\nwhere = \"lc == 'water'\"\n";
        const auto fault = fault_of(parts);
        EXPECT_EQ(fault.what.english(), "the id '" + id + "' of a rule is what waterfall.csv calls a part of the land");
        EXPECT_EQ(fault.kind, FaultKind::bad_id);
    }
    for (const std::string code : {"total", "uncovered", "Unclassified"}) {
        Parts parts;
        parts.rest = "[[layers]]\nid = \"land\"\nfile = \"land.gpkg\"\nclass = \"DLBM\"\nclasses = { all = [\"" + code +
                     "\"], forest = [\"03\"] }\n";
        EXPECT_THAT(fault_of(parts).what.english(), HasSubstr("the code '" + code + "' is what ledger.csv"));
    }
    Parts parts;
    parts.rest = "[[technologies.exclude]]\nid = \"total_area\"\nwhere = \"lc == 'water'\"\n";
    EXPECT_THAT(faults_of(parts.text()), IsEmpty());
}

// m_pv can be the land of one of them only; the other would be missing in every indicator.
TEST(ReadPlan, TwoTechnologiesOfOneSymbolAreAFault)
{
    Parts parts;
    parts.technology = "id = \"south\"\nuse = \"pv-utility\"\ndensity = \"45 MW/km2\"\n";
    const std::string north = "[[technologies]]\nid = \"north\"\nuse = \"pv-utility\"\ndensity = \"45 MW/km2\"\n";
    parts.rest = north;
    EXPECT_THAT(fault_of(parts).what.english(), HasSubstr("'south' and 'north' have one symbol in formulas, 'pv'"));
    parts.rest = "[[technologies]]\nid = \"pv\"\ndensity = \"45 MW/km2\"\n";
    EXPECT_THAT(fault_of(parts).what.english(), HasSubstr("'south' and 'pv' have one symbol"));
    parts.rest = north + "symbol = \"pv_north\"\n";
    for (const auto& fault : faults_of(parts.text()))
        EXPECT_THAT(fault.what.english(), testing::Not(HasSubstr("one symbol")));
}

TEST(ReadPlan, WhatThisVersionDoesNotDoIsAFault)
{
    Parts sites;
    sites.technology += "[technologies.sites]\nmin_area = \"2 km2\"\nneighbours = 8\n";
    const auto fault = fault_of(sites);
    EXPECT_THAT(fault.what.english(), HasSubstr("does not leave out small patches yet"));
    EXPECT_EQ(fault.key, "technologies[1].sites");
}

struct WrongUnit {
    std::string name, what, says;
};

void PrintTo(const WrongUnit& one, std::ostream* out) { *out << one.name << " = " << one.what; }

class UnitOfAnotherKind : public testing::TestWithParam<WrongUnit> {};

TEST_P(UnitOfAnotherKind, IsAFault)
{
    const auto& [name, what, says] = GetParam();
    Parts parts;
    if (name == "density" || name == "yield" || name == "share")
        parts.technology = "id = \"pv\"\n" + std::string(name == "density" ? "" : "density = \"45 MW/km2\"\n") + name +
                           " = " + what + "\n";
    if (name == "buffer")
        parts.technology += "[[technologies.exclude]]\nid = \"near\"\nwhere = \"rail\"\nbuffer = " + what + "\n";
    if (name == "where") parts.technology += "[[technologies.exclude]]\nid = \"near\"\nwhere = " + what + "\n";
    if (name == "cell" || name == "margin")
        parts.grid = (name == "cell" ? "" : "cell = \"100 m\"\n") + name + " = " + what + "\n";
    if (name == "emission") parts.rest = "[[facilities]]\nid = \"f\"\nfile = \"f.csv\"\nemission = " + what + "\n";
    EXPECT_THAT(english(fault_of(parts)), HasSubstr(says));
}

INSTANTIATE_TEST_SUITE_P(
    Keys, UnitOfAnotherKind,
    testing::Values(WrongUnit{"density", "\"45 MW\"", "capacity per area"},
                    WrongUnit{"density", "\"45\"", "capacity per area"},
                    WrongUnit{"density", "\"-1 MW/km2\"", "negative"},
                    WrongUnit{"density", "\"45 GJ/km2\"", "capacity per area"}, WrongUnit{"yield", "\"ghi\"", "kWh"},
                    WrongUnit{"share", "\"ghi\"", "kWh"}, WrongUnit{"share", "1.5", "between 0 and 1"},
                    WrongUnit{"share", "-0.1", "between 0 and 1"}, WrongUnit{"share", "\"redline\"", "absent"},
                    WrongUnit{"yield", "9000", "between 0 and 8784"}, WrongUnit{"yield", "-5", "between 0 and 8784"},
                    WrongUnit{"yield", "\"1300 d/a\"", "between 0 and 8784"}, WrongUnit{"yield", "\"1300 km\"", "km"},
                    WrongUnit{"yield", "\"gih * 0.8\"", "gih"}, WrongUnit{"buffer", "\"500 s\"", "length"},
                    WrongUnit{"buffer", "\"-5 m\"", "negative"}, WrongUnit{"buffer", "500", "length"},
                    WrongUnit{"where", "\"ghi > (3 m)\"", "m"}, WrongUnit{"where", "\"ghi\"", "ghi"},
                    WrongUnit{"where", "\"lc in ['watre']\"", "watre"}, WrongUnit{"where", "\"redlien\"", "redlien"},
                    WrongUnit{"cell", "\"100 MW\"", "cell size"}, WrongUnit{"cell", "\"-100 m\"", "positive"},
                    WrongUnit{"cell", "100", "cell size"}, WrongUnit{"margin", "\"1 h\"", "length"},
                    WrongUnit{"emission", "{ column = \"c\", unit = \"t C/a\" }", "44/12"},
                    WrongUnit{"emission", "{ column = \"c\" }", "unit of column 'c' is missing"},
                    WrongUnit{"emission", "5", "column"}));

// A bare number takes the unit of the other side, and a number with its unit is read as in other keys.
TEST(ReadPlan, AYieldThatIsANumberIsInHoursAYear)
{
    for (const char* written : {"1300", "\"1300\"", "\"1300 h/a\"", "\"(1300 h/a)\"", "\"0.5 * 2600\"",
                                "\"1.3 kWh/W/a\"", "[\"1300 h/a\"]", "[\"1300\"]"}) {
        Parts parts;
        parts.technology = std::string{"id = \"pv\"\ndensity = \"45 MW/km2\"\nyield = "} + written + "\n";
        const auto plan = read(parts.text());
        ASSERT_TRUE(plan.technologies.front().yield) << written;
        const Symbols none;
        const auto hours = Compiler{none}.constant(*plan.technologies.front().yield);
        ASSERT_TRUE(hours) << written;
        EXPECT_NEAR(convert(hours->value, hours->unit, unit("h/a")), 1300, 1e-9) << written;
    }
    Parts parts;
    parts.technology =
        "id = \"pv\"\ndensity = \"45 MW/km2\"\nshare = \"30 %\"\nyield = \"if(lc == 'water', 1300, 1200)\"\n";
    const auto plan = read(parts.text());
    EXPECT_EQ(written(*plan.technologies.front().yield), written(parse("if(lc == 'water', 1300, 1200) * (1 h/a)")));
    EXPECT_TRUE(plan.technologies.front().share->unit);
}

TEST(ReadPlan, ReferencesToWhatIsNotThereAreFaults)
{
    for (const auto& [rest, says] : std::vector<std::pair<std::string, std::string>>{
             {"[[statistics]]\nlayer = \"sloope\"\nstats = \"mean\"\n", "did you mean 'slope'"},
             {"[[statistics]]\nlayer = \"ghi\"\nzones = \"park\"\nstats = \"mean\"\n", "no zone set 'park'"},
             {"[[statistics]]\nlayer = \"lc\"\nstats = \"mean\"\n", "means nothing"},
             {"[[statistics]]\nlayer = \"ghi\"\nstats = \"fractions\"\n", "no classes"},
             {"[[statistics]]\nlayer = \"ghi\"\nstats = \"p101\"\n", "'p101'"},
             {"[[rasters]]\nid = \"a\"\nvalue = \"state(vp)\"\n", "did you mean 'pv'"},
             {"[[rasters]]\nid = \"a\"\nvalue = \"redline\"\n", "redline"},
             {"[[rasters]]\nid = \"a\"\nvalue = \"ghi +\"\n", "ghi +"},
             {"[carbon]\nlandcover = \"ghi\"\ntable = \"tang2018\"\n", "no classes"},
             {"[carbon]\nlandcover = \"cover\"\ntable = \"tang2018\"\n", "no layer 'cover'"},
             {"[[maps]]\nzones = \"cuonty\"\n", "did you mean 'county'"},
             {"[[layers]]\nid = \"w\"\nuse = \"gwa-wnid\"\nfile = \"w.tif\"\n", "did you mean 'gwa-wind'"},
             {"[[layers]]\nid = \"w\"\n", "exactly one of"},
             {"[[layers]]\nid = \"w\"\nfile = \"w.tif\"\nabsent = \"no\"\n", "exactly one of"},
             {"[[layers]]\nid = \"w\"\nderive = \"slope(lc)\"\n", "elevations"},
             {"[[layers]]\nid = \"w\"\nderive = \"distance(ghi)\"\n", "vector"},
             {"[[layers]]\nid = \"w\"\nfile = \"${nowhere}/w.tif\"\n", "'nowhere' is not given"},
             {"[[layers]]\nid = \"w\"\nfile = \"w.tif\"\nscale = 0\n", "scale"},
             {"[[layers]]\nid = \"w\"\nfile = \"w.tif\"\nrange = [5, nan]\n", "finite"}}) {
        Parts parts;
        parts.rest = rest;
        const auto faults = faults_of(parts.text());
        ASSERT_FALSE(faults.empty()) << rest;
        std::string all;
        for (const auto& fault : faults) all += english(fault) + "\n";
        EXPECT_THAT(all, HasSubstr(says)) << rest;
    }
}

// The other way round is easily written, and would count the cells of other classes.
class ClassesTheWrongWay : public testing::TestWithParam<const char*> {};
TEST_P(ClassesTheWrongWay, AreAFaultThatSaysHowToWriteThem)
{
    Parts parts;
    const std::string classes = "classes = { water = 1, forest = [2, 3] }";
    parts.layers.replace(parts.layers.find(classes), classes.size(), std::string{"classes = "} + GetParam());
    const auto faults = faults_of(parts.text());
    ASSERT_FALSE(faults.empty());
    for (const auto& fault : faults) EXPECT_THAT(fault.key, HasSubstr("classes"));
    EXPECT_THAT(faults.front().hint.english(), HasSubstr("{ forest = "));
}
INSTANTIATE_TEST_SUITE_P(Plans, ClassesTheWrongWay,
                         testing::Values("{ 1 = \"water\", 2 = \"forest\" }", "{ 0 = \"water\", 1 = \"forest\" }",
                                         "{ 1 = 2 }", "{ water = \"1\" }", "{ a = \"forest\" }",
                                         "[{ code = \"water\", key = \"w\" }]"));

TEST(ReadPlan, AListOfFacilitiesTakesTheDefaultsOfItsEntryAndChangesThem)
{
    Parts parts;
    parts.rest = "[[facilities]]\nid = \"coal\"\nuse = \"gem-coal-units\"\nfile = \"coal.csv\"\nx = \"lon\"\ny = "
                 "\"lat\"\nyear = 2024\n[[facilities.warnings]]\nzh = \"注意\"\nen = \"note\"\n";
    const auto plan = read(parts.text());
    const auto& coal = plan.facilities.front();
    EXPECT_EQ(coal.id, "coal");
    EXPECT_EQ(coal.use, "gem-coal-units");
    EXPECT_EQ(coal.x, "lon");
    EXPECT_EQ(coal.y, "lat");
    EXPECT_EQ(coal.crs, "EPSG:4326");
    EXPECT_EQ(coal.where, "Status = 'operating'");
    EXPECT_EQ(coal.sector.value, "power");
    EXPECT_EQ(coal.emission.column, "Annual CO2 (million tonnes / annum)");
    EXPECT_EQ(convert(1, coal.unit, unit("t CO2/a")), 1e6);
    EXPECT_EQ(coal.capacity, "Capacity (MW)");
    EXPECT_EQ(coal.year, 2024);
    EXPECT_EQ(coal.licence, "CC BY 4.0");
    EXPECT_EQ(coal.warnings.back().zh, "注意");
    EXPECT_GT(coal.warnings.size(), 1U) << "those of the entry stay";
    parts.rest = "[[facilities]]\nid = \"coal\"\nuse = \"gem-coal-unit\"\nfile = \"coal.csv\"\n";
    EXPECT_THAT(english(fault_of(parts)), HasSubstr("did you mean 'gem-coal-units'"));
    parts.rest =
        "[[facilities]]\nid = \"coal\"\nuse = \"gem-coal-units\"\nfile = \"coal.csv\"\ncertainty = \"found\"\n";
    EXPECT_THAT(english(fault_of(parts)), HasSubstr("'certainty' is not known here"))
        << "only the catalogue says how sure it is";
}

TEST(ReadPlan, AFilterOfAnEntryCanBeTakenOff)
{
    Parts parts;
    parts.rest = "[[layers]]\nid = \"roads\"\nuse = \"osm-roads\"\nfile = \"r.shp\"\n[[layers]]\nid = \"all\"\nuse = "
                 "\"osm-roads\"\nfile = \"r.shp\"\nwhere = \"\"\n"
                 "[[layers]]\nid = \"army\"\nuse = \"military_area\"\nfile = \"a.gpkg\"\n";
    const auto plan = read(parts.text());
    EXPECT_THAT(plan.layer("roads")->where, HasSubstr("motorway"));
    EXPECT_EQ(plan.layer("all")->where, "");
    EXPECT_EQ(plan.secrecy(), Secrecy::secret) << "of an entry, unless the plan says otherwise";
}

TEST(ReadPlan, ExtentsAreFiniteBoxes)
{
    for (const auto& extent :
         std::vector<std::string>{"[0, 0, inf, 5]", "[nan, 0, 1, 1]", "[5, 0, 1, 1]", "[0, 0, 1]", "\"everywhere\""}) {
        Parts parts;
        parts.grid += "extent = " + extent + "\n";
        EXPECT_FALSE(faults_of(parts.text()).empty()) << extent;
    }
}

TEST(ReadPlan, RulesOfTheCatalogueCanBeChangedOneByOne)
{
    Parts parts;
    parts.technology = "id = \"pv\"\nuse = \"pv-utility\"\n[[technologies.exclude]]\nid = \"redline\"\nactive = false\n"
                       "[[technologies.exclude]]\nid = \"permanent_farmland\"\nwhere = \"rail\"\nbuffer = \"300 "
                       "m\"\n[[technologies.exclude]]\nid = \"steep\"\nwhere = \"slope > 15\"\n";
    const auto plan = read(parts.text());
    const auto& rules = plan.technologies.front().exclusions;
    const auto rule = [&](const std::string& id) { return *std::ranges::find(rules, id, &Exclusion::id); };
    EXPECT_FALSE(rule("redline").active);
    EXPECT_EQ(rule("permanent_farmland").buffer.metres(), 300);
    EXPECT_EQ(written(*rule("permanent_farmland").where), "rail");
    EXPECT_EQ(rule("permanent_farmland").unchecked, "");
    EXPECT_EQ(rule("permanent_farmland").title.zh, "永久基本农田");
    EXPECT_EQ(rules.back().id, "steep");
    EXPECT_NE(rule("basic_grassland").unchecked, "") << "its layer is not in the plan";
}

TEST(ReadPlan, AMisspeltNameInARuleOfTheCatalogueIsAFaultAndNotUnchecked)
{
    Parts parts;
    parts.technology =
        "id = \"pv\"\nuse = \"pv-utility\"\n[[technologies.exclude]]\nid = \"redline\"\nwhere = \"redlien\"\n";
    EXPECT_THAT(fault_of(parts).what.english(), HasSubstr("redlien"));
}

TEST(ReadPlan, SettingsOfTheCommandLineWin)
{
    Parts parts;
    parts.zones = "id = \"county\"\nfile = \"${data}/county.gpkg\"\n";
    const auto plan = read(parts.text(), {{"data", "/somewhere"}, {"grid.cell", "250 m"}, {"output.lang", "en"}});
    EXPECT_EQ(plan.zones.front().file, "/somewhere/county.gpkg");
    EXPECT_EQ(std::get<Measure>(*plan.grid.cell).value, 250);
    EXPECT_EQ(plan.output.lang, "en");
    EXPECT_FALSE(faults_of(Parts{}.text(), {{"grid.sell", "1"}}).empty());
    EXPECT_FALSE(faults_of(Parts{}.text(), {{"zones.key", "1"}}).empty());
}

TEST(ReadPlan, AParameterThatIsImpossibleInItsUnitIsRefusedWithTheRange)
{
    for (const auto* wrong : {"eta_bio = 2", "eta_hydro = -0.1", "ef_grid = -1", "ef_grid = 600", "ef_coal = 4",
                              "ef_coal = 0.001742", "ef_heat = 110", "ef_grid = \"600 kg CO2/kWh\"", "h_csp = 9000"}) {
        Parts parts;
        parts.rest = "[parameters]\n" + std::string{wrong} + "\n";
        EXPECT_THAT(fault_of(parts).what.english(), HasSubstr("is possible")) << wrong;
    }
    Parts right;
    right.rest = "[parameters]\neta_bio = 1\nef_grid = \"600 g CO2/kWh\"\nef_heat = 0\n";
    EXPECT_THAT(faults_of(right.text()), IsEmpty());
}

TEST(ReadPlan, ADensityThatNoPlantOfItsKindHasIsTold)
{
    const auto doubts = [](const std::string& density) {
        Parts parts;
        parts.technology = "id = \"pv\"\nuse = \"pv-utility\"\ndensity = \"" + density + "\"\n";
        return doubtful_densities(read(parts.text()));
    };
    ASSERT_EQ(doubts("60 MW/ha").size(), 1U);
    EXPECT_THAT(doubts("60 MW/ha").front().english(), HasSubstr("6000 MW/km2, and no plant"));
    EXPECT_THAT(doubts("60 MW/km2"), IsEmpty());
}

TEST(ReadPlan, TextThatIsNoTomlNamesTheLine)
{
    const auto faults = faults_of("schema = 1\n[grid\n");
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].place.text(), "plan.toml:2");
    EXPECT_FALSE(faults_of("schema = 1\nschema = 1\n").empty());
    EXPECT_EQ(faults_of("schema = \"1\"\n").front().key, "schema");
}

// Whatever is written there, the reader answers with faults and nothing else.
RC_GTEST_PROP(ReadPlan, NeverDoesMoreThanRefuse, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    auto text = Parts{}.text() + "[carbon]\nlandcover = \"lc\"\ntable = \"tang2018\"\n[output]\nlang = \"zh\"\n";
    for (int i = 0; i < 3; ++i) {
        const auto at = random() % text.size();
        switch (random() % 4) {
        case 0:
            text.erase(at, random() % 20);
            break;
        case 1:
            text.insert(at, 1, static_cast<char>(random() % 256));
            break;
        case 2:
            text[at] = static_cast<char>(random() % 128);
            break;
        default:
            text.insert(at, text.substr(random() % text.size(), random() % 30));
            break;
        }
    }
    try {
        read(text);
    } catch (const UsageError&) {
        // asked for
    }
}

} // namespace
} // namespace peaksite
