#pragma once

#include "plan/catalogue/catalogue.hpp"
#include "plan/plan.hpp"

namespace peaksite {

/// Reads a plan. Throws UsageError with all faults at once: file, line, key, sentence, hint.
Plan read_plan(const std::string& file, const Catalogue& catalogue, const Settings& settings);

/// The catalogue that a plan goes by: a folder of its own, if [paths] has one, before those of `ours`.
Catalogue catalogue_of(const Plan& plan, const Catalogue& ours);

/// A plan as far as it can be read, and all that is wrong with it: keys at fault have their defaults. No plan when the
/// text is no TOML, or nothing can be made of it.
struct ReadPlan {
    std::optional<Plan> plan;
    std::vector<Fault> faults;
};

/// Reads a plan whatever is wrong with it.
ReadPlan read_plan_with_faults(const std::string& file, const Catalogue& catalogue, const Settings& settings);
ReadPlan read_plan_text_with_faults(const std::string& content, const std::string& file, const Catalogue& catalogue,
                                    const Settings& settings);

/// The same as `read_plan` from text in memory; `file` serves for messages and relative paths.
Plan read_plan_text(const std::string& content, const std::string& file, const Catalogue& catalogue,
                    const Settings& settings);

/// A key that two plans do not have alike, as TOML writes its values; empty where one has none.
struct PlanChange {
    std::string key; ///< "siting.quotas[1].max"
    std::string before, after;
    std::string section{}; ///< table of the plan, "siting", or key outside all of them
    bool operator==(const PlanChange&) const = default;
};

/// What changed between two plans, their settings applied, in the order of the keys. Throws UsageError for what is no
/// TOML.
std::vector<PlanChange> plan_changes(const std::string& before, const Settings& settings_before,
                                     const std::string& after, const Settings& settings_after);

} // namespace peaksite
