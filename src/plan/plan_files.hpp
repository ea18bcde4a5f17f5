#pragma once

#include "plan/plan.hpp"

namespace peaksite {

/// The roles of the table of densities, and of the expert scores of a pilot type.
inline constexpr const char* carbon_table_role = "carbon table";
inline std::string expert_role(const std::string& type) { return "expert scores " + type; }

/// Calls `use(role, file)` for every place where a plan (`Plan` or `const Plan`) names a file: "layer ghi" and the
/// path, which may be changed in a plan that may. All that a plan reads goes through here: paths are resolved, listed
/// in manifests and compared by it, so that a file that is missing here is not found at all.
template <class AnyPlan, class Use>
void each_file(AnyPlan& plan, Use use)
{
    for (auto& zones : plan.zones) use("zones " + zones.id, zones.file);
    for (auto& layer : plan.layers)
        for (auto& file : layer.files) use("layer " + layer.id, file);
    for (auto& list : plan.facilities) use("facilities " + list.id, list.file);
    for (auto& table : plan.tables) use("table " + table.id, table.file);
    if (plan.carbon && !plan.carbon->of_catalogue) use(std::string{carbon_table_role}, plan.carbon->table);
    if (!plan.siting) return;
    for (auto& type : plan.siting->types)
        if (type.expert) use(expert_role(type.type), type.expert->file);
}

} // namespace peaksite
