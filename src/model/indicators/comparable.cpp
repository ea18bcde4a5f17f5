#include "model/indicators/comparable.hpp"

#include "eval/syntax.hpp"

#include <algorithm>

namespace peaksite {

namespace {

Sentence words_of(const std::optional<YearSpan>& years)
{
    return years ? text("{} to {}", years->from, years->to) : text("one year");
}

std::optional<Sentence> broken(const Comparand& a, const Comparand& b)
{
    const auto word = [](const std::optional<std::string>& stated) { return stated.value_or(""); };
    if (a.product != b.product)
        return text("{} is of two products, {} and {}", a.indicator, word(a.product), word(b.product));
    if (a.institution != b.institution)
        return text("{} is of two kinds of institutions, {} and {}", a.indicator, word(a.institution),
                    word(b.institution));
    if (a.years != b.years)
        return text("{} is of other years for some: {} and {}; give all of them the same years", a.indicator,
                    words_of(a.years), words_of(b.years));
    return {};
}

// Those that are compared by something and do not say by what.
std::ptrdiff_t unstated(std::span<const Comparand> values, std::optional<std::string> Comparand::*fact)
{
    return std::ranges::count_if(values, [&](const Comparand& one) { return one.*fact && (one.*fact)->empty(); });
}

} // namespace

std::optional<YearSpan> years_spanned(std::optional<int> from, std::optional<int> to)
{
    return from && to && *from < *to ? std::optional{YearSpan{.from = *from, .to = *to}} : std::nullopt;
}

Comparand comparand(const std::string& indicator, const std::string& alike, const LikenessFacts& facts)
{
    Comparand out{.indicator = indicator};
    if (alike == "institution") out.institution = facts.institution;
    if (alike == "product") out.product = facts.product;
    out.years = facts.years;
    return out;
}

std::optional<Sentence> broken_likeness(std::span<const Comparand> values)
{
    if (values.size() < 2) return {};
    if (const auto silent = unstated(values, &Comparand::institution); silent > 0)
        return text("{} is compared within one kind of institution, and {} of {} candidates do not state theirs "
                    "(institution_kind)",
                    values[0].indicator, silent, values.size());
    if (const auto silent = unstated(values, &Comparand::product); silent > 0)
        return text("{} is compared within one product, and {} of {} candidates do not state theirs (product)",
                    values[0].indicator, silent, values.size());
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
