#pragma once

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace peaksite {

/// low ≤ Σ factor · variable ≤ high.
struct ProgramRow {
    std::vector<std::pair<std::size_t, double>> terms{};
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();

    bool operator==(const ProgramRow&) const = default;
};

struct ProgramVariable {
    std::int64_t gain = 0;
    int low = 0;
    int high = 1;
};

/// Maximise Σ gain · variable over whole numbers. Gains are whole as well, so that an optimum is exact.
struct IntegerProgram {
    std::vector<ProgramVariable> variables;
    std::vector<ProgramRow> rows;
};

struct ProgramAnswer {
    enum class State {
        optimal,    ///< proven
        limited,    ///< the best found within the node limit; `bound` says how much better another may be
        infeasible, ///< proven
        unknown     ///< the node limit came before any answer
    };
    State state = State::unknown;
    std::vector<int> values;
    std::int64_t gain = 0;
    std::int64_t bound = 0; ///< no answer gains more
};

/// Solves by branch and bound (CBC), limited by nodes and never by time, so that a result repeats. Rows hold within
/// 1e-6 of the largest of 1, |low| and |high|; an answer that does not is never returned (InputError). Which of several
/// equal optima comes back is not specified.
ProgramAnswer maximise(const IntegerProgram& program, int node_limit);

} // namespace peaksite
