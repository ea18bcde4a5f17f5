#include "model/indicators/comparable.hpp"

#include <algorithm>

namespace peaksite {

namespace {

bool is_total(std::string_view id) { return id == "e_total" || id == "e_scope1"; }
bool is_partial_inventory(std::string_view id) { return id == "e_grid_scope1" || id == "e_facilities"; }

std::optional<Sentence> broken(const Comparand& a, const Comparand& b)
{
    if (a.product != b.product) return text("{} is of two products, {} and {}", a.indicator, a.product, b.product);
    if (a.institution != b.institution)
        return text("{} is of two kinds of institutions, {} and {}", a.indicator, a.institution, b.institution);
    return {};
}

} // namespace

Comparand comparand(const std::string& indicator, const std::string& alike, const LikenessFacts& facts)
{
    Comparand out{.indicator = indicator};
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

bool count_other_emissions(const std::string& indicator, const std::string& other)
{
    if (is_partial_inventory(indicator) && is_partial_inventory(other)) return indicator != other;
    return (is_total(indicator) && is_partial_inventory(other)) || (is_partial_inventory(indicator) && is_total(other));
}

} // namespace peaksite
