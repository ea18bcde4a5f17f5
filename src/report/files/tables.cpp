#include "report/files/tables.hpp"

#include "base/constants.hpp"

#include "geo/transform.hpp"
#include "report/book/indicator_sources.hpp"
#include "report/book/published.hpp"
#include "report/files/csv.hpp"

#include <map>

namespace peaksite {

namespace {

const Zone& zone_of(const Results& results, std::size_t set, std::size_t zone) { return results.sets[set].zones[zone]; }

// The columns by which every table knows its zone.
void zone_cells(CsvFile& file, const Results& results, std::size_t set, std::size_t zone)
{
    file.cell(results.sets[set].id).cell(zone_of(results, set, zone).key);
}

void long_zone_cells(CsvFile& file, const Results& results, std::size_t set, std::size_t zone)
{
    zone_cells(file, results, set, zone);
    file.cell(zone_of(results, set, zone).name).cell(zone_of(results, set, zone).kind);
}

template <class Use>
void each_zone(const Results& results, Use use)
{
    for (std::size_t set = 0; set < results.sets.size(); ++set)
        for (std::size_t zone = 0; zone < results.sets[set].zones.size(); ++zone) use(set, zone);
}

void write_indicators(const Results& results, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"zones", "key", "name", "kind"});
    file.cell("area [km2]");
    for (const auto& info : results.indicators) file.cell(info.id + " [" + info.unit + "]");
    file.end_row();
    each_zone(results, [&](std::size_t set, std::size_t zone) {
        long_zone_cells(file, results, set, zone);
        file.cell(zone_of(results, set, zone).has_boundary() ? std::optional{results.by_set[set].area_km2[zone]}
                                                             : std::nullopt);
        for (const auto& result : results.by_set[set].indicators[zone])
            file.cell(result.shown ? result.value.value : std::nullopt);
        file.end_row();
    });
    file.close();
}

void write_indicators_long(const Results& results, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"zones", "key", "name", "kind", "indicator", "value", "unit", "low", "high", "valid_share", "from_year",
                "year", "flag", "not_given", "word"});
    file.end_row();
    each_zone(results, [&](std::size_t set, std::size_t zone) {
        for (std::size_t i = 0; i < results.indicators.size(); ++i) {
            const auto& info = results.indicators[i];
            const auto& result = results.by_set[set].indicators[zone][i];
            long_zone_cells(file, results, set, zone);
            file.cell(info.id)
                .cell(result.value.value)
                .cell(info.unit)
                .cell(result.low)
                .cell(result.high)
                .cell(result.value.valid_share)
                .cell(result.from)
                .cell(result.year())
                .cell(result.flags.text())
                .cell(joined(not_given_in(result), ";"))
                .cell(result.word);
            file.end_row();
        }
    });
    file.close();
}

void write_statistics(const Results& results, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"zones", "key", "layer", "stat", "class", "value", "unit", "valid_share", "on"});
    file.end_row();
    for (const auto& row : results.statistics) {
        zone_cells(file, results, row.set, row.zone);
        file.cell(row.layer).cell(row.stat.word).cell(row.class_code());
        file.cell(row.value).cell(row.unit).cell(row.valid_share).cell(row.on_grid ? "grid" : "own");
        file.end_row();
    }
    file.close();
}

void write_ledger(const Results& results, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"zones", "key", "name", "layer", "class", "class_name", "area_km2", "area_mu", "parcels", "share"});
    file.end_row();
    for (const auto& row : results.ledger) {
        file.cell(results.sets[row.set].id);
        if (row.zone)
            file.cell(zone_of(results, row.set, *row.zone).key).cell(zone_of(results, row.set, *row.zone).name);
        else
            file.empty().cell("outside");
        file.cell(row.layer)
            .cell(row.class_code)
            .cell(row.class_name.in("zh"))
            .cell(row.area_km2)
            .cell(row.area_km2 * mu_per_km2)
            .cell(std::optional{row.parcels})
            .cell(row.share);
        file.end_row();
    }
    file.close();
}

