#pragma once

#include "base/text.hpp"
#include "model/pilots/integer_program.hpp"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// One that may be chosen. Empty region, proposer or typology: no rule on it applies.
struct PortfolioCandidate {
    enum class Lock { none, chosen, left_out };

    std::string key{};
    std::string type{}; ///< city, park, …
    std::string region{};
    std::string proposer{};
    std::string typology{};
    double score = std::numeric_limits<double>::quiet_NaN(); ///< what is maximised; without one it cannot be chosen
    double cost = 0;
    bool eligible = true;
    Lock lock = Lock::none; ///< a decision of people
};

/// How many are chosen of a type (empty: of all). Soft: kept where possible, else broken by as little as possible and
/// said so.
struct Quota {
    std::string type{};
    std::optional<int> least{};
    std::optional<int> most{};
    bool soft = false;
};

/// How many are chosen at most of one region, or by one proposer.
struct Cap {
    enum class Field { region, proposer };
    Field field = Field::region;
    int most = 1;
    std::optional<std::string> only{}; ///< the one it holds for; else each
};

/// Pairs that exclude each other: too near, or overlapping.
struct ExclusivePairs {
    enum class Cause { spacing, overlap };
    Cause cause = Cause::spacing;
    std::vector<std::pair<std::size_t, std::size_t>> pairs{};
};

/// What the classes of the typology are worth: at least so many among the chosen; a bonus for each one that occurs.
struct Diversity {
    std::optional<int> least_classes{};
    double bonus = 0;
};

enum class RuleKind { score, eligibility, lock, quota, cap, budget, spacing, overlap, diversity };

/// A rule as the user knows it, and its rows over the variables: candidates first, then classes.
struct PortfolioRule {
    std::string id; ///< "quota.park.least", "cap.region.R1", "eligibility.park", "lock.KEY"
    RuleKind kind = RuleKind::quota;
    Sentence words;
    std::vector<ProgramRow> rows;
    bool soft = false;
    std::string type{};  ///< of pilots, where the words name one
    std::string group{}; ///< of a cap: the region, or who proposes
};

/// A distance between two candidates.
struct CandidateDistance {
    std::size_t a = 0;
    std::size_t b = 0;
    double km = 0;
};

/// The pairs nearer than the least distance.
ExclusivePairs too_near(std::span<const CandidateDistance> distances, double least_km);

/// Whom to choose among: candidates, rules, and what is maximised (domain 3.10.7):
///   Σ (score - cost_penalty · cost) x + bonus · (number of classes that occur).
class Portfolio {
public:
    /// Rules on score, eligibility and locks come with the candidates. UsageError where a key occurs twice.
    explicit Portfolio(std::vector<PortfolioCandidate> candidates, double cost_penalty = 0);

    void add(const Quota& quota); ///< UsageError where least > most or below 0
    void add(const Cap& cap);
    void add(const ExclusivePairs& exclusive);
    void add(const Diversity& diversity);
    void add_budget(double limit); ///< Σ cost ≤ limit, within 1e-6 of it

    /// The same with other scores, by candidate; who had none still has none.
    Portfolio with_scores(std::span<const double> scores) const;
    /// The same with the limit of one rule's rows moved outwards by one; nothing for rules without a whole limit.
    std::optional<Portfolio> relaxed_by_one(std::size_t rule) const;

    const std::vector<PortfolioCandidate>& candidates() const { return m_candidates; }
    const std::vector<std::string>& classes() const { return m_classes; }
    const std::vector<PortfolioRule>& rules() const { return m_rules; }
    double bonus() const { return m_bonus; }
    /// What choosing the candidate adds by itself; 0 without a score.
    double gain(std::size_t candidate) const;
    /// What the set is worth, whether or not it obeys the rules.
    double value(std::span<const std::size_t> members) const;

private:
    void add_candidate_rules();

    std::vector<PortfolioCandidate> m_candidates;
    double m_cost_penalty;
    double m_bonus = 0;
    std::vector<std::string> m_classes;
    std::vector<PortfolioRule> m_rules;
};

} // namespace peaksite
