#pragma once

#include "model/tables/amounts.hpp"
#include "model/tables/office_table.hpp"
#include "model/tables/unit_table.hpp"
#include "plan/catalogue/catalogue.hpp"

#include <set>

namespace peaksite {

/// A field of a table and the columns of the sheet it is read from.
struct SheetField {
    TableField field;
    std::string head; ///< as the plan or the catalogue asks for it
    std::optional<std::size_t> column;
    std::map<int, std::size_t> series;                         ///< columns by year; instead of `column`
    std::optional<int> year;                                   ///< of the column
    std::optional<Unit> target;                                ///< of the formula name
    Unit source;                                               ///< of the numbers in the file
    Amounts amounts;                                           ///< of its cells, in the unit of `field`
    bool yes_no = false;                                       ///< its words of yes and no are 1 and 0
    bool pure = false;                                         ///< a number without dimension and size: no percent
    std::optional<std::size_t> unit_column{};                  ///< that says the unit of each row
    std::map<std::string, Amounts> by_unit{};                  ///< by what that column says; instead of `amounts`
    std::set<std::pair<std::int64_t, std::size_t>> left_out{}; ///< cells that count as missing, by line and column

    /// How its cell of a row is read; null where the row is in no unit that is known and fits.
    const Amounts* amounts_in(const SheetRow& row) const;
};

/// Heads of fields that a plan looks for: those of its columns, or of the names that formulas know of the table.
std::vector<std::string> wanted_heads(const TablePlan& plan, const std::vector<FormulaName>& names);

/// The fields of a table with their units settled: that of the plan, else of the head, else of the line above the head
/// (单位：万元), else of the formula name; a column of units holds for the numbers beside it that state none.
/// `warnings` tell of units taken for granted. Throws InputError: column missing, unit of another dimension, something
/// that looks like a unit and is none that is known.
std::vector<SheetField> table_fields(const TablePlan& plan, const std::vector<FormulaName>& names,
                                     const OfficeTable& table, std::vector<Sentence>& warnings);

} // namespace peaksite
