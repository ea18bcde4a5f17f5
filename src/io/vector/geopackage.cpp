#include "io/vector/geopackage.hpp"

#include "base/text.hpp"
#include "geo/transform.hpp"
#include "io/vector/geopackage_file.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace peaksite {

namespace {

OGRPolygon* ogr_polygon(const Polygon& polygon)
{
    auto* out = new OGRPolygon;
    for (const auto& ring : polygon.rings) {
        auto* line = new OGRLinearRing;
        line->setNumPoints(static_cast<int>(ring.size()), FALSE);
        for (std::size_t i = 0; i < ring.size(); ++i) line->setPoint(static_cast<int>(i), ring[i].x, ring[i].y);
        out->addRingDirectly(line);
    }
    return out;
}

void write_zones(GeoPackageFile& package, const Results& results, std::size_t set)
{
    const auto& zones = results.sets[set];
    auto& layer = package.table("zones_" + zones.id, zones.title.zh, &zones.crs, wkbMultiPolygon);
    package.columns(layer, {{"key", OFTString}, {"name", OFTString}, {"kind", OFTString}, {"zone_area", OFTReal}});
    for (const auto& info : results.indicators) package.column(layer, info.id, OFTReal, info.name.zh);
    package.begin();
    for (std::size_t zone = 0; zone < zones.zones.size(); ++zone) {
        const auto& one = zones.zones[zone];
        GeoPackageRow row{layer};
        row << one.key << one.name << one.kind
            << (one.has_boundary() ? std::optional{results.by_set[set].area_km2[zone]} : std::nullopt);
        for (const auto& result : results.by_set[set].indicators[zone])
            row << (result.shown ? result.value.value : std::nullopt);
        OGRMultiPolygon all;
        for (const auto& polygon : one.shape.polygons) all.addGeometryDirectly(ogr_polygon(polygon));
        if (one.has_boundary()) row.feature().SetGeometry(&all);
        package.add(layer, row.feature());
    }
    package.commit();
}

void write_facilities(GeoPackageFile& package, const Results& results)
{
    for (const auto& placed : results.facilities) {
        const auto& list = placed.list;
        const auto crs = Crs::parse("EPSG:4490");
        const Transform to_degrees{list.crs, crs};
        auto& layer = package.table("facilities_" + list.id, list.title.zh, &crs, wkbPoint);
        package.columns(layer, {{"row", OFTInteger},
                                {"name", OFTString},
                                {"sector", OFTString},
                                {"emission_tco2_per_year", OFTReal},
                                {"capacity_mw", OFTReal},
                                {"place", OFTString}});
        package.begin();
        for (std::size_t i = 0; i < list.facilities.size(); ++i) {
            const auto& facility = list.facilities[i];
            GeoPackageRow row{layer};
            row << static_cast<int>(facility.row) << facility.name << facility.sector << facility.emission
                << facility.capacity << std::string{placed.standing(i)};
            const auto place = facility.place ? to_degrees.forward(*facility.place) : std::nullopt;
            if (place) {
                const OGRPoint point{place->x, place->y};
                row.feature().SetGeometry(&point);
            }
            package.add(layer, row.feature());
        }
        package.commit();
    }
}

// What the columns of the zones cannot say: how much of a zone a value rests on, what is known of it, why it is
// missing.
void write_indicators_long(GeoPackageFile& package, const Results& results)
{
    auto& layer = package.table("indicators_long", "indicators_long", nullptr, wkbNone);
    package.columns(layer, {{"zones", OFTString},
                            {"key", OFTString},
                            {"indicator", OFTString},
                            {"value", OFTReal},
                            {"unit", OFTString},
                            {"low", OFTReal},
                            {"high", OFTReal},
                            {"valid_share", OFTReal},
                            {"from_year", OFTInteger},
                            {"year", OFTInteger},
                            {"flag", OFTString},
                            {"not_given", OFTString},
                            {"reason", OFTString}});
    package.begin();
    for (std::size_t set = 0; set < results.sets.size(); ++set)
        for (std::size_t zone = 0; zone < results.sets[set].zones.size(); ++zone)
            for (std::size_t i = 0; i < results.indicators.size(); ++i) {
                const auto& result = results.by_set[set].indicators[zone][i];
                GeoPackageRow row{layer};
                row << results.sets[set].id << results.sets[set].zones[zone].key << results.indicators[i].id
                    << result.value.value << results.indicators[i].unit << result.low << result.high
                    << result.value.valid_share << result.from << result.year() << result.flags.text()
                    << joined(not_given_in(result), ";") << why_blank(result).english();
                package.add(layer, row.feature());
            }
    package.commit();
}

void write_statistics(GeoPackageFile& package, const Results& results)
{
    auto& layer = package.table("statistics", "statistics", nullptr, wkbNone);
    package.columns(layer, {{"zones", OFTString},
                            {"key", OFTString},
                            {"layer", OFTString},
                            {"stat", OFTString},
                            {"class", OFTInteger},
                            {"value", OFTReal},
                            {"unit", OFTString},
                            {"valid_share", OFTReal},
                            {"class_code", OFTString},
                            {"on", OFTString}});
    package.begin();
    for (const auto& entry : results.statistics) {
        GeoPackageRow row{layer};
        row << results.sets[entry.set].id << results.sets[entry.set].zones[entry.zone].key << entry.layer
            << entry.stat.word << entry.code << entry.value << entry.unit << entry.valid_share << entry.class_code()
            << std::string{entry.on_grid ? "grid" : "own"};
        package.add(layer, row.feature());
    }
    package.commit();
}

void write_waterfall(GeoPackageFile& package, const Results& results)
{
    auto& layer = package.table("waterfall", "waterfall", nullptr, wkbNone);
    package.columns(layer, {{"zones", OFTString},
                            {"key", OFTString},
                            {"technology", OFTString},
                            {"criterion", OFTString},
                            {"alone_km2", OFTReal},
                            {"unique_km2", OFTReal},
                            {"cumulative_km2", OFTReal}});
    package.begin();
    for (const auto& entry : results.waterfall) {
        GeoPackageRow row{layer};
        row << results.sets[entry.set].id << results.sets[entry.set].zones[entry.zone].key << entry.technology
            << entry.criterion << entry.alone << entry.unique << entry.cumulative;
        package.add(layer, row.feature());
    }
    package.commit();
}

void write_technologies(GeoPackageFile& package, const Results& results)
{
    auto& layer = package.table("technologies", "technologies", nullptr, wkbNone);
    package.columns(layer, {{"zones", OFTString},
                            {"key", OFTString},
                            {"technology", OFTString},
                            {"total_km2", OFTReal},
                            {"excluded_km2", OFTReal},
                            {"too_small_km2", OFTReal},
                            {"eligible_km2", OFTReal},
                            {"unknown_km2", OFTReal},
                            {"effective_km2", OFTReal},
                            {"share_missing_km2", OFTReal},
                            {"capacity_mw", OFTReal},
                            {"generation_mwh_per_year", OFTReal},
                            {"yield_missing_km2", OFTReal}});
    package.begin();
    for (const auto& entry : results.technologies) {
        GeoPackageRow row{layer};
        row << results.sets[entry.set].id << results.sets[entry.set].zones[entry.zone].key << entry.technology
            << entry.area(&LandBalance::total) << entry.area(&LandBalance::excluded)
            << entry.area(&LandBalance::too_small) << entry.area(&LandBalance::eligible)
            << entry.area(&LandBalance::unknown) << entry.effective_km2 << entry.share_missing_km2 << entry.capacity_mw
            << entry.generation_mwh << entry.yield_missing_km2;
        package.add(layer, row.feature());
    }
    package.commit();
}

void write_emissions(GeoPackageFile& package, const Results& results)
{
    if (results.emissions.empty()) return;
    auto& layer = package.table("emissions", "emissions", nullptr, wkbNone);
    package.columns(layer, {{"zones", OFTString},
                            {"key", OFTString},
                            {"facilities", OFTString},
                            {"sector", OFTString},
                            {"count", OFTInteger},
                            {"without_emission", OFTInteger},
                            {"emission_tco2_per_year", OFTReal},
                            {"without_capacity", OFTInteger},
                            {"capacity_mw", OFTReal}});
    package.begin();
    for (const auto& entry : results.emissions) {
        GeoPackageRow row{layer};
        row << results.sets[entry.set].id << results.sets[entry.set].zones[entry.zone].key << entry.list << entry.sector
            << entry.sum.facilities << entry.sum.without_emission << entry.sum.emission << entry.sum.without_capacity
            << entry.sum.capacity;
        package.add(layer, row.feature());
    }
    package.commit();
}

void write_indicator_names(GeoPackageFile& package, const Results& results)
{
    auto& layer = package.table("indicators", "indicators", nullptr, wkbNone);
    package.columns(
        layer,
        {{"id", OFTString}, {"name_zh", OFTString}, {"name_en", OFTString}, {"unit", OFTString}, {"note", OFTString}});
    package.begin();
    for (const auto& info : results.indicators) {
        GeoPackageRow row{layer};
        row << info.id << info.name.zh << info.name.en << info.unit << info.note;
        package.add(layer, row.feature());
    }
    package.commit();
}

// The table by which QGIS finds default styles.
void write_styles(GeoPackageFile& package, const std::vector<TableStyle>& styles, const std::string& date)
{
    auto& layer = package.table("layer_styles", "layer_styles", nullptr, wkbNone);
    package.columns(layer, {{"f_table_catalog", OFTString},
                            {"f_table_schema", OFTString},
                            {"f_table_name", OFTString},
                            {"f_geometry_column", OFTString},
                            {"styleName", OFTString},
                            {"styleQML", OFTString},
                            {"styleSLD", OFTString},
                            {"useAsDefault", OFTInteger},
                            {"description", OFTString},
                            {"owner", OFTString},
                            {"ui", OFTString},
                            {"update_time", OFTString}});
    package.begin();
    for (const auto& style : styles) {
        GeoPackageRow row{layer};
        row << std::string{} << std::string{} << style.table << std::string{"geom"} << std::string{"peaksite"}
            << style.qml << style.sld << 1 << std::string{} << std::string{} << std::string{} << date;
        package.add(layer, row.feature());
    }
    package.commit();
}

} // namespace

void write_geopackage(const Results& results, const std::vector<TableStyle>& styles, const std::string& date,
                      const std::filesystem::path& path, const PackageNotes& notes)
{
    GeoPackageFile package{path, date};
    for (const auto& [name, words] : notes) package.note(name, words);
    for (std::size_t set = 0; set < results.sets.size(); ++set) write_zones(package, results, set);
    write_facilities(package, results);
    write_indicator_names(package, results);
    write_indicators_long(package, results);
    write_statistics(package, results);
    write_waterfall(package, results);
    write_technologies(package, results);
    write_emissions(package, results);
    if (!styles.empty()) write_styles(package, styles, date);
    package.close();
}

} // namespace peaksite
