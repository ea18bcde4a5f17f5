#pragma once

#include "base/text.hpp"
#include "geo/crs.hpp"
#include "geo/shape.hpp"

#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// A feature of a vector file: geometry flattened to two dimensions and straight lines, attributes as texts.
struct Feature {
    std::int64_t id = 0;
    Shape shape;
    bool no_geometry = false; ///< null or empty
    bool not_finite = false;  ///< a coordinate is not a number, or infinite
    bool had_curves = false;
    bool was_collection = false;
    bool had_heights = false;                       ///< a third dimension, which is left out
    std::vector<std::optional<std::string>> values; ///< by column; nothing for null
};

/// What a column holds; `day` and `time` as "2026/11/20" and "2026/11/20 12:00:00".
enum class ColumnType : std::uint8_t { text, whole, real, day, time };

/// The features of a table and what the file says of it.
struct FeatureTable {
    std::string name;
    std::optional<Crs> crs; ///< nothing when the file has none
    std::vector<std::string> columns;
    std::vector<Feature> features;
    std::string encoding;              ///< "UTF-8", or what it was recoded from
    std::vector<ColumnType> types{};   ///< by column; empty: all texts
    std::vector<Sentence> warnings{};  ///< what was odd about the file, naming it
    std::vector<std::string> tables{}; ///< all tables of the file

    ColumnType type(std::size_t column) const { return types.empty() ? ColumnType::text : types[column]; }
    /// The smallest box around all features with finite coordinates.
    std::optional<Box> box() const;

    /// Place of a column; throws InputError that lists those there are. `file` for the message.
    std::size_t column(const std::string& column, const std::string& file) const;
};

struct VectorRequest {
    std::string file;
    std::string table; ///< empty: the first
    std::string where; ///< OGR attribute filter
    std::string encoding = "auto";
    std::optional<std::string> crs; ///< override of what the file says
};

/// Reads a table of any format that is read: what GDAL knows here, 国土坐标 txt, DXF by layer, a zip with one data set.
/// Texts are UTF-8 if valid, else taken as GB18030. Throws InputError naming the file: not there, of a format that must
/// be exported first (says how), table missing (lists those there are), filter wrong, coordinate system unusable.
FeatureTable read_features(const VectorRequest& request);

} // namespace peaksite
