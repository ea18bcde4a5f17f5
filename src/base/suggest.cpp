#include "base/suggest.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <vector>

namespace peaksite {

namespace {

// Optimal string alignment distance.
std::size_t edits(const std::string& a, const std::string& b)
{
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substitute = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, substitute});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

} // namespace

std::string closest(std::string_view word, std::span<const std::string> known)
{
    constexpr std::size_t longest = 64;
    if (word.empty() || word.size() > longest) return {};
    const auto wanted = lower(word);
    std::string best;
    std::size_t fewest = std::max<std::size_t>(1, wanted.size() / 3) + 1;
    for (const auto& candidate : known) {
        const auto longer = std::max(candidate.size(), wanted.size()),
                   shorter = std::min(candidate.size(), wanted.size());
        if (candidate.size() > longest || longer - shorter >= fewest) continue;
        const auto count = edits(wanted, lower(candidate));
        if (count < fewest) {
            fewest = count;
            best = candidate;
        }
    }
    return best;
}

} // namespace peaksite
