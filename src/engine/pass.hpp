#pragma once

#include "engine/cells.hpp"
#include "engine/raster.hpp"
#include "engine/sample.hpp"
#include "engine/survey.hpp"
#include "engine/vector_readers.hpp"
#include "eval/program.hpp"
#include "grid/cell_area.hpp"
#include "grid/tiling.hpp"
#include "tally/zone_tally.hpp"

#include <deque>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace peaksite {

/// Numbers of a raster.
struct NumberInputPlan {
    int raster = 0;
    ValueRule rule;
    Resampling resampling = Resampling::bilinear;
    /// What is made of the cells before they are brought to the grid.
    enum class Derive : std::uint8_t { none, slope, squared_slope, amount } derive = Derive::none;
    double metres = 1;   ///< slope, in degrees or as squared tangent: metres per unit of elevation
    std::string layer{}; ///< for messages: id of the layer
};
/// Class indices of a raster.
struct ClassInputPlan {
    int raster = 0;
    std::vector<int> codes; ///< by index
    int missing = 255;      ///< index of cells without data
    Fills nodata;           ///< compared exactly with the raw cell
    Resampling resampling = Resampling::nearest;
};
/// Inside, or within `buffer` of, a vector layer.
struct VectorConditionPlan {
    int field = 0;
    Length buffer;
};
/// Kilometres to a vector layer.
struct VectorDistancePlan {
    int field = 0;
};
/// Within `buffer` of cells where output 0 of a program of other inputs holds.
struct HaloConditionPlan {
    std::shared_ptr<const Program> program;
    Length buffer;
};
/// Classes, or numbers, of polygons.
struct SurveyInputPlan {
    std::shared_ptr<const SurveyField> field;
    int missing = 255; ///< index of cells without a class
};
using InputPlan = std::variant<NumberInputPlan, ClassInputPlan, VectorConditionPlan, VectorDistancePlan,
                               HaloConditionPlan, SurveyInputPlan>;

/// A zone as the pass sees it: its set, and its polygons in cells of the grid.
struct ZoneOutline {
    int set = 0;
    Shape cells;
    std::string label{}; ///< for messages: key and name
};

/// What is counted for the zones of a set, and from which outputs of the program.
struct SetPlan {
    TallyLayout layout;
    std::vector<int> moments;       ///< value outputs, as layout.moments
    std::vector<int> distributions; ///< value outputs, as layout.distributions
    std::vector<int> classes;       ///< inputs, as layout.class_layers
};

/// Takes the cells of one raster output. Called by several workers, once per tile.
class RasterSink {
public:
    RasterSink() = default;
    RasterSink(const RasterSink&) = delete;
    RasterSink& operator=(const RasterSink&) = delete;
    virtual ~RasterSink() = default;
    /// `cells` hold the window row by row: floats or bytes, by the output.
    virtual void write(const Window& window, const void* cells) = 0;
};

/// States of a cell for one technology, as rasters print them.
inline constexpr std::uint8_t state_unknown = 0, state_eligible = 1, state_first_excluded = 2, state_no_data = 255;

/// A gridded output.
struct RasterOutput {
    enum class Kind : std::uint8_t {
        value,   ///< float32 of a value output, NaN without data
        state,   ///< bytes: unknown, eligible, 2 + the first criterion that holds
        capacity ///< float32: area of an eligible cell in km² times `density` times `share`; 0 where excluded
    } kind = Kind::value;
    int value = -1;            ///< value output; for capacity the share, -1 for the constant 1
    std::vector<int> criteria; ///< condition outputs in plan order
    double density = 1;
    bool everywhere = false; ///< outside all zones too
};

/// One grid, what is read for it and what is counted on it: the core of a Study.
struct Pass {
    std::string name; ///< "grid", or the layer whose own cells it counts
    Grid grid;
    Crs crs;
    std::shared_ptr<const CellAreas> areas;
    Tiling tiling;
    std::vector<Raster> rasters;
    std::vector<std::shared_ptr<const VectorField>> fields;
    std::vector<InputPlan> inputs;
    std::shared_ptr<const Program> program;
    std::vector<ZoneOutline> zones;
    std::vector<SetPlan> sets;
    std::vector<int> criteria;                  ///< condition outputs, by number of the criterion
    std::vector<int> measures;                  ///< value outputs
    std::vector<RasterOutput> outputs;          ///< made where somebody takes them (PassOptions::sinks)
    std::shared_ptr<const SurveyPass> survey{}; ///< polygons are laid over the zones; no cells are counted
};

/// All passes of a run. The first is the grid of the plan; others count layers on their own cells.
struct Study {
    std::deque<Pass> passes; // references stay when passes are added
};

} // namespace peaksite
