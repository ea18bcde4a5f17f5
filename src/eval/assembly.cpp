#include "eval/assembly.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

namespace peaksite {

namespace {

using From = Operand::Place;

// Hands out rows and takes them back.
class Rows {
public:
    int take()
    {
        if (m_free.empty()) return m_count++;
        const int row = *m_free.begin();
        m_free.erase(m_free.begin());
        return row;
    }
    void give(int row) { m_free.insert(row); }
    int count() const { return m_count; }

private:
    std::set<int> m_free;
    int m_count = 0;
};

template <class Table>
int table_index(std::vector<Table>& tables, const Table& table)
{
    const auto same = [&](const Table& other) {
        return std::ranges::equal(table, other, [](auto a, auto b) { return a == b || (a != a && b != b); });
    };
    const auto found = std::ranges::find_if(tables, same);
    if (found != tables.end()) return static_cast<int>(found - tables.begin());
    tables.push_back(table);
    return static_cast<int>(tables.size()) - 1;
}

} // namespace

bool yields_condition(Step step)
{
    switch (step) {
    case Step::less:
    case Step::less_equal:
    case Step::equal:
    case Step::not_equal:
    case Step::conjunction:
    case Step::disjunction:
    case Step::negation:
    case Step::choose_condition:
    case Step::class_condition:
        return true;
    default:
        return false;
    }
}

bool takes_condition(Step step, std::size_t operand)
{
    switch (step) {
    case Step::conjunction:
    case Step::disjunction:
    case Step::negation:
    case Step::choose_condition:
    case Step::indicator:
        return true;
    case Step::choose:
        return operand == 0;
    default:
        return false;
    }
}

std::vector<int> Program::inputs() const
{
    std::set<int> used;
    for (const auto& instruction : instructions)
        for (const auto& operand : instruction.in)
            if (operand.place == From::input) used.insert(operand.index);
    for (const auto& output : outputs)
        if (output.from.place == From::input) used.insert(output.from.index);
    return {used.begin(), used.end()};
}

Operand Assembly::emit(Step step, std::initializer_list<Operand> in, int table)
{
    // Times 1 and divided by 1 change no bit.
    const auto is_one = [&](Operand operand) { return constant_at(operand) == 1.0; };
    if ((step == Step::multiply || step == Step::divide) && is_one(in.begin()[1])) return in.begin()[0];
    if (step == Step::multiply && is_one(in.begin()[0])) return in.begin()[1];
    Instruction instruction{.step = step, .in = {}, .table = table, .slot = 0};
    std::ranges::copy(in, instruction.in.begin());
    auto& all = m_program.instructions;
    auto found = std::ranges::find(all, instruction);
    if (found == all.end()) found = all.insert(all.end(), instruction);
    return {From::slot, static_cast<int>(found - all.begin())};
}

Operand Assembly::class_condition(Operand layer, const std::array<Truth, 256>& table)
{
    return emit(Step::class_condition, {layer}, table_index(m_program.condition_tables, table));
}

Operand Assembly::class_value(Operand layer, const std::array<double, 256>& table)
{
    return emit(Step::class_value, {layer}, table_index(m_program.value_tables, table));
}

Operand Assembly::constant(double value)
{
    auto& all = m_program.constants;
    auto found = std::ranges::find_if(
        all, [&](double x) { return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(value); });
    if (found == all.end()) found = all.insert(all.end(), value);
    return {From::constant, static_cast<int>(found - all.begin())};
}

std::optional<double> Assembly::constant_at(Operand operand) const
{
    if (operand.place != From::constant) return {};
    return m_program.constants[static_cast<std::size_t>(operand.index)];
}

int Assembly::output(Output output)
{
    auto& all = m_program.outputs;
    const auto found = std::ranges::find_if(all, [&](const Output& other) {
        return other.from == output.from && other.condition == output.condition && other.unit == output.unit;
    });
    if (found != all.end()) return static_cast<int>(found - all.begin());
    all.push_back(std::move(output));
    return static_cast<int>(all.size()) - 1;
}

std::vector<bool> Assembly::needed() const
{
    std::vector<bool> out(m_program.instructions.size());
    const auto mark = [&](const Operand& operand) {
        if (operand.place == From::slot) out[static_cast<std::size_t>(operand.index)] = true;
    };
    for (const auto& output : m_program.outputs) mark(output.from);
    for (std::size_t i = out.size(); i-- > 0;)
        if (out[i])
            for (const auto& operand : m_program.instructions[i].in) mark(operand);
    return out;
}

Program Assembly::finish()
{
    const auto keep = needed();
    const std::size_t count = m_program.instructions.size();
    // The instruction after which a row is free; outputs stay to the end.
    std::vector<std::size_t> last(count);
    for (std::size_t i = 0; i < count; ++i)
        for (const auto& operand : m_program.instructions[i].in)
            if (keep[i] && operand.place == From::slot) last[static_cast<std::size_t>(operand.index)] = i;
    for (const auto& output : m_program.outputs)
        if (output.from.place == From::slot) last[static_cast<std::size_t>(output.from.index)] = count;

    Rows values, conditions;
    std::vector<int> row(count, -1);
    const auto place = [&](Operand& operand) {
        if (operand.place == From::slot) operand.index = row[static_cast<std::size_t>(operand.index)];
    };
    std::vector<Instruction> kept;
    for (std::size_t i = 0; i < count; ++i) {
        if (!keep[i]) continue;
        auto instruction = m_program.instructions[i];
        auto& rows = yields_condition(instruction.step) ? conditions : values;
        row[i] = instruction.slot = rows.take();
        std::set<int> done;
        for (auto& operand : instruction.in) {
            if (operand.place != From::slot) continue;
            const auto from = static_cast<std::size_t>(operand.index);
            if (last[from] == i && done.insert(operand.index).second)
                (yields_condition(m_program.instructions[from].step) ? conditions : values).give(row[from]);
            place(operand);
        }
        kept.push_back(instruction);
    }
    m_program.instructions = std::move(kept);
    for (auto& output : m_program.outputs) place(output.from);
    m_program.value_slots = values.count();
    m_program.condition_slots = conditions.count();
    return std::move(m_program);
}

} // namespace peaksite
