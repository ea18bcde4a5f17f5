#pragma once

#include "model/tables/row_cells.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace peaksite {

/// A row of a sheet as the file shows it.
struct SheetRow {
    std::int64_t line = 0; ///< of the file, from 1
    RowCells cells;
    bool blank() const;
    /// The first filled cell, trimmed; empty when none is.
    std::string first() const;
    /// The cell of a column, trimmed; empty beyond the end.
    std::string cell(std::size_t column) const;
};

/// A cell that names a sum over rows: "合计", "总 计", "全省合计", "Total".
bool names_total(const std::string& cell);

/// A cell that is nothing but a word for a sum over rows of the same name: "小计", "甲合计", "Subtotal"; names
/// that hold such a word ("小计划公司", "合计路") are none, nor are sums of places ("全省").
bool says_sum(std::string_view cell);
/// One that says so of all rows, and not of which: "合计", "总计", no "小计" or "甲合计".
bool says_sum_of_all(std::string_view cell);
/// One of some rows beside others: "小计", "煤炭小计", "subtotal"; no name that holds the signs ("微小计算产业园").
bool says_subtotal(std::string_view cell);
/// "平均", "均值", "average".
bool says_average(std::string_view cell);

/// A row below a table that says where it is from or what it leaves out: "注：…", "资料来源：…".
bool is_note(const SheetRow& row);

/// "row 7 沙坡头区"; "row 7" without a label.
std::string row_label(const SheetRow& row, const std::string& label);

} // namespace peaksite
