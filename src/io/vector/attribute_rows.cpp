#include "io/vector/attribute_rows.hpp"

namespace peaksite {

HeadedSheet attribute_rows(const FeatureTable& table)
{
    HeadedSheet out;
    out.encoding = table.encoding;
    out.warnings = table.warnings;
    for (const auto& column : table.columns) out.heads.push_back(column_head(column));
    out.rows.reserve(table.features.size());
    CellBlocks blocks;
    for (const auto& feature : table.features) {
        for (const auto& value : feature.values) blocks.add(value ? std::string_view{*value} : std::string_view{});
        out.rows.push_back({.line = feature.id, .cells = blocks.end_row()});
    }
    return out;
}

} // namespace peaksite
