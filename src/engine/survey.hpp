#pragma once

#include "engine/readers.hpp"
#include "geo/crs.hpp"
#include "geo/parcel_cells.hpp"

#include <memory>
#include <mutex>
#include <vector>

namespace peaksite {

struct Pass;
struct PassOptions;
struct PassResult;

/// The polygons of a layer, each with a class or a number.
struct Survey {
    Crs crs;
    std::vector<Shape> parcels; ///< valid, in the plane of `crs`
    int classes = 0;           ///< how many there are, the last of them for polygons whose word is no class; 0: numbers
    std::vector<int> class_of; ///< by parcel
    std::vector<double> values; ///< by parcel, NaN where there is none
    bool amounts = false;       ///< the numbers are amounts of the whole polygon, not densities or rates
};

/// A survey laid over the zones of a pass instead of cells counted (see geo/overlay.hpp).
struct SurveyPass {
    std::shared_ptr<const Survey> survey;
    std::vector<Shape> zones;            ///< in the plane of the survey, set by set: the first zones of the pass
    std::vector<std::size_t> outside_of; ///< by set: the zone of the pass that takes what lies in none of the set's
};

/// Lays the survey of a pass over its zones: counts of parcels, areas and sums of numbers, by class. What lies in no
/// zone of a set goes to the zone that stands for it. The pass has one tile. The same bits for any number of threads.
PassResult run_survey(const Pass& pass, const PassOptions& options);

/// A survey on the cells of a grid; made when first asked for, then shared by all workers.
class SurveyField {
public:
    struct Frame {
        Grid grid;
        int halo = 0; ///< cells around the grid that buffers look at
        Crs crs;
        double tolerance = 1; ///< of edges, in the units of the grid's plane
        double metres_per_unit = 1;
    };
    SurveyField(std::shared_ptr<const Survey> survey, Frame frame)
        : m_survey(std::move(survey)), m_frame(std::move(frame))
    {}

    const Survey& survey() const { return *m_survey; }
    /// Classes or numbers by cell of the grid grown by the halo; of amounts, per m².
    const CellRuns& cells() const;
    /// Cells' worth of land that several polygons claim; 0 before `cells` was asked for.
    double overlap() const { return m_overlap; }
    int halo() const { return m_frame.halo; }

private:
    void make() const;

    std::shared_ptr<const Survey> m_survey;
    Frame m_frame;
    mutable std::once_flag m_once;
    mutable CellRuns m_cells;
    mutable double m_overlap = 0;
};

/// Classes as bytes, `missing` where there is no data.
std::unique_ptr<InputReader> survey_class_reader(std::shared_ptr<const SurveyField> field, int missing);
/// Numbers; amounts are those of the grid's cells, whose areas are given.
std::unique_ptr<InputReader> survey_number_reader(std::shared_ptr<const SurveyField> field,
                                                  std::shared_ptr<const CellAreas> areas);

} // namespace peaksite
