#include "model/indicators/comparable.hpp"

#include <algorithm>

namespace peaksite {

namespace {

bool is_total(std::string_view id) { return id == "e_total" || id == "e_scope1"; }
bool is_partial_inventory(std::string_view id) { return id == "e_grid_scope1" || id == "e_facilities"; }

std::optional<Sentence> broken(const Comparand& a, const Comparand& b)
{
    const bool emissions = (is_total(a.indicator) && is_partial_inventory(b.indicator)) ||
                           (is_partial_inventory(a.indicator) && is_total(b.indicator));
    const bool two_lists =
        is_partial_inventory(a.indicator) && is_partial_inventory(b.indicator) && a.indicator != b.indicator;
    if (emissions || two_lists)
        return text("{} and {} count different emissions and are never compared", a.indicator, b.indicator);
    if (a.letter != b.letter)
        return text("values of two pilot types, {} and {}, are not compared", std::string(1, a.letter),
                    std::string(1, b.letter));
    if (a.convention != b.convention)
        return text("electricity is counted by two conventions, {} and {}",
                    a.convention.empty() ? "none" : a.convention, b.convention.empty() ? "none" : b.convention);
    if (a.feedstock_deducted != b.feedstock_deducted)
        return text("feedstock energy is deducted from one value of {} and not from the other", a.indicator);
    if (a.new_renewables_deducted != b.new_renewables_deducted)
        return text("new renewables are deducted from one value of {} and not from the other", a.indicator);
    if (a.components != b.components)
        return text("{} is a sum of different components: {}; {}", a.indicator,
                    joined({a.components.begin(), a.components.end()}, ", "),
                    joined({b.components.begin(), b.components.end()}, ", "));
    if (a.product != b.product) return text("{} is of two products, {} and {}", a.indicator, a.product, b.product);
    if (a.institution != b.institution)
        return text("{} is of two kinds of institutions, {} and {}", a.indicator, a.institution, b.institution);
    return {};
}

} // namespace

Comparand comparand(const std::string& indicator, const std::string& alike, char letter, const LikenessFacts& facts)
{
    Comparand out{.indicator = indicator, .letter = letter};
    if (alike == "institution") out.institution = facts.institution;
    if (alike == "product") out.product = facts.product;
    return out;
}

std::vector<Comparand> stated_only(std::span<const Comparand> values)
{
    const bool institutions =
        std::ranges::any_of(values, [](const Comparand& one) { return !one.institution.empty(); });
    const bool products = std::ranges::any_of(values, [](const Comparand& one) { return !one.product.empty(); });
    std::vector<Comparand> out;
    for (const auto& one : values)
        if ((!institutions || !one.institution.empty()) && (!products || !one.product.empty())) out.push_back(one);
    return out;
}

std::optional<Sentence> broken_likeness(std::span<const Comparand> values)
{
    for (std::size_t i = 1; i < values.size(); ++i)
        if (auto rule = broken(values[0], values[i])) return rule;
    return {};
}

} // namespace peaksite
