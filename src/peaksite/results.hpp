#pragma once

#include "peaksite/bilingual.hpp"
#include "peaksite/errors.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a run found, as plain values: copies that hold no file and outlive the run. Where nobody knows a number there
/// is none; a 0 is a 0. Units stand in the names of members, or in a `unit` beside the value, spelled as the catalogue
/// spells them ("t CO2/a").
namespace peaksite::api {

/// Which zone a row is about: `Results::sets[set].zones[zone]`.
struct Place {
    std::size_t set = 0;
    std::size_t zone = 0;
    bool operator==(const Place&) const = default;
};

/// An indicator of the run.
struct Indicator {
    std::string id;    ///< "excl_share.pv"
    std::string entry; ///< of the catalogue: the id without the technology, "excl_share"
    std::string group;
    Bilingual name;
    std::string unit;
    std::string formula;
    std::string clause;      ///< of the document that asks for it; may be empty
    std::string direction;   ///< "+" more is better, "-" less is better, "ctx" neither
    std::string pilot_types; ///< letters: C city, P park, V village, S community, I institution, E enterprise
    std::string note;
};

/// What an indicator is in one zone.
struct IndicatorValue {
    std::optional<double> value;     ///< in the unit of the indicator
    std::optional<double> low, high; ///< 95 % interval, where the uncertainty of an input is known
    double valid_share = 1;          ///< of the area of the zone, what had data for it
    std::optional<int> year;         ///< of the tables it stands on, else the latest of the layers
    std::optional<int> from;         ///< base year or start of a series, where it stands on more than one year
    std::string flags;      ///< upper_bound, lower_bound, unclear_bound (rules unchecked), low_valid …; joined by ";"
    Sentence reason;        ///< why there is no value, or none to compare
    std::string word;       ///< of a category: "weak_decoupling"
    bool comparable = true; ///< else enough of the area lacks data that the value stays out of rankings
};

/// A candidate or reporting area.
struct Zone {
    std::string key; ///< unique in its set
    std::string name;
    std::string kind;                   ///< city, park, village, community, institution, enterprise, area
    std::optional<double> area_km2;     ///< on the ellipsoid, within the grid; nothing without a boundary
    double inside_share = 1;            ///< of its area, what lies within the grid
    std::vector<IndicatorValue> values; ///< by number in Results::indicators
};

/// The zones of one [[zones]] of the plan, in the order of its file.
struct ZoneSet {
    std::string id;
    Bilingual title;
    std::vector<Zone> zones;
};

/// An indicator that no zone of the run can have.
struct MissingIndicator {
    std::string id;
    Sentence reason;
};

/// A rule that was not tested, because its layer was not supplied: what hangs on it is an upper bound.
struct UncheckedRule {
    std::string technology;
    Bilingual rule;
    std::string layer;
    std::string reason;
};

/// What an indicator was computed from.
struct Provenance {
    std::string indicator;
    char pilot_type = 'C'; ///< letter, as in Indicator::pilot_types
    std::string role;      ///< layer, table, parameter, indicator, component, left_out
    std::string name;
    std::string value; ///< of a parameter; why a component is left out
    std::string unit;
    std::optional<int> year;
    std::string source;
    std::string certainty; ///< found, memory, default, plan; of a table: published, reported, planned, estimated
    std::vector<std::string> zones; ///< sets of which it holds; none: all with units of the pilot type
};

/// A published target beside the value of a zone.
struct Target {
    Place place;
    std::string indicator;
    std::optional<int> year; ///< the target is for
    std::string relation;    ///< at_least, about, at_most
    double target = 0;       ///< in `unit`, as value and gap
    double value = 0;
    double gap = 0; ///< what is still to be done; 0 when it is reached
    std::string unit;
    std::string document;
    std::string scope;    ///< national, province …
    bool own = false;     ///< the plan says that it is the zone's own target; else it is context
    std::string mismatch; ///< why value and target are not compared; then the gap means nothing
};

/// A zonal statistic that the plan asks for.
struct Statistic {
    Place place;
    std::string layer;
    std::string stat;       ///< mean, sum, p90, fractions …
    std::string class_code; ///< "0301", "21", "unclassified"; empty where no class is meant
    std::optional<double> value;
    std::string unit;
    double valid_share = 0; ///< of the area of the zone, what had data
    bool on_grid = false;   ///< counted on the cells of the grid, not on the layer's own cells or polygons
};

/// What a zone holds of a class of a vector layer, by the layer's own polygons.
struct ClassArea {
    std::size_t set = 0;
    std::optional<std::size_t> zone; ///< nothing: in no zone of the set
    std::string layer;
    /// A class of the layer, polygons of none, land without polygons, all polygons.
    enum class Kind : std::uint8_t { of_class, unclassified, uncovered, total } kind = Kind::of_class;
    std::string class_code; ///< empty where the row is not of a class
    Bilingual class_name;
    double area_km2 = 0;
    int parcels = 0;
    std::optional<double> share; ///< of the zone
};

/// The land of a zone for one technology. What may be used is unknown where no rule could be judged.
struct TechnologyArea {
    Place place;
    std::string technology;
    std::optional<double> total_km2, excluded_km2, too_small_km2, eligible_km2, unknown_km2;
    std::optional<double> effective_km2;     ///< Σ area · share of eligible land
    std::optional<double> share_missing_km2; ///< eligible land without a share
    std::optional<double> capacity_mw;
    std::optional<double> generation_mwh_per_year;
    std::optional<double> yield_missing_km2; ///< eligible land without a yield
};

/// What a rule of a technology takes of a zone, in plan order; then the parts of its land.
struct RuleArea {
    Place place;
    std::string technology;
    enum class Kind : std::uint8_t { rule, too_small, total, eligible, unknown } kind = Kind::rule;
    std::string rule;                     ///< id; empty where the row is of a part of the land
    std::optional<double> alone_km2;      ///< where it holds; nothing for unchecked rules, as below
    std::optional<double> unique_km2;     ///< where it holds and no other does
    std::optional<double> cumulative_km2; ///< where it or an earlier one holds; of a part of the land its area
};

/// Emissions of one sector of a list of facilities in a zone.
struct SectorEmission {
    Place place;
    std::string list;
    std::string sector;
    int facilities = 0;
    int without_emission = 0;
    int without_capacity = 0;
    std::optional<double> emission_tco2_per_year; ///< of those that state one
    std::optional<double> capacity_mw;            ///< likewise
};

/// What the comparison of pilots ([siting]) says of a candidate; empty in a what-if, which does not select.
struct Candidate {
    Place place;
    std::string type;                          ///< as Zone::kind: candidates are compared within it
    std::string list;                          ///< suggested, reserve, ineligible, lacking
    std::optional<std::size_t> rank;           ///< from 1; nothing without score, as below
    std::optional<double> score;               ///< 0 to 1
    std::optional<double> selection_frequency; ///< share of repeated selections that choose it
};

/// Everything a run found about the zones. The lists and tables that the plan names are not repeated.
struct Results {
    std::vector<ZoneSet> sets;
    std::vector<Indicator> indicators;
    std::vector<MissingIndicator> missing;
    std::vector<Statistic> statistics;
    std::vector<ClassArea> class_areas;
    std::vector<TechnologyArea> technologies;
    std::vector<RuleArea> rules;
    std::vector<SectorEmission> emissions;
    std::vector<Target> targets;
    std::vector<Provenance> provenance;
    std::vector<Candidate> candidates;
    std::vector<UncheckedRule> unchecked;
    std::vector<Sentence> warnings;

    /// Number of an indicator, as in Zone::values; nothing where the run does not have it.
    std::optional<std::size_t> indicator(std::string_view id) const;
    /// A zone by the id of its set and its key; null where there is none.
    const Zone* zone(std::string_view set, std::string_view key) const;
};

} // namespace peaksite::api