void write_waterfall(const Results& results, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"zones", "key", "technology", "criterion", "alone_km2", "unique_km2", "cumulative_km2"});
    file.end_row();
    for (const auto& row : results.waterfall) {
        zone_cells(file, results, row.set, row.zone);
        file.cell(row.technology).cell(row.criterion).cell(row.alone).cell(row.unique).cell(row.cumulative);
        file.end_row();
    }
    file.close();
}

void write_technologies(const Results& results, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"zones", "key", "technology", "total_km2", "excluded_km2", "too_small_km2", "eligible_km2",
                "unknown_km2", "effective_km2", "share_missing_km2", "capacity_mw", "generation_mwh_per_year",
                "yield_missing_km2"});
    file.end_row();
    for (const auto& row : results.technologies) {
        zone_cells(file, results, row.set, row.zone);
        file.cell(row.technology);
        for (const auto part : {&LandBalance::total, &LandBalance::excluded, &LandBalance::too_small,
                                &LandBalance::eligible, &LandBalance::unknown})
            file.cell(row.area(part));
        file.cell(row.effective_km2)
            .cell(row.share_missing_km2)
            .cell(row.capacity_mw)
            .cell(row.generation_mwh)
            .cell(row.yield_missing_km2);
        file.end_row();
    }
    file.close();
}

void write_emissions(const Results& results, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"zones", "key", "facilities", "sector", "count", "without_emission", "emission_tco2_per_year",
                "without_capacity", "capacity_mw"});
    file.end_row();
    for (const auto& row : results.emissions) {
        zone_cells(file, results, row.set, row.zone);
        file.cell(row.list)
            .cell(row.sector)
            .cell(std::optional{row.sum.facilities})
            .cell(std::optional{row.sum.without_emission})
            .cell(row.sum.emission)
            .cell(std::optional{row.sum.without_capacity})
            .cell(row.sum.capacity);
        file.end_row();
    }
    file.close();
}

std::string keys_of(const Results& results, std::size_t set, std::span<const std::uint32_t> zones)
{
    std::vector<std::string> keys;
    for (const auto zone : zones) keys.push_back(zone_of(results, set, zone).key);
    return joined(keys, ";");
}

void write_facilities(const Results& results, const PlacedList& placed, CsvFile& file)
{
    const auto& list = placed.list;
    const Transform to_degrees{list.crs, Crs::parse("EPSG:4490")}; // whatever the lists are in: all share the table
    for (std::size_t i = 0; i < list.facilities.size(); ++i) {
        const auto& facility = list.facilities[i];
        file.cell(list.id)
            .cell(std::optional{static_cast<int>(facility.row)})
            .cell(facility.name)
            .cell(facility.sector);
        const auto place = facility.place ? to_degrees.forward(*facility.place) : std::nullopt;
        file.cell(place ? std::optional{place->x} : std::nullopt).cell(place ? std::optional{place->y} : std::nullopt);
        file.cell(facility.emission).cell(facility.capacity).cell(std::string{placed.standing(i)});
        for (std::size_t set = 0; set < results.sets.size(); ++set)
            file.cell(keys_of(results, set, placed.by_set.at(set).zones(i)));
        file.end_row();
    }
}

void write_facilities(const Results& results, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"facilities", "row", "name", "sector", "lon", "lat", "emission_tco2_per_year", "capacity_mw", "place"});
    for (const auto& set : results.sets) file.cell("zone in " + set.id);
    file.end_row();
    for (const auto& placed : results.facilities) write_facilities(results, placed, file);
    file.close();
}

} // namespace

void write_tables(const Results& results, const std::filesystem::path& folder)
{
    write_indicators(results, folder / "indicators.csv");
    write_indicators_long(results, folder / "indicators_long.csv");
    write_indicator_sources(results, folder);
    write_statistics(results, folder / "statistics.csv");
    write_waterfall(results, folder / "waterfall.csv");
    write_technologies(results, folder / "technologies.csv");
    if (!results.ledger.empty()) write_ledger(results, folder / "ledger.csv");
    write_published(results, folder);
    if (results.facilities.empty()) return;
    write_emissions(results, folder / "emissions.csv");
    write_facilities(results, folder / "facilities.csv");
}

} // namespace peaksite
