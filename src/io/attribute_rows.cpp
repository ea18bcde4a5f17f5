#include "io/attribute_rows.hpp"

namespace peaksite {

HeadedSheet attribute_rows(const FeatureTable& table)
{
    HeadedSheet out;
    out.encoding = table.encoding;
    out.warnings = table.warnings;
    for (const auto& column : table.columns) out.heads.push_back(column_head(column));
    out.rows.reserve(table.features.size());
    for (const auto& feature : table.features) {
        auto& row = out.rows.emplace_back(SheetRow{.line = feature.id, .cells = {}});
        row.cells.reserve(feature.values.size());
        for (const auto& value : feature.values) row.cells.push_back(value.value_or(""));
    }
    return out;
}

} // namespace peaksite
