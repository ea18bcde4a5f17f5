#pragma once

#include "plan/layer.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// A boundary that is laid over layers.
struct OverlapBoundary {
    std::string file;
    std::string key;
    std::string name;
    std::optional<double> square_metres; ///< nothing: it has no polygons, so that nothing is known of it
};

/// A layer it is laid over, or one that was not supplied.
struct OverlapLayer {
    std::string id;
    Bilingual title;
    std::string file;   ///< empty: not supplied
    std::string reason; ///< why it was not supplied
    std::string source;
    std::size_t features = 0;
    Secrecy secrecy = Secrecy::internal;
};

/// What a boundary and a layer have in common; land that several features of the layer claim counts once.
struct OverlapRow {
    std::size_t boundary = 0;
    std::size_t layer = 0;
    std::size_t parcels = 0;
    std::optional<double> square_metres; ///< nothing: the layer was not supplied, or it or the boundary has no polygons
};

/// What a boundary and one feature of a layer have in common.
struct OverlapParcel {
    std::size_t boundary = 0;
    std::size_t layer = 0;
    std::int64_t feature = 0;
    double square_metres = 0;
    double whole_square_metres = 0;
    std::vector<std::pair<std::string, std::string>> attributes; ///< column and text
};

/// Everything that the outputs of an overlap analysis (压占分析) show.
struct OverlapTable {
    std::vector<OverlapBoundary> boundaries;
    std::vector<OverlapLayer> layers;
    std::vector<OverlapRow> rows;       ///< by boundary, then layer
    std::vector<OverlapParcel> parcels; ///< by boundary, layer, then feature
    std::vector<Bilingual> notes;       ///< texts that outputs carry
    std::vector<Sentence> warnings;
    Secrecy secrecy = Secrecy::internal; ///< the strictest of the layers
};

/// 缺边界 where the boundary has no polygons, 未提供 where the layer has no file, 未分析 where its file has no
/// polygons, else 压占 or 未压占.
inline const char* overlap_status(const OverlapTable& table, const OverlapRow& row)
{
    if (!table.boundaries[row.boundary].square_metres) return "缺边界";
    if (!row.square_metres) return table.layers[row.layer].file.empty() ? "未提供" : "未分析";
    return row.parcels > 0 ? "压占" : "未压占";
}

} // namespace peaksite
