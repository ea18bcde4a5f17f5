#pragma once

#include "model/results.hpp"
#include "peaksite/results.hpp"

namespace peaksite {
struct PilotAnswer;
}

namespace peaksite::api {

/// The results of a run as values of the public headers. `pilots`: what was compared and selected, or null.
Results plain_results(const peaksite::Results& results, const PilotAnswer* pilots);

std::vector<UncheckedRule> plain_rules(const std::vector<peaksite::UncheckedRule>& rules);
std::vector<MissingIndicator> plain_missing(const std::vector<peaksite::MissingIndicator>& missing);

} // namespace peaksite::api
