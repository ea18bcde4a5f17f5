#pragma once

#include "plan/layer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// What kind of number a table holds; every output says which it is.
enum class Standing : std::uint8_t {
    published, ///< 公布值: of a statistics office or another authority
    reported,  ///< 填报值: as the candidate itself states
    planned,   ///< 规划值
    estimated  ///< 估算
};

/// A column of a table of statistics and the name that formulas call it by.
struct TableColumnPlan {
    std::string name;   ///< "gdp": formulas say stats.gdp in table "stats"
    std::string column; ///< head in the file; "GDP_{year}" is a series with a column for every year
    std::optional<Unit>
        unit; ///< of the file's numbers; nothing: the unit in the head's brackets, else that of the formula name
    std::optional<int> year; ///< of this column
    Position position;
};

/// [[tables]]: numbers of zones that no map shows (GDP, electricity, fuels …): a row per zone, or several (fuels,
/// years, facilities, projects).
struct TablePlan {
    std::string id;
    Bilingual title;
    std::string file;
    std::string table; ///< sheet or layer; empty: the first
    std::string where;
    std::string encoding = "auto";
    std::vector<std::string> zones; ///< zone sets its rows may belong to; empty: all
    std::string key;  ///< column that says which zone: its key, a GB/T 2260 code, a credit code or its name
    std::string x, y; ///< or columns of a position
    std::optional<std::string> crs; ///< of x and y
    std::string year_column;
    std::optional<int> year;              ///< of all rows
    std::vector<TableColumnPlan> columns; ///< empty: every column whose head is a formula name of this table
    Standing standing = Standing::published;
    std::string source;
    bool complete = false; ///< a unit without a row has none of what the table lists: 0; else it has no value
    std::optional<Secrecy> secrecy;
    std::vector<Bilingual> warnings;
    Position position;
};

} // namespace peaksite
