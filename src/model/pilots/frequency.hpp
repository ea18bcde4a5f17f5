#pragma once

#include "model/pilots/compare_pilots.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

namespace peaksite {

/// A frequency over draws, with what the number of draws leaves uncertain. Without draws there is none.
struct Frequency {
    double share = std::numeric_limits<double>::quiet_NaN();
    std::uint32_t draws = 0;

    bool known() const { return draws > 0 && !std::isnan(share); }
    /// Standard error √(p(1 - p)/n); NaN without draws.
    double error() const;
};

/// How often the candidate is first of its type, within the quota of its type, first with its central weights, and
/// selected (入选稳定性). All of weighted sums under drawn weights and values, whatever method ranks.
Frequency first_acceptability(const PilotResult& result, const CandidateOutcome& outcome);
Frequency quota_acceptability(const PilotResult& result, const CandidateOutcome& outcome);
Frequency confidence(const PilotResult& result, const CandidateOutcome& outcome);
Frequency selection_frequency(const PilotResult& result, const CandidateOutcome& outcome);

/// A share, and a standard error, as cells and texts show them: whole percents, and tenths of a point. The one
/// rounding, so that no cell and no text differ.
double shown_share(double share);
double shown_error(double error);
/// The same as words: "45", "1.1".
std::string percent_of(double share);
std::string points_of(double error);

} // namespace peaksite
