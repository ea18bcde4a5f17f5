#include "model/indicators/result_flags.hpp"

#include "base/text.hpp"

#include <array>

namespace peaksite {

std::vector<std::string> ResultFlags::words() const
{
    constexpr std::array bounds{"", "upper_bound", "lower_bound", "unclear_bound"};
    auto out = remark_words(remarks);
    if (bound != Bound::none) out.insert(out.begin(), bounds.at(static_cast<std::size_t>(bound)));
    if (low_valid) out.insert(out.begin(), "low_valid");
    return out;
}

std::string ResultFlags::text() const { return joined(words(), ";"); }

ResultFlags flags_of(Bound limit, double valid_share, double least_valid_share, bool fewer)
{
    constexpr double all = 1 - 1e-6;
    ResultFlags out{.low_valid = valid_share < least_valid_share};
    if (limit == Bound::upper || limit == Bound::lower) out.bound = fewer || valid_share < all ? Bound::unclear : limit;
    return out;
}

} // namespace peaksite
