#include "model/pilots/pilot_indicators.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

// The function that a formula consists of: sel_freq of "100*sel_freq(…)"; empty where it is more.
std::string function_of(const Syntax& s)
{
    if (s.kind == Syntax::Kind::call) return s.text;
    const bool scaled = s.kind == Syntax::Kind::binary && s.text == "*" && s.parts[0].kind == Syntax::Kind::number;
    return scaled ? function_of(s.parts[1]) : "";
}

bool is_compared(const IndicatorEntry& entry)
{
    constexpr std::array<std::string_view, 3> functions{"score", "sel_freq", "medoid_closeness"};
    return std::ranges::find(functions, function_of(parse(entry.formula))) != functions.end();
}

Sentence reason_of(ComparisonHere here)
{
    switch (here) {
    case ComparisonHere::ranking:
        return text("it stands in ranking.csv");
    case ComparisonHere::ground:
        return text("a what-if is not ranked by itself: 'peaksite rank' of its folder gives it");
    case ComparisonHere::withheld:
        break;
    }
    return text("the siting is public: ranks and scores are not given out");
}

} // namespace

void refer_to_comparison(Results& results, const IndicatorCatalogue& catalogue, ComparisonHere here)
{
    for (auto& one : results.missing) {
        const auto* entry = catalogue.entry(one.id);
        if (entry != nullptr && is_compared(*entry)) one.reason = reason_of(here);
    }
}

} // namespace peaksite
