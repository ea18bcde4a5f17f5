#pragma once

#include "io/vector/vector_file.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace peaksite {

/// Where and how tables are to be written.
struct WriteRequest {
    std::filesystem::path file;
    std::string encoding = "UTF-8"; ///< of shapefiles, CSV, DXF and 国土坐标: UTF-8, GBK or GB18030
    std::string
        layer_column{}; ///< DXF: the column that names the layer; empty: "layer" where there is one, else the table
    std::string label_column{}; ///< DXF: the column that is drawn as text; empty: "text" where there is one
    bool wkt = false;           ///< CSV, XLSX: a column of geometries
};

/// What a format can hold.
struct OutputFormat {
    std::string name;
    bool many_tables = false;
    bool geometry = true;
    bool degrees = false;      ///< always longitude and latitude on WGS 84
    bool gauss_kruger = false; ///< needs a Gauss–Krüger zone of China
};

/// The format that a name ends in. Throws UsageError listing those that are written.
OutputFormat output_format(const std::filesystem::path& file);

/// Writes tables into a new file (a folder for .gdb): 国土坐标 txt, DXF, KML, KMZ, shapefile, GeoPackage, GeoJSON, file
/// geodatabase, XLSX, CSV. Coordinates as they are: in the system the format needs, if it needs one. Returns what could
/// not be carried over: names cut short, texts too long, columns and heights left out. Throws InputError when it cannot
/// be written, UsageError for what the format cannot hold at all.
std::vector<Sentence> write_features(const std::vector<FeatureTable>& tables, const WriteRequest& request);

/// The longest beginning of a text that has at most `bytes` bytes in an encoding, whole characters.
std::string cut(const std::string& whole, std::size_t bytes, const std::string& encoding);

/// Names of at most `bytes` bytes in an encoding, cut at characters, each once (case ignored): 耕地面积合计 and
/// 耕地面积小计 become 耕地面积合 and 耕地面积小 in GBK, and 耕地面~1 where they would be the same.
std::vector<std::string> short_names(const std::vector<std::string>& names, std::size_t bytes,
                                     const std::string& encoding);

} // namespace peaksite
