#pragma once

#include "eval/assembly.hpp"
#include "eval/names.hpp"

#include <map>
#include <optional>

namespace peaksite {

/// A number under way: where it is, its unit, and whether it is made of bare numbers only, which take any unit.
struct Value {
    Operand at;
    Unit unit;
    bool bare = false;
};

/// Translates expressions into instructions: numbers in translate_numbers.cpp, conditions in translate_conditions.cpp.
class Translator {
public:
    explicit Translator(const Symbols& symbols) : m_names(symbols) {}

    Value number(const Syntax& s);
    Operand condition(const Syntax& s);

    /// The value in another unit; a bare number takes it.
    Operand in_unit(const Syntax& s, const Value& value, const Unit& wanted);

    const Names& names() const { return m_names; }
    Assembly& assembly() { return m_assembly; }

private:
    // Two numbers brought to one unit.
    struct Pair {
        Operand a, b;
        Unit unit;
        bool bare = false;
    };

    Value named(const Syntax& s);
    Value codes_of(const ClassInput& layer);
    Value arithmetic(const Syntax& s);
    Value call(const Syntax& s);
    Value extreme(const Syntax& s, Step step);
    Value chosen(const Syntax& s);
    Value power(const Syntax& s);
    Value function(const Syntax& s);
    Pair together(const Syntax& s, const Value& a, const Value& b);
    Operand applied(const Syntax& s, Step step, Operand a);
    Operand applied(const Syntax& s, Step step, Operand a, Operand b);
    Operand constant(const Syntax& s, double value);
    Operand pure(const Syntax& s, const Value& value) { return in_unit(s, value, Unit::dimensionless()); }

    Operand named_condition(const Syntax& s);
    Operand chosen_condition(const Syntax& s);
    Operand comparison(const Syntax& s);
    Operand membership(const Syntax& s);
    Operand class_membership(const Syntax& s, const ClassInput& layer);
    std::optional<Operand> twin_comparison(const Syntax& s, const Value& a, const Value& b);

    Names m_names;
    Assembly m_assembly;
    OpenDefinitions m_open;
    std::map<std::string, Value> m_numbers; // definitions read before
    std::map<std::string, Operand> m_conditions;
};

/// Throws UsageError unless a call has that many arguments.
void expect_arguments(const Syntax& call, std::size_t least, std::size_t most);

bool is_arithmetic(std::string_view word);

} // namespace peaksite
