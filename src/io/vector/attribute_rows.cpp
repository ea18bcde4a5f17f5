#include "io/vector/attribute_rows.hpp"

namespace peaksite {

HeadedSheet attribute_rows(const FeatureTable& table)
{
    HeadedSheet out;
    out.encoding = table.encoding;
    out.warnings = table.warnings;
    out.heads = attribute_heads(table);
    out.rows.reserve(table.features.size());
    CellBlocks blocks;
    for (const auto& feature : table.features) {
        for (const auto& value : feature.values) blocks.add(value ? std::string_view{*value} : std::string_view{});
        out.rows.push_back({.line = feature.id, .cells = blocks.end_row()});
    }
    return out;
}

std::vector<ColumnHead> attribute_heads(const FeatureTable& table)
{
    std::vector<ColumnHead> out;
    for (const auto& column : table.columns) out.push_back(column_head(column));
    return out;
}

} // namespace peaksite
