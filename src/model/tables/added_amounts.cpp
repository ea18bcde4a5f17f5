#include "model/tables/added_amounts.hpp"

#include "model/tables/stated_sums.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

struct Item {
    double value = 0, place = 0;
};

// Sums that stand above their parts.
class SumsAbove {
public:
    explicit SumsAbove(std::span<const Item> items) : m_items(items), m_next(items.size()), m_found(items.size())
    {
        for (std::size_t at = items.size(); at-- > 0;) look_below(at);
    }
    const std::vector<std::optional<AddedAmount>>& found() const { return m_found; }

private:
    void look_below(std::size_t at)
    {
        constexpr std::size_t most_parts = 4096;
        constexpr double likely = 0.25;
        const auto& whole = m_items[at];
        m_next[at] = at + 1;
        double sum = 0, finest = whole.place;
        std::size_t parts = 0, end = at + 1;
        const auto digits = [&] {
            return std::min(static_cast<double>(parts + 1) * finest / 2, most_rounding * whole.value) * (1 + slack);
        };
        const auto tolerance = [&] { return std::max(digits(), rounding * whole.value); };
        while (end < m_items.size() && parts < most_parts && sum <= whole.value + tolerance()) {
            const auto& part = m_items[end];
            sum += part.value;
            finest = std::min(finest, part.place);
            end = m_next[end];
            const double off = std::abs(sum - whole.value);
            if (++parts < 2 || off > tolerance()) continue;
            const double chance = 4 * std::max(off, finest / 2) / whole.value;
            if (m_found[at] && m_found[at]->chance <= chance) continue;
            m_found[at] = {.chance = chance, .first = at + 1, .end = end};
            if (chance < likely && off <= digits()) m_next[at] = end;
        }
    }

    static constexpr double slack = 1e-9, most_rounding = 0.01,
                            rounding = 0.002; // of parts that were rounded more than the whole
    std::span<const Item> m_items;
    std::vector<std::size_t> m_next; // the item after the parts of each
    std::vector<std::optional<AddedAmount>> m_found;
};

} // namespace

std::vector<std::optional<AddedAmount>> added_amounts(std::span<const double> amounts)
{
    std::vector<Item> items;
    for (const double value : amounts) items.push_back({.value = value, .place = last_place(value)});
    auto out = SumsAbove{items}.found();
    std::ranges::reverse(items);
    const auto below = SumsAbove{items}.found();
    const auto count = out.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto& other = below[count - 1 - i];
        if (other && (!out[i] || other->chance < out[i]->chance))
            out[i] = {.chance = other->chance, .first = count - other->end, .end = count - other->first};
    }
    return out;
}

} // namespace peaksite
