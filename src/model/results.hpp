#pragma once

#include "model/emissions/facilities.hpp"
#include "model/indicators/indicator_value.hpp"
#include "model/indicators/result_flags.hpp"
#include "model/renewables/land_use.hpp"
#include "model/tables/unit_table.hpp"
#include "model/zone.hpp"
#include "plan/catalogue/indicator_entry.hpp"
#include "plan/row_words.hpp"
#include "plan/stat.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// An indicator of the run, for heads and legends.
struct IndicatorInfo {
    std::string id;
    Bilingual name;
    std::string unit;
    std::string unit_gov;
    double scale_gov = 1;
    std::string note;
    IndicatorKind kind = IndicatorKind::other;
    std::vector<std::string>
        bounded_by{};    ///< technologies with unchecked rules whose land makes it the most or the least it can be
    std::string alike{}; ///< compared only among candidates of the same: "institution", "product"
    std::set<Inventory> inventories{}; ///< whose emissions it counts, by itself or through what it stands on
    std::string entry{};               ///< id of the catalogue entry: that without the technology
    std::string group{};
    std::string pilot_types{}; ///< letters
    std::string direction{};   ///< "+", "-", "ctx"
    std::string formula{};
    std::optional<Standing> copied{}; ///< of a number that a table states: what kind of number that is
    std::string clause{};
    std::string availability{}; ///< derived, needs_user_layer, needs_user_table, rarely_available
    std::string headline{};     ///< "planner:4": slot of a short list
    bool display_only = false;  ///< never a criterion
};

/// A value of one zone.
struct IndicatorResult {
    ZonalValue value;
    ResultFlags flags;
    bool shown = true;                    ///< in the wide table and in rankings
    std::optional<double> low{}, high{};  ///< 95 % interval, where the uncertainty of an input is known
    std::optional<int> table_year{};      ///< of the tables it stands on
    std::optional<int> layer_year{};      ///< latest of its layers and lists of facilities
    std::optional<int> from{};            ///< the base year or the first of a series, where it stands on several years
    Sentence reason{};                    ///< why there is no value
    std::string word{};                   ///< of a category: "weak_decoupling"
    std::vector<std::string> not_given{}; ///< what counts as 0 in it: tables without a row of the zone ("process") and
                                          ///< columns ("energy.feedstock_tce")
    std::vector<MissingKind> kinds_not_given{}; ///< rows that other years of the zone have; they count as 0

    /// What year a reader is told: that of its tables, which change from year to year; of its layers where it has none.
    std::optional<int> year() const { return table_year ? table_year : layer_year; }
};

/// All that counts as 0 in it, in words of its tables: "process", "fuel: 油品".
std::vector<std::string> not_given_in(const IndicatorResult& result);

/// Why the wide table has no number of it; empty where it has one.
Sentence why_blank(const IndicatorResult& result);

/// What an indicator was computed from, for one pilot type.
struct ProvenanceRow {
    enum class Role : std::uint8_t { layer, technology, table, parameter, indicator, left_out };
    std::string indicator;
    char letter = 'C';
    Role role = Role::layer;
    std::string name;
    std::string value; ///< of a parameter; why a component is left out
    std::string unit;
    std::optional<int> year;
    std::string source;
    std::string certainty; ///< found, memory, default, plan; of a table: published, reported, planned, estimated
    std::vector<std::string> zones{}; ///< sets of which it holds; none: all with units of the pilot type
};

/// As tables write it: "left_out".
std::string_view role_word(ProvenanceRow::Role role);

/// A published target beside the value of a zone.
struct TargetRow {
    std::size_t set = 0;
    std::size_t zone = 0;
    std::string indicator;
    int number = 0;          ///< of the list of targets
    std::optional<int> year; ///< the target is for
    std::optional<int> base_year;
    std::string relation; ///< at_least, about, at_most
    double target = 0;    ///< in the unit of the indicator
    std::string unit;
    double value = 0;
    std::optional<int> value_year;
    double gap = 0; ///< what is still to be done; 0 when it is reached
    std::string document;
    std::string scope;      ///< of the target: national, province …
    bool own = false;       ///< the plan says that it is the zone's own target; else it is context
    std::string mismatch{}; ///< why value and target are not compared ("el_conv"); then the gap means nothing
};

struct SetResults {
    std::vector<double> area_km2;     ///< by zone, within the grid
    std::vector<double> inside_share; ///< by zone: of its area, what lies within the grid; the rest has no data
    std::vector<std::vector<IndicatorResult>> indicators; ///< by zone, then indicator
};

/// Computed less official area, % of the official; nothing where either is missing, or where the zone reaches beyond
/// the grid and is not computed whole.
std::optional<double> area_difference(const Zone& zone, const SetResults& results, std::size_t at);

