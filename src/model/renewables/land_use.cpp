#include "model/renewables/land_use.hpp"

#include "base/constants.hpp"

#include <limits>

namespace peaksite {

namespace {

double km2(const ExactSum& square_metres) { return square_metres.value() / square_metres_per_km2; }

// The exact sums of one question. Every mask goes into as few of them as tell it from others; what is asked follows
// from them at the end, exactly.
class LandSums {
public:
    explicit LandSums(const LandQuestion& question)
        : m_question(question), m_rules(question.rules.rules.size()), m_measures(question.measures.size())
    {
        for (std::size_t i = 0; i < m_rules.size(); ++i)
            if (question.rules.rules[i].active) m_active.push_back(i);
    }

    // What the zone has of one mask.
    void add(const MaskAreas& areas, std::size_t number)
    {
        const auto& mask = areas.mask(number);
        const auto& land = areas.land(number);
        constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
        std::size_t first = none;
        bool several = false, doubtful = false;
        for (const auto i : m_active) {
            const int criterion = m_question.rules.rules[i].criterion;
            if (mask.holds.has(criterion)) {
                if (first == none)
                    first = i;
                else {
                    if (!several) m_rules[first].with_others.merge(land);
                    several = true;
                    m_rules[i].with_others.merge(land);
                }
            } else if (mask.unknown.has(criterion)) {
                doubtful = true;
                m_rules[i].unknown.merge(land);
            }
        }
        if (first != none)
            (several ? m_rules[first].first_of_several : m_rules[first].unique).merge(land);
        else if (doubtful)
            m_unknown.merge(land);
        else
            add_eligible(land, areas.measures(number));
    }

    LandAnswer answer() const
    {
        LandAnswer out;
        ExactSum excluded;
        for (const auto& rule : m_rules) {
            auto alone = rule.unique;
            alone.merge(rule.with_others);
            excluded.merge(rule.unique);
            excluded.merge(rule.first_of_several);
            out.balance.rules.push_back({.alone = km2(alone),
                                         .unique = km2(rule.unique),
                                         .cumulative = km2(excluded),
                                         .unknown = km2(rule.unknown)});
        }
        auto total = excluded;
        total.merge(m_eligible);
        total.merge(m_unknown);
        out.balance.total = km2(total);
        out.balance.eligible = km2(m_eligible);
        out.balance.excluded = km2(excluded);
        out.balance.unknown = km2(m_unknown);
        for (const auto& measured : m_measures)
            out.sums.push_back(
                {.sum = measured.sum.value() / square_metres_per_km2, .missing_km2 = km2(measured.missing)});
        return out;
    }

private:
    void add_eligible(const ExactSum& land, std::span<const MeasureSum> measures)
    {
        m_eligible.merge(land);
        for (std::size_t i = 0; i < m_measures.size(); ++i) {
            const auto& measured = measures[static_cast<std::size_t>(m_question.measures[i])];
            m_measures[i].sum.merge(measured.sum);
            m_measures[i].missing.merge(measured.missing);
        }
    }

    struct Rule {
        ExactSum unique;           // it alone holds
        ExactSum with_others;      // it holds, and another
        ExactSum first_of_several; // likewise, and none before it
        ExactSum unknown;
    };
    const LandQuestion& m_question;
    std::vector<std::size_t> m_active;
    std::vector<Rule> m_rules; // as LandRules::rules
    ExactSum m_eligible, m_unknown;
    std::vector<MeasureSum> m_measures; // as LandQuestion::measures
};

} // namespace

std::vector<LandAnswer> answers(const std::vector<LandQuestion>& questions, const MaskAreas& areas)
{
    std::vector<LandSums> sums;
    for (const auto& question : questions) sums.emplace_back(question);
    for (auto& one : sums)
        for (std::size_t i = 0; i < areas.size(); ++i) one.add(areas, i);
    std::vector<LandAnswer> out;
    for (const auto& one : sums) out.push_back(one.answer());
    return out;
}

double valid_share_of_sum(const LandBalance& balance, const EligibleSum& sum, double zone_km2)
{
    const double judged = 1 - balance.unknown / zone_km2;
    return balance.eligible > 0 ? judged * (1 - sum.missing_km2 / balance.eligible) : judged;
}

} // namespace peaksite
