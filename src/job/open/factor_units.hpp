#pragma once

#include "job/open/table_fields.hpp"

namespace peaksite {

/// Whether a factor says of its own per what it is: GJ/t, not GJ for each unit of what a row counts in.
bool says_per_what(const SheetField& field);

struct FactorsSettled {
    std::vector<std::string> assumed{}; ///< columns of amounts of which nobody says in what they are counted: "消费量
                                        ///< (t: 低位发热量（GJ/t）)"
    std::vector<std::string> unstated{}; ///< amounts and factors of which neither states a unit: "消费量 × 折标系数
                                         ///< (tce)"
    std::vector<std::string> twice{}; ///< factors that would convert once more: "row 7 P03: 0.7143 (吨标准煤)"
};

/// Brings factors that say per what they are (GJ/t, kgce/kWh) to that in which the amounts beside them are counted
/// (10^4 t): by the head of their column or the plan, else row by row. Where nobody says it, amounts are taken in t,
/// m3, kWh or GJ. Rows of another dimension have no factor, nor have amounts of the product itself (10^4 tce) one that
/// is a pure number other than 1. Throws InputError where the whole column is of another dimension.
FactorsSettled settle_factor_units(const TablePlan& plan, const std::vector<FormulaName>& names,
                                   std::vector<SheetField>& fields, const OfficeTable& table,
                                   const std::vector<std::size_t>& unit_columns);

} // namespace peaksite