struct StatisticRow {
    std::size_t set = 0;
    std::size_t zone = 0;
    std::string layer;
    StatPlan stat;
    std::optional<int> code; ///< of a class
    std::string class_key;
    std::string code_text{}; ///< of a class by text codes, "0301"; then there is no number
    std::optional<double> value;
    std::string unit;
    double valid_share = 0;
    bool on_grid{false};   ///< counted on the cells of the grid, not on the layer's own cells or polygons
    bool of_extent{false}; ///< it says how large the zone is, or how much data there is: nothing is missing in it

    /// The class as data and tables write it: "0301", "21", "unclassified"; empty where no class is meant. Several
    /// classes of a layer may share a key, never this.
    std::string class_code() const
    {
        if (!code_text.empty()) return code_text;
        return code ? std::to_string(*code) : class_key;
    }
};

/// What a zone holds of a class of a vector layer, by the layer's own polygons.
struct LedgerRow {
    std::size_t set = 0;
    std::optional<std::size_t> zone; ///< nothing: in no zone of the set
    std::string layer;
    ClassRow kind = ClassRow::of_class;
    std::string class_code; ///< of a class; else the word of the row: "unclassified", "uncovered", "total"
    Bilingual class_name;
    double area_km2 = 0;
    int parcels = 0;
    std::optional<double> share; ///< of the zone
};

/// A rule of a technology in a zone, in plan order; then the rows too_small, total, eligible, unknown.
struct WaterfallRow {
    std::size_t set = 0;
    std::size_t zone = 0;
    std::string technology;
    LandRow kind = LandRow::rule;
    std::string criterion;                           ///< id of the rule; else the word of the row: "too_small" …
    std::optional<double> alone, unique, cumulative; ///< km²; nothing for unchecked rules
};

/// What a reader must know of the numbers made of eligible land; each rests on data of its own.
struct LandFlags {
    ResultFlags area, capacity, generation; ///< effective area is as capacity
    bool operator==(const LandFlags&) const = default;
};

struct TechnologyRow {
    std::size_t set = 0;
    std::size_t zone = 0;
    std::string technology;
    std::optional<LandBalance> land{}; ///< nothing for a zone without boundary or area
    std::optional<double>
        effective_km2{}; ///< Σ area · share of eligible land; nothing where the share is known nowhere
    std::optional<double> share_missing_km2{};
    std::optional<double> capacity_mw{};
    std::optional<double> generation_mwh{}; ///< per year; nothing where the yield is known nowhere
    std::optional<double> yield_missing_km2{};
    double land_valid = 0;  ///< of the zone: what eligible, excluded and too small land rests on
    double share_valid = 0; ///< of the zone: what effective area and capacity rest on
    double yield_valid = 0; ///< of the zone: what the generation rests on
    LandFlags flags{};

    /// Some of the land could be judged by the rules.
    bool judged() const { return land && land->unknown < land->total; }
    /// A part of the land; nothing where there is none, and of what may be used or not where none could be judged.
    std::optional<double> area(double LandBalance::*part) const
    {
        const bool known = judged() || (land && (part == &LandBalance::total || part == &LandBalance::unknown));
        return known ? std::optional{(*land).*part} : std::nullopt;
    }
};

struct EmissionRow {
    std::size_t set = 0;
    std::size_t zone = 0;
    std::string list;
    std::string sector;
    SectorSum sum;
};

/// A rule that was not tested, because its layer was not supplied.
struct UncheckedRule {
    std::string technology;
    std::string id; ///< of the rule in its technology; titles may repeat
    Bilingual rule;
    std::string layer;
    std::string reason;
    bool operator==(const UncheckedRule&) const = default;
};

/// Everything a run found, ready to be written and drawn.
struct Results {
    std::vector<Whole> wholes{}; ///< among the zones of the sets
    std::vector<ZoneSet> sets;
    std::vector<PlacedList> facilities;
    std::vector<IndicatorInfo> indicators;
    std::vector<MissingIndicator> missing;
    std::vector<SetResults> by_set;
    std::vector<StatisticRow> statistics;
    std::vector<LedgerRow> ledger{};
    std::vector<WaterfallRow> waterfall;
    std::vector<TechnologyRow> technologies;
    std::vector<EmissionRow> emissions;
    std::vector<UnitTable> tables{};
    std::vector<UncheckedRule> unchecked;
    std::vector<Sentence> warnings;
    std::vector<ProvenanceRow> provenance{};
    std::vector<TargetRow> targets{};
    std::map<std::string, int> layer_years{}; ///< of the layers that state theirs
};

/// What the outputs of a run must say, by the indicators, technologies and emissions that they hold.
std::set<Statement> statements_of(const Results& results);

} // namespace peaksite
