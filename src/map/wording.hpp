#pragma once

#include "plan/layer.hpp"

#include <string>
#include <string_view>

namespace peaksite {

/// The words a sheet adds by itself.
namespace wording {
inline const Bilingual legend{.zh = "图例", .en = "Legend"};
inline const Bilingual no_data{.zh = "无数据", .en = "No data"};
inline const Bilingual no_value{.zh = "无数值", .en = "No value"};
inline const Bilingual negative{.zh = "负值", .en = "Negative"};
inline const Bilingual upper_bound{.zh = "未提供、未扣除，结果为上限", .en = "Layers not supplied are not deducted: upper bounds"};
inline const Bilingual scale{.zh = "比例尺", .en = "Scale"};
inline const Bilingual notes{.zh = "说明", .en = "Notes"};
inline const Bilingual sources{.zh = "资料来源", .en = "Sources"};
inline const Bilingual system{.zh = "坐标系", .en = "Coordinate system"};
inline const Bilingual date{.zh = "制图日期", .en = "Date"};
inline const Bilingual program{.zh = "制图程序", .en = "Made with"};
inline const Bilingual base_map_number{.zh = "底图审图号", .en = "Base map review no."};
inline const Bilingual review_number{.zh = "审图号", .en = "Map review no."};
/// Printed word for word while a map has no review number of its own; the English only explains it.
inline const Bilingual not_reviewed{
    .zh = "内部工作用图，未经地图审核，不得公开登载、展示、出版；图内界线不作为划界依据。",
    .en = "Internal working map, not reviewed by the map authority; not to be published or displayed in public. Boundaries shown are no basis for delimitation."};
} // namespace wording

/// A text on one line: in one language, or "zh / en" where both are wanted and differ.
std::string on_one_line(const Bilingual& text, std::string_view lang);

/// The text that leads, and the one below it: empty unless both languages are wanted and differ.
std::string leading_text(const Bilingual& text, std::string_view lang);
std::string second_text(const Bilingual& text, std::string_view lang);

/// "坐标系：", "Scale: ", "比例尺 / Scale: ".
std::string heading(const Bilingual& words, std::string_view lang);

/// A name and the unit that follows it: "名称" and "（单位）", "Name" and " (unit)"; no brackets without a unit.
struct UnitName {
    std::string name;
    std::string unit;
};
UnitName with_unit(const std::string& text, const std::string& unit, bool chinese);

/// What a CRS is called; our own in Chinese too.
Bilingual system_name(const std::string& crs_name);

} // namespace peaksite
