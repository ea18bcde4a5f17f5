#include "integration/small_case.hpp"

#include <fmt/format.h>

namespace peaksite {
namespace {

class PlanInput : public SmallCase {
protected:
    Outcome run_file(const std::string& name) const
    {
        return run_program({"run", at(name).string(), "-o", out().string()});
    }
    void refused_file(const std::string& name, const std::vector<std::string>& words) const
    {
        const auto outcome = run_file(name);
        EXPECT_EQ(outcome.code, code_wrong) << "signal " << outcome.signal << outcome.err;
        expect_words(outcome.err, words);
        EXPECT_EQ(outcome.out, "");
        EXPECT_FALSE(std::filesystem::exists(out()));
        EXPECT_FALSE(std::filesystem::exists(at("out.partial")));
    }
    std::string grown(const std::string& part, int times) const
    {
        std::string all;
        for (int i = 0; i < times; ++i) all += part;
        return all;
    }
    void technology(const std::string& more)
    {
        plan.add("[[technologies]]\nid = \"pv\"\ndensity = \"45 MW/km2\"\n" + more);
    }
};

TEST_F(PlanInput, AnUnknownKeyIsAFaultWithTheNearestOne)
{
    plan.replace("unit = \"W/m2\"", "unti = \"W/m2\"");
    refused(code_wrong, {"plan.toml:14", "layers[1].unti", "not known here", "did you mean 'unit'?"});
}

TEST_F(PlanInput, AllFaultsAreToldAtOnce)
{
    plan.replace("unit = \"W/m2\"", "unit = \"furlongs\"")
        .replace("cell = \"100 m\"", "cell = \"100 kg\"")
        .replace("zones = [\"county\"]", "zones = [\"country\"]");
    refused(code_wrong, {"plan.toml:5", "grid.cell", "plan.toml:14", "layers[1].unit", "furlongs", "plan.toml:16",
                         "'country'", "did you mean 'county'?"});
}

TEST_F(PlanInput, BrokenTomlIsToldWithLineAndColumn)
{
    plan.replace("unit = \"W/m2\"", "unit = \"W/m2");
    refused(code_wrong, {"plan.toml:14", "cannot be read as TOML", "column"});
}

TEST_F(PlanInput, AMissingPlanIsTold) { refused_file("gone.toml", {"gone.toml", "is not there", "check the path"}); }

TEST_F(PlanInput, AFolderIsNoPlan)
{
    std::filesystem::create_directory(at("folder.toml"));
    refused_file("folder.toml", {"folder.toml", "is a folder"});
}

TEST_F(PlanInput, APlanThatIsNotUtf8IsToldWithTheRemedy)
{
    write_file(at("gbk.toml"), plan.text() + "# \xC4\xFE\xCF\xC4\n");
    refused_file("gbk.toml", {"gbk.toml:21", "not UTF-8", "save it as UTF-8"});
}

TEST_F(PlanInput, ABomIsNoFault)
{
    write_file(at("bom.toml"), "\xEF\xBB\xBF" + plan.text());
    EXPECT_EQ(run_file("bom.toml").code, code_done);
}

TEST_F(PlanInput, LinesOfWindowsAreNoFault)
{
    std::string text;
    for (const char c : plan.text()) text += c == '\n' ? std::string{"\r\n"} : std::string{c};
    write_file(at("windows.toml"), text);
    EXPECT_EQ(run_file("windows.toml").code, code_done);
}

TEST_F(PlanInput, AHugePlanIsRefusedUnread)
{
    write_file(at("huge.toml"), plan.text());
    std::filesystem::resize_file(at("huge.toml"), std::uintmax_t{3} << 30U);
    refused_file("huge.toml", {"huge.toml", "too large"});
}

TEST_F(PlanInput, AnEmptyPlanSaysWhatIsMissing)
{
    write_file(at("empty.toml"), "");
    refused_file("empty.toml", {"empty.toml", "'schema' is missing", "[grid] is missing", "no zones"});
}

TEST_F(PlanInput, ListsWithinListsWithoutEndAreAFault)
{
    plan.add("deep = " + grown("[", 100000));
    refused(code_wrong, {"plan.toml:", "cannot be read as TOML"});
}

TEST_F(PlanInput, ParenthesesWithoutEndAreAFault)
{
    plan.add("[[layers]]\nid = \"deep\"\nderive = \"" + grown("(", 100000) + "value" + grown(")", 100000) + "\"");
    refused(code_wrong, {"plan.toml:", "layers[2].derive", "too long"});
}

TEST_F(PlanInput, SignsWithoutEndAreAFault)
{
    plan.add("[[layers]]\nid = \"deep\"\nderive = \"" + grown("-", 100000) + "value\"");
    refused(code_wrong, {"plan.toml:", "layers[2].derive", "too long"});
}

TEST_F(PlanInput, ManyParenthesesAndSignsAreReadOrAFault)
{
    for (const auto& [before, after] :
         {std::pair{"(", ")"}, {"-", ""}, {"not ", ""}, {"if(value > 1, ", ", 1)"}, {"abs(", ")"}}) {
        const std::string open = before, close = after;
        const int times = 19000 / static_cast<int>(open.size() + close.size());
        PlanText other = plan;
        other.add("[[layers]]\nid = \"deep\"\nderive = \"" + grown(open, times) + "value" + grown(close, times) + "\"");
        write_file(at("odd.toml"), other.text());
        const auto outcome = run_program({"check", at("odd.toml").string()});
        EXPECT_EQ(outcome.signal, 0) << before;
    }
}

TEST_F(PlanInput, ALayerDerivedFromItselfIsAFault)
{
    plan.add("[[layers]]\nid = \"a\"\nderive = \"b + value\"\n[[layers]]\nid = \"b\"\nderive = \"a + value\"");
    refused(code_wrong, {"plan.toml:", "layers[2]", "derived from itself"});
}

// Each names the two before it: the ways to the first double every time.
TEST_F(PlanInput, DerivedLayersThatShareOthersAreReadOnce)
{
    std::string layers = "[[layers]]\nid = \"d0\"\nderive = \"value\"\n[[layers]]\nid = \"d1\"\nderive = \"value\"\n";
    for (int i = 2; i < 80; ++i)
        layers += "[[layers]]\nid = \"d" + std::to_string(i) + "\"\nderive = \"d" + std::to_string(i - 1) + " + d" +
                  std::to_string(i - 2) + "\"\n";
    plan.add(layers);
    const auto outcome = command("check");
    EXPECT_EQ(outcome.code, code_done) << outcome.out << outcome.err;
    plan.add("[[layers]]\nid = \"lost\"\nabsent = \"not supplied\"\n")
        .replace("derive = \"d1 + d0\"", "derive = \"d1 + lost\"");
    plan.add("[[layers]]\nid = \"on\"\nderive = \"d79 > 1\"");
    EXPECT_EQ(command("check").code, code_done) << "what hangs on an absent layer is undone, however far behind";
}

TEST_F(PlanInput, APowerCurveOfEightyPointsIsAnExpression)
{
    std::string curve, end;
    for (int i = 0; i < 80; ++i, end += ")")
        curve += "if(value < (" + std::to_string(100 + i) + " W/m2), " + std::to_string(i) + ", ";
    plan.add("[[layers]]\nid = \"power\"\nunit = \"1\"\nderive = \"" + curve + "80" + end +
             "\"\n[[statistics]]\nlayer = \"power\"\nstats = [\"mean\", \"max\"]");
    done();
    EXPECT_GT(statistic("1", "mean", "power"), 0);
    EXPECT_LE(statistic("1", "max", "power"), 80);
}

TEST_F(PlanInput, NumbersThatAreNoneAreFaults)
{
    for (const std::string bad : {"nan", "inf", "-inf"}) {
        for (const std::string key : {"scale", "offset"}) {
            PlanText other = plan;
            other.replace("unit = \"W/m2\"", "unit = \"W/m2\"\n" + key + " = " + bad);
            write_file(at("odd.toml"), other.text());
            refused_file("odd.toml", {"odd.toml:15", "layers[1]." + key, "number is needed here"});
        }
    }
}

TEST_F(PlanInput, ARangeOfNoNumbersIsAFault)
{
    plan.replace("unit = \"W/m2\"", "unit = \"W/m2\"\nrange = [0, nan]");
    refused(code_wrong, {"plan.toml:15", "layers[1].range"});
}

TEST_F(PlanInput, ACellOfInfiniteSizeIsAFault)
{
    plan.replace("cell = \"100 m\"", "cell = \"inf m\"");
    refused(code_wrong, {"plan.toml:5", "grid.cell"});
}

TEST_F(PlanInput, AnExtentOfNoNumbersIsAFault)
{
    plan.replace("cell = \"100 m\"", "cell = \"100 m\"\nextent = [nan, 0, inf, 1]");
    refused(code_wrong, {"plan.toml:6", "grid.extent"});
}

TEST_F(PlanInput, AnExtentWithoutAreaIsAFault)
{
    plan.replace("cell = \"100 m\"", "cell = \"100 m\"\nextent = [500000, 4200000, 500000, 4200000]");
    refused(code_wrong, {"plan.toml:6", "grid.extent", "[xmin, ymin, xmax, ymax]"});
}

TEST_F(PlanInput, ACellWithoutSizeIsAFault)
{
    for (const std::string bad : {"0 m", "-5 m"}) {
        PlanText other = plan;
        write_file(at("odd.toml"), other.replace("100 m", bad).text());
        refused_file("odd.toml", {"odd.toml:5", "grid.cell", "must be positive"});
    }
}

TEST_F(PlanInput, AnAbsurdlySmallCellIsRefusedBeforeMemoryIsTaken)
{
    plan.replace("cell = \"100 m\"", "cell = \"1 mm\"");
    constexpr std::uint64_t gigabyte = 1U << 30U;
    refused(code_wrong, {"plan.toml", "grid", "cells", "choose larger cells"}, {}, {.most_memory = gigabyte});
}

TEST_F(PlanInput, AnEndlessMarginIsRefusedBeforeMemoryIsTaken)
{
    plan.replace("cell = \"100 m\"", "cell = \"100 m\"\nmargin = \"1e9 km\"");
    refused(code_wrong, {"plan.toml", "grid", "cells"});
}

TEST_F(PlanInput, AnEndlessBufferIsRefusedBeforeMemoryIsTaken)
{
    technology("[[technologies.exclude]]\nid = \"near\"\nwhere = \"value > 150\"\nbuffer = \"1e6 km\"");
    refused(code_wrong, {"plan.toml:26", "exclude[1]", "the buffer", "smaller buffer, or larger cells"});
}

TEST_F(PlanInput, AddingUnlikeUnitsIsAFault)
{
    plan.add("[[layers]]\nid = \"odd\"\nderive = \"value + (1 km)\"");
    refused(code_wrong, {"plan.toml:23", "layers[2]", "W/m2", "km"});
}

TEST_F(PlanInput, ComparingUnlikeUnitsIsAFault)
{
    technology("[[technologies.exclude]]\nid = \"odd\"\nwhere = \"value > (15 degree)\"");
    refused(code_wrong, {"plan.toml:26", "W/m2", "degree"});
}

TEST_F(PlanInput, CarbonIsNotCarbonDioxide)
{
    write_file(at("plants.csv"), "lon,lat,t\n105,38,1\n");
    plan.add("[[facilities]]\nid = \"coal\"\nfile = \"plants.csv\"\nx = \"lon\"\ny = \"lat\"\ncrs = "
             "\"EPSG:4326\"\nsector = \"power\"\nemission = { column = \"t\", unit = \"t C/a\" }");
    refused(code_wrong, {"plan.toml:29", "facilities[1].emission", "44/12"});
}

TEST_F(PlanInput, HundredsOfCriteriaAreRefusedWithTheMost)
{
    std::string rules;
    for (int i = 0; i < 2000; ++i)
        rules += fmt::format("[[technologies.exclude]]\nid = \"r{0}\"\nwhere = \"value > {0}\"\n", i);
    technology(rules);
    refused(code_wrong, {"plan.toml:410", "exclude[129]", "at most 128 different rules"});
}

TEST_F(PlanInput, AsManyCriteriaAsAreAllowedAreCounted)
{
    std::string rules;
    for (int i = 0; i < 128; ++i)
        rules += fmt::format("[[technologies.exclude]]\nid = \"r{0}\"\nwhere = \"value > {1}\"\n", i, 100 + i);
    technology(rules);
    done();
}

TEST_F(PlanInput, TheSameCriterionManyTimesIsOne)
{
    std::string rules;
    for (int i = 0; i < 300; ++i)
        rules += fmt::format("[[technologies.exclude]]\nid = \"r{0}\"\nwhere = \"value > 120\"\n", i);
    technology(rules);
    done();
}

TEST_F(PlanInput, EqualIdsAreAFault)
{
    plan.add("[[layers]]\nid = \"value\"\nfile = \"value.tif\"");
    refused(code_wrong, {"plan.toml:23", "'value'", "another id"});
}

TEST_F(PlanInput, AnIdThatIsAPathIsAFault)
{
    for (const std::string id : {"../evil", "/tmp/evil", "a/b", "", "a\\\\b", "."}) {
        PlanText other = plan;
        other.add("[[rasters]]\nid = \"" + id + "\"\nvalue = \"value\"");
        write_file(at("odd.toml"), other.text());
        refused_file("odd.toml", {"odd.toml:23", "rasters[1].id"});
    }
    EXPECT_THAT(names_in_folder(folder.path()), testing::UnorderedElementsAre("odd.toml", "value.tif", "zones.gpkg"));
}

TEST_F(PlanInput, AnUnknownSchemaIsAFault)
{
    plan.replace("schema = 1", "schema = 7");
    refused(code_wrong, {"plan.toml:1", "schema 7", "schema = 1"});
}

TEST_F(PlanInput, AnUnknownCatalogueEntryIsAFaultWithTheNearestOne)
{
    plan.replace("unit = \"W/m2\"", "use = \"gsa-gih\"");
    refused(code_wrong, {"plan.toml:14", "layers[1].use", "gsa-gih", "did you mean 'gsa-ghi'?"});
}

TEST_F(PlanInput, ASettingWithoutValueIsAFault)
{
    refused(code_wrong, {"--set cell", "NAME=VALUE"}, {"--set", "cell"});
}

TEST_F(PlanInput, ASettingThatIsGivenTwoValuesIsAFault)
{
    refused(code_wrong, {"--set", "grid.cell", "two values", "50m and 70m"},
            {"--set", "grid.cell=50m", "--set", "grid.cell=70m"});
    done({"--set", "grid.cell=50m", "--set", "grid.cell=50m"});
}

TEST_F(PlanInput, ASettingOfAnUnknownTableIsAFault)
{
    refused(code_wrong, {"gird", "did you mean 'grid'?"}, {"--set", "gird.cell=50m"});
}

TEST_F(PlanInput, ASettingOfAnUnknownKeyIsAFault)
{
    refused(code_wrong, {"grid.cel", "did you mean 'cell'?"}, {"--set", "grid.cel=50m"});
}

TEST_F(PlanInput, ASettingOfAPathThatThePlanDoesNotUseIsAFault)
{
    plan.replace("\"value.tif\"", "\"${data}/value.tif\"").add("[paths]\ndata = \".\"");
    refused(code_wrong, {"--set", "dta", "did you mean 'data'?"}, {"--set", "dta=/elsewhere"});
}

TEST_F(PlanInput, ASettingReplacesAValueOfThePlan)
{
    plan.replace("[[statistics]]", "[[statistics]]\non = \"grid\"");
    done({"--set", "grid.cell=200m"});
    EXPECT_EQ(statistic("1", "count"), 100);
}

TEST_F(PlanInput, APathThatIsNotGivenIsToldWithTheOption)
{
    plan.replace("\"value.tif\"", "\"${data}/value.tif\"");
    refused(code_wrong, {"plan.toml:13", "layers[1].file", "'data'", "--set data=FOLDER"});
}

} // namespace
} // namespace peaksite
