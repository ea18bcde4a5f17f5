#pragma once

#include "model/tables/office_table.hpp"
#include "plan/catalogue/catalogue.hpp"
#include "plan/plan.hpp"

namespace peaksite {

/// What a plan asks of the tables it names; opening them and the doctor read them alike.
TableRequest table_request(const ZonesPlan& plan);
TableRequest table_request(const FacilitiesPlan& plan);
/// `names` that formulas know are looked for where the plan names no columns.
TableRequest table_request(const TablePlan& plan, const std::vector<FormulaName>& names);

} // namespace peaksite
