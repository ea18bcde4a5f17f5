#pragma once

#include "model/pilots/normalise.hpp"
#include "model/pilots/outranking.hpp"
#include "model/pilots/peers.hpp"
#include "model/pilots/pilot_data.hpp"
#include "model/pilots/quadrant.hpp"
#include "model/pilots/ranks.hpp"
#include "model/pilots/smaa.hpp"
#include "model/pilots/type_weights.hpp"
#include "model/pilots/typology.hpp"

namespace peaksite {

/// A criterion as it was used for a type.
struct UsedCriterion {
    Criterion criterion;
    std::size_t indicator = 0; ///< in PilotData::indicators
    double weight = 0;         ///< the weights used sum to 1
    NormalisationNote note;
};

/// A criterion that was left out for all candidates of the type, and why.
struct LeftOutCriterion {
    std::string indicator;
    PilotReason reason;
    double weight = 0; ///< it was to have; shared out among the others
};

/// One of the sets of weights that a type rests on, by criterion in use.
struct SourceWeights {
    WeightSource source = WeightSource::equal;
    std::vector<double> weights;
};

/// The least weight that has to be moved between criteria for a member to draw level with another, where weighted sums
/// rank; nothing where no weights do it.
struct WeightShifts {
    std::optional<double> to_next{};  ///< with the one a rank above
    std::optional<double> to_first{}; ///< with the first
};

/// How two methods agree over the candidates of a type.
struct MethodAgreement {
    RankMethod method = RankMethod::topsis;
    /// Against the chosen method; NaN for fewer than two candidates.
    double spearman = 0, weighted_spearman = 0, kendall = 0, ws = 0;
    std::string first{}; ///< key of its best candidate; of several with one score "a;b"
};

/// The comparison of all candidates of one pilot type. Vectors run over `members`; those that lack a value of a
/// criterion in use are in no sample and have NaN.
struct TypeComparison {
    std::string type;
    RankMethod method = RankMethod::wlc;
    WeightSource weights = WeightSource::equal;
    std::vector<std::size_t> members; ///< candidates, those that no hard rule excludes
    std::vector<std::string> keys;    ///< of the members, with their set: equal scores stand in their order
    std::vector<UsedCriterion> criteria;
    std::vector<LeftOutCriterion> left_out;
    CandidateTable values, low, high; ///< member by criterion in use
    CandidateTable normalised;        ///< 1 is best
    std::vector<double> score, wlc, topsis;
    std::vector<std::optional<std::size_t>> rank, topsis_rank; ///< equal scores have one rank
    std::vector<MethodAgreement> agreement;
    std::vector<RankReversal> reversals; ///< of the chosen method, places among `members`
    SmaaResult smaa;
    std::optional<ExpertSummary> experts; ///< by member
    double expert_share = 0;              ///< of the experts in the score
    std::vector<double> expert_score{};   ///< by member, 0 to 1; NaN where no expert scored
    CompositeAxis base, potential;
    std::optional<QuadrantSplit> split;
    std::vector<QuadrantPlace> quadrant;
    std::vector<TypologyResult> typology;
    Clusters clusters;
    std::vector<double> typicality;
    std::vector<std::vector<std::size_t>> peers; ///< places among `members`
    std::vector<SourceWeights> weight_parts;     ///< one, or those that are combined
    std::vector<Judgement> judgements;
    double vikor_v = 0.5;
    Vikor vikor;                      ///< of the members; its compromise by places among them
    OutrankingFlows flows;            ///< PROMETHEE's
    std::vector<WeightShifts> shifts; ///< empty where another method than weighted sums ranks
    std::vector<Sentence> warnings;
};

/// Compares the members of a type (domain 3.10). A criterion that fewer than plan.coverage of those with any data have
/// is left out for all of them, with the reason, and the weights of the others are scaled to sum 1.
TypeComparison compare_type(const PilotPlan& plan, const PilotTypePlan& type, const PilotData& data,
                            std::vector<std::size_t> members, unsigned threads);

/// Draws scores of the members, sample by sample: as in the SMAA of the type, uncertain weights and values.
std::vector<std::vector<double>> score_samples(const PilotPlan& plan, const TypeComparison& type, std::size_t samples);

/// A score of the criteria with the share of the experts in it; `of_criteria` where the plan gives them none.
double mixed_score(const TypeComparison& type, std::size_t member, double of_criteria);

/// What a criterion adds to the weighted sum of a member: weight times normalised value; NaN where it has no score.
double contribution(const TypeComparison& type, std::size_t member, std::size_t criterion);

/// What a method needs beside criteria and their weights.
struct MethodSettings {
    std::span<const double> owa; ///< weights by place
    double vikor_v = 0.5;
};

/// Scores of the members by a method, more is better: VIKOR as 1 - Q, PROMETHEE II as (φ + 1)/2 with the preferences of
/// the criteria. `values` holds complete rows.
std::vector<double> scores_by(RankMethod method, const CandidateTable& values, std::span<const Criterion> criteria,
                              std::span<const double> weights, const MethodSettings& settings);

/// Adds how the scores of another method agree with those of the chosen one.
void add_agreement(const PilotData& data, RankMethod method, std::span<const double> scores, TypeComparison& type);

/// What a method is asked that its score does not say: VIKOR's S, R, Q and compromise, PROMETHEE's flows, the least
/// shifts of weight between members. `rows`: the members that have every value.
void add_method_details(std::span<const std::size_t> rows, TypeComparison& type);

/// The sheets of the experts in the order of the members; the share of the plan goes into the scores.
void add_experts(const PilotTypePlan& plan, const PilotData& data, TypeComparison& type);

} // namespace peaksite
