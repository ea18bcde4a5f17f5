#include "eval/compiler.hpp"
#include "eval/machine.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>

namespace peaksite {
namespace {

using Kind = Syntax::Kind;
using Number = std::optional<double>;

constexpr int width = 61;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// Three layers of numbers, one of classes, one condition: inputs 0 to 4.
struct Rows {
    std::array<std::vector<double>, 3> numbers;
    std::vector<std::uint8_t> classes;
    std::vector<Truth> inside;
    bool complete = false;

    std::vector<InputRow> inputs() const
    {
        std::vector<InputRow> out;
        for (const auto& row : numbers) out.push_back({.cells = row.data(), .complete = complete});
        out.push_back({.cells = classes.data(), .complete = complete});
        out.push_back({.cells = inside.data(), .complete = complete});
        return out;
    }
};

const std::vector<LayerClass> landcover{{.code = 0, .key = "water"},
                                        {.code = 1, .key = "forest"},
                                        {.code = 2, .key = "forest"},
                                        {.code = 9, .key = "town"}};

Symbols symbols()
{
    Symbols out;
    out.emplace("a", NumberInput{.input = 0, .unit = {}, .twin = {}});
    out.emplace("b", NumberInput{.input = 1, .unit = {}, .twin = {}});
    out.emplace("c", NumberInput{.input = 2, .unit = {}, .twin = {}});
    out.emplace("lc", ClassInput{.input = 3, .classes = landcover, .missing = 255});
    out.emplace("inside", ConditionInput{.input = 4});
    out.emplace("d", Definition{std::make_shared<const Syntax>(parse("a * b - c"))});
    out.emplace("near", Definition{std::make_shared<const Syntax>(parse("inside or a < 2"))});
    return out;
}

Rows drawn_rows(std::mt19937& random, bool complete)
{
    Rows rows;
    rows.complete = complete;
    const std::array<double, 9> values{0, 1, -1, 2, 3.25, 1e-3, -7, 1e200, -0.0};
    const auto pick = [&](int n) { return std::uniform_int_distribution{0, n - 1}(random); };
    for (auto& row : rows.numbers)
        for (int i = 0; i < width; ++i)
            row.push_back(!complete && pick(5) == 0 ? nan : values[static_cast<std::size_t>(pick(9))]);
    for (int i = 0; i < width; ++i) {
        rows.classes.push_back(!complete && pick(5) == 0 ? 255 : static_cast<std::uint8_t>(pick(4)));
        rows.inside.push_back(static_cast<Truth>(complete ? 2 * pick(2) : pick(3)));
    }
    return rows;
}

// The slow obvious way: walks the tree for one cell, with the three-valued tables written out.
class Walker {
public:
    Walker(const Rows& rows, int cell) : m_rows(rows), m_cell(static_cast<std::size_t>(cell)) {}

    Number number(const Syntax& s) const
    {
        if (s.kind == Kind::number) return s.value;
        if (s.kind == Kind::name) return name(s.text);
        if (s.kind == Kind::unary) return map(number(s.parts[0]), [](double x) { return -x; });
        if (s.kind == Kind::call) return call(s);
        const auto a = number(s.parts[0]), b = number(s.parts[1]);
        if (!a || !b) return {};
        const double x = *a, y = *b;
        return finite(s.text == "+" ? x + y : s.text == "-" ? x - y : s.text == "*" ? x * y : x / y);
    }

    std::optional<bool> condition(const Syntax& s) const
    {
        if (s.kind == Kind::name)
            return s.text == "near" ? either(inside(), compared("<", number(parse("a")), 2.0)) : inside();
        if (s.kind == Kind::unary) return inverse(condition(s.parts[0]));
        if (s.kind == Kind::call) {
            const auto test = condition(s.parts[0]);
            return test ? condition(s.parts[*test ? 1 : 2]) : std::nullopt;
        }
        if (s.text == "and") return inverse(either(inverse(condition(s.parts[0])), inverse(condition(s.parts[1]))));
        if (s.text == "or") return either(condition(s.parts[0]), condition(s.parts[1]));
        if (s.parts[0].text == "lc") return member(s);
        if (s.text != "in") return compared(s.text, number(s.parts[0]), number(s.parts[1]));
        std::optional<bool> any = false;
        for (const auto& part : s.parts[1].parts) any = either(any, compared("==", number(s.parts[0]), number(part)));
        return any;
    }

private:
    static Number finite(double x) { return std::isfinite(x) ? Number{x} : Number{}; }
    template <class Of>
    static Number map(Number x, Of of)
    {
        return x ? finite(of(*x)) : Number{};
    }

