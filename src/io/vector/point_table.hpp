#pragma once

#include "grid/grid.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace peaksite {

/// Points with attributes, in longitude and latitude (CGCS2000).
struct PointTable {
    using Value = std::variant<std::monostate, double, std::string>;
    struct Row {
        std::optional<Point> place;
        std::vector<Value> values; ///< by column
    };
    std::string name;
    std::string title;
    std::vector<std::pair<std::string, bool>> columns; ///< name, and whether it holds numbers
    std::vector<Row> rows;
};

/// Adds the points as a layer to a GeoPackage that is there. `date` ("2026-11-20T00:00:00.000Z") is the time of change
/// in it. Throws InputError when it cannot be written.
void add_points(const std::filesystem::path& package, const PointTable& table, const std::string& date);

} // namespace peaksite
