#pragma once

#include "job/open/table_fields.hpp"

namespace peaksite {

/// Columns headed 单位 or 计量单位 that state the unit of each row. What the plan asks for as something else is none,
/// nor is one without any unit that is known: organisations are called 单位 too.
std::vector<std::size_t> columns_of_units(const TablePlan& plan, const std::vector<FormulaName>& names,
                                          const OfficeTable& table);

/// What rows say of the unit of a field.
struct UnitsOfRows {
    Unit asked;        ///< that of the formula, else the first of the rows
    std::string words; ///< some of the rows'
};

/// Has the numbers of a field without a unit of its own read row by row. Nothing where no column of units is there, or
/// the field is a pure number that none of them fits. Throws InputError where there are several such columns.
std::optional<UnitsOfRows> take_units_of_rows(SheetField& field, const OfficeTable& table,
                                              const std::vector<std::size_t>& columns, const ColumnHead& head);

/// Numbers of two kinds are hardly in the units of one column: throws InputError.
void refuse_shared_units(const std::vector<SheetField>& fields, const OfficeTable& table);

/// A factor per unit of what a row is counted in must be one that nature allows: 19.57 GJ for each 万t is none, it is
/// that of a tonne. Throws InputError that names the row and both.
void refuse_impossible_factors(const TablePlan& plan, const std::vector<FormulaName>& names,
                               const std::vector<SheetField>& fields, const OfficeTable& table,
                               const std::vector<std::size_t>& columns);

/// A word of these columns that means another size of the unit that was taken; empty where none does.
std::string other_unit_of_rows(const OfficeTable& table, const std::vector<std::size_t>& columns,
                               const ColumnHead& head, const Unit& taken);

} // namespace peaksite
