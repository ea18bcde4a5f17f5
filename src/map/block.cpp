#include "map/block.hpp"

#include "base/text.hpp"

#include <utility>

namespace peaksite {

namespace {

// Which column each block goes to when no column may be higher than `limit`; nothing when that needs too many.
std::optional<std::vector<int>> dealt(const std::vector<Block>& blocks, double limit, int columns)
{
    std::vector<int> out;
    int column = 0;
    double height = 0;
    for (const auto& block : blocks) {
        const bool first = height == 0;
        if (!first && height + block.gap + block.height > limit) {
            ++column;
            height = 0;
        }
        height += (height == 0 ? 0 : block.gap) + block.height;
        if (height > limit || column >= columns) return {};
        out.push_back(column);
    }
    return out;
}

// The lowest limit, to a point, that still fits.
double level(const std::vector<Block>& blocks, double highest, int columns)
{
    double low = 0, high = highest;
    while (high - low > 1) {
        const double middle = (low + high) / 2;
        (dealt(blocks, middle, columns) ? high : low) = middle;
    }
    return high;
}

double low_height(const std::vector<Block>& blocks)
{
    double out = 0;
    for (const auto& block : blocks)
        if (block.low) out += (out == 0 ? 0 : block.gap) + block.height;
    return out;
}

} // namespace

void Stack::row(double height, Paint paint)
{
    m_rows.push_back({.top = m_height, .paint = std::move(paint)});
    m_height += height;
}

void Stack::text(const std::string& text, const TextStyle& style, double indent)
{
    const Lettering lettering{.text = text, .style = style, .width = m_style.width - indent};
    row(m_style.type->size(lettering).height, [lettering, indent](const Canvas& canvas, Spot at) {
        canvas.text(lettering, {.x = at.x + indent, .y = at.y});
    });
}

void Stack::heading(const Bilingual& words, const std::string& unit)
{
    const auto lead = leading_text(words, m_style.lang), second = second_text(words, m_style.lang);
    const auto parts = with_unit(lead, unit, m_style.lang != "en");
    // A unit is not broken: where it has no room it goes to the next line as a whole.
    const bool fits = m_style.type->size({.text = parts.name + parts.unit, .style = m_style.title()}).width <= m_style.width;
    text(parts.name + (fits || parts.unit.empty() ? parts.unit : "\n" + std::string{trimmed(parts.unit)}), m_style.title());
    if (second.empty()) return;
    gap(m_style.scaled(1.6));
    text(second, m_style.second());
}

Block Stack::block(double gap, bool low) &&
{
    return {.height = m_height, .gap = gap, .low = low, .paint = [rows = std::move(m_rows)](const Canvas& canvas, Spot at) {
                for (const auto& row : rows) row.paint(canvas, {.x = at.x, .y = at.y + row.top});
            }};
}

std::optional<std::vector<PlacedBlock>> arranged(const std::vector<Block>& blocks, const Rect& panel, int columns)
{
    if (!dealt(blocks, panel.height, columns)) return {};
    const double limit = columns == 1 ? panel.height : level(blocks, panel.height, columns);
    const auto column_of = *dealt(blocks, limit, columns);
    const double foot = low_height(blocks), width = column_width(panel.width, columns);
    std::vector<PlacedBlock> out;
    double y = panel.y;
    bool sunk = columns > 1;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const bool top = i == 0 || column_of[i] != column_of[i - 1];
        y = top ? panel.y : y + blocks[i].gap;
        if (blocks[i].low && !std::exchange(sunk, true)) y = panel.bottom() - foot;
        out.push_back({.block = blocks[i], .place = {.x = panel.x + column_of[i] * (width + column_gap), .y = y}});
        y += blocks[i].height;
    }
    return out;
}

} // namespace peaksite
