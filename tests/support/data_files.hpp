#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// A raster to make: upright cells, north first, values by column and row.
struct RasterFacts {
    int cols = 60, rows = 60;
    double west = 500000, north = 4206000, cell = 100;
    bool placed = true;             ///< says where it lies
    std::string crs = "EPSG:32648"; ///< empty: none
    std::string type = "Float32";   ///< GDAL's name of the cell type
    std::string unit = "";          ///< as the file states it
    std::optional<double> nodata = {};
    std::optional<double> scale = {}; ///< as the file states it
    std::string driver = "GTiff";
    std::vector<std::string> options = {"COMPRESS=DEFLATE"};
    std::function<double(int, int)> value = [](int col, int row) { return 100 + col + 0.25 * row; };
};
void make_raster(const std::filesystem::path& path, const RasterFacts& facts = {});

/// A feature to make: its geometry as WKT, "" for null, and the texts of its columns in order; nothing for null.
struct FeatureFacts {
    std::string wkt;
    std::vector<std::optional<std::string>> values;
    std::optional<double> second_x = {}; ///< put into the second vertex of a polygon: what WKT cannot say
};
struct VectorFacts {
    std::string table = "zones";
    std::string crs = "EPSG:32648"; ///< empty: none
    std::vector<std::string> columns = {"code", "name"};
    std::vector<FeatureFacts> features;
};
/// Writes a GeoPackage, or another format by its ending; geometries as they are, valid or not.
void make_vector(const std::filesystem::path& path, const VectorFacts& facts);

/// The WKT of a square polygon.
std::string square(double west, double south, double side);

/// Texts of a table of a GeoPackage: a line per feature, columns in file order, for comparing.
std::vector<std::vector<std::string>> table_rows(const std::filesystem::path& path, const std::string& table);

} // namespace peaksite
