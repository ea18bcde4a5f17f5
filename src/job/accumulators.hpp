#pragma once

#include "job/study_inputs.hpp"

namespace peaksite {

/// Finds the place of what is counted in the first pass, or in a pass of a layer's own, and makes one where there is none.
class Accumulators {
public:
    Accumulators(const OpenPlan& open, const StudyInputs& inputs, Blueprint& blueprint) : m_open(open), m_inputs(inputs), m_blueprint(blueprint) {}

    /// The place of a value output among the moments of a set; what is asked of it is added to what was asked before.
    /// Sets differ in what is asked of them, so that one output has another place in each.
    std::size_t moment(std::size_t set, int output, const MomentNeeds& needs);
    std::size_t distribution(std::size_t set, int output, Buckets kind);
    /// The number of a value output among the measures.
    int measure(int output);
    /// Classes are counted on the layer's own cells, or by its polygons, whatever the grid; the same place for all sets.
    Slot classes(const Layer& layer);
    /// The amount of an extensive layer, on its own cells; the same place for all sets.
    Slot mass(const Layer& layer);

private:
    Slot survey_classes(const Layer& layer);
    Pass& main() { return m_blueprint.study.passes.front(); }

    const OpenPlan& m_open;
    const StudyInputs& m_inputs;
    Blueprint& m_blueprint;
};

/// Standard deviations are summed about a value that occurs, so that large means cost no digits; reads a few cells. When
/// all programs are there.
void settle_pivots(Blueprint& blueprint);

} // namespace peaksite
