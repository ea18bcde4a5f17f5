#include "job/book/book_rows.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// A TOML text without its quotes; other values as they are.
std::string unquoted(const std::string& value)
{
    if (value.size() < 2 || value.front() != '"') return value;
    std::string out;
    for (std::size_t i = 1; i + 1 < value.size(); ++i) {
        if (value[i] == '\\') ++i;
        out += value[i];
    }
    return out;
}

// The texts of `["a", "b"]`.
std::string listed(const std::string& value)
{
    std::string out;
    for (std::size_t at = value.find('"'); at != std::string::npos;) {
        const auto end = value.find('"', at + 1);
        if (end == std::string::npos) break;
        out += (out.empty() ? "" : "；") + value.substr(at + 1, end - at - 1);
        at = value.find('"', end + 1);
    }
    return out;
}

// What stands behind `key = ` of an inline table.
std::string part_of(const std::string& value, const std::string& key)
{
    const auto at = value.find(key + " = \"");
    if (at == std::string::npos) return {};
    const auto begin = at + key.size() + 4;
    return value.substr(begin, value.find('"', begin) - begin);
}

std::string cell_of(const BookColumn& column, const std::string& value)
{
    const bool table = value.starts_with("{");
    switch (column.value) {
    case BookValue::list:
        return value.starts_with("[") ? listed(value) : unquoted(value);
    case BookValue::column:
        return part_of(value, "column");
    case BookValue::unit_of:
        return part_of(value, "unit");
    case BookValue::value_or_column:
        if (table) return "列：" + part_of(value, "column");
        break;
    default:
        break;
    }
    const auto plain = unquoted(value);
    const auto word = std::ranges::find(column.words, plain, [](const auto& one) { return one.second; });
    return word == column.words.end() ? plain : word->first;
}

void add_settings(const DraftTable& table, std::map<std::string, std::string>& row)
{
    auto section = table.head;
    std::erase_if(section, [](char c) { return c == '[' || c == ']'; });
    for (const auto& key : table.keys) {
        const auto path = section.empty() ? key.key : section + "." + key.key;
        const auto column = std::ranges::find(book_settings().columns, path, &BookColumn::key);
        if (column != book_settings().columns.end() && !key.open) row[column->head] = cell_of(*column, key.value);
    }
}

} // namespace

BookRows book_rows(const std::vector<DraftTable>& tables)
{
    BookRows out;
    auto& settings = out[book_settings().name].emplace_back();
    for (const auto& table : tables) {
        const auto plan = std::ranges::find(book_sheets(), table.head,
                                            [](const BookSheetPlan& one) { return "[[" + one.table + "]]"; });
        if (plan == book_sheets().end()) {
            add_settings(table, settings);
            continue;
        }
        auto& row = out[plan->name].emplace_back();
        for (const auto& key : table.keys)
            for (const auto& column : plan->columns)
                if (column.key == key.key && !key.open)
                    if (auto cell = cell_of(column, key.value); !cell.empty()) row[column.head] = std::move(cell);
    }
    return out;
}

} // namespace peaksite
