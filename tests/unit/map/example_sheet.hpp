#pragma once

#include "map/sheet/composition.hpp"
#include "map/sheet/sheet.hpp"

#include <cmath>
#include <string>
#include <vector>

namespace peaksite {

/// Where example sheets lie: about 106°E 37.5°N, in China Albers metres.
inline constexpr Point example_corner{.x = 50e3, .y = 3.95e6};

inline Shape rectangle_shape(Point low, double width, double height)
{
    const Line ring{low, {low.x + width, low.y}, {low.x + width, low.y + height}, {low.x, low.y + height}, low};
    return {.polygons = {{.rings = {ring}}}, .lines = {}, .points = {}};
}

/// Rectangular zones in rows, named 甲一县 and so on, with values 10, 20, …
inline std::vector<SheetZone> zone_rows(int rows, int cols, double width = 40e3, double height = 30e3)
{
    const std::vector<std::string> first{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
    const std::vector<std::string> second{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    std::vector<SheetZone> out;
    for (int row = 0; row < rows; ++row)
        for (int col = 0; col < cols; ++col) {
            const auto at = [](const auto& words, int i) { return words[static_cast<std::size_t>(i) % words.size()]; };
            const Point low{.x = example_corner.x + col * width, .y = example_corner.y + row * height};
            const std::string again = row >= 10 || col >= 10 ? at(second, row / 10) + at(first, col / 10) : "";
            out.push_back({.name = at(first, row) + at(second, col) + again + "县",
                           .shape = rectangle_shape(low, width, height),
                           .value = 10.0 * static_cast<double>(out.size() + 1)});
        }
    return out;
}

inline Box box_of(const std::vector<SheetZone>& zones)
{
    Box out = *bounds(zones.front().shape);
    for (const auto& zone : zones) out = united(out, *bounds(zone.shape));
    return out;
}

/// Numbers from west to east, a little wider than the extent.
inline SheetBackground slope_background(const Box& extent)
{
    constexpr int cells = 60;
    const double side = 1.6 * std::max(extent.xmax - extent.xmin, extent.ymax - extent.ymin);
    const Point middle{.x = (extent.xmin + extent.xmax) / 2, .y = (extent.ymin + extent.ymax) / 2};
    SheetBackground out{
        .name = {.zh = "年水平面总辐照量", .en = "Global horizontal irradiation"},
        .unit = "kWh/m2/a",
        .grid = Grid{{.x = middle.x - side / 2, .y = middle.y + side / 2}, side / cells, side / cells, cells, cells},
        .values = {},
        .classes = {}};
    for (int i = 0; i < cells * cells; ++i) out.values.push_back(static_cast<float>(1400 + 5 * (i % cells)));
    return out;
}

/// Stripes of classes.
inline SheetBackground class_background(const Box& extent, int classes)
{
    auto out = slope_background(extent);
    out.name = {.zh = "土地覆盖", .en = "Land cover"};
    out.unit = "";
    for (int i = 0; i < classes; ++i) {
        const unsigned shade = 0x40U + static_cast<unsigned>(i * 150 / classes);
        out.classes.push_back(
            {.name = {.zh = "第" + std::to_string(i + 1) + "类", .en = "Class " + std::to_string(i + 1)},
             .color =
                 "#" + std::string(i % 2 == 0 ? "60a0" : "c080") + std::string{"0123456789abcdef"[shade / 16]} + "0"});
    }
    for (std::size_t i = 0; i < out.values.size(); ++i)
        out.values[i] = static_cast<float>((i / 60 + i % 60 / 7) % static_cast<std::size_t>(classes));
    return out;
}

inline SheetSymbols example_symbols(const Box& extent)
{
    SheetSymbols out{.name = {.zh = "煤电机组", .en = "Coal units"}, .unit = "万吨CO2/年", .symbols = {}, .remark = {}};
    for (int i = 1; i <= 6; ++i)
        out.symbols.push_back({.place = {.x = extent.xmin + (extent.xmax - extent.xmin) * i / 7.3,
                                         .y = extent.ymin + (extent.ymax - extent.ymin) * (i * 3 % 7 + 0.3) / 7.3},
                               .value = 40.0 * i * i,
                               .name = "厂" + std::to_string(i)});
    return out;
}

/// A sheet of zones with everything else a sheet can have.
inline Sheet example_sheet(std::vector<SheetZone> zones)
{
    Sheet sheet;
    sheet.title = {.zh = "示例省各县光伏技术可开发量", .en = "Technical PV potential of Example Province's counties"};
    sheet.subtitle = {.zh = "集中式光伏可开发面积", .en = "Area suited for utility-scale PV"};
    sheet.crs = Crs::parse("china-albers");
    if (!zones.empty()) {
        sheet.extent = box_of(zones);
        sheet.background = slope_background(sheet.extent);
        sheet.symbols = {example_symbols(sheet.extent)};
    }
    sheet.theme = {.name = sheet.subtitle, .unit = "万亩", .zones = std::move(zones), .caveat = {}};
    sheet.sources = {{.zh = "界线：示例数据", .en = "Boundaries: example data"},
                     {.zh = "辐照：示例数据", .en = "Irradiation: example data"}};
    sheet.notes = {{.zh = "规划研究阶段技术可开发潜力，不作为用地预审、核准（备案）依据。",
                    .en = "Technical potential for planning studies."}};
    sheet.base_map = {.name = {.zh = "底图审图号", .en = "Base map review no."}, .number = ""};
    sheet.review = {.name = {.zh = "审图号", .en = "Map review no."}, .number = ""};
    sheet.not_reviewed = {.zh = "内部工作用图，未经地图审核，不得公开登载、展示、出版；图内界线不作为划界依据。",
                          .en = "Internal working map, not reviewed."};
    sheet.secrecy = {.zh = "内部", .en = "内部 Internal"};
    sheet.date = "2026-11-20";
    sheet.program = "peaksite 0.1.0";
    return sheet;
}

inline Sheet example_sheet() { return example_sheet(zone_rows(3, 4)); }

} // namespace peaksite
