#pragma once

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace peaksite {

/// The cells of a workbook as GDAL reads them, by sheet.
class ReadWorkbook {
public:
    using Rows = std::vector<std::vector<std::string>>;

    explicit ReadWorkbook(const std::filesystem::path& path) : m_path(path)
    {
        GDALAllRegister();
        CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "DISABLE");
        CPLSetThreadLocalConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
        const std::unique_ptr<GDALDataset> file{GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY)};
        if (!file) return;
        for (auto* layer : file->GetLayers()) {
            names.emplace_back(layer->GetName());
            auto& rows = m_sheets[layer->GetName()];
            for (const auto& feature : *layer) {
                auto& row = rows.emplace_back();
                for (int i = 0; i < feature->GetFieldCount(); ++i)
                    row.emplace_back(feature->IsFieldSetAndNotNull(i) ? feature->GetFieldAsString(i) : "");
            }
        }
    }

    const Rows& rows(const std::string& sheet) const&& = delete; // would outlive what it looks into
    std::vector<std::string> names;

    bool has(const std::string& sheet) const { return m_sheets.contains(sheet); }
    const Rows& rows(const std::string& sheet) const& { return m_sheets.at(sheet); }
    /// The first row of a sheet in which a cell is this text; empty when none is.
    std::vector<std::string> row_with(const std::string& sheet, const std::string& cell) const
    {
        for (const auto& row : rows(sheet))
            for (const auto& one : row)
                if (one == cell) return row;
        return {};
    }
    /// Whether any cell of any sheet contains the text.
    bool says(const std::string& words) const
    {
        for (const auto& [name, rows] : m_sheets)
            for (const auto& row : rows)
                for (const auto& cell : row)
                    if (cell.find(words) != std::string::npos) return true;
        return false;
    }
    /// A file within the workbook: "xl/worksheets/sheet1.xml".
    std::string part(const std::string& name) const
    {
        const auto path = "/vsizip/{" + std::filesystem::absolute(m_path).string() + "}/" + name;
        vsi_l_offset size = 0;
        GByte* bytes = nullptr;
        if (VSIIngestFile(nullptr, path.c_str(), &bytes, &size, -1) == FALSE) return {};
        std::string out{reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
        CPLFree(bytes);
        return out;
    }

private:
    std::filesystem::path m_path;
    std::map<std::string, Rows> m_sheets;
};

} // namespace peaksite