    Number name(const std::string& text) const
    {
        if (text == "d") return number(parse("a * b - c"));
        const double value = m_rows.numbers[static_cast<std::size_t>(text[0] - 'a')][m_cell];
        return std::isnan(value) ? Number{} : value;
    }

    Number call(const Syntax& s) const
    {
        if (s.text == "if") {
            const auto test = condition(s.parts[0]);
            return test ? number(s.parts[*test ? 1 : 2]) : Number{};
        }
        const auto x = number(s.parts[0]);
        if (s.text == "abs") return map(x, [](double v) { return std::fabs(v); });
        if (s.text == "sqrt") return map(x, [](double v) { return std::sqrt(v); });
        if (s.text == "exp") return map(x, [](double v) { return std::exp(v); });
        if (s.text == "log") return map(x, [](double v) { return std::log(v); });
        const auto y = number(s.parts[1]);
        if (!x || !y) return {};
        if (s.text == "pow") return finite(std::pow(*x, *y));
        if (s.text == "min") return *x < *y ? *x : *y;
        return *x > *y ? *x : *y;
    }

    std::optional<bool> inside() const
    {
        const auto truth = m_rows.inside[m_cell];
        return truth == Truth::unknown ? std::optional<bool>{} : truth == Truth::yes;
    }

    static std::optional<bool> inverse(std::optional<bool> a) { return a ? std::optional{!*a} : a; }
    static std::optional<bool> either(std::optional<bool> a, std::optional<bool> b)
    {
        if ((a && *a) || (b && *b)) return true;
        if (!a || !b) return {};
        return false;
    }

    static std::optional<bool> compared(const std::string& sign, Number a, Number b)
    {
        if (!a || !b) return {};
        if (sign == "<") return *a < *b;
        if (sign == "<=") return *a <= *b;
        if (sign == ">") return *a > *b;
        if (sign == ">=") return *a >= *b;
        return sign == "==" ? *a == *b : *a != *b;
    }

    std::optional<bool> member(const Syntax& s) const
    {
        const auto index = m_rows.classes[m_cell];
        if (index == 255) return {};
        const auto is = [&](const Syntax& wanted) {
            const auto& one = landcover[index];
            return wanted.kind == Kind::text ? one.key == wanted.text : one.code == wanted.value;
        };
        if (s.text != "in") return is(s.parts[1]) == (s.text == "==");
        return std::ranges::any_of(s.parts[1].parts, is);
    }

    const Rows& m_rows;
    std::size_t m_cell;
};

// Random expressions.
class Author {
public:
    explicit Author(std::mt19937& random) : m_random(random) {}

    std::string number(int depth)
    {
        if (depth <= 0) return pick({"a", "b", "c", "d", "0", "1", "2.5", "1e200", "0.001"});
        switch (dice(8)) {
        case 0:
            return pick({"a", "b", "c", "d"});
        case 1:
            return "(-" + number(depth - 1) + ")";
        case 2:
        case 3:
        case 4:
            return "(" + number(depth - 1) + pick({" + ", " - ", " * ", " / "}) + number(depth - 1) + ")";
        case 5:
            return pick({"abs(", "sqrt(", "exp(", "log("}) + number(depth - 1) + ")";
        case 6:
            return pick({"min(", "max(", "pow("}) + number(depth - 1) + ", " + number(depth - 1) + ")";
        default:
            return "if(" + condition(depth - 1) + ", " + number(depth - 1) + ", " + number(depth - 1) + ")";
        }
    }

    std::string condition(int depth)
    {
        if (depth <= 0)
            return pick({"inside", "near", "lc == 'forest'", "lc != 'water'", "lc in ['water', 9]", "lc == 2"});
        switch (dice(6)) {
        case 0:
            return "(not " + condition(depth - 1) + ")";
        case 1:
            return "(" + condition(depth - 1) + pick({" and ", " or "}) + condition(depth - 1) + ")";
        case 2:
        case 3:
            return "(" + number(depth - 1) + pick({" < ", " <= ", " > ", " >= ", " == ", " != "}) + number(depth - 1) +
                   ")";
        case 4:
            return "(" + number(depth - 1) + " in [" + number(0) + ", " + number(0) + "])";
        default:
            return "if(" + condition(depth - 1) + ", " + condition(depth - 1) + ", " + condition(depth - 1) + ")";
        }
    }

