#include "map/sheet/block.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace peaksite {

namespace {

// Height of the blocks [from, to) below each other.
double height_of(const std::vector<Block>& blocks, std::size_t from, std::size_t to)
{
    double out = 0;
    for (std::size_t i = from; i < to; ++i) out += (i == from ? 0 : blocks[i].gap) + blocks[i].height;
    return out;
}

// Where columns begin so that their heights differ least in squares, a split within a part costing a quarter of the
// panel. Best by dynamic programming over the first blocks and the columns they fill; empty when there is no way.
class Dealer {
public:
    Dealer(const std::vector<Block>& blocks, double height, int columns)
        : m_blocks(blocks), m_height(height),
          m_rows(static_cast<std::size_t>(columns) + 1, std::vector<State>(blocks.size() + 1))
    {
        m_rows[0][0].cost = 0;
        for (std::size_t column = 1; column < m_rows.size(); ++column)
            for (std::size_t end = 0; end <= blocks.size(); ++end) m_rows[column][end] = best(column, end);
    }

    // The first block of each column.
    std::vector<std::size_t> begins() const
    {
        if (std::isinf(m_rows.back().back().cost)) return {};
        std::vector<std::size_t> out;
        for (std::size_t column = m_rows.size() - 1, end = m_blocks.size(); column > 0;
             end = m_rows[column].at(end).begin, --column)
            out.push_back(m_rows[column].at(end).begin);
        std::ranges::reverse(out);
        return out;
    }

private:
    struct State {
        double cost = std::numeric_limits<double>::infinity();
        std::size_t begin = 0; // of the last column
    };

    State best(std::size_t column, std::size_t end) const
    {
        State out;
        constexpr double split = 0.25, tolerance = 1e-9;
        for (std::size_t begin = 0; begin <= end; ++begin) {
            const double share = height_of(m_blocks, begin, end) / m_height;
            if (share > 1 + tolerance) continue;
            const bool splits = begin < end && begin > 0 && m_blocks[begin].goes_on;
            const double cost = m_rows[column - 1][begin].cost + share * share + (splits ? split : 0);
            if (cost < out.cost) out = {.cost = cost, .begin = begin};
        }
        return out;
    }

    const std::vector<Block>& m_blocks;
    double m_height;
    std::vector<std::vector<State>> m_rows; // by number of columns, then of blocks
};

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
    // A unit is not broken: where it has no room it goes to a line of its own.
    const bool fits =
        parts.unit.empty() ||
        m_style.type->size({.text = parts.name + parts.unit, .style = m_style.title()}).width <= m_style.width;
    text(parts.name + (fits ? parts.unit : ""), m_style.title());
    if (!fits) {
        gap(m_style.scaled(1.6));
        text(peaksite::heading(wording::unit, m_style.lang == "en" ? "en" : "zh") + unit, m_style.second());
    }
    if (second.empty()) return;
    gap(m_style.scaled(1.6));
    text(second, m_style.second());
}

Block Stack::block(double gap) &&
{
    return {.height = m_height, .gap = gap, .paint = [rows = std::move(m_rows)](const Canvas& canvas, Spot at) {
                for (const auto& row : rows) row.paint(canvas, {.x = at.x, .y = at.y + row.top});
            }};
}

bool have_room(const std::vector<Block>& blocks, double height, int columns)
{
    double filled = 0;
    for (const auto& block : blocks) {
        const double more = filled == 0 ? block.height : filled + block.gap + block.height;
        filled = more <= height ? more : block.height;
        if (more > height && (--columns == 0 || block.height > height)) return false;
    }
    return true;
}

std::optional<std::vector<PlacedBlock>> arranged(const std::vector<Block>& blocks, const Rect& panel, int columns)
{
    const auto begins = Dealer{blocks, panel.height, columns}.begins();
    if (begins.empty()) return {};
    std::vector<PlacedBlock> out;
    for (std::size_t column = 0; column < begins.size(); ++column) {
        const auto begin = begins[column], end = column + 1 < begins.size() ? begins[column + 1] : blocks.size();
        const double x = panel.x + static_cast<double>(column) * (column_width(panel.width, columns) + column_gap);
        double y = panel.y;
        bool sunk = false;
        for (auto i = begin; i < end; ++i) {
            if (i > begin) y += blocks[i].gap;
            const bool sinks = blocks[i].last || (columns == 1 && blocks[i].low);
            if (sinks && !std::exchange(sunk, true)) y = panel.bottom() - height_of(blocks, i, end);
            out.push_back({.block = blocks[i], .place = {.x = x, .y = y}});
            y += blocks[i].height;
        }
    }
    return out;
}

} // namespace peaksite
