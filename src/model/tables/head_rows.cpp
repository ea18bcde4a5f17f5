#include "model/tables/head_rows.hpp"

#include "model/tables/year_pattern.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace peaksite {

namespace {

// Calls `put` with row and column of every cell that is part of the head of a column: a cell above several columns
// belongs to each that has something below it.
template <class Put>
void for_cells_of_heads(std::span<const HeadRow> rows, std::size_t width, Put put)
{
    const auto filled = [&](std::size_t row, std::size_t column) {
        return row < rows.size() && column < rows[row].heads.size() && rows[row].heads[column].has_value();
    };
    const auto filled_below = [&](std::size_t row, std::size_t column) {
        while (++row < rows.size())
            if (filled(row, column)) return true;
        return false;
    };
    for (std::size_t depth = 0; depth < rows.size(); ++depth) {
        std::optional<std::size_t> above;
        for (std::size_t column = 0; column < width; ++column) {
            const bool stretched = !filled(depth, column) && filled_below(depth, column);
            if (!stretched) above = filled(depth, column) ? std::optional{column} : std::nullopt;
            if (above) put(depth, *above, column);
        }
    }
}

} // namespace

HeadRow head_row(const SheetRow& row)
{
    HeadRow out;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto cell = row.cell(i);
        out.heads.push_back(cell.empty() ? std::nullopt : std::optional{column_head(cell)});
        out.plain.push_back(cell.empty() ? std::nullopt : std::optional{PlainHead{*out.heads.back()}});
    }
    return out;
}

std::vector<ColumnHead> heads_of(std::span<const HeadRow> rows, std::size_t width)
{
    std::vector<ColumnHead> out(width);
    for_cells_of_heads(rows, width, [&](std::size_t row, std::size_t from, std::size_t column) {
        const auto& head = *rows[row].heads[from];
        out[column].text += head.text;
        out[column].name += head.name;
        if (!head.unit.says_nothing()) out[column].unit = head.unit;
    });
    return out;
}

std::vector<ColumnHead> lowest_of(std::span<const HeadRow> rows, std::size_t width)
{
    if (rows.size() < 2) return {};
    std::vector<ColumnHead> out(width);
    for_cells_of_heads(rows, width, [&](std::size_t row, std::size_t from, std::size_t column) {
        out[column] = *rows[row].heads[from];
    });
    return out;
}

std::size_t heads_found(std::span<const HeadRow> rows, std::size_t width, const std::vector<WantedHead>& wanted)
{
    std::vector<std::pair<std::string, std::string>> heads(width);
    std::vector<const PlainHead*> lowest(width, nullptr);
    for_cells_of_heads(rows, width, [&](std::size_t row, std::size_t from, std::size_t column) {
        lowest[column] = &*rows[row].plain[from];
        heads[column].first += rows[row].plain[from]->text;
        heads[column].second += rows[row].plain[from]->name;
    });
    std::set<std::string_view> all;
    for (const auto& [text, name] : heads) all.insert({text, name});
    for (const auto* one : lowest)
        if (one != nullptr) all.insert({one->text, one->name});
    std::size_t found = 0;
    for (const auto& one : wanted) {
        const auto is = [&](std::string_view head) {
            const std::string name{head};
            return year_in(name, one.plain.text) || year_in(name, one.plain.name);
        };
        const bool there =
            one.series ? std::ranges::any_of(all, is) : all.contains(one.plain.text) || all.contains(one.plain.name);
        found += there ? 1 : 0;
    }
    return found;
}

} // namespace peaksite
