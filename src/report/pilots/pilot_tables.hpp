#pragma once

#include "base/translation.hpp"
#include "model/indicators/printed_value.hpp"
#include "model/pilots/compare_pilots.hpp"
#include "plan/plan.hpp"

#include <filesystem>
#include <map>

namespace peaksite {

/// What the tables of the siting are made of.
struct PilotReport {
    const PilotPlan& plan;
    const PilotData& data;
    const PilotResult& result;
    const std::map<std::string, Bilingual>& texts; ///< of the catalogue
    std::string lang = "zh";
    bool open = false; ///< for the public: by district, without ranks and scores
    OfficeUnits units = OfficeUnits::si;
    const Translation* messages = nullptr; ///< of reasons why values are missing, which are written in English

    /// A reason in a language.
    std::string say(const PilotReason& reason, std::string_view lang) const;
};

/// Writes ranking.csv (scores, ranks, acceptability, contributions), criteria.csv (weights, bounds, what is left out),
/// selection.csv (the lists with reasons), alternatives.csv (next best sets), prices.csv (what each rule costs) and
/// sensitivity.csv (smallest changes of weights, agreement of methods, rank reversals) into the folder. Every table
/// ends with the text that rankings carry; judgements.csv and methods.csv (method_tables.hpp) do not. For the public
/// only selection.csv is written, in the order of the regions.
void write_pilots_tables(const PilotReport& report, const std::filesystem::path& folder);

/// The outcomes of a list in the order of offices: by type, then rank; for the public by region and key.
std::vector<std::size_t> list_order(const PilotReport& report, PilotList list);

/// All reasons of an outcome in a language, "；" or "; " between them.
std::string reasons_of(const PilotReport& report, const CandidateOutcome& outcome, std::string_view lang);

/// The documents and clauses that decide about an outcome: those of rules it fails or that cannot be judged; for the
/// suggested that of their quota.
std::string clauses_of(const PilotReport& report, const CandidateOutcome& outcome);

/// What the list of criteria and the prices call things: one unit for both bounds of a criterion, that of the offices
/// where the plan asks for it; its words; an indicator by its name, or its id where the run does not have it; a rule by
/// what it says ("“园区”最多 3 个" of quota.park.most).
PrintUnit criterion_unit(const PilotReport& report, const PilotIndicator& indicator, const CriterionBounds& bounds);
std::string unit_words(const PilotReport& report, const std::string& unit);
std::string indicator_words(const PilotReport& report, const std::string& id);
std::string rule_words(const PilotReport& report, const std::string& id);

} // namespace peaksite
