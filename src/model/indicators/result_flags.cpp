#include "model/indicators/result_flags.hpp"

#include "base/text.hpp"

#include <array>

namespace peaksite {

std::string ResultFlags::text() const
{
    constexpr std::array bounds{"", "upper_bound", "lower_bound", "unclear_bound"};
    std::vector<std::string> out;
    for (const std::string word : {low_valid ? "low_valid" : "", bounds.at(static_cast<std::size_t>(bound))})
        if (!word.empty()) out.push_back(word);
    if (const auto words = remark_words(remarks); !words.empty()) out.push_back(words);
    return joined(out, ";");
}

ResultFlags flags_of(Bound limit, double valid_share, double least_valid_share, bool fewer)
{
    constexpr double all = 1 - 1e-6;
    ResultFlags out{.low_valid = valid_share < least_valid_share};
    if (limit == Bound::upper || limit == Bound::lower) out.bound = fewer || valid_share < all ? Bound::unclear : limit;
    return out;
}

} // namespace peaksite
