#pragma once

#include "model/emissions/facilities.hpp"
#include "model/indicators/remarks.hpp"
#include "model/meaning/slot.hpp"
#include "model/tables/unit_table.hpp"
#include "plan/catalogue/catalogue.hpp"
#include "plan/plan.hpp"
#include "tally/zone_tally.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// The tally of a whole study: by pass, then zone number.
using StudyTally = std::vector<std::vector<ZoneTally>>;

/// A pass of the study, as far as its counters are concerned.
struct PassMeaning {
    std::string name;                      ///< "grid", or the layer whose own cells or polygons were counted
    bool survey = false;                   ///< polygons were laid over the zones
    bool classes = false;                  ///< of a survey: moments are by class
    std::vector<std::size_t> outside_of{}; ///< of a survey, by set: the place of what lies in no zone
    std::vector<double> share_on_raster{}; ///< by zone number: share of its area that lies on the raster; empty: all
    std::vector<TallyLayout> layouts{};    ///< by set
};

/// Where the numbers of one [[statistics]] table for one set are.
struct StatisticPlace {
    std::size_t statistics = 0; ///< of the plan
    std::size_t set = 0;
    Slot slot; ///< moments, or class areas
    std::optional<Slot> distribution;
    double pivot = 0; ///< about which squares were summed
};

/// What was counted of a layer.
struct LayerMeaning {
    std::optional<Unit> unit{};               ///< of its numbers, where statistics were asked of them
    std::optional<Slot> classes{};            ///< on its own cells, or by its polygons
    std::optional<Slot> grid_classes{};       ///< on the cells of the grid
    ClassNumbering numbering{};               ///< of layers with classes
    std::vector<std::string> unknown_words{}; ///< of polygons: words that are no class, with their areas
    std::vector<std::string> unlisted{};      ///< of rasters: codes that are no class and were not counted one by one
    Remarks remarks{};                        ///< what holds for every value computed from it
};

/// What a run says of itself.
struct RunFacts {
    std::string fingerprint;    ///< of plan, catalogue, inputs and program: equal for runs that give the same numbers
    std::string catalogue_sign; ///< of all entries of the catalogue that the plan was read with
    std::string date;           ///< of the newest input, "2026-11-20"
    std::string grid_crs;       ///< name
    int rows = 0, columns = 0;
    double cell_width = 0, cell_height = 0; ///< in units of the CRS
    double cell_metres = 0;                 ///< about, the side of a cell
    std::vector<std::string> operations;    ///< conversions between coordinate systems
};

/// What the counters of a tally mean: values that a run hands on with its tally, so that all that is computed from it
/// can be computed again, without files and pixels. Expressions are known by how they are written, so that another plan
/// finds what was counted for this one.
struct Meaning {
    Plan plan; ///< layers as their files have them
    IndicatorCatalogue catalogue;
    std::optional<CarbonTable> carbon;
    RunFacts run;
    std::vector<ZoneSet> sets;                     ///< without shapes
    std::vector<Whole> wholes;                     ///< among their zones
    std::vector<std::vector<double>> inside_share; ///< by set and zone: share of its area within the grid
    std::vector<std::size_t> first_zone;           ///< by set: number of its first zone in the passes
    std::vector<PassMeaning> passes;
    std::vector<std::string> criteria;             ///< by number
    std::map<std::string, int> measures;           ///< number of the measure, by value
    std::map<std::string, double> constants;       ///< values that are one number for all cells, by value
    std::map<std::string, std::vector<Slot>> sums; ///< moments by set, of sums, least values, ranges and amounts
    std::map<std::string, Sentence> withdrawn;     ///< sums that could not be counted, and why
    std::vector<StatisticPlace> statistics;
    std::map<std::string, LayerMeaning> layers; ///< by id
    std::vector<Sentence> warnings{};           ///< what was odd about files, and what was counted

    std::size_t zone_number(std::size_t set, std::size_t zone) const { return first_zone[set] + zone; }
    /// What holds for every value computed from a layer.
    Remarks remarks_of(const std::string& layer) const
    {
        const auto found = layers.find(layer);
        return found == layers.end() ? Remarks{} : found->second.remarks;
    }
};

/// What stands in tables beside the maps, joined to the zones.
struct Tables {
    std::vector<UnitTable> tables;
    std::vector<PlacedList> facilities;
};

} // namespace peaksite
