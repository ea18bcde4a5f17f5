#pragma once

#include "base/text.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// A vector file to be written in another format.
struct ConvertRequest {
    std::string in;
    std::filesystem::path out;             ///< its ending says the format
    std::string table{};                   ///< empty: all where the format holds several, else the first
    std::string where{};                   ///< attribute filter
    std::string encoding = "auto";         ///< of the texts of `in`
    std::string out_encoding = "UTF-8";    ///< of shapefiles, CSV, 国土坐标
    std::optional<std::string> from_crs{}; ///< system of `in`, where it says none or a wrong one
    std::optional<std::string> to_crs{};   ///< system of `out`; empty: what the format needs, else that of `in`
    std::string layer_column{};            ///< DXF: column that names the layer
    std::string label_column{};            ///< DXF: column that is drawn as text
    bool wkt = false;                      ///< tables: a column of geometries
    bool overwrite = false;
};

struct ConvertReport {
    std::vector<std::string> tables;
    std::size_t features = 0;
    std::string crs;                ///< of `out`, empty when it has none
    std::vector<Sentence> warnings; ///< what was odd, and what could not be carried over
};

/// Reads a file as plans do and writes it in another format, in its place only when it is whole. Formats in longitude
/// and latitude are written on WGS 84, 国土坐标 in the CGCS2000 zone of 3 degrees about its middle unless the system is
/// such a zone already. What was written is read again and compared; values that differ are told. Throws UsageError
/// (the ending, a file that exists, a system that the format cannot have), InputError.
ConvertReport convert_file(const ConvertRequest& request);

} // namespace peaksite
