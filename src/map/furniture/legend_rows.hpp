#pragma once

#include "base/figures.hpp"
#include "map/ground/background.hpp"
#include "map/sheet/block.hpp"
#include "map/symbols/choropleth.hpp"
#include "map/symbols/symbols.hpp"

#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// A coloured field and what it means; hatched without a colour.
struct SwatchRow {
    std::optional<Color> color;
    std::string text;
    Blank blank = Blank::no_data; ///< how it is hatched
};

/// Fields with their texts below each other, in two or three columns where there are many and all texts are short.
void add_swatches(Stack& stack, const std::vector<SwatchRow>& rows, Backdrop backdrop, const PanelStyle& style);

/// A bar from the lightest tone to the darkest with as many of its numbers as have room.
void add_tones(Stack& stack, const ToneScale& tones, const PanelStyle& style);

/// Circles of these values, the largest first, standing in each other on one foot, each led to its number at the right.
void add_circles(Stack& stack, const std::vector<double>& values, const SymbolScale& scale, std::size_t layer,
                 const PanelStyle& style);

/// Short texts in as many columns as have room, read downwards.
void add_list(Stack& stack, const std::vector<std::string>& texts, const PanelStyle& style);

/// One symbol with its text.
void add_symbol(Stack& stack, Circle circle, const Bilingual& text, const PanelStyle& style);

} // namespace peaksite
