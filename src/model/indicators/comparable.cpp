#include "model/indicators/comparable.hpp"

#include "eval/syntax.hpp"

#include <algorithm>

namespace peaksite {

namespace {

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

std::set<Inventory> inventories_of(const IndicatorEntry& one,
                                   const std::function<const IndicatorEntry*(std::string_view id)>& entry)
{
    std::set<Inventory> out;
    std::set<std::string> seen{one.id};
    std::vector<const IndicatorEntry*> open{&one};
    while (!open.empty()) {
        const auto* at = open.back();
        open.pop_back();
        if (at->inventory != Inventory::none) out.insert(at->inventory);
        for (const auto& name : names_in(parse(at->formula)))
            if (const auto* named = entry(name); named != nullptr && seen.insert(name).second) open.push_back(named);
    }
    return out;
}

bool count_other_emissions(const std::set<Inventory>& one, const std::set<Inventory>& other)
{
    return !one.empty() && !other.empty() &&
           std::ranges::none_of(one, [&](Inventory each) { return other.contains(each); });
}

} // namespace peaksite
