#pragma once

#include "model/pilots/candidate_table.hpp"
#include "model/pilots/normalise.hpp"
#include "model/pilots/philox.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace peaksite {

/// The values of candidates with their intervals; equal ends where a value is exact.
struct ValueIntervals {
    CandidateTable low;
    CandidateTable high;
};

/// Draws values from their intervals, each uniform in [low, high] and independent of the others, and normalises them by
/// functions fixed beforehand; the bounds do not move with the draw. Values of a draw depend on the seed, the stream
/// and the number of the draw only. Candidates that lack a value take no part.
class ScoreSampler {
public:
    /// What a worker needs to draw, kept between draws.
    struct Scratch {
        std::vector<std::uint32_t> words;
    };

    /// InputError where an interval is upside down, naming criterion and ends.
    ScoreSampler(const ValueIntervals& values, std::span<const ValueFunction> functions, Philox::Key key);

    /// The candidates that take part, as rows of the table.
    const std::vector<std::size_t>& rows() const { return m_rows; }
    std::size_t criteria() const { return m_columns.size(); }
    /// Whether no value has a width: all draws are alike.
    bool exact() const;

    /// Weighted sums of one draw, by `rows()`.
    void scores(std::uint32_t stream, std::uint32_t draw, std::span<const double> weights, Scratch& scratch,
                std::span<double> out) const;
    /// Normalised values of one draw: `out` holds a row of candidates per criterion.
    void values(std::uint32_t stream, std::uint32_t draw, Scratch& scratch, std::span<double> out) const;

private:
    struct Column {
        ValueFunction function;
        std::vector<double> start, width; ///< by row; normalised, of a target criterion raw
        double floor = 0, ceiling = 1;    ///< of the normalised value
        bool raw = false;
        bool exact = true;
    };

    Column column_of(const ValueIntervals& values, std::size_t j, const ValueFunction& function) const;
    void add(const Column& column, double weight, std::span<const std::uint32_t> words, std::span<double> out) const;

    std::vector<std::size_t> m_rows;
    std::vector<Column> m_columns;
    Philox::Key m_key;
};

} // namespace peaksite
