#include "job/book/book_rows.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// A value as people write it into a cell; lists are separated by ；.
std::string plain(const DraftValue& value)
{
    if (const auto* text = value.as<std::string>()) return *text;
    if (const auto* flag = value.as<bool>()) return *flag ? "是" : "否";
    if (const auto* list = value.as<DraftValue::List>()) {
        std::vector<std::string> parts;
        for (const auto& one : *list) parts.push_back(plain(one));
        return joined(parts, "；");
    }
    if (const auto* number_value = value.as<double>()) return number(*number_value);
    return {};
}

std::string part_of(const DraftValue& value, std::string_view name)
{
    const auto* part = value.part(name);
    return part == nullptr ? std::string{} : plain(*part);
}

std::string cell_of(const BookColumn& column, const DraftValue& value)
{
    switch (column.value) {
    case BookValue::column:
        return part_of(value, "column");
    case BookValue::unit_of:
        return part_of(value, "unit");
    case BookValue::value_or_column:
        if (value.part("column") != nullptr) return "列：" + part_of(value, "column");
        break;
    default:
        break;
    }
    const auto written = plain(value);
    const auto word = std::ranges::find(column.words, written, [](const auto& one) { return one.second; });
    return word == column.words.end() ? written : word->first;
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
