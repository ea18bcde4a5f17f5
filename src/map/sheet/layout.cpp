#include "map/sheet/layout.hpp"

#include "map/furniture/comparison.hpp"
#include "map/furniture/credits.hpp"

#include <algorithm>
#include <optional>

namespace peaksite {

namespace {

constexpr double page_margin = millimetres(9), header_gap = millimetres(3.2), panel_gap = millimetres(4.5);
constexpr double map_margin = millimetres(2.5);
constexpr double readable = 0.9; // factor of sizes below which texts are hard to read

Rect page_rect(bool landscape)
{
    constexpr double longer = millimetres(297), shorter = millimetres(210);
    return {.x = 0, .y = 0, .width = landscape ? longer : shorter, .height = landscape ? shorter : longer};
}

Point middle(const Box& box) { return {.x = (box.xmin + box.xmax) / 2, .y = (box.ymin + box.ymax) / 2}; }

std::vector<Block> blocks(const Sheet& sheet, const Division& division, const Shown& shown, const Typesetter& type)
{
    const PanelStyle style{.type = &type,
                           .width = column_width(division.panel.width, division.columns),
                           .factor = division.factor,
                           .lang = sheet.lang};
    auto out = legend(sheet, shown, style);
    for (auto& block : comparison_blocks(sheet, style)) out.push_back(std::move(block));
    for (auto& block : credits(sheet, shown.north, style)) out.push_back(std::move(block));
    return out;
}

bool fits(const Sheet& sheet, const Division& division, const Shown& shown, const Typesetter& type)
{
    return have_room(blocks(sheet, division, shown, type), division.panel.height, division.columns);
}

class Chooser {
public:
    Chooser(const Sheet& sheet, const Shown& most, const Ground& ground, const Typesetter& type)
        : m_sheet(sheet), m_type(type), m_metres(ground.metres_per_unit(middle(sheet.extent))), m_shown(most)
    {}

    // The best division of the body of the page.
    Division best(const Rect& body) const
    {
        auto all = divisions(body);
        std::ranges::stable_sort(all, {}, [](const Division& d) { return d.map.denominator; });
        std::optional<Division> best;
        for (const auto& division : all) {
            if (best && best->factor >= readable && division.map.denominator > best->map.denominator) break;
            const auto choice = with_largest_text(division);
            if (choice && (!best || merit(*choice, body) > merit(*best, body))) best = choice;
        }
        return best ? *best : squeezed(all);
    }

private:
    Division division(const Rect& border, const Rect& panel, int columns) const
    {
        return {.border = border,
                .panel = panel,
                .columns = columns,
                .map = fitted(m_sheet.extent, m_metres, grown(border, -degree_band), map_margin)};
    }

    std::vector<Division> divisions(const Rect& body) const
    {
        std::vector<Division> out;
        constexpr double two_columns = millimetres(100);
        for (const double width : {52.0, 56.0, 60.0, 64.0, 68.0, 72.0, 78.0, 86.0, 108.0, 120.0}) {
            const double panel = millimetres(width), map = body.width - panel - panel_gap;
            if (panel > body.width / 2) break;
            out.push_back(division({.x = body.x, .y = body.y, .width = map, .height = body.height},
                                   {.x = body.x + map + panel_gap, .y = body.y, .width = panel, .height = body.height},
                                   panel < two_columns ? 1 : 2));
        }
        const int columns = std::max(2, static_cast<int>(body.width / millimetres(58)));
        for (double height = millimetres(36); height <= body.height * 0.6; height += millimetres(5)) {
            const double map = body.height - height - panel_gap;
            out.push_back(division({.x = body.x, .y = body.y, .width = body.width, .height = map},
                                   {.x = body.x, .y = body.y + map + panel_gap, .width = body.width, .height = height},
                                   columns));
        }
        return out;
    }

    // Large texts are good, a large panel is not; texts that cannot be read count less than anything.
    static double merit(const Division& division, const Rect& body)
    {
        constexpr double cost_of_panel = 0.6;
        const double share = division.panel.area() / body.area();
        return division.factor < readable ? division.factor - readable : division.factor + cost_of_panel * (1 - share);
    }

    Shown shown_in(const View& view) const
    {
        auto out = m_shown;
        show_symbols(out, m_sheet, view);
        return out;
    }

    std::optional<Division> with_largest_text(Division division) const
    {
        const auto shown = shown_in(division.map.view);
        for (const double factor : {1.15, 1.08, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65}) {
            division.factor = factor;
            if (fits(m_sheet, division, shown, m_type)) return division;
        }
        return {};
    }

    // The largest panel, with texts as small as they must be.
    Division squeezed(const std::vector<Division>& all) const
    {
        auto out = *std::ranges::max_element(all, {}, [](const Division& d) { return d.panel.area(); });
        const auto shown = shown_in(out.map.view);
        constexpr double step = 0.92;
        for (out.factor = 0.6; !fits(m_sheet, out, shown, m_type);) out.factor *= step;
        return out;
    }

    const Sheet& m_sheet;
    const Typesetter& m_type;
    Size m_metres;
    const Shown& m_shown;
};

} // namespace

Layout laid_out(const Sheet& sheet, const Shown& most, const Ground& ground, const Typesetter& type)
{
    Layout out{.page = page_rect(sheet.landscape)};
    const Rect inner = grown(out.page, -page_margin);
    out.header = header(sheet, type, inner);
    const double top = out.header.height > 0 ? out.header.height + header_gap : 0;
    const Rect body{.x = inner.x, .y = inner.y + top, .width = inner.width, .height = inner.height - top};
    out.division = Chooser{sheet, most, ground, type}.best(body);
    return out;
}

std::vector<PlacedBlock> panel(const Sheet& sheet, const Division& division, const Shown& shown, const Typesetter& type)
{
    constexpr double step = 0.97;
    for (auto tried = division;; tried.factor *= step)
        if (const auto placed = arranged(blocks(sheet, tried, shown, type), tried.panel, tried.columns)) return *placed;
}

} // namespace peaksite
