#pragma once

#include "engine/survey.hpp"
#include "io/raster/raster_file.hpp"
#include "io/vector/vector_file.hpp"
#include "job/options.hpp"
#include "model/emissions/facilities.hpp"
#include "model/tables/unit_table.hpp"
#include "model/zone.hpp"
#include "plan/plan.hpp"

#include <map>

namespace peaksite {

/// A raster layer whose file has been looked at.
struct OpenRaster {
    RasterFile file;
    ValueRule rule;                  ///< raw cells to values in the layer's unit
    std::vector<int> codes;          ///< class codes by index, for layers of classes
    std::vector<LayerClass> classes; ///< by index
    int missing = 255;               ///< index of cells without data
    bool numbered{false};            ///< it is read as classes
};

/// A vector layer with all its features in one shape, polygons valid, in the CRS of its file.
struct OpenVector {
    Crs crs;
    Shape shape;
    std::size_t features = 0;
    std::vector<std::string> unknown_words{}; ///< of polygons whose class is none, with their areas
    std::vector<ClassEntry> classes{};      ///< of a layer with a class column: the layer's, else the words of the file
    std::shared_ptr<const Survey> survey{}; ///< of a layer with classes or values; `shape` is empty then
};

/// The plan with everything it names looked at; no cell has been read.
struct OpenPlan {
    Plan plan;
    std::map<std::string, OpenRaster> rasters; ///< by layer
    std::map<std::string, OpenVector> vectors;
    std::vector<ZoneSet> sets;
    std::vector<FacilityList> facilities;
    std::vector<UnitTable> tables{};
    std::optional<CarbonTable> carbon;
    std::vector<Sentence> warnings;
    int threads = 0;       ///< that geometry may take; 0: as many as the machine has
    Catalogue catalogue{}; ///< of the plan
};

/// All that is wrong with a request and its files.
struct Findings {
    std::vector<Fault> faults;
    bool wrong_request = false;     ///< the plan is at fault, not only its files
    std::vector<Position> warned{}; ///< where the plan names what each of the opened plan's warnings is about
};

/// "layers.slope": where people find a table of the plan, which they know by its id, not by its number.
template <class Item>
Position place_in_plan(const char* table, const Item& item)
{
    return {.place = item.position.place, .key = std::string{table} + "." + item.id};
}

/// Reads the plan and opens what it names. Throws UsageError for the plan, InputError for the first file that cannot be
/// used; with `findings`, all that is wrong with files is collected there instead, and what is usable is returned.
OpenPlan open_plan(const PlanSource& source, Findings* findings = nullptr);

/// Opens what a plan names, as above. With `findings` the plan may have faults; what names no file is passed over.
OpenPlan open_files(Plan plan, const PlanSource& source, Findings* findings = nullptr);

} // namespace peaksite
