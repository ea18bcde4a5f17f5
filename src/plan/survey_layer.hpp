#pragma once

#include "plan/layer.hpp"

namespace peaksite {

/// Polygons with classes or values.
inline bool is_survey(const Layer& layer)
{
    return layer.kind == Layer::Kind::vector && !(layer.class_column.empty() && layer.value_column.empty());
}

/// A vector layer that says only where it is.
inline bool is_condition_layer(const Layer& layer) { return layer.kind == Layer::Kind::vector && !is_survey(layer); }

/// Classes are counted: those of a raster, whose codes may be the classes, or of polygons, whose words may be.
inline bool has_classes(const Layer& layer)
{
    if (layer.kind == Layer::Kind::vector) return !layer.class_column.empty();
    return layer.kind == Layer::Kind::raster && layer.quantity == Quantity::categorical;
}

} // namespace peaksite
