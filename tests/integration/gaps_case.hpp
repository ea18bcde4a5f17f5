#pragma once

#include "integration/small_case.hpp"

namespace peaksite {

/// Seven counties on a grid of 20 by 6 km whose western 8 km the rasters cover, with tables, lists and a siting; each
/// lacks something else:
///   a  nothing                                e  the grid: it lies outside
///   b  data: the rasters have none in it      f  a boundary
///   c  rasters: none covers it                g  nothing, but has a 0 of everything
///   d  half of its land: it lies half outside the grid
class GapsCase : public SmallCase {
protected:
    GapsCase();

private:
    void make_zones() const;
};

} // namespace peaksite
