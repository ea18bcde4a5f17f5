#include "model/tables/formula_word.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace peaksite {

std::optional<std::string> formula_word(const std::string& written, const FormulaName& name)
{
    const auto small = lower(written);
    for (const auto& [word, others] : name.words) {
        const bool same = std::ranges::any_of(others, [&](const std::string& other) { return lower(other) == small; });
        if (same || lower(word) == small) return word;
    }
    return {};
}

} // namespace peaksite
