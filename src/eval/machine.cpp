#include "eval/machine.hpp"

#include "eval/kernels.hpp"

#include <algorithm>

namespace peaksite {

using From = Operand::Place;

RowMachine::RowMachine(const Program& program, int width)
    : m_program(program), m_width(static_cast<std::size_t>((width + 7) / 8 * 8)),
      m_values((static_cast<std::size_t>(program.value_slots) + program.constants.size()) * m_width),
      m_conditions(static_cast<std::size_t>(program.condition_slots) * m_width),
      m_value_complete(static_cast<std::size_t>(program.value_slots)),
      m_condition_complete(static_cast<std::size_t>(program.condition_slots))
{
    for (std::size_t i = 0; i < program.constants.size(); ++i)
        std::fill_n(value_row(program.value_slots + static_cast<int>(i)), m_width, program.constants[i]);
}

RowMachine::Source RowMachine::source(const Operand& operand, bool condition) const
{
    const auto index = static_cast<std::size_t>(operand.index);
    switch (operand.place) {
    case From::input:
        return {m_inputs[index].cells, m_inputs[index].complete};
    case From::slot:
        if (condition) return {m_conditions.data() + index * m_width, m_condition_complete[index]};
        return {m_values.data() + index * m_width, m_value_complete[index]};
    case From::constant:
        return {m_values.data() + (static_cast<std::size_t>(m_program.value_slots) + index) * m_width,
                m_program.constants[index] == m_program.constants[index]};
    case From::none:
        break;
    }
    return {nullptr, true};
}

std::array<RowMachine::Source, 3> RowMachine::operands(const Instruction& instruction) const
{
    std::array<Source, 3> out;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = source(instruction.in[i], takes_condition(instruction.step, i));
    return out;
}

void RowMachine::run(std::span<const InputRow> inputs, int count)
{
    m_inputs = inputs;
    m_count = count;
    for (const auto& instruction : m_program.instructions) step(instruction);
}

void RowMachine::step(const Instruction& instruction)
{
    if (yields_condition(instruction.step))
        condition_step(instruction, condition_row(instruction.slot));
    else
        value_step(instruction, value_row(instruction.slot));
}

namespace {
const double* values(const void* cells) { return static_cast<const double*>(cells); }
const Truth* truths(const void* cells) { return static_cast<const Truth*>(cells); }
const std::uint8_t* classes(const void* cells) { return static_cast<const std::uint8_t*>(cells); }

// Steps that make no data of data: by overflow, division by zero, or for a class without a value.
bool may_lose_data(Step step)
{
    switch (step) {
    case Step::negate:
    case Step::absolute:
    case Step::minimum:
    case Step::maximum:
    case Step::choose:
    case Step::indicator:
        return false;
    default:
        return true;
    }
}
} // namespace

void RowMachine::value_step(const Instruction& instruction, double* out)
{
    const auto in = operands(instruction);
    bool complete = in[0].complete && in[1].complete && in[2].complete;
    switch (instruction.step) {
    case Step::choose:
        kernels::choose(truths(in[0].cells), values(in[1].cells), values(in[2].cells), out, m_count);
        break;
    case Step::indicator:
        kernels::indicator(truths(in[0].cells), out, m_count);
        break;
    case Step::class_value:
        kernels::look_up(classes(in[0].cells),
                         m_program.value_tables[static_cast<std::size_t>(instruction.table)].data(), out, m_count);
        break;
    case Step::add:
    case Step::subtract:
    case Step::multiply:
    case Step::divide:
    case Step::minimum:
    case Step::maximum:
    case Step::power:
        kernels::arithmetic(instruction.step, values(in[0].cells), values(in[1].cells), out, m_count);
        break;
    default:
        kernels::function(instruction.step, values(in[0].cells), out, m_count);
        break;
    }
    if (complete && may_lose_data(instruction.step)) complete = !kernels::any_nan(out, m_count);
    m_value_complete[static_cast<std::size_t>(instruction.slot)] = complete;
}

void RowMachine::condition_step(const Instruction& instruction, Truth* out)
{
    const auto in = operands(instruction);
    const bool complete = in[0].complete && in[1].complete && in[2].complete;
    switch (instruction.step) {
    case Step::conjunction:
    case Step::disjunction:
        kernels::logic(instruction.step, truths(in[0].cells), truths(in[1].cells), out, m_count);
        break;
    case Step::negation:
        kernels::negate(truths(in[0].cells), out, m_count);
        break;
    case Step::choose_condition:
        kernels::choose(truths(in[0].cells), truths(in[1].cells), truths(in[2].cells), out, m_count);
        break;
    case Step::class_condition:
        kernels::look_up(classes(in[0].cells),
                         m_program.condition_tables[static_cast<std::size_t>(instruction.table)].data(), out, m_count);
        break;
    default:
        kernels::compare(instruction.step, values(in[0].cells), values(in[1].cells), out, m_count,
                         in[0].complete && in[1].complete);
        break;
    }
    m_condition_complete[static_cast<std::size_t>(instruction.slot)] = complete;
}

RowMachine::Source RowMachine::result(int output) const
{
    const auto& out = m_program.outputs[static_cast<std::size_t>(output)];
    return source(out.from, out.condition);
}

const double* RowMachine::value(int output) const { return values(result(output).cells); }
const Truth* RowMachine::condition(int output) const { return truths(result(output).cells); }
bool RowMachine::complete(int output) const { return result(output).complete; }

} // namespace peaksite
