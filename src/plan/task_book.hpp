#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peaksite {

/// How a cell of a task book becomes a value of the plan.
enum class BookValue : std::uint8_t {
    text,
    list, ///< texts separated by ；or ;
    number,
    whole,
    flag,            ///< 是 or 否
    choice,          ///< one of `words`
    value_or_column, ///< one of `words` if there are some, else any text; or "列：HEAD" for a column
    number_or_text,  ///< a number, or an expression
    column,          ///< head of a column of amounts, whose unit stands in the cell of `unit_of`
    unit_of          ///< unit of the amounts of the same key
};

/// A column of a sheet of the task book.
struct BookColumn {
    std::string head;
    std::string key; ///< of the plan's table
    BookValue value = BookValue::text;
    bool required = false;
    std::string note{}; ///< what to write, with an example
    std::vector<std::pair<std::string, std::string>>
        words{};       ///< of a choice: as the sheet says it, as the plan says it
    double width = 14; ///< characters
};

/// A sheet of the task book and the table of the plan that each of its rows becomes.
struct BookSheetPlan {
    std::string name;
    std::string table; ///< "layers"; empty where the sheet itself holds the data
    std::string title;
    std::vector<BookColumn> columns;
};

/// The sheets whose rows become tables of the plan, in the order of the plan: 边界, 图层, 排放源, 技术, 统计, 准入,
/// 权重, 名额.
const std::vector<BookSheetPlan>& book_sheets();

/// 总体设置: one row for each; `key` is "grid.cell".
const BookSheetPlan& book_settings();

/// 候选名单: rows are candidates, read as a zone set.
const BookSheetPlan& book_candidates();

/// 指标数据: its first columns; those behind are heads of statistics ("地区生产总值（万元/年）").
const BookSheetPlan& book_statistics();

/// What the statistics of 指标数据 are called, without and with the unit they are asked in, and the formula name each
/// stands for.
struct BookStatistic {
    std::string_view head, unit, name;
};
const std::vector<BookStatistic>& book_statistic_heads();

inline constexpr std::string_view book_guide = "填表说明", book_findings = "检查结果";

} // namespace peaksite
