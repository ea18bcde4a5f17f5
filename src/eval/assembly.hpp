#pragma once

#include "eval/program.hpp"

#include <initializer_list>
#include <optional>
#include <vector>

namespace peaksite {

/// Collects instructions of a program: an instruction that is there already is not emitted again, and rows are reused
/// as soon as nobody needs them.
class Assembly {
public:
    /// While assembling, a slot operand is the number of the instruction that fills it.
    Operand emit(Step step, std::initializer_list<Operand> in, int table = -1);
    Operand class_condition(Operand layer, const std::array<Truth, 256>& table);
    Operand class_value(Operand layer, const std::array<double, 256>& table);
    Operand constant(double value);
    std::optional<double> constant_at(Operand operand) const;

    /// Marks a result and returns its number; the same result twice has one number.
    int output(Output output);

    /// The program without instructions that no output needs, rows assigned.
    Program finish();

private:
    std::vector<bool> needed() const;

    Program m_program;
};

} // namespace peaksite
