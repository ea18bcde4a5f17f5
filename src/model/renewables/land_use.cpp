#include "model/renewables/land_use.hpp"

#include "base/constants.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace peaksite {

namespace {

double km2(const ExactSum& square_metres) { return square_metres.value() / square_metres_per_km2; }

// Which of the criteria that a question asks for hold, by their order in it.
class AskedSet {
public:
    void put(std::size_t asked, bool is) { m_words[asked / 64] |= std::uint64_t{is} << (asked % 64); }
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
        for (const auto& rule : question.rules.rules) {
            if (!rule.active) continue;
            const auto at = place_of(rule.criterion);
            if (at == m_criteria.size()) m_criteria.push_back(rule.criterion), m_rules_of.push_back(0);
            ++m_rules_of[at];
        }
        m_land.resize(first_criterion + 2 * m_criteria.size());
        m_with_others.resize(m_criteria.size());
        m_untested.resize(m_criteria.size());
    }

    // What the zone has of one mask.
    void add(const MaskAreas& areas, std::size_t number)
    {
        const auto& mask = areas.mask(number);
        const auto& land = areas.land(number);
        AskedSet holding, unknown;
        for (std::size_t i = 0; i < m_criteria.size(); ++i) {
            holding.put(i, mask.holds.has(m_criteria[i]));
            unknown.put(i, mask.unknown.has(m_criteria[i]));
        }
        const bool several = holding.several();
        const auto excluded = first_criterion + 2 * holding.first() + std::size_t{several};
        const auto rest = unknown.empty() ? eligible : doubtful;
        const auto at = holding.empty() ? rest : excluded;
        m_land[at].merge(land);
        if (several) holding.for_each([&](std::size_t i) { m_with_others[i].merge(land); });
        if (!unknown.empty()) unknown.for_each([&](std::size_t i) { m_untested[i].merge(land); });
        if (at == eligible && !m_measures.empty()) m_eligible.push_back(number);
    }

    // What the masks that were added have of the measures, where they leave land.
    void add_measures(const MaskAreas& areas)
    {
        for (std::size_t i = 0; i < m_measures.size() && !m_eligible.empty(); ++i) {
            const auto measured = areas.measured(static_cast<std::size_t>(m_question.measures[i]));
            for (const auto number : m_eligible) {
                m_measures[i].sum.merge(measured[number].sum);
                m_measures[i].missing.merge(measured[number].missing);
            }
        }
    }

    LandAnswer answer() const
    {
        LandAnswer out;
        ExactSum excluded;
        std::size_t met = 0; // criteria whose first rule has passed
        for (const auto& rule : m_question.rules.rules) {
            auto& effect = out.balance.rules.emplace_back();
            if (rule.active) {
                const auto at = place_of(rule.criterion);
                const auto &unique = m_land[first_criterion + 2 * at], &first = m_land[first_criterion + 2 * at + 1];
                auto alone = unique;
                alone.merge(m_with_others[at]);
                effect.alone = km2(alone);
                effect.unknown = km2(m_untested[at]);
                if (m_rules_of[at] == 1) effect.unique = km2(unique);
                if (at == met) {
                    excluded.merge(unique);
                    excluded.merge(first);
                    ++met;
                }
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
    std::size_t place_of(int criterion) const
    {
        return static_cast<std::size_t>(std::ranges::find(m_criteria, criterion) - m_criteria.begin());
    }

    // Places in m_land: two at the beginning, then two for every criterion: land where it alone holds, and where it is
    // the first of several.
    static constexpr std::size_t eligible = 0, doubtful = 1, first_criterion = 2;

    const LandQuestion& m_question;
    std::vector<int> m_criteria; // of active rules, in the order in which they first ask for them
    std::vector<int> m_rules_of; // by criterion: active rules that ask for it
    std::vector<ExactSum> m_land;
    std::vector<ExactSum> m_with_others; // by criterion: it holds, and another
    std::vector<ExactSum> m_untested;    // by criterion
    std::vector<std::size_t> m_eligible; // masks that leave land
    std::vector<MeasureSum> m_measures;  // as LandQuestion::measures
};

} // namespace

std::vector<LandAnswer> answers(const std::vector<LandQuestion>& questions, const MaskAreas& areas)
{
    std::vector<LandSums> sums;
    for (const auto& question : questions) sums.emplace_back(question);
    for (auto& one : sums) {
        for (std::size_t i = 0; i < areas.size(); ++i) one.add(areas, i);
        one.add_measures(areas);
    }
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
