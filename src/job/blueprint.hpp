#pragma once

#include "engine/pass.hpp"
#include "job/build_grid.hpp"
#include "model/estimate.hpp"
#include "model/indicators.hpp"
#include "model/land_use.hpp"
#include "model/results.hpp"

#include <map>
#include <memory>

namespace peaksite {

/// Where a number is counted: pass of the study, and the place in the layout of its sets.
struct Slot {
    int pass = 0;
    std::size_t at = 0;
};

/// A technology as the tally knows it.
struct TechnologyUse {
    const Technology* technology = nullptr;
    LandRules rules;             ///< those that are tested
    std::vector<int> rule_of;    ///< by exclusion of the technology: its place in rules, -1 if unchecked or inactive
    std::optional<double> share; ///< when it is one number for all
    int share_measure = -1;      ///< else the measure of it
    std::vector<Slot> share_range{}; ///< and by set its least and greatest value
    std::optional<double> yield;     ///< h/a, when share and yield are one number each
    int yield_measure = -1;          ///< else the measure of share · yield
    double density = 0;              ///< MW/km²
};

/// What one [[statistics]] table asks of one set.
struct StatisticUse {
    const StatisticsPlan* plan = nullptr;
    const Layer* layer = nullptr;
    std::size_t set = 0;
    bool classes = false;
    Slot slot; ///< moments, or class areas
    std::optional<Slot> distribution;
    double pivot = 0;
};

/// What the indices of a layer's classes mean.
struct ClassNumbering {
    std::vector<int> codes;
    std::vector<std::string> keys;    ///< empty for codes that are no class of the layer
    std::vector<std::string> texts{}; ///< of classes by text codes
    int missing = 255;
    std::vector<bool> declared{}; ///< false for codes that are no class, as is every index beyond
    std::vector<bool> divided{};  ///< classes that have classes of their own ("01" of "0101"): what is left of them

    bool is_class(std::size_t index) const { return index < declared.size() && declared[index]; }
};

/// A gridded output and the file it becomes.
struct RasterUse {
    const RasterPlan* plan = nullptr;
    std::size_t output = 0; ///< of the first pass
};

/// The study of a plan, and what every accumulator in it means.
struct Blueprint {
    GridFrame frame;
    Study study;
    std::vector<std::size_t> first_zone; ///< by set: number of its first zone in the passes
    std::vector<std::string> criteria;   ///< written out, by number
    std::vector<TechnologyUse> technologies;
    std::vector<StatisticUse> statistics;
    std::unique_ptr<IndicatorCatalogue> catalogue;
    std::vector<PlacedList> facilities{};
    std::unique_ptr<TableStore> tables; ///< of the plan, and the facility lists as table "fac"
    std::unique_ptr<FormulaNames> names;
    std::unique_ptr<IndicatorBook> book;
    std::vector<std::vector<Slot>>
        term_slots;                 ///< by term of the book, then by set: sets differ in what is asked of them
    std::vector<int> term_measures; ///< by term: measure of the masks, -1
    std::map<std::size_t, double> constant_terms;      ///< by term over eligible land: its value where it is one number
    std::map<std::string, Slot> class_slots;           ///< by layer
    std::map<std::string, ClassNumbering> class_codes; ///< by layer
    std::map<std::string, Unit> unit_of;               ///< by layer of numbers
    std::map<std::string, Slot>
        grid_class_slots; ///< by layer: of those counted on the grid because the plan asks for it
    std::map<int, std::vector<double>>
        share_on_raster; ///< by pass on a layer's own cells, then by zone: share of its area that lies on the raster
    std::vector<RasterUse> rasters;
    std::map<std::string, std::uint16_t> layer_remarks{}; ///< by layer: what holds for every value computed from it
    std::vector<UncheckedRule> unchecked;
    std::vector<std::string> operations; ///< conversions between coordinate systems
    std::vector<Sentence> warnings;

    std::size_t zone_number(std::size_t set, std::size_t zone) const { return first_zone[set] + zone; }
};

/// Turns an opened plan into a study. Reads no cells but those that settle the pivot of standard deviations. Throws
/// UsageError and InputError as build_grid does.
Blueprint build_study(const OpenPlan& open, const Catalogue& catalogue);

} // namespace peaksite
