#pragma once

#include "eval/program.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace peaksite {

/// A row of input cells: doubles (NaN where there is no data), class indices or conditions (bytes), by the kind of the
/// input. `complete` promises that no cell is without data.
struct InputRow {
    const void* cells = nullptr;
    bool complete = false;
};

/// Runs a program on rows of up to `width` cells. One machine per worker; nothing is allocated after construction.
/// Values are computed in double; what is not a finite number (a division by zero, an overflow) is no data.
class RowMachine {
public:
    RowMachine(const Program& program, int width);

    /// Runs every instruction on the first `count` cells of the inputs, which stay valid until the next call.
    void run(std::span<const InputRow> inputs, int count);

    const double* value(int output) const;
    const Truth* condition(int output) const;
    /// No cell of this output is without data (of a condition: none is unknown).
    bool complete(int output) const;

private:
    struct Source {
        const void* cells = nullptr;
        bool complete = false;
    };
    Source source(const Operand& operand, bool condition) const;
    std::array<Source, 3> operands(const Instruction& instruction) const;
    Source result(int output) const;
    void step(const Instruction& instruction);
    void value_step(const Instruction& instruction, double* out);
    void condition_step(const Instruction& instruction, Truth* out);

    double* value_row(int slot) { return m_values.data() + static_cast<std::size_t>(slot) * m_width; }
    Truth* condition_row(int slot) { return m_conditions.data() + static_cast<std::size_t>(slot) * m_width; }

    const Program& m_program;
    std::size_t m_width;
    int m_count = 0;
    std::span<const InputRow> m_inputs;
    std::vector<double> m_values; // slots, then constants
    std::vector<Truth> m_conditions;
    std::vector<bool> m_value_complete;
    std::vector<bool> m_condition_complete;
};

} // namespace peaksite
