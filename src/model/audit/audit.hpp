#pragma once

#include "model/pilots/compare_pilots.hpp"
#include "model/results.hpp"
#include "plan/catalogue/audit_rules.hpp"

#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// What must hold in the results of a run. Tolerances stand with each.
enum class Identity : std::uint8_t {
    levels_add_up, ///< a zone that is exactly others together has the sum of their numbers: 1e-6, of statistics as the
                   ///< catalogue says
    waterfall_closes,        ///< excluded by the last rule + too small + eligible + unknown = total: 1e-6
    waterfall_within,        ///< what a rule takes alone ≤ what it and the earlier ones take: 1e-6
    technology_as_waterfall, ///< technologies.csv and waterfall.csv have the same land: 1e-9
    technology_as_area,      ///< the land of a technology is the area of the zone: 1e-6
    technology_as_indicator, ///< an indicator repeats a column of technologies.csv: 1e-6
    generation_within_hours, ///< generation ≤ capacity × 8,784 h: 1e-6
    ledger_closes,           ///< classes sum to the row total: 1e-6
    ledger_as_statistics,    ///< a class has the same area in ledger.csv and statistics.csv: 1e-6
    fractions_sum_to_one,    ///< shares of the classes of a layer: 1e-6
    classes_fill_valid_area, ///< areas of classes, on their own cells, sum to the part of the zone with data: 1e-2
    area_as_boundary,    ///< the area of a zone is that of its boundary on the ellipsoid, of the part within the grid:
                         ///< 1e-2, which coarse cells take
    statistics_in_order, ///< least ≤ quantiles ≤ most, and the mean between them: 1e-6
    valid_share_within_one, ///< 1e-9
    emissions_as_list,      ///< emissions.csv repeats the facilities of facilities.csv: 1e-9
    listed_within_total,    ///< what a list has ≤ what statistics make: as the catalogue says
    sum_of_parts,           ///< an indicator that is the sum of others: 1e-9
    grid_as_published,      ///< the sum of a grid and the published number: as the catalogue says
    installed_capacity,     ///< of a technology by a table and by a list of plants: as the catalogue says
    score_as_contributions, ///< the weighted sum of a candidate is that of its contributions: 1e-9
    selection_within_quota, ///< whole numbers
    selection_as_lists,     ///< as many are on the list of the suggested as were selected
    indicator_as_statistic, ///< the mean of a layer by an indicator and in statistics.csv, on its own cells: 1e-6
    share_of_whole          ///< an indicator that is a share of a whole ≤ 1: 1e-9
};

/// "levels_add_up": as audit.csv writes it.
const char* identity_word(Identity identity);

/// Of what an identity speaks. Ids; outputs put names in their place.
struct AuditSubject {
    enum class Table : std::uint8_t {
        area,
        technologies,
        waterfall,
        statistics,
        ledger,
        emissions,
        indicators,
        published,
        capacity, ///< of technology `of`, by table `column` and list `against`
        ranking,
        selection
    };
    Table table = Table::area;
    std::string of{};   ///< technology, layer, list, indicator, "stats.pop", pilot type
    std::string item{}; ///< of it: a rule
    std::optional<Stat> stat{};
    LandRow land{};        ///< which row of the waterfall, where `item` is no rule
    std::string code{};    ///< of a class
    ClassRow classes{};    ///< which row of the ledger, where `code` is of no class
    bool on_grid = false;  ///< statistics counted on the cells of the grid, not on the layer's own
    std::string column{};  ///< "capacity_mw"
    std::string within{};  ///< indicator that bounds it
    std::string against{}; ///< column of a table, or list, that it is held against
    std::string parts{};   ///< set of the zones it is the sum of
    std::optional<int> year{};

    auto operator<=>(const AuditSubject&) const = default;
};
/// "technologies pv capacity_mw by county".
std::string subject_words(const AuditSubject& subject);

/// An identity looked at, for one subject in one set of zones: the zone where it fails, each with a row of its own;
/// where it fails nowhere, the zone that comes nearest to it.
struct AuditRow {
    Identity identity{};
    std::string zones{}; ///< set; empty: of the whole run
    std::string key{};   ///< of the zone, or of the candidate
    std::string label{}; ///< of it, for people
    AuditSubject subject{};
    std::optional<double> left{}, right{};
    std::string unit{};
    double tolerance = 0;        ///< that |left - right| keeps within; of what is at most, left - right
    bool at_most = false;        ///< left ≤ right is all that is asked
    std::optional<bool> holds{}; ///< nothing: it could not be looked at
    Sentence reason{};           ///< why not
    std::size_t checked = 0;     ///< zones looked at, of the set and subject
    std::size_t failed = 0;      ///< of them

    std::optional<double> difference() const;
    bool operator==(const AuditRow&) const = default;
};

/// The results checked by themselves. Identities that do not apply have no row; those that apply but lack numbers have
/// one whose `holds` is nothing, with the reason. `siting`, if the run has one, is looked at with its plan.
std::vector<AuditRow> audit(const Results& results, const AuditRules& rules, const PilotPlan* plan = nullptr,
                            const PilotResult* siting = nullptr, const PilotData* data = nullptr);

/// The first row of each identity, set and subject that does not hold.
std::vector<std::size_t> audit_failures(const std::vector<AuditRow>& rows);

} // namespace peaksite
