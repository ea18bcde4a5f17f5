#include "eval/compiler.hpp"
#include "eval/machine.hpp"

#include "base/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <chrono>
#include <cmath>

namespace peaksite {
namespace {

using testing::AllOf;
using testing::HasSubstr;

Symbols symbols()
{
    Symbols out;
    out.emplace("slope", NumberInput{.input = 0, .unit = unit("deg"), .twin = {}});
    out.emplace("ghi", NumberInput{.input = 1, .unit = unit("kWh/m2/d"), .twin = {}});
    out.emplace("rail_km", NumberInput{.input = 2, .unit = unit("km"), .twin = {}});
    out.emplace("temperature", NumberInput{.input = 3, .unit = unit("degC"), .twin = {}});
    out.emplace("landcover", ClassInput{.input = 4,
                                        .classes = {{.code = 1, .key = "water"}, {.code = 2, .key = "wetland"}},
                                        .missing = 255});
    out.emplace("reserves", ConditionInput{.input = 5});
    out.emplace("price", Constant{measure("0.35 CNY/kWh")});
    out.emplace("carbon", NumberInput{.input = 6, .unit = unit("t C/ha"), .twin = {}});
    return out;
}

const Symbols names = symbols();

// Place, sentence and hint of the fault that compiling an expression meets.
std::string fault_of(const std::string& source, bool condition, const std::optional<Unit>& wanted = {},
                     const Symbols& known = names)
{
    Compiler compiler{known};
    try {
        if (condition)
            static_cast<void>(compiler.condition(parse(source)));
        else
            static_cast<void>(compiler.value(parse(source), wanted));
    } catch (const UsageError& error) {
        return english(error.faults().front());
    }
    return "no fault";
}

// The result for one cell.
struct Result {
    double value = 0;
    Unit unit;
};
Result result_of(const std::string& source, std::array<double, 7> cells, const std::optional<Unit>& wanted = {})
{
    Compiler compiler{names};
    const int output = compiler.value(parse(source), wanted);
    const auto program = compiler.finish();
    RowMachine machine{program, 1};
    std::vector<InputRow> inputs;
    for (const auto& cell : cells) inputs.push_back({.cells = &cell, .complete = true});
    machine.run(inputs, 1);
    return {machine.value(output)[0], program.outputs[static_cast<std::size_t>(output)].unit};
}

Truth truth_of(const std::string& source, std::array<double, 7> cells)
{
    Compiler compiler{names};
    const int output = compiler.condition(parse(source));
    const auto program = compiler.finish();
    RowMachine machine{program, 1};
    std::vector<InputRow> inputs;
    for (const auto& cell : cells) inputs.push_back({.cells = &cell, .complete = true});
    machine.run(inputs, 1);
    return machine.condition(output)[0];
}

TEST(Units, AreConvertedToTheOneOfTheLeftSide)
{
    // Radiation per day and per year: 1 a = 365.25 d.
    const auto sum = result_of("ghi + (730.5 kWh/m2/a)", {0, 4});
    EXPECT_EQ(sum.unit, unit("kWh/m2/d"));
    EXPECT_DOUBLE_EQ(sum.value, 6);
    EXPECT_DOUBLE_EQ(result_of("ghi", {0, 4}, unit("kWh/m2/a")).value, 1461);
    EXPECT_DOUBLE_EQ(result_of("ghi", {0, 4}, unit("MJ/m2/d")).value, 14.4);
    EXPECT_DOUBLE_EQ(result_of("ghi / (1 kW/m2) * 0.8", {0, 4}, unit("h/a")).value, 4 * 365.25 * 0.8);
}

TEST(Units, OfABareNumberAreThoseOfTheOtherSide)
{
    EXPECT_EQ(truth_of("slope > 15", {16}), Truth::yes);
    EXPECT_EQ(truth_of("15 < slope", {15}), Truth::no);
    EXPECT_EQ(truth_of("rail_km < (500 m)", {0, 0, 0.4}), Truth::yes);
    EXPECT_EQ(truth_of("rail_km < (500 m)", {0, 0, 0.6}), Truth::no);
    EXPECT_EQ(truth_of("rail_km in [1, (2 km), (3000 m)]", {0, 0, 3}), Truth::yes);
    EXPECT_EQ(result_of("max(rail_km, 2)", {0, 0, 1}).unit, unit("km"));
    EXPECT_EQ(result_of("rail_km + 2", {0, 0, 1}).value, 3);
    EXPECT_EQ(result_of("2 * rail_km", {0, 0, 1}).unit, unit("km"));
    EXPECT_EQ(result_of("25", {}, unit("MW/km2")).value, 25);
}

TEST(Units, OfWhatIsMadeOfBareNumbersAreFreeToo)
{
    EXPECT_EQ(truth_of("slope > if(landcover == 'wetland', 5, 10)", {7}), Truth::no);
    EXPECT_EQ(truth_of("slope > min(5, 10)", {7}), Truth::yes);
    EXPECT_EQ(truth_of("slope > abs(-5)", {7}), Truth::yes);
    EXPECT_EQ(truth_of("slope > 2 * (3 + 1)", {7}), Truth::no);
    EXPECT_EQ(result_of("slope + if(reserves, 1, 2)", {7}).unit, unit("deg"));
}

TEST(Units, OfTemperaturesMoveTheirZero)
{
    EXPECT_DOUBLE_EQ(result_of("temperature", {0, 0, 0, 20}, unit("K")).value, 293.15);
    EXPECT_EQ(truth_of("temperature > (-5 degC)", {0, 0, 0, -4}), Truth::yes);
    EXPECT_EQ(truth_of("temperature > (273.15 K)", {0, 0, 0, -4}), Truth::no);
    EXPECT_DOUBLE_EQ(result_of("1 - (0.004 1/K) * (temperature - 25)", {0, 0, 0, 50}, Unit{}).value, 0.9);
}

TEST(Units, ThatDifferAreRefusedWithAHint)
{
    EXPECT_THAT(fault_of("ghi + slope", false), AllOf(HasSubstr("in '(ghi + slope)'"), HasSubstr("deg")));
    EXPECT_THAT(fault_of("slope > (15 km)", true), HasSubstr("km"));
    EXPECT_THAT(fault_of("carbon + (1 t CO2/ha)", false), AllOf(HasSubstr("CO2"), HasSubstr("44/12")));
    EXPECT_THAT(fault_of("if(reserves, ghi, slope)", false), HasSubstr("in 'if(reserves, ghi, slope)'"));
    EXPECT_THAT(fault_of("max(ghi, 2, slope)", false), HasSubstr("in 'max(ghi, 2, slope)'"));
    EXPECT_THAT(fault_of("ghi in [(1 km)]", true), HasSubstr("km"));
    EXPECT_THAT(fault_of("ghi", false, unit("MW")), HasSubstr("in 'ghi'"));
    EXPECT_THAT(fault_of("exp(rail_km)", false), HasSubstr("in 'exp(rail_km)'"));
    EXPECT_THAT(fault_of("sqrt(rail_km)", false), HasSubstr("in 'sqrt(rail_km)'"));
    EXPECT_THAT(fault_of("pow(rail_km, slope)", false), HasSubstr("in 'pow(rail_km, slope)'"));
    EXPECT_THAT(fault_of("pow(rail_km, 0.5)", false), HasSubstr("whole number"));
}

TEST(Units, OfPowersAndRoots)
{
    EXPECT_EQ(result_of("pow(rail_km, 2)", {0, 0, 3}).unit, unit("km2"));
    EXPECT_EQ(result_of("pow(rail_km, -1)", {0, 0, 4}).value, 0.25);
    EXPECT_EQ(result_of("sqrt(rail_km * rail_km)", {0, 0, 3}).unit, unit("km"));
    // 200 % is 2, and only then the unit follows.
    EXPECT_EQ(result_of("pow(rail_km, (200 %))", {0, 0, 3}).unit, unit("km2"));
    EXPECT_EQ(result_of("pow(rail_km, (200 %))", {0, 0, 3}).value, 9);
    EXPECT_EQ(result_of("pow((50 %), 2)", {}).value, 0.25);
    EXPECT_NEAR(result_of("log((50 %))", {}).value, std::log(0.5), 1e-15);
}

TEST(Units, OfAComputedValueAreKnownBeforeItIsCompiled)
{
    Compiler compiler{names};
    EXPECT_EQ(compiler.unit_of(parse("ghi * (1 m2)")), unit("kWh/d"));
    EXPECT_EQ(compiler.finish().instructions.size(), 0U);
}

TEST(Constants, AreComputedAtOnce)
{
    Compiler compiler{names};
    EXPECT_EQ(compiler.constant(parse("2 * (3 + 4)")), (Measure{14, {}}));
    EXPECT_EQ(compiler.constant(parse("price * 2")), (Measure{0.7, unit("CNY/kWh")}));
    EXPECT_EQ(compiler.constant(parse("sqrt(pow(3, 2) + 16)")), (Measure{5, {}}));
    EXPECT_EQ(compiler.constant(parse("min((3 km), (500 m), 9)")), (Measure{0.5, unit("km")}));
    EXPECT_FALSE(compiler.constant(parse("slope * 0")).has_value());
    EXPECT_TRUE(compiler.finish().instructions.empty());
}

TEST(Constants, ThatAreNotFiniteAreRefused)
{
    for (const std::string source : {"1 / 0", "1e300 * 1e300", "log(0)", "sqrt(-1)", "exp(1e9)", "pow(0, -1)",
                                     "slope + 0 / 0", "-(1e308 + 1e308)"})
        EXPECT_THAT(fault_of(source, false), AllOf(HasSubstr("in '"), HasSubstr("not a finite number"))) << source;
    EXPECT_THAT(fault_of("rail_km + (1e308 Mm)", false), testing::Not(HasSubstr("no fault")));
}

TEST(Names, ThatAreUnknownGetASuggestion)
{
    EXPECT_THAT(fault_of("slop > 15", true),
                AllOf(HasSubstr("'slop' is not a layer of the plan"), HasSubstr("did you mean 'slope'?")));
    EXPECT_THAT(fault_of("sqr(slope)", false), AllOf(HasSubstr("no function 'sqr'"), HasSubstr("'sqrt'")));
    EXPECT_THAT(fault_of("slope(dem) > 3", true), HasSubstr("derive = \"slope(dem)\""));
    EXPECT_THAT(fault_of("landcover == 'waterr'", true),
                AllOf(HasSubstr("'waterr' is not a class"), HasSubstr("water, wetland")));
    EXPECT_THAT(fault_of("landcover == 3", true), HasSubstr("3 is not a class"));
}

TEST(Kinds, ThatDoNotFitAreRefused)
{
    EXPECT_THAT(fault_of("slope", true), HasSubstr("'slope' is not a condition"));
    EXPECT_THAT(fault_of("slope + 1", true), HasSubstr("a condition is needed here"));
    EXPECT_THAT(fault_of("15", true), HasSubstr("a condition is needed here"));
    EXPECT_THAT(fault_of("slope > 15", false), HasSubstr("if(condition, 1, 0)"));
    EXPECT_THAT(fault_of("reserves + 1", false), HasSubstr("'reserves' is a condition"));
    EXPECT_THAT(fault_of("landcover + 1", false), HasSubstr("'landcover' is a layer of classes"));
    EXPECT_THAT(fault_of("'water'", false), HasSubstr("a text stands where a number is needed"));
    EXPECT_THAT(fault_of("landcover < 2", true), HasSubstr("classes have no order"));
    EXPECT_THAT(fault_of("'water' == landcover", true), HasSubstr("write the layer first"));
    EXPECT_THAT(fault_of("slope == 'steep'", true), HasSubstr("a text can only be compared with a layer of classes"));
    EXPECT_THAT(fault_of("landcover == slope", true), HasSubstr("a class is a text"));
    EXPECT_THAT(fault_of("landcover in []", true), HasSubstr("the list is empty"));
    EXPECT_THAT(fault_of("landcover in water", true), HasSubstr("a list is needed"));
    EXPECT_THAT(fault_of("if(slope > 1, 2)", false), HasSubstr("if takes 3 arguments, not 2"));
    EXPECT_THAT(fault_of("max(1)", false), HasSubstr("at least 2 arguments"));
}

TEST(Definitions, AreReadWhereTheirNameStands)
{
    auto known = symbols();
    known.emplace("steep", Definition{std::make_shared<const Syntax>(parse("slope > 15"))});
    known.emplace("yearly", Definition{std::make_shared<const Syntax>(parse("ghi * (365.25 d)"))});
    Compiler compiler{known};
    const int output = compiler.condition(parse("steep or slope > 15"));
    EXPECT_EQ(compiler.unit_of(parse("yearly")), unit("kWh/m2"));
    EXPECT_EQ(compiler.condition(parse("slope > 15 or steep")), output);
}

TEST(Definitions, ThatAreDerivedFromThemselvesAreRefused)
{
    auto known = symbols();
    known.emplace("x", Definition{std::make_shared<const Syntax>(parse("y + 1"))});
    known.emplace("y", Definition{std::make_shared<const Syntax>(parse("x * 2"))});
    EXPECT_THAT(fault_of("x", false, {}, known), HasSubstr("derived from itself"));
    known.insert_or_assign("y", Definition{std::make_shared<const Syntax>(parse("slope"))});
    EXPECT_EQ(fault_of("x + x", false, {}, known), "no fault");
}

// Each names the one before it twice: read anew at each name, the last would take 2^60 readings.
TEST(Definitions, ThatDoubleAreReadOnce)
{
    auto known = symbols();
    known.emplace("d0", Definition{std::make_shared<const Syntax>(parse("slope * 1.5"))});
    known.emplace("c0", Definition{std::make_shared<const Syntax>(parse("slope > 15"))});
    for (int i = 1; i <= 60; ++i) {
        const auto before = std::to_string(i - 1), here = std::to_string(i);
        known.emplace("d" + here,
                      Definition{std::make_shared<const Syntax>(parse("(d" + before + " + d" + before + ") / 2"))});
        known.emplace("c" + here,
                      Definition{std::make_shared<const Syntax>(parse("c" + before + " and not c" + before))});
    }
    Compiler compiler{known};
    static_cast<void>(compiler.value(parse("d60")));
    static_cast<void>(compiler.condition(parse("c60")));
    EXPECT_LT(compiler.finish().instructions.size(), 400U);
}

TEST(Definitions, InAnEndlessChainAreRefused)
{
    auto known = symbols();
    known.emplace("x0", Definition{std::make_shared<const Syntax>(parse("slope"))});
    for (int i = 1; i <= 20000; ++i)
        known.emplace("x" + std::to_string(i),
                      Definition{std::make_shared<const Syntax>(parse("x" + std::to_string(i - 1) + " + 1"))});
    EXPECT_THAT(fault_of("x20000", false, {}, known), HasSubstr("through more than 200"));
    EXPECT_EQ(fault_of("x150", false, {}, known), "no fault");
}

// Tests within tests within comparisons: each part is compiled once, not once per way to look at it.
TEST(Compiler, IsQuickForNestedTests)
{
    auto known = symbols();
    const auto twin =
        std::make_shared<const Twin>(Twin{.input = 9, .of = [](double t) { return std::atan(std::sqrt(t)); }});
    known.insert_or_assign("slope", NumberInput{.input = 0, .unit = unit("deg"), .twin = twin});
    std::string compared = "1", listed = "slope";
    for (int i = 0; i < 30; ++i) {
        compared = "if(slope > " + compared + ", 1, 2)";
        listed = "if(" + listed + " in [1, 2, 3], slope, 2)";
    }
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(fault_of(compared, false, {}, known), "no fault");
    EXPECT_EQ(fault_of(listed, false, {}, known), "no fault");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST(Compiler, ManagesTheLongestSum)
{
    std::string source = "slope";
    for (int i = 0; i < 1990; ++i) source += "+slope";
    Compiler compiler{names};
    static_cast<void>(compiler.value(parse(source)));
    EXPECT_EQ(compiler.finish().instructions.size(), 1990U);
}

// The tangent squared is compared instead of the slope: no cell may change sides.
RC_GTEST_PROP(Twins, CompareAsTheirNumbersDo, ())
{
    const auto of = [](double t) { return std::atan(std::sqrt(t)) * 180 / 3.14159265358979323846; };
    Symbols known;
    const auto twin = std::make_shared<const Twin>(Twin{.input = 1, .of = of});
    known.emplace("slope", NumberInput{.input = 0, .unit = unit("deg"), .twin = twin});
    const double limit = *rc::gen::element(0.0, 15.0, 25.0, 45.0, 90.0, -3.0, 200.0, 1e-9);
    const auto sign = *rc::gen::element<std::string>("<", "<=", ">", ">=");
    const bool first = *rc::gen::arbitrary<bool>();
    const auto source = first ? "slope " + sign + " " + number(limit) : number(limit) + " " + sign + " slope";
    Compiler compiler{known};
    const int output = compiler.condition(parse(source));
    const auto program = compiler.finish();
    RC_ASSERT(program.inputs() == std::vector<int>{1});

    const double edge = std::pow(std::tan(std::clamp(limit, 0.0, 89.0) * 3.14159265358979323846 / 180), 2);
    std::vector<double> twins{0,    edge,        std::nextafter(edge, 0.0), std::nextafter(edge, 9e9), 0.01, 1,
                              1e12, std::nan("")};
    RowMachine machine{program, 8};
    const std::vector<InputRow> inputs{{}, {twins.data(), false}};
    machine.run(inputs, 8);
    for (std::size_t i = 0; i < twins.size(); ++i) {
        const double left = first ? of(twins[i]) : limit, right = first ? limit : of(twins[i]);
        const bool holds = sign == "<"    ? left < right
                           : sign == "<=" ? left <= right
                           : sign == ">"  ? left > right
                                          : left >= right;
        const auto expected = std::isnan(twins[i]) ? Truth::unknown : holds ? Truth::yes : Truth::no;
        RC_ASSERT(machine.condition(output)[i] == expected);
    }
}

} // namespace
} // namespace peaksite
