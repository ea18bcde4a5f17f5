#pragma once

#include "raster_frame.hpp"
#include "regions.hpp"

#include <functional>
#include <string>
#include <vector>

namespace demo {

/// How many live in a cell of a raster, so that a county has as many as its statistics say, spread as `people` spreads
/// them. Places beyond the province keep the mean of its counties.
class Residents {
public:
    Residents(const std::vector<County>& counties, const Frame& frame, std::function<double(Place)> people);
    double at(Place place) const;

private:
    struct Ground {
        std::vector<Path> rings;
        Rim box;
        double factor = 1;
    };
    const Ground* ground_at(Place place) const;

    std::vector<Ground> m_grounds; // by county
    std::function<double(Place)> m_people;
    double m_elsewhere = 1;
};

} // namespace demo
