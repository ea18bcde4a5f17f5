#pragma once

#include "geo/crs.hpp"
#include "io/files/gdal.hpp"

#include <ogrsf_frmts.h>

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace peaksite {

/// A GeoPackage being written; the dataset is closed at the end. Every member throws InputError when the file cannot
/// be written. `date` is the time of change in it.
class GeoPackageFile {
public:
    GeoPackageFile(const std::filesystem::path& path, const std::string& date);

    /// A new table; without CRS it has no geometry. Titles are made unlike one another, as the format asks.
    OGRLayer& table(const std::string& name, const std::string& title, const Crs* crs, OGRwkbGeometryType type);
    void column(OGRLayer& layer, const std::string& name, OGRFieldType type, const std::string& alias = {}) const;
    void columns(OGRLayer& layer, std::initializer_list<std::pair<const char*, OGRFieldType>> fields) const;
    void add(OGRLayer& layer, OGRFeature& feature) const;
    void note(const std::string& name, const std::string& words);

    void begin();
    void commit();
    void run(const std::string& sql);
    void close();

private:
    void check(bool good) const;

    std::filesystem::path m_path;
    Dataset m_dataset;
    std::set<std::string> m_titles;
};

/// Sets cells of a feature in the order of its columns.
class GeoPackageRow {
public:
    explicit GeoPackageRow(OGRLayer& layer) : m_feature(OGRFeature::CreateFeature(layer.GetLayerDefn())) {}
    GeoPackageRow& operator<<(const std::string& value)
    {
        m_feature->SetField(m_next++, value.c_str());
        return *this;
    }
    GeoPackageRow& operator<<(double value)
    {
        m_feature->SetField(m_next++, value);
        return *this;
    }
    GeoPackageRow& operator<<(int value)
    {
        m_feature->SetField(m_next++, value);
        return *this;
    }
    template <class T>
    GeoPackageRow& operator<<(const std::optional<T>& value)
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

} // namespace peaksite
