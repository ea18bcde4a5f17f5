#include "io/vector/geopackage.hpp"

#include "geo/transform.hpp"
#include "io/files/gdal.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <set>

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

// A GeoPackage being written; the dataset is closed at the end.
class Package {
public:
    Package(const std::filesystem::path& path, const std::string& date) : m_path(path)
    {
        prepare_gdal();
        CPLSetConfigOption("OGR_CURRENT_DATE", date.c_str());
        CPLErrorReset();
        m_dataset.reset(GetGDALDriverManager()->GetDriverByName("GPKG")->Create(path.string().c_str(), 0, 0, 0,
                                                                                GDT_Unknown, nullptr));
        check(m_dataset != nullptr);
    }

    OGRLayer& table(const std::string& name, const std::string& title, const Crs* crs, OGRwkbGeometryType type)
    {
        OGRSpatialReference reference;
        if (crs != nullptr) {
            reference.importFromWkt(crs->wkt().c_str());
            reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        }
        // A GeoPackage takes every title once.
        const auto identifier = !title.empty() && m_titles.insert(title).second ? title
                                : trimmed(title).empty()                        ? name
                                                                                : title + " (" + name + ")";
        m_titles.insert(identifier);
        char** options = CSLSetNameValue(nullptr, "IDENTIFIER", identifier.c_str());
        options = CSLSetNameValue(options, "FID", "fid");
        auto* layer = m_dataset->CreateLayer(name.c_str(), crs == nullptr ? nullptr : &reference, type, options);
        CSLDestroy(options);
        check(layer != nullptr);
        return *layer;
    }

    void column(OGRLayer& layer, const std::string& name, OGRFieldType type, const std::string& alias = {}) const
    {
        OGRFieldDefn field{name.c_str(), type};
        if (!alias.empty()) field.SetAlternativeName(alias.c_str());
        check(layer.CreateField(&field) == OGRERR_NONE);
    }

    void columns(OGRLayer& layer, std::initializer_list<std::pair<const char*, OGRFieldType>> fields) const
    {
        for (const auto& [name, type] : fields) column(layer, name, type);
    }

    void add(OGRLayer& layer, OGRFeature& feature) const { check(layer.CreateFeature(&feature) == OGRERR_NONE); }

    void note(const std::string& name, const std::string& words)
    {
        m_dataset->SetMetadataItem(name.c_str(), words.c_str());
    }

    void begin() { check(m_dataset->StartTransaction() == OGRERR_NONE); }
    void commit() { check(m_dataset->CommitTransaction() == OGRERR_NONE); }

    void run(const std::string& sql)
    {
        auto* result = m_dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr);
        if (result != nullptr) m_dataset->ReleaseResultSet(result);
    }

    void close()
    {
        CPLErrorReset();
        m_dataset.reset();
        check(CPLGetLastErrorType() != CE_Failure);
    }

    void check(bool good) const
    {
        if (good) return;
        throw InputError{
            text("file '{}' cannot be written: {}; is the disk full?", m_path.string(), last_gdal_error())};
    }

private:
    std::filesystem::path m_path;
    Dataset m_dataset;
    std::set<std::string> m_titles;
};

// Sets cells of a feature in the order of its columns.
class Row {
public:
    explicit Row(OGRLayer& layer) : m_feature(OGRFeature::CreateFeature(layer.GetLayerDefn())) {}
    Row& operator<<(const std::string& value)
    {
        m_feature->SetField(m_next++, value.c_str());
        return *this;
    }
    Row& operator<<(double value)
    {
        m_feature->SetField(m_next++, value);
        return *this;
    }
    Row& operator<<(int value)
    {
        m_feature->SetField(m_next++, value);
        return *this;
    }
    template <class T>
    Row& operator<<(const std::optional<T>& value)
    {
        if (value) return *this << *value;
        m_feature->SetFieldNull(m_next++);
        return *this;
    }
    OGRFeature& feature() { return *m_feature; }

private:
    std::unique_ptr<OGRFeature> m_feature;
    int m_next = 0;
};

