#include "model/renewables/land_use.hpp"

#include "base/constants.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <span>

namespace peaksite {

namespace {

double km2(const ExactSum& square_metres) { return square_metres.value() / square_metres_per_km2; }

// Which of the active rules of a question something is true of.
class RuleSet {
public:
    void put(std::size_t rule, bool is) { m_words[rule / 64] |= std::uint64_t{is} << (rule % 64); }
    bool empty() const { return (m_words[0] | m_words[1]) == 0; }
    bool several() const { return std::popcount(m_words[0]) + std::popcount(m_words[1]) > 1; }
    std::size_t first() const
    {
        return static_cast<std::size_t>(m_words[0] != 0 ? std::countr_zero(m_words[0])
                                                        : 64 + std::countr_zero(m_words[1]));
    }
    template <class Do>
    void for_each(Do&& act) const
    {
        for (std::size_t word = 0; word < m_words.size(); ++word)
            for (auto rest = m_words[word]; rest != 0; rest &= rest - 1)
                act(64 * word + static_cast<std::size_t>(std::countr_zero(rest)));
    }

private:
    std::array<std::uint64_t, most_criteria / 64> m_words{};
};

// The exact sums of one question. Every mask goes into as few of them as tell it from others, without a branch where
// most differ; what is asked follows from them at the end, exactly.
class LandSums {
public:
    explicit LandSums(const LandQuestion& question) : m_question(question), m_measures(question.measures.size())
    {
        for (std::size_t i = 0; i < question.rules.rules.size(); ++i)
            if (const auto& rule = question.rules.rules[i]; rule.active) {
                m_active.push_back(i);
                m_criteria.push_back(rule.criterion);
            }
        m_land.resize(first_rule + 2 * m_active.size());
        m_with_others.resize(m_active.size());
        m_untested.resize(m_active.size());
    }

    // What the zone has of one mask.
    void add(const MaskAreas& areas, std::size_t number)
    {
        const auto& mask = areas.mask(number);
        const auto& land = areas.land(number);
        RuleSet holding, unknown;
        for (std::size_t i = 0; i < m_criteria.size(); ++i) {
            holding.put(i, mask.holds.has(m_criteria[i]));
            unknown.put(i, mask.unknown.has(m_criteria[i]));
        }
        const bool several = holding.several();
        const auto excluded = first_rule + 2 * holding.first() + std::size_t{several};
        const auto rest = unknown.empty() ? eligible : doubtful;
        const auto at = holding.empty() ? rest : excluded;
        m_land[at].merge(land);
        if (several) holding.for_each([&](std::size_t i) { m_with_others[i].merge(land); });
        if (!unknown.empty()) unknown.for_each([&](std::size_t i) { m_untested[i].merge(land); });
        if (at == eligible) add_measures(areas.measures(number));
    }

    LandAnswer answer() const
    {
        LandAnswer out;
        out.balance.rules.resize(m_question.rules.rules.size());
        ExactSum excluded;
        std::size_t active = 0;
        for (std::size_t i = 0; i < out.balance.rules.size(); ++i) {
            auto& effect = out.balance.rules[i];
            if (active < m_active.size() && m_active[active] == i) {
                const auto& unique = m_land[first_rule + 2 * active];
                auto alone = unique;
                alone.merge(m_with_others[active]);
                excluded.merge(unique);
                excluded.merge(m_land[first_rule + 2 * active + 1]);
                effect = {.alone = km2(alone), .unique = km2(unique), .unknown = km2(m_untested[active])};
                ++active;
            }
            effect.cumulative = km2(excluded);
        }
        auto total = excluded;
        total.merge(m_land[eligible]);
        total.merge(m_land[doubtful]);
        out.balance.total = km2(total);
        out.balance.eligible = km2(m_land[eligible]);
        out.balance.excluded = km2(excluded);
        out.balance.unknown = km2(m_land[doubtful]);
        for (const auto& measured : m_measures)
            out.sums.push_back(
                {.sum = measured.sum.value() / square_metres_per_km2, .missing_km2 = km2(measured.missing)});
        return out;
    }

private:
    void add_measures(std::span<const MeasureSum> measures)
    {
        for (std::size_t i = 0; i < m_measures.size(); ++i) {
            const auto& measured = measures[static_cast<std::size_t>(m_question.measures[i])];
            m_measures[i].sum.merge(measured.sum);
            m_measures[i].missing.merge(measured.missing);
        }
    }

    // Places in m_land: two at the beginning, then two for every active rule: land where it alone holds, and where it
    // is the first of several.
    static constexpr std::size_t eligible = 0, doubtful = 1, first_rule = 2;

    const LandQuestion& m_question;
    std::vector<std::size_t> m_active; // their places in LandRules::rules
    std::vector<int> m_criteria;       // of active rules
    std::vector<ExactSum> m_land;
    std::vector<ExactSum> m_with_others; // by active rule: it holds, and another
    std::vector<ExactSum> m_untested;    // by active rule
    std::vector<MeasureSum> m_measures;  // as LandQuestion::measures
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
