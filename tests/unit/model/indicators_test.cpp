#include "model/indicators.hpp"

#include "eval/compiler.hpp"
#include "eval/machine.hpp"

#include "plan/read_plan.hpp"
#include "support/source_folders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

IndicatorEntry entry(std::string id, std::string formula, std::string types = "CPVSIE")
{
    IndicatorEntry one;
    one.id = std::move(id);
    one.formula = std::move(formula);
    one.pilot_types = std::move(types);
    return one;
}

// A plan with irradiation per day, wind, land cover and one technology.
const Plan& plan()
{
    static const Plan read = read_plan_text("schema = 1\n[grid]\ncell = \"1 km\"\n[[zones]]\nid = \"z\"\nfile = \"z.gpkg\"\n[[layers]]\nid = \"sun\"\nprovides = \"ghi\"\nfile = \"g.tif\"\nunit = \"kWh/m2/d\"\n"
                                            "[[layers]]\nid = \"wind\"\nprovides = \"v_hub\"\nfile = \"w.tif\"\nunit = \"m/s\"\n[[layers]]\nid = \"dem\"\nabsent = \"not at hand\"\n"
                                            "[[technologies]]\nid = \"pv1\"\nsymbol = \"pv\"\ndensity = \"50 MW/km2\"\nshare = 0.5\n",
                                            "plan.toml", {catalogue_folder()}, {});
    return read;
}

class Book {
public:
    explicit Book(std::vector<IndicatorEntry> entries, const std::set<char>& letters = {'C', 'P'}, bool facilities = false)
        : m_names(plan(), names(), nullptr), book(std::move(entries), m_names, letters, facilities)
    {
    }

    std::string reason(const std::string& id) const
    {
        for (const auto& one : book.missing())
            if (one.id == id) return one.reason;
        return "";
    }

    ZonalValue value(const std::string& id, const ZoneFacts& zone) const
    {
        for (const auto& column : book.columns())
            if (column.id == id) return book.value(column, zone);
        ADD_FAILURE() << id << " is missing: " << reason(id);
        return {};
    }

private:
    static const std::vector<FormulaName>& names()
    {
        static const std::vector<FormulaName> all = Catalogue{{catalogue_folder()}}.formula_names();
        return all;
    }
    FormulaNames m_names;

public:
    IndicatorBook book;
};

ZoneFacts zone(char letter, std::vector<ZonalValue> terms)
{
    ZoneFacts facts{.letter = letter, .area_km2 = 8, .facility_emission = 30.0, .term = {}};
    facts.term = [terms = std::move(terms)](std::size_t i) { return terms.at(i); };
    return facts;
}

TEST(Indicators, StandOnEachOther)
{
    const Book book{{entry("double", "2 * mean"), entry("mean", "zmean(wind)"), entry("per_area", "double / zone_area"), entry("power", "pow(max(mean, 3), 2) - min(1, mean)")}};
    const auto facts = zone('C', {{.value = 4.0, .valid_share = 0.7}});
    EXPECT_EQ(book.value("double", facts).value, 8);
    EXPECT_EQ(book.value("per_area", facts).value, 1);
    EXPECT_EQ(book.value("power", facts).value, 15);
    EXPECT_EQ(book.value("per_area", facts).valid_share, 0.7);
    EXPECT_EQ(book.book.terms().size(), 1U) << "equal sums are counted once";
}

TEST(Indicators, InACircleAreMissingAndSoIsWhatNeedsThem)
{
    const Book book{{entry("a", "b + 1"), entry("b", "c * 2"), entry("c", "a"), entry("d", "a + zmean(wind)"), entry("self", "self"), entry("fine", "zmean(wind)")}};
    for (const char* id : {"a", "b", "c", "d", "self"}) EXPECT_THAT(book.reason(id), testing::HasSubstr("circle")) << id;
    EXPECT_EQ(book.book.columns().size(), 1U);
}

TEST(Indicators, ACaseIsChosenByTheTypeOfThePilot)
{
    const Book book{{entry("x", "case(CV: zmean(wind); PSIE: 7)"), entry("y", "case(V: 1; S: 2)"), entry("parks", "zone_area", "P")}};
    const auto city = zone('C', {{.value = 4.0, .valid_share = 1}}), park = zone('P', {{.value = 4.0, .valid_share = 1}});
    EXPECT_EQ(book.value("x", city).value, 4);
    EXPECT_EQ(book.value("x", park).value, 7);
    EXPECT_EQ(book.reason("y"), "for other pilot types");
    EXPECT_FALSE(book.value("parks", city).value);
    EXPECT_EQ(book.value("parks", park).value, 8);
}

