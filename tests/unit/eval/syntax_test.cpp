#include "eval/syntax.hpp"

#include "base/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

namespace peaksite {
namespace {

using testing::HasSubstr;

std::string fault_of(const std::string& source)
{
    try {
        static_cast<void>(parse(source));
    } catch (const UsageError& error) {
        return error.what();
    }
    return "no fault";
}

std::string read(const std::string& source) { return written(parse(source)); }

TEST(Parse, BindsTighterFromOrToSign)
{
    EXPECT_EQ(read("a or b and not c == d + e * -f"), "(a or (b and (not (c == (d + (e * (-f)))))))");
    EXPECT_EQ(read("a and b or c and d"), "((a and b) or (c and d))");
    EXPECT_EQ(read("not a and b"), "((not a) and b)");
    EXPECT_EQ(read("not a == b"), "(not (a == b))");
    EXPECT_EQ(read("-a * b"), "((-a) * b)");
    EXPECT_EQ(read("a - -b"), "(a - (-b))");
    EXPECT_EQ(read("+a"), "a");
}

TEST(Parse, GroupsEqualRankFromTheLeft)
{
    EXPECT_EQ(read("a - b - c"), "((a - b) - c)");
    EXPECT_EQ(read("a / b * c / d"), "(((a / b) * c) / d)");
    EXPECT_EQ(read("a - (b - c)"), "(a - (b - c))");
}

TEST(Parse, ReadsListsCallsAndBranches)
{
    EXPECT_EQ(read("landcover in ['water', \"wetland\", 3]"), "(landcover in ['water', 'wetland', 3])");
    EXPECT_EQ(read("max(a, min(b, c), 3)"), "max(a, min(b, c), 3)");
    EXPECT_EQ(read("now()"), "now()");
    const auto branches = parse("case(C: a + 1, b; PVSIE: c)");
    ASSERT_EQ(branches.parts.size(), 2U);
    EXPECT_EQ(branches.parts[0].kind, Syntax::Kind::branch);
    EXPECT_EQ(branches.parts[0].text, "C");
    EXPECT_EQ(branches.parts[0].parts.size(), 2U);
    EXPECT_EQ(branches.parts[1].text, "PVSIE");
    EXPECT_EQ(parse("case(C: a, PVSIE: b)"), parse("case(C: a; PVSIE: b)"));
}

TEST(Parse, ReadsNumbersWithUnits)
{
    const auto measured = parse("(1 kW/m2)");
    EXPECT_EQ(measured.kind, Syntax::Kind::number);
    EXPECT_EQ(measured.value, 1);
    EXPECT_EQ(measured.unit, unit("kW/m2"));
    EXPECT_EQ(parse("(10 kWh/(m2 a))").unit, unit("kWh/m2/a"));
    EXPECT_EQ(parse("(15 %)").unit, unit("%"));
    EXPECT_EQ(parse("(5 万千瓦)").unit, unit("万千瓦"));
    EXPECT_EQ(parse("(-5 degC)").value, -5);
    EXPECT_EQ(parse("(-5 degC)").unit, unit("degC"));
    EXPECT_EQ(parse("(3 10^4 t)").unit, unit("10^4 t"));
    EXPECT_EQ(parse("(2 t/10^4 CNY)").unit, unit("t/10^4 CNY"));
    EXPECT_FALSE(parse("(5)").unit.has_value());
    EXPECT_EQ(read("(5) and b"), "(5 and b)");
    EXPECT_EQ(read("(5 in [1])"), "(5 in [1])");
}

TEST(Parse, SaysWhatIsWrongAndWhere)
{
    EXPECT_THAT(fault_of("slope > 500 m"), HasSubstr("a number with a unit stands in parentheses: (500 m)"));
    EXPECT_THAT(fault_of("(5 parsec)"), HasSubstr("parsec"));
    EXPECT_THAT(fault_of("a < b < c"), HasSubstr("comparisons cannot be chained"));
    EXPECT_THAT(fault_of("a +"), HasSubstr("character 4: a value expected, not 'the end'"));
    EXPECT_THAT(fault_of("坡度 > "), HasSubstr("character 6: a value expected"));
    EXPECT_THAT(fault_of("(a + b"), HasSubstr("')' expected"));
    EXPECT_THAT(fault_of("(5 m"), HasSubstr("a parenthesis is not closed"));
    EXPECT_THAT(fault_of("a b"), HasSubstr("character 3: unexpected 'b'"));
    EXPECT_THAT(fault_of("a in ['x'"), HasSubstr("']' expected"));
    EXPECT_THAT(fault_of("a and"), HasSubstr("a value expected"));
    EXPECT_THAT(fault_of("and"), HasSubstr("a value expected, not 'and'"));
    EXPECT_THAT(fault_of(""), HasSubstr("a value expected"));
    EXPECT_THAT(fault_of("a % b"), HasSubstr("unexpected '%'"));
    EXPECT_THAT(fault_of("a ^ 2"), HasSubstr("unexpected '^'"));
}

TEST(Parse, RefusesWhatIsNestedTooDeeply)
{
    for (const std::string open : {"(", "-", "not ", "abs(", "[", "a in ["}) {
        std::string source;
        while (source.size() < 3000) source += open;
        EXPECT_THAT(fault_of(source + "a"),
                    testing::AnyOf(HasSubstr("nested more than 200 deep"), HasSubstr("expected")))
            << open;
    }
    EXPECT_THAT(fault_of(std::string(10000, '(') + "a" + std::string(10000, ')')), HasSubstr("too long"));
    EXPECT_THAT(fault_of(std::string(1500, '(') + "a" + std::string(1500, ')')),
                HasSubstr("character 201: nested more than 200 deep"));
    EXPECT_EQ(read(std::string(200, '(') + "a" + std::string(200, ')')), "a");
}

// A power curve of so many points, written as one condition in another.
TEST(Parse, ReadsIfInIfTwoHundredTimes)
{
    const auto curve = [](int points) {
        std::string out, end;
        for (int i = 0; i < points; ++i, end += ")") out += "if(v < " + std::to_string(i) + ", 0.5, ";
        return out + "1" + end;
    };
    EXPECT_EQ(names_in(parse(curve(80))), std::vector<std::string>{"v"});
    EXPECT_EQ(parse(written(parse(curve(180)))), parse(curve(180)));
    EXPECT_THAT(fault_of(curve(201)), HasSubstr("nested more than 200 deep"));
}

TEST(Parse, ReadsALongSumQuickly)
{
    std::string source = "a";
    for (int i = 0; i < 1900; ++i) source += "+a";
    const auto begin = std::chrono::steady_clock::now();
    const auto syntax = parse(source);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(500));
    EXPECT_EQ(names_in(syntax), std::vector<std::string>{"a"});
}

TEST(NamesIn, AreListedOnceInOrder)
{
    EXPECT_EQ(names_in(parse("if(b > a, max(a, c), lc in ['x', 'y']) ")),
              (std::vector<std::string>{"b", "a", "c", "lc"}));
    EXPECT_TRUE(names_in(parse("1 + (2 m)")).empty());
}

TEST(Written, KeepsTextsWithQuotationMarks)
{
    const auto syntax = parse("lc == \"O'Brien\"");
    EXPECT_EQ(parse(written(syntax)), syntax);
}

std::string drawn_expression(int depth);

std::string drawn_number()
{
    return *rc::gen::element<std::string>("0", "15", "0.1", "1e300", "(1 kW/m2)", "(15 %)", "(5 t/10^4 CNY)",
                                          "(-5 degC)", "(3 10^4 t)", "(2 km)");
}

std::string drawn_call(int depth)
{
    const auto function = *rc::gen::element<std::string>("max", "if", "psum");
    return function + "(" + drawn_expression(depth) + ", " + drawn_expression(depth) +
           "; C: " + drawn_expression(depth) + ")";
}

std::string drawn_expression(int depth)
{
    const int kind = depth <= 0 ? *rc::gen::inRange(0, 3) : *rc::gen::inRange(0, 9);
    switch (kind) {
    case 0:
        return drawn_number();
    case 1:
        return *rc::gen::element<std::string>("slope", "坡度", "fac.co2", "a_1");
    case 2:
        return *rc::gen::element<std::string>("'water'", "\"it's\"", "'水域'");
    case 3:
        return "(" + drawn_expression(depth - 1) +
               *rc::gen::element<std::string>(" + ", " - ", " * ", " / ", " or ", " and ") +
               drawn_expression(depth - 1) + ")";
    case 4:
        return "(" + drawn_expression(depth - 1) + *rc::gen::element<std::string>(" < ", " == ", " >= ", " != ") +
               drawn_expression(depth - 1) + ")";
    case 5:
        return "(-" + drawn_expression(depth - 1) + ")";
    case 6:
        return "(not " + drawn_expression(depth - 1) + ")";
    case 7:
        return "(" + drawn_expression(depth - 1) + " in [" + drawn_number() + ", " + drawn_number() + "])";
    default:
        return drawn_call(depth - 1);
    }
}

RC_GTEST_PROP(Written, IsReadBackToAnEqualTree, ())
{
    const auto source = drawn_expression(4);
    const auto syntax = parse(source);
    RC_ASSERT(parse(written(syntax)) == syntax);
    RC_ASSERT(written(parse(written(syntax))) == written(syntax));
}

TEST(Parse, AListThatIsNotThereIsMissed)
{
    for (const char* source : {"a in", "a not in", "a in 5", "a in )", "(a in)"})
        EXPECT_THROW(parse(source), UsageError) << source;
}

RC_GTEST_PROP(Parse, RefusesOrReadsAnyWords, ())
{
    const auto words = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("(", ")", "[", "]", ",", ";", ":", "+", "-", "*", "/", "<", "==", "and", "or",
                                      "not", "in", "if", "a", "5", "m", "%", "^", "'x'", "1e5"));
    std::string source;
    for (const auto& word : words) source += word + " ";
    try {
        const auto syntax = parse(source);
        RC_ASSERT(parse(written(syntax)) == syntax);
    } catch (const UsageError& error) {
        RC_ASSERT(!error.faults().empty());
    }
}

} // namespace
} // namespace peaksite
