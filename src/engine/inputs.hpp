#pragma once

#include "engine/pass.hpp"
#include "engine/readers.hpp"

#include <vector>

namespace peaksite {

/// What the readers of a pass share: where each raster lies, and the metric of the ground. Made once; readers are made
/// from it for every worker.
class InputKit {
public:
    explicit InputKit(const Pass& pass);

    /// A reader for every input of `wanted`, null for the others.
    std::vector<std::unique_ptr<InputReader>> readers(const Desk& desk, const std::vector<int>& wanted) const;
    const Placement& placement(int raster) const { return m_placements[static_cast<std::size_t>(raster)]; }

private:
    /// What the readers of one worker share.
    struct Bench {
        const Desk& desk;
        Placement::SharedPlaces& places;
        std::vector<std::pair<const NumberInputPlan*, std::shared_ptr<ValueRows>>> rows{};
    };
    std::vector<std::unique_ptr<InputReader>> readers(Bench& bench, const std::vector<int>& wanted) const;
    std::shared_ptr<ValueRows> raster_rows(Bench& bench, const NumberInputPlan& plan) const;
    std::unique_ptr<InputReader> reader(Bench& bench, const NumberInputPlan& plan) const;
    std::unique_ptr<InputReader> reader(Bench& bench, const ClassInputPlan& plan) const;
    std::unique_ptr<InputReader> reader(Bench& bench, const VectorConditionPlan& plan) const;
    std::unique_ptr<InputReader> reader(Bench& bench, const VectorDistancePlan& plan) const;
    std::unique_ptr<InputReader> reader(Bench& bench, const HaloConditionPlan& plan) const;
    std::unique_ptr<InputReader> reader(Bench& bench, const SurveyInputPlan& plan) const;

    const Pass& m_pass;
    std::vector<Placement> m_placements;
    GroundMetric m_ground;
};

/// The inputs that a pass reads: those of its program and those whose classes are counted.
std::vector<int> inputs_read(const Pass& pass);

} // namespace peaksite
