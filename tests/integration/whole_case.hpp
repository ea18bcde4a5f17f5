#pragma once

#include "integration/small_case.hpp"

namespace peaksite {

/// Three zones over layers of every kind, in two coordinate systems and four cell sizes: a plan that uses most of the
/// program. The technology "pv" has the rules steep, water and road.
class WholeCase : public SmallCase {
protected:
    WholeCase();
};

} // namespace peaksite
