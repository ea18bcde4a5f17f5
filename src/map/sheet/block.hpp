#pragma once

#include "map/sheet/wording.hpp"
#include "map/text/canvas.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace peaksite {

/// How texts in the panel beside the map are set.
struct PanelStyle {
    const Typesetter* type = nullptr;
    double width = 0;  ///< of a column
    double factor = 1; ///< of all sizes
    std::string lang;

    double scaled(double size) const { return size * factor; }
    TextStyle part_title() const { return {.size = scaled(11), .bold = true}; } ///< 图例
    TextStyle title() const { return {.size = scaled(8.4), .bold = true}; }
    TextStyle body() const { return {.size = scaled(7.6)}; }
    TextStyle second() const { return {.size = scaled(6.6), .color = soft_ink}; } ///< the other language
    TextStyle small_title() const { return {.size = scaled(7.6), .bold = true}; } ///< 资料来源
    TextStyle small() const { return {.size = scaled(6.8)}; }
    TextStyle small_second() const { return {.size = scaled(6.2), .color = soft_ink}; }
};

using Paint = std::function<void(const Canvas&, Spot)>;

/// A part of the panel that stays together: its height, and how it is drawn at its upper left corner.
struct Block {
    double height = 0;
    double gap = 0;       ///< above it, unless it is the first of its column
    bool low = false;     ///< sinks to the foot of a single column
    bool last = false;    ///< sinks to the foot of any column
    bool goes_on = false; ///< continues what the block before it begins: a new column had better not begin with it
    Paint paint{};
};

/// Rows put below each other into one block.
class Stack {
public:
    explicit Stack(const PanelStyle& style) : m_style(style) {}

    void gap(double height) { m_height += height; }
    /// A row of its own drawing.
    void row(double height, Paint paint);
    /// A text as wide as the column, less an indent on the left.
    void text(const std::string& text, const TextStyle& style, double indent = 0);
    /// A heading: the leading language, below it the other one where both are wanted; `unit` follows the name.
    void heading(const Bilingual& text, const std::string& unit = {});
    bool empty() const { return m_rows.empty(); }

    Block block(double gap) &&;

private:
    struct Row {
        double top;
        Paint paint;
    };
    PanelStyle m_style;
    double m_height = 0;
    std::vector<Row> m_rows;
};

/// Blocks with their places in a panel.
struct PlacedBlock {
    Block block;
    Spot place;
};

/// Whether the blocks have room in columns of a height, in their order.
bool have_room(const std::vector<Block>& blocks, double height, int columns);

/// Fills columns of equal width from the left, each from its top; low blocks go to the foot of a single column, the
/// last ones to the foot of the column they end. Several columns are made about level, and begin with a new part where
/// they can. Nothing when the blocks have no room.
std::optional<std::vector<PlacedBlock>> arranged(const std::vector<Block>& blocks, const Rect& panel, int columns);

inline constexpr double column_gap = millimetres(5);
constexpr double column_width(double panel_width, int columns)
{
    return (panel_width - (columns - 1) * column_gap) / columns;
}

} // namespace peaksite
