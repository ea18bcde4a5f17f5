#pragma once

#include "job/study/native_passes.hpp"
#include "job/study/study_inputs.hpp"

#include <set>

namespace peaksite {

/// Finds the place of what is counted in the first pass, or in a pass of a layer's own, and makes one where there is
/// none.
class Accumulators {
public:
    Accumulators(const OpenPlan& open, const StudyInputs& inputs, Blueprint& blueprint)
        : m_open(open), m_inputs(inputs), m_blueprint(blueprint), m_native(open, blueprint)
    {}

    /// The place of a value output among the moments of a set; what is asked of it is added to what was asked before.
    /// Sets differ in what is asked of them, so that one output has another place in each.
    std::size_t moment(std::size_t set, int output, const MomentNeeds& needs);
    std::size_t distribution(std::size_t set, int output, Buckets kind);
    /// The number of a value output among the measures.
    int measure(int output);
    /// Whether a layer is counted on cells of its own: a raster whose cells are not the grid's. Cells that are turned
    /// are said to be left to the grid.
    bool has_own_cells(const Layer& layer);
    /// The moments of an expression of such a layer, and quantiles of its values, in a pass on its own cells.
    Slot own_moment(std::size_t set, const Layer& layer, const Syntax& value, const std::optional<Unit>& wanted,
                    const MomentNeeds& needs)
    {
        return m_native.moment(set, layer, value, wanted, needs);
    }
    Slot own_distribution(std::size_t set, const Layer& layer, Buckets kind)
    {
        return m_native.distribution(set, layer, kind);
    }
    /// Classes are counted on the layer's own cells, or by its polygons, whatever the grid; the same place for all
    /// sets.
    Slot classes(const Layer& layer);
    /// Classes as the cells of the grid have them.
    Slot grid_classes(const Layer& layer);
    /// The amount of an extensive layer in the zones of a set, on its own cells.
    Slot mass(std::size_t set, const Layer& layer);
    /// When all is placed: makes the passes on layers' own cells.
    void finish() { m_native.finish(); }

private:
    void number_classes(const Layer& layer);
    Pass& main() { return m_blueprint.study.passes.front(); }

    const OpenPlan& m_open;
    const StudyInputs& m_inputs;
    Blueprint& m_blueprint;
    NativePasses m_native;
    std::set<std::string> m_turned; // said already
};

/// Standard deviations are summed about a value that occurs, so that large means cost no digits; reads a few cells.
/// When all programs are there.
void settle_pivots(Blueprint& blueprint);

} // namespace peaksite
