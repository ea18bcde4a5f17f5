#include "report/book/published.hpp"

#include "report/files/csv.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace peaksite {

namespace {

std::string_view word_of(Standing standing)
{
    switch (standing) {
    case Standing::published:
        return "published";
    case Standing::reported:
        return "reported";
    case Standing::planned:
        return "planned";
    case Standing::estimated:
        return "estimated";
    }
    return "";
}

std::string_view boundary_of(const Zone& zone)
{
    return !zone.has_boundary() ? "none" : zone.place ? "circle" : "polygon";
}

void write_zones(const Results& results, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells(
            {"zones", "key", "name", "kind", "proposer", "boundary", "area_km2", "official_area_km2", "difference_pct"})
        .end_row();
    for (std::size_t set = 0; set < results.sets.size(); ++set)
        for (std::size_t i = 0; i < results.sets[set].zones.size(); ++i) {
            const auto& zone = results.sets[set].zones[i];
            const auto area = zone.has_boundary() ? std::optional{results.by_set[set].area_km2[i]} : std::nullopt;
            file.cell(results.sets[set].id)
                .cell(zone.key)
                .cell(zone.name)
                .cell(zone.kind)
                .cell(zone.proposer)
                .cell(boundary_of(zone))
                .cell(area)
                .cell(zone.official_area_km2)
                .cell(area_difference(zone, results.by_set[set], i));
            file.end_row();
        }
    file.close();
}

void write_row(CsvFile& file, const Results& results, const UnitTable& table, const TableRow& row)
{
    for (std::size_t set = 0; set < row.zones.size(); ++set)
        for (const auto number : row.zones[set])
            for (std::size_t i = 0; i < table.fields.size(); ++i) {
                const auto& cell = row.cells[i];
                if (cell.missing()) continue;
                const auto& zone = results.sets[set].zones[number];
                file.cell(results.sets[set].id)
                    .cell(zone.key)
                    .cell(zone.name)
                    .cell(table.id)
                    .cell(table.fields[i].name);
                if (cell.number)
                    file.cell(cell.number);
                else
                    file.cell(cell.word);
                file.cell(table.fields[i].unit).cell(row.year).cell(word_of(table.standing)).cell(table.source);
                file.end_row();
            }
}

void write_values(const Results& results, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"zones", "key", "name", "table", "field", "value", "unit", "year", "standing", "source"}).end_row();
    for (const auto& table : results.tables)
        for (const auto& row : table.rows) write_row(file, results, table, row);
    file.close();
}

// By table: zones (by set) that no row of it belongs to, of the kinds that rows belong to, and those in whose values it
// counts as 0.
std::map<std::string, std::set<std::pair<std::size_t, std::size_t>>> zones_without_row(const Results& results)
{
    std::map<std::string, std::set<std::pair<std::size_t, std::size_t>>> out;
    for (const auto& table : results.tables)
        for (std::size_t set = 0; set < table.join.zones_without.size(); ++set)
            for (const auto zone : table.join.zones_without[set]) out[table.id].emplace(set, zone);
    for (std::size_t set = 0; set < results.by_set.size(); ++set)
        for (std::size_t zone = 0; zone < results.by_set[set].indicators.size(); ++zone)
            for (const auto& result : results.by_set[set].indicators[zone])
                for (const auto& name : result.not_given)
                    if (result.value.value && name.find('.') == std::string::npos) out[name].emplace(set, zone);
    return out;
}

void write_joins(const Results& results, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"table", "what", "zones", "label"}).end_row();
    const auto line = [&](const std::string& table, std::string_view what, std::string_view zones,
                          const std::string& label) {
        file.cell(table).cell(what).cell(zones).cell(label);
        file.end_row();
    };
    const auto without = zones_without_row(results);
    const auto zones = [&](const std::string& table) {
        if (const auto found = without.find(table); found != without.end())
            for (const auto& [set, zone] : found->second)
                line(table, "zone_without_row", results.sets[set].id, results.sets[set].zones[zone].label());
    };
    for (const auto& table : results.tables) {
        for (const auto& row : table.join.unmatched_rows) line(table.id, "row_without_zone", "", row);
        zones(table.id);
        for (const auto& row : table.join.totals) line(table.id, "total_left_out", "", row);
        for (const auto& row : table.join.notes) line(table.id, "footnote", "", row);
    }
    for (const auto& [table, some] : without) // of tables that the run has none of
        if (std::ranges::find(results.tables, table, &UnitTable::id) == results.tables.end()) zones(table);
    file.close();
}

} // namespace

void write_published(const Results& results, const std::filesystem::path& folder)
{
    write_zones(results, folder / "zones.csv");
    if (results.tables.empty()) return;
    write_values(results, folder / "published.csv");
    write_joins(results, folder / "joins.csv");
}

} // namespace peaksite
