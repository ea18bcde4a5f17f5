#pragma once

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
    std::vector<std::optional<std::string>> values; ///< by column; nothing for null
};

/// The features of a table and what the file says of it.
struct FeatureTable {
    std::string name;
    std::optional<Crs> crs; ///< nothing when the file has none
    std::vector<std::string> columns;
    std::vector<Feature> features;
    std::string encoding; ///< "UTF-8", or what it was recoded from

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

/// Reads a table of any format GDAL knows here. Texts are UTF-8 if valid, else taken as GB18030. Throws InputError naming
/// the file: not there, table missing (lists those there are), filter wrong, coordinate system unusable.
FeatureTable read_features(const VectorRequest& request);

} // namespace peaksite
