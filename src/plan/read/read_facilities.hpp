#pragma once

#include "plan/catalogue/catalogue.hpp"
#include "plan/plan.hpp"
#include "plan/read/keys.hpp"

namespace peaksite {

/// A [[facilities]] table of the plan over the defaults of its catalogue entry. `paths` replaces ${name} in file names.
FacilitiesPlan read_facilities(Keys& keys, const Catalogue& catalogue, const std::map<std::string, std::string>& paths);

/// A catalogue file: columns, units and filter of a published list.
FacilitiesPlan read_facilities_entry(Keys& keys, const std::string& id);

} // namespace peaksite
