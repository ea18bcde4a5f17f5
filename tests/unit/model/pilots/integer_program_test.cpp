#include "model/pilots/integer_program.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <optional>

namespace peaksite {
namespace {

using State = ProgramAnswer::State;

bool obeys(const IntegerProgram& program, unsigned set)
{
    for (const auto& row : program.rows) {
        double sum = 0;
        for (const auto& [variable, factor] : row.terms) sum += (set >> variable & 1U) != 0 ? factor : 0;
        if (sum < row.low - 1e-9 || sum > row.high + 1e-9) return false;
    }
    return true;
}

std::int64_t gain_of(const IntegerProgram& program, unsigned set)
{
    std::int64_t sum = 0;
    for (std::size_t v = 0; v < program.variables.size(); ++v)
        if ((set >> v & 1U) != 0) sum += program.variables[v].gain;
    return sum;
}

std::optional<std::int64_t> best_by_trying_all(const IntegerProgram& program)
{
    std::optional<std::int64_t> best;
    for (unsigned set = 0; set < 1U << program.variables.size(); ++set)
        if (obeys(program, set) && (!best || gain_of(program, set) > *best)) best = gain_of(program, set);
    return best;
}

RC_GTEST_PROP(IntegerProgram, GainsWhatTryingAllSetsGains, ())
{
    IntegerProgram program;
    const auto count = *rc::gen::inRange(1, 11);
    for (int v = 0; v < count; ++v) program.variables.push_back({.gain = *rc::gen::inRange(-300'000, 1'000'000)});
    const auto rows = *rc::gen::inRange(0, 5);
    for (int r = 0; r < rows; ++r) {
        // Counts, and costs that no vertex of the relaxation meets in whole numbers.
        const bool costs = *rc::gen::arbitrary<bool>();
        ProgramRow row;
        for (int v = 0; v < count; ++v)
            if (*rc::gen::arbitrary<bool>())
                row.terms.emplace_back(static_cast<std::size_t>(v), costs ? *rc::gen::inRange(1, 97) : 1);
        row.high = costs ? *rc::gen::inRange(5, 200) : *rc::gen::inRange(0, 4);
        if (*rc::gen::inRange(0, 3) == 0) row.low = *rc::gen::inRange(0, static_cast<int>(row.high) + 1);
        program.rows.push_back(std::move(row));
    }
    const auto answer = maximise(program, 100'000);
    const auto best = best_by_trying_all(program);
    if (!best) {
        RC_ASSERT(answer.state == State::infeasible);
        return;
    }
    RC_ASSERT(answer.state == State::optimal);
    RC_ASSERT(answer.gain == *best);
    RC_ASSERT(answer.bound == *best);
    unsigned set = 0;
    for (std::size_t v = 0; v < answer.values.size(); ++v) set |= static_cast<unsigned>(answer.values[v]) << v;
    RC_ASSERT(obeys(program, set));
    RC_ASSERT(gain_of(program, set) == *best);
}

// A knapsack whose items are all but alike: plain branching needs more nodes than a quick look is given.
TEST(IntegerProgram, WhatAFewNodesDoNotSettleIsSolvedByTheWholeSolver)
{
    IntegerProgram program;
    ProgramRow weight{.terms = {}, .high = 0};
    double total = 0;
    for (std::size_t v = 0; v < 40; ++v) {
        const auto size = 1000 + static_cast<int>(v * v * 7919 % 97);
        program.variables.push_back({.gain = size + static_cast<int>(v % 3)});
        weight.terms.emplace_back(v, size);
        total += size;
    }
    weight.high = std::floor(total / 2);
    program.rows.push_back(weight);
    const auto answer = maximise(program, 1'000'000);
    ASSERT_EQ(answer.state, State::optimal);
    // By counting: the best gain of every weight.
    std::vector<std::int64_t> best(static_cast<std::size_t>(weight.high) + 1, 0);
    for (std::size_t v = 0; v < program.variables.size(); ++v) {
        const auto size = static_cast<std::size_t>(weight.terms[v].second);
        for (std::size_t w = best.size(); w-- > size;)
            best[w] = std::max(best[w], best[w - size] + program.variables[v].gain);
    }
    EXPECT_EQ(answer.gain, best.back());
}

} // namespace
} // namespace peaksite
