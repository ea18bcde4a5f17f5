#include "io/vector/geopackage_file.hpp"

#include "base/error.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>

namespace peaksite {

GeoPackageFile::GeoPackageFile(const std::filesystem::path& path, const std::string& date) : m_path(path)
{
    prepare_gdal();
    CPLSetConfigOption("OGR_CURRENT_DATE", date.c_str());
    CPLErrorReset();
    m_dataset.reset(
        GetGDALDriverManager()->GetDriverByName("GPKG")->Create(path.string().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    check(m_dataset != nullptr);
}

OGRLayer& GeoPackageFile::table(const std::string& name, const std::string& title, const Crs* crs,
                                OGRwkbGeometryType type)
{
    OGRSpatialReference reference;
    if (crs != nullptr) {
        reference.importFromWkt(crs->wkt().c_str());
        reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    }
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

void GeoPackageFile::column(OGRLayer& layer, const std::string& name, OGRFieldType type, const std::string& alias) const
{
    OGRFieldDefn field{name.c_str(), type};
    if (!alias.empty()) field.SetAlternativeName(alias.c_str());
    check(layer.CreateField(&field) == OGRERR_NONE);
}

void GeoPackageFile::columns(OGRLayer& layer, std::initializer_list<std::pair<const char*, OGRFieldType>> fields) const
{
    for (const auto& [name, type] : fields) column(layer, name, type);
}

void GeoPackageFile::add(OGRLayer& layer, OGRFeature& feature) const
{
    check(layer.CreateFeature(&feature) == OGRERR_NONE);
}

void GeoPackageFile::note(const std::string& name, const std::string& words)
{
    m_dataset->SetMetadataItem(name.c_str(), words.c_str());
}

void GeoPackageFile::begin() { check(m_dataset->StartTransaction() == OGRERR_NONE); }
void GeoPackageFile::commit() { check(m_dataset->CommitTransaction() == OGRERR_NONE); }

void GeoPackageFile::run(const std::string& sql)
{
    auto* result = m_dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr);
    if (result != nullptr) m_dataset->ReleaseResultSet(result);
}

void GeoPackageFile::close()
{
    CPLErrorReset();
    m_dataset.reset();
    check(CPLGetLastErrorType() != CE_Failure);
}

void GeoPackageFile::check(bool good) const
{
    if (good) return;
    throw InputError{text("file '{}' cannot be written: {}; is the disk full?", m_path.string(), last_gdal_error())};
}

} // namespace peaksite