void write_zones(Package& package, const Results& results, std::size_t set)
{
    const auto& zones = results.sets[set];
    auto& layer = package.table("zones_" + zones.id, zones.title.zh, &zones.crs, wkbMultiPolygon);
    package.columns(layer, {{"key", OFTString}, {"name", OFTString}, {"kind", OFTString}, {"zone_area", OFTReal}});
    for (const auto& info : results.indicators) package.column(layer, info.id, OFTReal, info.name.zh);
    package.begin();
    for (std::size_t zone = 0; zone < zones.zones.size(); ++zone) {
        const auto& one = zones.zones[zone];
        Row row{layer};
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

void write_facilities(Package& package, const Results& results)
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
            Row row{layer};
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

void write_statistics(Package& package, const Results& results)
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
                            {"class_code", OFTString}});
    package.begin();
    for (const auto& entry : results.statistics) {
        Row row{layer};
        row << results.sets[entry.set].id << results.sets[entry.set].zones[entry.zone].key << entry.layer << entry.stat
            << entry.code << entry.value << entry.unit << entry.valid_share << entry.class_code();
        package.add(layer, row.feature());
    }
    package.commit();
}

void write_waterfall(Package& package, const Results& results)
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
        Row row{layer};
        row << results.sets[entry.set].id << results.sets[entry.set].zones[entry.zone].key << entry.technology
            << entry.criterion << entry.alone << entry.unique << entry.cumulative;
        package.add(layer, row.feature());
    }
    package.commit();
}

void write_technologies(Package& package, const Results& results)
{
    auto& layer = package.table("technologies", "technologies", nullptr, wkbNone);
    package.columns(layer, {{"zones", OFTString},
                            {"key", OFTString},
                            {"technology", OFTString},
                            {"total_km2", OFTReal},
                            {"excluded_km2", OFTReal},
                            {"eligible_km2", OFTReal},
                            {"unknown_km2", OFTReal},
                            {"effective_km2", OFTReal},
                            {"capacity_mw", OFTReal},
                            {"generation_mwh_per_year", OFTReal}});
    package.begin();
    for (const auto& entry : results.technologies) {
        Row row{layer};
        row << results.sets[entry.set].id << results.sets[entry.set].zones[entry.zone].key << entry.technology
            << entry.area(&LandBalance::total) << entry.area(&LandBalance::excluded)
            << entry.area(&LandBalance::eligible) << entry.area(&LandBalance::unknown) << entry.effective_km2
            << entry.capacity_mw << entry.generation_mwh;
        package.add(layer, row.feature());
    }
    package.commit();
}

void write_emissions(Package& package, const Results& results)
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
        Row row{layer};
        row << results.sets[entry.set].id << results.sets[entry.set].zones[entry.zone].key << entry.list << entry.sector
            << entry.sum.facilities << entry.sum.without_emission << entry.sum.emission << entry.sum.without_capacity
            << entry.sum.capacity;
        package.add(layer, row.feature());
    }
    package.commit();
}

void write_indicator_names(Package& package, const Results& results)
{
    auto& layer = package.table("indicators", "indicators", nullptr, wkbNone);
    package.columns(
        layer,
        {{"id", OFTString}, {"name_zh", OFTString}, {"name_en", OFTString}, {"unit", OFTString}, {"note", OFTString}});
    package.begin();
    for (const auto& info : results.indicators) {
        Row row{layer};
        row << info.id << info.name.zh << info.name.en << info.unit << info.note;
        package.add(layer, row.feature());
    }
    package.commit();
}

// The table by which QGIS finds default styles.
void write_styles(Package& package, const std::vector<TableStyle>& styles, const std::string& date)
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
        Row row{layer};
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
    Package package{path, date};
    for (const auto& [name, words] : notes) package.note(name, words);
    for (std::size_t set = 0; set < results.sets.size(); ++set) write_zones(package, results, set);
    write_facilities(package, results);
    write_indicator_names(package, results);
    write_statistics(package, results);
    write_waterfall(package, results);
    write_technologies(package, results);
    write_emissions(package, results);
    if (!styles.empty()) write_styles(package, styles, date);
    package.close();
}

} // namespace peaksite