TEST(Indicators, SayWhatTheyLack)
{
    const Book book{{entry("slope", "zmean(dem)"), entry("gdp", "emissions / stat.gdp"), entry("co2", "psum(fac.co2)"), entry("patch", "zpatch(m_pv)"), entry("odd", "zmean(nonsense)"), entry("wind_cap", "zsum(f_wind*d_wind)")}};
    EXPECT_THAT(book.reason("slope"), testing::HasSubstr("absent: not at hand"));
    EXPECT_THAT(book.reason("gdp"), testing::HasSubstr("no value for emissions"));
    EXPECT_THAT(book.reason("co2"), testing::HasSubstr("no list of facilities"));
    EXPECT_THAT(book.reason("patch"), testing::HasSubstr("not computed by this version"));
    EXPECT_THAT(book.reason("odd"), testing::HasSubstr("nonsense"));
    EXPECT_THAT(book.reason("wind_cap"), testing::HasSubstr("no technology for f_wind"));
    const Book with{{entry("co2", "psum(fac.co2) / zone_area")}, {'C'}, true};
    EXPECT_EQ(with.value("co2", zone('C', {})).value, 30.0 / 8);
}

TEST(Indicators, WithoutDataAreMissingNeverZero)
{
    const Book book{{entry("sum", "zmean(wind) + 1"), entry("ratio", "1 / zmean(wind)"), entry("least", "min(zmean(wind), 3)")}};
    const auto nothing = zone('C', {{.value = {}, .valid_share = 0}}), zero = zone('C', {{.value = 0.0, .valid_share = 1}});
    for (const char* id : {"sum", "ratio", "least"}) EXPECT_FALSE(book.value(id, nothing).value) << id;
    EXPECT_FALSE(book.value("ratio", zero).value) << "a division by zero";
    EXPECT_EQ(book.value("sum", zero).value, 1);
}

// The layer says per day; the formula means per year.
TEST(Indicators, ALayerEntersInTheUnitOfTheCatalogue)
{
    const Book book{{entry("ghi_mean", "zmean(ghi)"), entry("weighted", "zwmean(ghi, v_hub)")}};
    const auto& terms = book.book.terms();
    ASSERT_EQ(terms.size(), 3U);
    const Symbols symbols = {{"sun", NumberInput{.input = 0, .unit = unit("kWh/m2/d"), .twin = {}}}, {"wind", NumberInput{.input = 1, .unit = unit("m/s"), .twin = {}}}};
    Compiler compiler{symbols};
    std::vector<int> outputs;
    for (const auto& term : terms) outputs.push_back(compiler.value(term.value, Unit::dimensionless()));
    const auto program = compiler.finish();
    RowMachine machine{program, 2};
    const std::array<double, 2> sun{4, std::nan("")}, wind{2, 5};
    const std::array<InputRow, 2> rows{{{.cells = sun.data(), .complete = false}, {.cells = wind.data(), .complete = true}}};
    machine.run(rows, 2);
    EXPECT_NEAR(machine.value(outputs[0])[0], 4 * 365.25, 1e-9);
    EXPECT_NEAR(machine.value(outputs[1])[0], 4 * 365.25 * 2, 1e-9);
    EXPECT_EQ(machine.value(outputs[2])[0], 2);
    EXPECT_TRUE(std::isnan(machine.value(outputs[2])[1])) << "a weight counts only where there is something to weigh";
    const auto facts = zone('C', {{.value = 1461.0, .valid_share = 1}, {.value = 30.0, .valid_share = 0.9}, {.value = 4.0, .valid_share = 0.8}});
    EXPECT_EQ(book.value("weighted", facts).value, 7.5);
    EXPECT_EQ(book.value("weighted", facts).valid_share, 0.8);
    EXPECT_FALSE(book.value("weighted", zone('C', {{.value = 1.0, .valid_share = 1}, {.value = 0.0, .valid_share = 1}, {.value = 0.0, .valid_share = 1}})).value);
}

TEST(Indicators, AWithdrawnSumTakesAlongWhatStandsOnIt)
{
    Book book{{entry("a", "zmean(wind)"), entry("b", "a * 2"), entry("c", "zmin(wind)"), entry("d", "case(CP: c; V: d)")}};
    ASSERT_EQ(book.book.columns().size(), 4U);
    book.book.withdraw(0, "its units do not fit");
    EXPECT_EQ(book.reason("a"), "its units do not fit");
    EXPECT_EQ(book.reason("b"), "its units do not fit");
    ASSERT_EQ(book.book.columns().size(), 2U);
    EXPECT_EQ(book.book.columns()[0].id, "c");
}

} // namespace
} // namespace peaksite