    int dice(int sides) { return std::uniform_int_distribution{0, sides - 1}(m_random); }

private:
    std::string pick(std::initializer_list<const char*> words)
    {
        return words.begin()[dice(static_cast<int>(words.size()))];
    }
    std::mt19937& m_random;
};

void expect_number(const RowMachine& machine, int output, const Rows& rows, const std::string& source)
{
    const auto syntax = parse(source);
    bool missing = false;
    for (int cell = 0; cell < width; ++cell) {
        const auto expected = Walker{rows, cell}.number(syntax);
        const double found = machine.value(output)[cell];
        missing = missing || std::isnan(found);
        ASSERT_EQ(std::isnan(found), !expected) << source << " in cell " << cell << " is " << found;
        if (expected) {
            ASSERT_EQ(found, *expected) << source << " in cell " << cell;
        }
    }
    ASSERT_FALSE(missing && machine.complete(output)) << source << " says that it is complete";
}

void expect_condition(const RowMachine& machine, int output, const Rows& rows, const std::string& source)
{
    const auto syntax = parse(source);
    bool unknown = false;
    for (int cell = 0; cell < width; ++cell) {
        const auto expected = Walker{rows, cell}.condition(syntax);
        const auto found = machine.condition(output)[cell];
        unknown = unknown || found == Truth::unknown;
        ASSERT_EQ(found, !expected   ? Truth::unknown
                         : *expected ? Truth::yes
                                     : Truth::no)
            << source << " in cell " << cell;
    }
    ASSERT_FALSE(unknown && machine.complete(output)) << source << " says that it is complete";
}

struct Compiled {
    std::string source;
    int output = 0;
    bool condition = false;
};

// Several expressions in one program, so that they share parts and rows.
std::vector<Compiled> drawn_program(Author& author, Compiler& compiler, int& refused)
{
    std::vector<Compiled> out;
    for (int i = 0; i < 5; ++i) {
        Compiled one{.source = {}, .output = 0, .condition = author.dice(2) == 0};
        one.source = one.condition ? author.condition(4) : author.number(4);
        try {
            one.output = one.condition ? compiler.condition(parse(one.source)) : compiler.value(parse(one.source));
            out.push_back(one);
        } catch (const UsageError& error) {
            EXPECT_NE(std::string{error.what()}.find("not a finite number"), std::string::npos) << error.what();
            ++refused;
        }
    }
    return out;
}

TEST(Program, EqualsTheWalkOverTheTreeForRandomExpressions)
{
    constexpr unsigned seed = 20261120;
    std::mt19937 random{seed};
    RecordProperty("seed", static_cast<int>(seed));
    Author author{random};
    const auto names = symbols();
    int refused = 0, tried = 0;
    for (int round = 0; round < 400; ++round) {
        Compiler compiler{names};
        const auto all = drawn_program(author, compiler, refused);
        tried += 5;
        const auto program = compiler.finish();
        RowMachine machine{program, width};
        const auto rows = drawn_rows(random, round % 3 == 0);
        const auto inputs = rows.inputs(); // looked at until the next run
        machine.run(inputs, width);
        for (const auto& one : all) {
            if (one.condition)
                expect_condition(machine, one.output, rows, one.source);
            else
                expect_number(machine, one.output, rows, one.source);
            ASSERT_FALSE(HasFatalFailure());
        }
    }
    EXPECT_LT(refused, tried / 3);
}

// What one expression yields for one cell of a, b and c.
double value_of(const std::string& source, double a, double b = 0, double c = 0)
{
    const auto names = symbols();
    Compiler compiler{names};
    const int output = compiler.value(parse(source));
    const auto program = compiler.finish();
    RowMachine machine{program, 1};
    const std::uint8_t classes = 0;
    const Truth inside = Truth::yes;
    const std::vector<InputRow> inputs{{&a, true}, {&b, true}, {&c, true}, {&classes, true}, {&inside, true}};
    machine.run(inputs, 1);
    const double value = machine.value(output)[0];
    EXPECT_FALSE(std::isnan(value) && machine.complete(output)) << source;
    return value;
}

TEST(Program, TakesWhatIsNotFiniteAsNoData)
{
    EXPECT_TRUE(std::isnan(value_of("a / b", 1, 0)));
    EXPECT_TRUE(std::isnan(value_of("a * b", 1e200, 1e200)));
    EXPECT_TRUE(std::isnan(value_of("a + b", 1e308, 1e308)));
    EXPECT_TRUE(std::isnan(value_of("a - b", -1e308, 1e308)));
    EXPECT_TRUE(std::isnan(value_of("1 / (a * b)", 1e200, 1e200)));
    EXPECT_TRUE(std::isnan(value_of("a * b - a * b", 1e200, 1e200)));
    EXPECT_TRUE(std::isnan(value_of("exp(a)", 1000)));
    EXPECT_TRUE(std::isnan(value_of("log(a)", 0)));
    EXPECT_TRUE(std::isnan(value_of("sqrt(a)", -1)));
    EXPECT_TRUE(std::isnan(value_of("pow(a, b)", -2, 0.5)));
    EXPECT_EQ(value_of("max(a, b)", 3, 4), 4);
}

TEST(Program, ComputesEqualPartsOnce)
{
    const auto names = symbols();
    Compiler compiler{names};
    const int first = compiler.value(parse("a * b + a * b")), second = compiler.value(parse("sqrt(a * b)"));
    const int again = compiler.value(parse("a*b + a*b"));
    const int condition = compiler.condition(parse("a * b > 3 and (a * b > 3 or inside)"));
    const auto program = compiler.finish();
    EXPECT_EQ(first, again);
    EXPECT_NE(first, second);
    EXPECT_EQ(condition, 2);
    EXPECT_EQ(program.outputs.size(), 3U);
    // a*b, +, sqrt, <, or, and
    EXPECT_EQ(program.instructions.size(), 6U);
    EXPECT_EQ(program.inputs(), (std::vector<int>{0, 1, 4}));
}

TEST(Program, ReusesRowsAndForgetsWhatNoOutputNeeds)
{
    const auto names = symbols();
    Compiler compiler{names};
    static_cast<void>(compiler.unit_of(parse("a * c * 17")));
    std::string source = "a";
    for (int i = 0; i < 50; ++i) source = "(" + source + " + " + std::to_string(i) + ") * b";
    static_cast<void>(compiler.value(parse(source)));
    const auto program = compiler.finish();
    EXPECT_EQ(program.instructions.size(), 100U);
    EXPECT_LE(program.value_slots, 3);
    EXPECT_EQ(program.inputs(), (std::vector<int>{0, 1}));
}

TEST(Program, KnowsClassesByKeyAndByCode)
{
    const auto names = symbols();
    const std::vector<std::pair<std::string, std::array<Truth, 5>>> cases{
        {"lc == 'forest'", {Truth::no, Truth::yes, Truth::yes, Truth::no, Truth::unknown}},
        {"lc != 'forest'", {Truth::yes, Truth::no, Truth::no, Truth::yes, Truth::unknown}},
        {"lc in ['water', 9]", {Truth::yes, Truth::no, Truth::no, Truth::yes, Truth::unknown}},
        {"lc == 2", {Truth::no, Truth::no, Truth::yes, Truth::no, Truth::unknown}},
        {"not lc in ['town']", {Truth::yes, Truth::yes, Truth::yes, Truth::no, Truth::unknown}}};
    const std::array<std::uint8_t, 5> classes{0, 1, 2, 3, 255};
    for (const auto& [source, expected] : cases) {
        Compiler compiler{names};
        const int output = compiler.condition(parse(source));
        const auto program = compiler.finish();
        RowMachine machine{program, 5};
        const std::vector<InputRow> inputs{{}, {}, {}, {classes.data(), false}, {}};
        machine.run(inputs, 5);
        for (std::size_t i = 0; i < 5; ++i)
            EXPECT_EQ(machine.condition(output)[i], expected[i]) << source << " class " << i;
    }
}

TEST(Program, GivesAValueToEveryClass)
{
    const auto names = symbols();
    Compiler compiler{names};
    const std::array<double, 4> stocks{0, 120, nan, 5};
    const int output = compiler.class_value("lc", stocks, unit("t C/ha")),
              indicator = compiler.condition_value(parse("lc == 'water'"));
    const auto program = compiler.finish();
    RowMachine machine{program, 5};
    const std::array<std::uint8_t, 5> classes{0, 1, 2, 3, 255};
    const std::vector<InputRow> inputs{{}, {}, {}, {classes.data(), false}, {}};
    machine.run(inputs, 5);
    EXPECT_EQ(machine.value(output)[1], 120);
    EXPECT_EQ(machine.value(output)[3], 5);
    EXPECT_TRUE(std::isnan(machine.value(output)[2]) && std::isnan(machine.value(output)[4]));
    EXPECT_EQ(program.outputs[static_cast<std::size_t>(output)].unit, unit("t C/ha"));
    EXPECT_EQ(machine.value(indicator)[0], 1);
    EXPECT_EQ(machine.value(indicator)[1], 0);
    EXPECT_TRUE(std::isnan(machine.value(indicator)[4]));
}

} // namespace
} // namespace peaksite
