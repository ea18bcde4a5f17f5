#pragma once

#include "model/tables/unit_table.hpp"
#include "plan/catalogue/indicator_entry.hpp"
#include "plan/plan.hpp"

namespace peaksite {

/// The catalogue with the names that a plan itself gives to formulas: its layers ("height", in the layer's unit) and
/// the columns of its tables ("jobs.staff", in the unit that the table was read in; of those that could not be read, in
/// the unit that the plan states). A name of the catalogue keeps what the catalogue says of it.
IndicatorCatalogue with_own_names(IndicatorCatalogue catalogue, const Plan& plan, const std::vector<UnitTable>& tables);

} // namespace peaksite
