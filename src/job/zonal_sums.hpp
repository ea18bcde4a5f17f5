#pragma once

#include "job/compute_results.hpp"

#include <functional>

namespace peaksite {

/// The sums over cells that indicators need, read from a tally.
class ZonalSums {
public:
    ZonalSums(const OpenPlan& open, const Blueprint& blueprint, const StudyTally& tally)
        : m_open(open), m_blueprint(blueprint), m_tally(tally)
    {}

    /// The value of a term, in km² times the unit of the formula. Throws InputError where a class that occurs has no
    /// carbon density.
    ZonalValue value(std::size_t number, std::size_t set, std::size_t zone) const;

private:
    const ZoneTally& tally(int pass, std::size_t set, std::size_t zone) const;
    // Where classes were counted: pass, zone among those of the pass, and what the zone is called.
    struct ClassPlace {
        int pass = 0;
        std::size_t number = 0;
        std::string zone;
    };
    ZonalValue class_value(const ZonalTerm& term, const ClassAreas& areas, const ClassPlace& place) const;
    void add_unclassified(const ZonalTerm& term, const ClassAreas& areas, const ClassPlace& place,
                          const std::function<void(double, double)>& add) const;
    const TechnologyUse& use_of(const std::string& technology) const;
    ZonalValue eligible_value(const ZonalTerm& term, std::size_t number, const ZoneTally& here, double zone_area) const;
    ZonalValue state_value(const ZonalTerm& term, const ZoneTally& here, double zone_area) const;

    const OpenPlan& m_open;
    const Blueprint& m_blueprint;
    const StudyTally& m_tally;
};

} // namespace peaksite
