#include "base/office_number.hpp"
#include "base/suggest.hpp"
#include "job/book/book_reader.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

// Texts separated by ；, ;, 、 or line ends.
std::vector<std::string> parts_of(const std::string& cell)
{
    auto plain = cell;
    for (const std::string_view sign : {"；", "、", "\n"})
        for (auto at = plain.find(sign); at != std::string::npos; at = plain.find(sign))
            plain.replace(at, sign.size(), ";");
    std::vector<std::string> out;
    std::size_t begin = 0;
    while (begin <= plain.size()) {
        const auto end = std::min(plain.find(';', begin), plain.size());
        if (const auto part = trimmed(std::string_view{plain}.substr(begin, end - begin)); !part.empty())
            out.emplace_back(part);
        begin = end + 1;
    }
    return out;
}

// "列：类型" names a column.
std::optional<std::string> named_column(const std::string& cell)
{
    for (const std::string_view sign : {"列：", "列:"})
        if (cell.starts_with(sign)) return std::string{trimmed(std::string_view{cell}.substr(sign.size()))};
    return {};
}

} // namespace

std::optional<DraftValue> BookReader::word_of(const BookColumn& column, const std::string& cell, const Place& place)
{
    std::vector<std::string> known;
    for (const auto& [zh, word] : column.words) {
        if (cell == zh || cell == word) return DraftValue{word};
        known.push_back(zh);
    }
    const auto near = closest(cell, known);
    fault(place, text("'{}' is not one of: {}", cell, joined(known, ", ")),
          near.empty() ? text("choose one from the list") : text("did you mean '{}'?", near));
    return {};
}

std::optional<DraftValue> BookReader::value_of(const BookColumn& column, const std::string& cell, const Place& place)
{
    const auto parsed = office_number(cell);
    switch (column.value) {
    case BookValue::text:
    case BookValue::column:
    case BookValue::unit_of:
        return DraftValue{column.key == "file" ? m_path_of(cell) : cell};
    case BookValue::choice:
        return word_of(column, cell, place);
    case BookValue::list: {
        auto parts = parts_of(cell);
        if (column.key == "file") std::ranges::transform(parts, parts.begin(), m_path_of);
        return parts.size() == 1 && column.key == "file" ? DraftValue{parts.front()} : DraftValue{parts};
    }
    case BookValue::value_or_column:
        if (const auto name = named_column(cell)) return column_of(*name);
        if (column.words.empty()) return DraftValue{cell};
        return word_of(column, cell, place);
    case BookValue::flag:
        if (cell == "是" || cell == "否") return DraftValue{cell == "是"};
        fault(place, text("'{}' is neither 是 nor 否", cell), text("write 是 or 否"));
        return {};
    case BookValue::whole:
        if (parsed && parsed->value == std::floor(parsed->value) && !parsed->percent) return DraftValue{parsed->value};
        fault(place, text("'{}' is no whole number", cell),
              text("write digits only, such as {}", column.key == "year" ? "2024" : "3"));
        return {};
    case BookValue::number:
        if (parsed) return DraftValue{parsed->percent ? parsed->value / 100 : parsed->value};
        fault(place, text("'{}' is no number", cell), text("write digits only, without a unit"));
        return {};
    case BookValue::number_or_text:
        return parsed ? DraftValue{parsed->percent ? parsed->value / 100 : parsed->value} : DraftValue{cell};
    }
    return {};
}

std::optional<DraftKey> BookReader::key_of(const BookColumn& column, const Table& table, const Row& row,
                                           const BookSheetPlan& plan)
{
    const auto cell = row.cells.find(column.head);
    const auto place = at(table, row, column.head);
    if (cell == row.cells.end()) {
        if (column.required && table.columns.contains(column.head))
            fault(place, text("'{}' is not filled in", column.head),
                  column.note.empty() ? Sentence{} : text("{}", column.note));
        return {};
    }
    if (column.value == BookValue::unit_of) return {};
    auto value = value_of(column, cell->second, place);
    if (!value) return {};
    if (column.value == BookValue::column) {
        const auto unit = std::ranges::find_if(plan.columns, [&](const BookColumn& one) {
            return one.value == BookValue::unit_of && one.key == column.key;
        });
        const auto stated = row.cells.find(unit->head);
        if (stated == row.cells.end()) {
            fault(at(table, row, unit->head), text("the unit of column '{}' is missing", cell->second),
                  text("{}", unit->note));
            return {};
        }
        return DraftKey{.key = column.key,
                        .value = DraftValue::Table{{"column", *value}, {"unit", stated->second}},
                        .remark = {},
                        .origin = at(table, row, unit->head)};
    }
    return DraftKey{.key = column.key, .value = *value, .remark = {}, .origin = place};
}

DraftTable BookReader::draft_of(const BookSheetPlan& plan, const Table& table, const Row& row)
{
    DraftTable out{
        .head = "[[" + plan.table + "]]", .remarks = {}, .keys = {}, .origin = cell(table.sheet, row.line, 0)};
    for (const auto& column : plan.columns)
        if (auto key = key_of(column, table, row, plan)) out.keys.push_back(std::move(*key));
    for (const auto& column : plan.columns)
        if (table.columns.contains(column.head)) out.cells.emplace(column.key, at(table, row, column.head));
    return out;
}

} // namespace peaksite
