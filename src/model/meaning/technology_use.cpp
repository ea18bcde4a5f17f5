#include "model/meaning/technology_use.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "eval/compiler.hpp"

#include <algorithm>

namespace peaksite {

namespace {

Syntax binary(const char* word, Syntax a, Syntax b)
{
    Syntax node;
    node.kind = Syntax::Kind::binary;
    node.text = word;
    node.parts = {std::move(a), std::move(b)};
    return node;
}

// A number without names.
std::optional<double> plain_number(const Syntax& value)
{
    try {
        const Symbols none;
        const auto constant = Compiler{none}.constant(value);
        return constant ? std::optional{convert(constant->value, constant->unit, Unit::dimensionless())} : std::nullopt;
    } catch (const UsageError&) {
        return {};
    }
}

class Finder {
public:
    explicit Finder(const Meaning& meaning) : m_meaning(meaning) {}

    TechnologyUse use_of(const Technology& technology)
    {
        m_technology = &technology;
        TechnologyUse use{.technology = &technology,
                          .rules = {},
                          .rule_of = {},
                          .share = 1,
                          .yield = {},
                          .density = convert(technology.density->value, technology.density->unit, unit("MW/km2"))};
        for (const auto& rule : technology.exclusions) {
            use.rule_of.push_back(is_tested(rule) ? static_cast<int>(use.rules.rules.size()) : -1);
            if (is_tested(rule)) use.rules.rules.push_back({.criterion = criterion(rule), .active = true});
        }
        if (technology.share) add_share(use, in_unit(*technology.share, Unit::dimensionless()));
        if (technology.yield) add_yield(use, *technology.yield);
        return use;
    }

private:
    void add_share(TechnologyUse& use, const Syntax& share) const
    {
        use.share = constant_of(m_meaning, share);
        if (use.share) return;
        use.share_measure = measure(share);
        if (const auto range = m_meaning.sums.find(range_key(share)); range != m_meaning.sums.end())
            use.share_range = range->second;
    }

    void add_yield(TechnologyUse& use, const Syntax& yield) const
    {
        const auto hours = unit("h/a");
        use.yield = constant_of(m_meaning, in_unit(yield, hours));
        if (!use.yield)
            use.yield_measure = measure(in_unit(use.share ? yield : product(*use.technology->share, yield), hours));
    }

    int criterion(const Exclusion& rule) const
    {
        const auto key = criterion_key(rule);
        const auto found = std::ranges::find(m_meaning.criteria, key);
        if (found == m_meaning.criteria.end())
            throw UsageError{text("technology '{}': the rule '{}' ({}) was not counted; it needs a new run",
                                  m_technology->id, rule.id, key)};
        return static_cast<int>(found - m_meaning.criteria.begin());
    }

    int measure(const Syntax& value) const
    {
        const auto found = m_meaning.measures.find(written(value));
        if (found == m_meaning.measures.end())
            throw UsageError{
                text("technology '{}': '{}' was not summed up; it needs a new run", m_technology->id, written(value))};
        return found->second;
    }

    const Meaning& m_meaning;
    const Technology* m_technology = nullptr;
};

} // namespace

bool is_tested(const Exclusion& rule) { return rule.active && rule.unchecked.empty() && rule.where.has_value(); }

std::string near_key(const Syntax& where, Length buffer)
{
    return "near(" + written(where) + ", " + number(buffer.metres()) + ")";
}

std::string criterion_key(const Exclusion& rule)
{
    return rule.buffer > Length{} ? near_key(*rule.where, rule.buffer) : written(*rule.where);
}

std::string range_key(const Syntax& value) { return "range of " + written(value); }

Syntax in_unit(const Syntax& value, const Unit& unit)
{
    Syntax one;
    one.value = 1;
    one.unit = unit;
    return binary("/", value, std::move(one));
}

Syntax product(const Syntax& a, const Syntax& b) { return binary("*", a, b); }

std::optional<double> constant_of(const Meaning& meaning, const Syntax& value)
{
    const auto key = written(value);
    if (const auto known = meaning.constants.find(key); known != meaning.constants.end()) return known->second;
    return meaning.measures.contains(key) ? std::nullopt : plain_number(value);
}

std::vector<TechnologyUse> technology_uses(const Meaning& meaning)
{
    Finder finder{meaning};
    std::vector<TechnologyUse> out;
    for (const auto& technology : meaning.plan.technologies) out.push_back(finder.use_of(technology));
    return out;
}

std::vector<UncheckedRule> unchecked_rules(const Plan& plan)
{
    std::vector<UncheckedRule> out;
    for (const auto& technology : plan.technologies)
        for (const auto& rule : technology.exclusions)
            if (rule.active && !is_tested(rule))
                out.push_back({.technology = technology.id,
                               .id = rule.id,
                               .rule = rule.title,
                               .layer = rule.layer,
                               .reason = rule.unchecked});
    return out;
}

} // namespace peaksite
