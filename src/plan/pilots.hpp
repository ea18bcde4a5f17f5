#pragma once

#include "plan/policy.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

enum class RankMethod : std::uint8_t { wlc, topsis, geometric, owa, vikor, promethee };
enum class WeightSource : std::uint8_t { given, equal, ahp, entropy, critic, combined };
/// What the selection maximises: the score, the mean score under uncertainty, or how often a candidate ranks within its
/// quota.
enum class PilotObjective : std::uint8_t { score, expected, acceptability };

/// A matrix of pairwise judgements, row by row.
using JudgementMatrix = std::vector<std::vector<double>>;

/// Judgements about a group of criteria, of one or several people.
struct AhpGroupPlan {
    std::string id{};
    std::vector<std::string> order{};      ///< indicators of the group, or ids of groups within it
    std::vector<JudgementMatrix> judges{}; ///< one per person; empty where the group has one indicator
    Position position{};
};

/// Pairwise judgements: of the criteria themselves, or of groups and of what is within each, to any depth.
struct AhpPlan {
    std::vector<std::string> order{}; ///< indicators, or ids of groups
    std::vector<JudgementMatrix> judges{};
    std::vector<AhpGroupPlan> groups{};
    std::string table = "saaty"; ///< random indices that CR is taken against
    /// How a matrix becomes weights: its principal eigenvector (特征根法), or the geometric means of its rows (方根法).
    enum class By : std::uint8_t { eigenvector, geometric_mean } by = By::eigenvector;
    Position position{};
};

/// How several sets of weights become one: Σ share w (加法合成), Π w (乘法合成), or Π w^share (几何平均), scaled to
/// sum 1.
struct CombinationPlan {
    std::vector<WeightSource> parts{}; ///< empty: ahp and entropy
    std::vector<double> shares{};      ///< by part; empty: equal
    enum class By : std::uint8_t { sum, product, geometric_mean } by = By::sum;
    Position position{};
};
/// The parts, ahp and entropy where the plan names none.
std::vector<WeightSource> parts_of(const CombinationPlan& plan);

/// Sheets of expert scores: 专家, 候选, 项目, 分数.
struct ExpertPlan {
    std::string file{};
    std::string table{};              ///< sheet; empty: the first
    std::optional<int> trim{};        ///< highest and lowest scores left out, each side; nothing: usual_trim()
    double share = 0;                 ///< of the expert score in the total; 0: shown beside, never mixed
    double lowest = 0, highest = 100; ///< scores allowed
    /// What becomes of a candidate whom some expert gives no score of some item: it has no mean, as means over other
    /// experts than those of its rivals cannot be compared; or that of the others (experts who had to abstain).
    enum class Gaps : std::uint8_t { missing, others } gaps = Gaps::missing;
    Position position{};
};

/// 去掉一个最高分、一个最低分: one each side where at least three experts are left, else none.
constexpr int usual_trim(std::size_t experts)
{
    constexpr std::size_t least_experts = 5;
    return experts < least_experts ? 0 : 1;
}

/// How candidates of one pilot type are compared.
struct PilotTypePlan {
    std::string type{};
    std::optional<RankMethod> method{};       ///< nothing: of the siting
    std::optional<WeightSource> weights{};    ///< nothing: of the siting
    std::optional<CombinationPlan> combine{}; ///< nothing: of the siting
    std::optional<double> vikor_v{};          ///< nothing: of the siting
    std::vector<CriterionPlan> criteria{};
    std::vector<double> owa{}; ///< weights by place, best first
    std::optional<AhpPlan> ahp{};
    std::optional<ExpertPlan> expert{};
    Position position{};
};

/// A decision of people. Without a reason it is a fault.
struct LockPlan {
    std::string set{}; ///< empty: the one set that has the key
    std::string key{};
    bool chosen = true;
    std::string reason{}, by{}, date{};
    Position position{};
};

/// [siting]: what is compared, how, and what is selected under which rules; those of the policy included.
struct PilotPlan {
    Policy policy{};                  ///< empty id: none
    std::vector<std::string> zones{}; ///< sets; empty: all
    std::optional<int> year{};
    std::uint64_t seed = 20'230'821;
    int draws = 10'000;
    int selection_draws = 2000; ///< selections repeated under drawn weights and values
    int alternatives = 3;       ///< next best sets
    double coverage = 0.5;      ///< a criterion that fewer of the candidates of a type have is left out for all of them
    PilotObjective objective = PilotObjective::score;
    RankMethod method = RankMethod::wlc;
    WeightSource weights = WeightSource::equal;
    CombinationPlan combine{};    ///< of weights "combined"
    double vikor_v = 0.5;         ///< weight of the group (S) against the single regret (R) in VIKOR
    bool weights_stated = false;  ///< else given where criteria of a type have one
    std::string region{"region"}; ///< role of the attribute; else the prefecture digits of the key
    std::optional<double> budget{};
    std::optional<Unit> budget_unit{};  ///< nothing: that of the costs
    std::string cost{};                 ///< role of the attribute that holds it
    std::optional<Unit> cost_unit{};    ///< nothing: as the heads of the lists state
    double cost_penalty = 0;            ///< for one of the unit in which costs are compared
    std::vector<PilotTypePlan> types{}; ///< as the plan writes them and the policy fills them, in the policy's order
    std::vector<QuotaPlan> quotas{};
    std::vector<CapPlan> caps{};
    std::optional<double> spacing_km{};
    bool exclude_overlap = true;       ///< candidates that share land exclude each other,
    bool overlap_across_types = false; ///< of other types too: an enterprise and the city it lies in
    double bonus = 0;
    std::optional<int> least_classes{};
    double representativeness = 0; ///< weight of typicality within the class in what is maximised
    std::vector<LockPlan> locks{};
    Secrecy secrecy = Secrecy::internal; ///< public: lists by region, without ranks and scores
    std::vector<RulePlan> rules{};       ///< of the policy, overridden and added to by the plan
    Position position{};

    const PilotTypePlan* type(std::string_view id) const;
    /// The sources of weights that a type rests on: one, or the parts that are combined.
    std::vector<WeightSource> weight_sources(const PilotTypePlan& type) const;
    /// Whether two candidates of these types that share land exclude each other.
    bool overlap_excludes(std::string_view type, std::string_view other) const
    {
        return exclude_overlap && (overlap_across_types || type == other);
    }
};

/// The word of a plan for each: "wlc", "ahp".
const char* method_word(RankMethod method);
const char* weights_word(WeightSource source);

} // namespace peaksite
