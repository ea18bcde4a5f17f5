#include "model/tables/formula_word.hpp"

#include "base/column_head.hpp"

#include <algorithm>

namespace peaksite {

std::optional<std::string> formula_word(const std::string& written, const FormulaName& name)
{
    const auto small = plain_name(written);
    for (const auto& [word, others] : name.words) {
        const bool same =
            std::ranges::any_of(others, [&](const std::string& other) { return plain_name(other) == small; });
        if (same || plain_name(word) == small) return word;
    }
    return {};
}

} // namespace peaksite
