#pragma once

#include "job/open/table_fields.hpp"

namespace peaksite {

/// A number that no formula name can have (`possible`, or `possible_per` where its column says per what), in whatever
/// row: throws InputError that names file, row, column, number and range. 0 counts for nothing that burns, and passes.
void refuse_impossible_numbers(const TablePlan& plan, const std::vector<FormulaName>& names,
                               const std::vector<SheetField>& fields, const OfficeTable& table,
                               const std::vector<std::size_t>& unit_columns);

/// Where nothing says per what a factor is, it can only be held against the others of its kind: those that are more
/// than some hundred times smaller or larger than the middle one, "row 7 P03: 714.3 (coal: 0.7143)".
std::vector<std::string> factors_unlike_their_kind(const TablePlan& plan, const std::vector<FormulaName>& names,
                                                   const std::vector<SheetField>& fields, const OfficeTable& table,
                                                   const std::vector<std::size_t>& unit_columns);

} // namespace peaksite
