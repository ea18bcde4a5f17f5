#pragma once

#include "plan/catalogue/catalogue.hpp"
#include "plan/plan.hpp"
#include "plan/read/keys.hpp"

namespace peaksite {

/// A [[tables]] table of the plan. `paths` replaces ${name} in file names; `names` are those of the catalogue: the unit
/// of a column must fit that of the name that formulas use.
TablePlan read_table(Keys& keys, const std::map<std::string, std::string>& paths,
                     const std::vector<FormulaName>& names);

/// The keys of [[zones]] that make candidates of a list: x, y, radius, proposer, official_area, attributes.
void read_zone_list(Keys& keys, ZonesPlan& zones);

/// Counted in units of whatever product: unit/a, GJ/unit.
bool names_product(const Unit& unit);

/// How numbers in `from` become numbers in `to`, the unit of a name that formulas use, by the habits of office tables:
/// annual amounts may be written without "/a" (万元), prices of a year count as prices (CNY2020), and where `to` says
/// "unit" (of product) any product will do (kgce/t for tce/unit). Throws UsageError, as `conversion` does.
Conversion table_conversion(const Unit& from, const Unit& to);

} // namespace peaksite
