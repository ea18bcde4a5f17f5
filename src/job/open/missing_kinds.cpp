#include "job/open/missing_kinds.hpp"

#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "base/row_warnings.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace peaksite {

namespace {

// Most of its cells are words that say something.
bool holds_words(const HeadedSheet& sheet, std::size_t column)
{
    std::size_t words = 0, others = 0;
    for (const auto& row : sheet.rows) {
        const auto cell = row.cell(column);
        if (!says_missing(cell)) ++(office_number(cell) || office_year(cell) ? others : words);
    }
    return words > others;
}

std::set<std::size_t> columns_read(const ReadTable& from)
{
    std::set<std::size_t> out;
    for (const auto& field : from.fields) {
        if (field.column) out.insert(*field.column);
        for (const auto& [year, column] : field.series) out.insert(column);
    }
    return out;
}

// With the words of the columns that nobody asked for.
UnitTable with_all_words(const ReadTable& from)
{
    auto out = from.table;
    std::map<std::int64_t, const SheetRow*> by_line;
    for (const auto& row : from.sheet.rows) by_line.emplace(row.line, &row);
    const auto read = columns_read(from);
    for (std::size_t column = 0; column < from.sheet.heads.size(); ++column) {
        if (read.contains(column) || !holds_words(from.sheet, column)) continue;
        out.fields.push_back({.name = from.sheet.heads[column].text, .unit = {}, .words = true});
        for (auto& row : out.rows) {
            const auto found = by_line.find(row.line);
            const auto word = found == by_line.end() ? std::string{} : found->second->cell(column);
            row.cells.push_back({.number = {}, .word = says_missing(word) ? std::string{} : word});
        }
    }
    return out;
}

std::string listed(const std::set<int>& years)
{
    std::vector<std::string> out;
    for (const auto year : years) out.push_back(std::to_string(year));
    std::ranges::reverse(out); // the latest may not be left out
    return some_of(out);
}

// A zone with the years that lack rows, and of which kinds: "甲市 (煤: 2024; 油: 2024, 2023)".
struct Told {
    int latest = 0;
    std::string words;
};

Told told_of(const Zone& zone, const GapsOfYears& gaps)
{
    std::map<std::string, std::set<int>> kinds;
    for (const auto& [year, of_year] : gaps)
        for (const auto& gap : of_year) kinds[joined(gap.kinds, ", ")].insert(year);
    std::vector<std::string> parts;
    for (const auto& [kind, years] : kinds) parts.push_back((kind.empty() ? "" : kind + ": ") + listed(years));
    return {.latest = gaps.rbegin()->first, .words = zone.label() + " (" + joined(parts, "; ") + ")"};
}

// Those of the latest years first.
std::vector<std::string> in_order(std::vector<Told> all)
{
    std::ranges::stable_sort(all, std::greater{}, &Told::latest);
    std::vector<std::string> out;
    for (auto& one : all) out.push_back(std::move(one.words));
    return out;
}

std::vector<std::string> zones_with_gaps(const RowGaps& gaps, const std::vector<ZoneSet>& sets)
{
    std::vector<Told> out;
    for (std::size_t set = 0; set < gaps.size(); ++set)
        for (const auto& [zone, years] : gaps[set]) out.push_back(told_of(sets[set].zones[zone], years));
    return in_order(std::move(out));
}

std::vector<std::string> zones_without_years(const UnitTable& table, const std::vector<ZoneSet>& sets)
{
    std::set<int> all;
    std::map<std::pair<std::size_t, std::size_t>, std::set<int>> of_zones;
    for (const auto& row : table.rows) {
        if (!row.year) continue;
        all.insert(*row.year);
        for (std::size_t set = 0; set < row.zones.size(); ++set)
            for (const auto zone : row.zones[set]) of_zones[{set, zone}].insert(*row.year);
    }
    std::vector<Told> out;
    for (const auto& [zone, years] : of_zones) {
        std::set<int> lacking;
        std::ranges::set_difference(all, years, std::inserter(lacking, lacking.end()));
        if (!lacking.empty())
            out.push_back({.latest = *lacking.rbegin(),
                           .words = sets[zone.first].zones[zone.second].label() + " (" + listed(lacking) + ")"});
    }
    return in_order(std::move(out));
}

} // namespace

RowGaps gaps_of(const ReadTable& from, const FormulaTable& reading, const std::vector<FormulaName>& names)
{
    if (!reading.several || reading.amount.empty() || from.table.complete) return {};
    return row_gaps(with_all_words(from), reading, names);
}

void tell_missing_kinds(const UnitTable& table, const FormulaTable& reading, const std::vector<ZoneSet>& sets,
                        std::vector<Sentence>& warnings)
{
    if (!reading.several || reading.amount.empty() || table.complete) return;
    RowWarnings rows{table.id, warnings};
    rows.add(zones_with_gaps(table.gaps, sets),
             "table '{}': {} zones have fewer rows in the years in brackets than in other years, so that their "
             "sums are compared with nothing; add what is missing, with 0 where that is true, or state complete = "
             "true, if the table lists all there is: {}");
    if (reading.none_is_zero)
        rows.add(zones_without_years(table, sets),
                 "table '{}': {} zones have rows, but none of the years in brackets, in which their sums have no value "
                 "and are compared with nothing; add rows, with 0 where there is none: {}");
}

} // namespace peaksite
