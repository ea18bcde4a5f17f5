#include "model/pilots/frequency.hpp"

#include "model/indicators/printed_value.hpp"

#include <fmt/format.h>

#include <cmath>

namespace peaksite {

namespace {

constexpr double percents = 100;

// The comparison of the candidate's type, where draws were made of it.
const SmaaResult* sampled(const PilotResult& result, const CandidateOutcome& outcome)
{
    const auto& type = result.types[outcome.type];
    const bool has = outcome.member && type.smaa.draws > 0 && !std::isnan(type.wlc[*outcome.member]);
    return has ? &type.smaa : nullptr;
}

} // namespace

double Frequency::error() const { return known() ? sampling_error(share, draws) : std::nan(""); }

Frequency first_acceptability(const PilotResult& result, const CandidateOutcome& outcome)
{
    const auto* smaa = sampled(result, outcome);
    if (smaa == nullptr) return {};
    return {.share = smaa->acceptability.at(*outcome.member, 0), .draws = smaa->draws};
}

Frequency quota_acceptability(const PilotResult& result, const CandidateOutcome& outcome)
{
    const auto* smaa = sampled(result, outcome);
    return smaa == nullptr ? Frequency{} : Frequency{.share = outcome.within, .draws = smaa->draws};
}

Frequency confidence(const PilotResult& result, const CandidateOutcome& outcome)
{
    const auto* smaa = sampled(result, outcome);
    if (smaa == nullptr) return {};
    return {.share = smaa->confidence[*outcome.member], .draws = smaa->confidence_draws};
}

Frequency selection_frequency(const PilotResult& result, const CandidateOutcome& outcome)
{
    return {.share = outcome.frequency, .draws = static_cast<std::uint32_t>(result.selection_draws)};
}

// To whole percents and tenths of points; a number that is not 0 keeps its first digit.
double shown_share(double share) { return rounded(percents * share, {.significant = 15, .decimals = 0}) / percents; }
double shown_error(double error) { return rounded(percents * error, {.significant = 15, .decimals = 1}) / percents; }
std::string percent_of(double share) { return printed(percents * share, {.significant = 15, .decimals = 0}); }
std::string points_of(double error) { return printed(percents * error, {.significant = 15, .decimals = 1}); }

} // namespace peaksite
