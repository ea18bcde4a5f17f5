#pragma once

#include "eval/syntax.hpp"
#include "plan/layer.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// How much a difference d between two candidates, in the criterion's own unit, is preferred by PROMETHEE (Brans and
/// Vincke 1985). usual: 1 for d > 0; u_shape: 1 beyond q; v_shape: d/p up to 1; level: 0.5 beyond q, 1 beyond p;
/// linear: from 0 at q to 1 at p; gaussian: 1 - e^(-d²/(2 s²)).
struct Preference {
    enum class Form : std::uint8_t { usual, u_shape, v_shape, level, linear, gaussian } form = Form::usual;
    double q = 0;
    double p = 0;
    double s = 1;
};

/// An indicator that candidates of a type are compared by.
struct CriterionPlan {
    std::string indicator{};
    std::optional<double> weight{};
    std::string direction{};                       ///< "+", "-", "target"; empty: as the indicator catalogue says
    std::optional<double> target{};                ///< of direction "target", in the indicator's unit
    std::optional<std::array<double, 2>> bounds{}; ///< fixed by the policy; nothing: the extremes of the candidates
    std::optional<double> cap{};                   ///< more than this counts as this
    Preference preference{};                       ///< of PROMETHEE
    std::string certainty{};                       ///< "default" where nobody but us chose it
    Position position{};
};

/// What a candidate must be. Hard: who is not is left out, with the clause; soft (原则上): who is not is flagged.
struct RulePlan {
    std::string id{};
    std::vector<std::string> types{}; ///< pilot types it holds for; empty: all
    bool hard = true;
    Syntax require{};      ///< over roles of attributes, indicators, kind, set, key, name; must hold
    std::string written{}; ///< as it stands in the file
    Bilingual clause{};    ///< the words of the document, Chinese verbatim
    std::string source{};  ///< document and paragraph
    Position position{};
};

/// How many are chosen of a type (empty: of all types together).
struct QuotaPlan {
    std::string type{};
    std::optional<int> min{}, max{};
    bool soft = false; ///< 左右: kept where possible, else broken by as little as possible, and said so
    std::string source{};
    Position position{};
};

/// How many are chosen at most from one region or by one proposer.
struct CapPlan {
    std::string by = "region"; ///< "region" or "proposer"
    int max = 1;
    std::string only{}; ///< the one it holds for; empty: each
    Position position{};
};

struct PolicyDate {
    Bilingual what{};
    std::string date{};
    std::string source{};
};

/// A policy of the catalogue: who may be a pilot, how many, by which rules, with the words of the document.
struct Policy {
    std::string id{};
    Bilingual title{};
    std::string document{}; ///< name and number
    std::string date{};
    std::string note{};
    std::vector<std::string> types{}; ///< pilot types it knows
    std::vector<RulePlan> rules{};
    std::vector<QuotaPlan> quotas{};
    std::vector<CapPlan> caps{};
    std::vector<PolicyDate> dates{};
    std::vector<std::string> targets{};                           ///< ids of the targets that its gaps are taken to
    std::map<std::string, std::vector<CriterionPlan>> criteria{}; ///< by pilot type
    std::map<std::string, std::map<std::string, std::vector<std::string>>>
        words{};                                               ///< role, meaning, the words files use for it
    std::map<std::string, std::vector<std::string>> instead{}; ///< name, the indicators that stand in for it
};

} // namespace peaksite
