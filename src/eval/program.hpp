#pragma once

#include "eval/symbols.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace peaksite {

/// A condition of one cell. The order makes `and` the lesser, `or` the greater of two (Kleene).
enum class Truth : std::uint8_t { no = 0, unknown = 1, yes = 2 };

/// One step of a program: reads rows of values (double, NaN where there is no data), classes (bytes) or conditions
/// (bytes, Truth) and leaves a row of values or conditions.
enum class Step : std::uint8_t {
    add,
    subtract,
    multiply,
    divide,
    minimum,
    maximum,
    power, // value, value -> value
    negate,
    absolute,
    square_root,
    exponential,
    logarithm, // value -> value
    less,
    less_equal,
    equal,
    not_equal, // value, value -> condition
    conjunction,
    disjunction,      // condition, condition -> condition
    negation,         // condition -> condition
    choose,           // condition, value, value -> value
    choose_condition, // condition, condition, condition -> condition
    class_condition,  // class -> condition, by table
    class_value,      // class -> value, by table
    indicator         // condition -> 1, 0 or no data
};

bool yields_condition(Step step);
/// Whether an operand of a step, by its place, is a condition rather than a value or a class.
bool takes_condition(Step step, std::size_t operand);

/// Where an operand of an instruction lies.
struct Operand {
    enum class Place : std::uint8_t { none, input, slot, constant };
    Place place = Place::none;
    int index = 0;
    bool operator==(const Operand&) const = default;
};

struct Instruction {
    Step step = Step::add;
    std::array<Operand, 3> in{};
    int table = -1; ///< of class_condition and class_value
    int slot = 0;   ///< of values or of conditions, by what the step yields
    bool operator==(const Instruction&) const = default;
};

/// A result: a row of values or of conditions.
struct Output {
    Operand from;
    bool condition = false;
    Unit unit; ///< of values
};

/// Expressions compiled once, to be run on rows of cells. Equal parts of different expressions are computed once.
struct Program {
    std::vector<Instruction> instructions;
    std::vector<double> constants;
    std::vector<std::array<Truth, 256>> condition_tables;
    std::vector<std::array<double, 256>> value_tables;
    std::vector<Output> outputs;
    int value_slots = 0;
    int condition_slots = 0;

    /// The inputs that some output needs.
    std::vector<int> inputs() const;
};

} // namespace peaksite
