#pragma once

#include "plan/plan.hpp"

namespace peaksite {

/// What a file of a plan is read for.
struct FileRole {
    enum class Kind : std::uint8_t { carbon_table, expert_scores, facilities, layer, table, zones };
    Kind kind = Kind::carbon_table; ///< the densities: there is one
    std::string id{};               ///< of it; of scores the pilot type

    /// As manifests have it: "layer ghi".
    std::string text() const;
    auto operator<=>(const FileRole&) const = default;
};

/// Calls `use(role, file)` for every place where a plan (`Plan` or `const Plan`) names a file: its `FileRole` and the
/// path, which may be changed in a plan that may. All that a plan reads goes through here: paths are resolved, listed
/// in manifests and compared by it, so that a file that is missing here is not found at all.
template <class AnyPlan, class Use>
void each_file(AnyPlan& plan, Use use)
{
    using Kind = FileRole::Kind;
    for (auto& zones : plan.zones) use(FileRole{Kind::zones, zones.id}, zones.file);
    for (auto& layer : plan.layers)
        for (auto& file : layer.files) use(FileRole{Kind::layer, layer.id}, file);
    for (auto& list : plan.facilities) use(FileRole{Kind::facilities, list.id}, list.file);
    for (auto& table : plan.tables) use(FileRole{Kind::table, table.id}, table.file);
    if (plan.carbon && !plan.carbon->of_catalogue) use(FileRole{}, plan.carbon->table);
    if (!plan.siting) return;
    for (auto& type : plan.siting->types)
        if (type.expert) use(FileRole{Kind::expert_scores, type.type}, type.expert->file);
}

} // namespace peaksite
