#pragma once

#include "base/text.hpp"
#include "geo/china_zones.hpp"
#include "grid/grid.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peaksite {

/// A parcel of a 国土坐标 file: its head line and its points as x east, y north.
struct LandParcel {
    std::optional<double> hectares; ///< as stated
    std::string number, name, figure = "面", map_sheet, use, land_class;
    std::vector<std::vector<Point>>
        rings; ///< in file order, without the closing point; for 线 the lines, for 点 one point each
};

/// What a 国土坐标 file holds (the exchange format of land offices: [属性描述], [地块坐标]).
struct LandCoordinates {
    std::vector<std::pair<std::string, std::string>> header; ///< lines of [属性描述] as they stand
    std::optional<GaussKruger> system; ///< nothing when the file does not say, or names none of China's
    std::vector<LandParcel> parcels;
    std::vector<Sentence> warnings; ///< naming file and line: point counts and areas that do not fit, exchanged axes …
};

/// Whether a text is meant as one: a section [地块坐标], or head lines that end in @.
bool looks_like_land_coordinates(std::string_view utf8);

/// Reads the format as offices write it: X is north and comes first, zone prefix of Y there or not, labels J1 or 1 or
/// none, closing point repeated or not, full-width commas, blank lines, any end of line. When the axes are exchanged
/// beyond doubt they are turned back, with a warning. Throws InputError naming file and line: a line that is neither,
/// numbers that are none, rings of fewer than three points, points of different zones.
LandCoordinates parse_land_coordinates(std::string_view utf8, const std::string& file);

/// The text of a file, UTF-8, lines ended as Windows does; coordinates to `decimals` digits. Outer rings and holes are
/// numbered as they come, every ring ends with its first point. Round trip: parse gives the same to 0.5·10^-decimals m.
std::string land_coordinates_text(const LandCoordinates& land, int decimals = 4);

} // namespace peaksite
