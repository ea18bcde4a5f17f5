#include "engine/too_large.hpp"

#include <algorithm>
#include <vector>

namespace peaksite {

namespace {

using From = Operand::Place;

// Rows are used again: what an operand reads is what the last instruction before left there.
class Trace {
public:
    explicit Trace(const Program& program) : m_program(program) {}

    std::set<int> inputs(const Operand& from, bool condition)
    {
        follow(from, condition, m_program.instructions.size());
        return std::move(m_inputs);
    }

private:
    void follow(const Operand& operand, bool condition, std::size_t before)
    {
        if (operand.place == From::input) m_inputs.insert(operand.index);
        if (operand.place != From::slot) return;
        for (std::size_t i = before; i-- > 0;) {
            const auto& one = m_program.instructions[i];
            if (one.slot != operand.index || yields_condition(one.step) != condition) continue;
            if (!m_seen.insert(i).second) return;
            for (std::size_t k = 0; k < one.in.size(); ++k) follow(one.in[k], takes_condition(one.step, k), i);
            return;
        }
    }

    const Program& m_program;
    std::set<int> m_inputs;
    std::set<std::size_t> m_seen;
};

} // namespace

std::set<int> inputs_behind(const Program& program, int output)
{
    const auto& out = program.outputs[static_cast<std::size_t>(output)];
    return Trace{program}.inputs(out.from, out.condition);
}

std::string layers_behind(const Pass& pass, int output)
{
    std::vector<std::string> out;
    for (const int input : inputs_behind(*pass.program, output)) {
        const auto* numbers = std::get_if<NumberInputPlan>(&pass.inputs[static_cast<std::size_t>(input)]);
        if (numbers == nullptr) continue;
        const auto& file = pass.rasters[static_cast<std::size_t>(numbers->raster)].info.name;
        out.push_back(numbers->layer.empty() ? "'" + file + "'" : "'" + numbers->layer + "' (" + file + ")");
    }
    return out.empty() ? "'" + pass.name + "'" : joined(out, ", ");
}

} // namespace peaksite
