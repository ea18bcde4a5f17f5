#pragma once

#include "map/sheet/sheet.hpp"

#include <string>
#include <string_view>

namespace peaksite {

/// The words a sheet adds by itself.
namespace wording {
inline const Bilingual legend{.zh = "图例", .en = "Legend"};
inline const Bilingual no_data{.zh = "无数据", .en = "No data"};
inline const Bilingual too_little{.zh = "数据不足", .en = "Too little data"};
inline const Bilingual not_compared{.zh = "未参评", .en = "Not compared"};
inline const Bilingual no_value{.zh = "无数值", .en = "No value"};
inline const Bilingual negative{.zh = "负值", .en = "Negative"};
inline const Bilingual unit{.zh = "单位", .en = "Unit"};
inline const Bilingual scale{.zh = "比例尺", .en = "Scale"};
inline const Bilingual notes{.zh = "说明", .en = "Notes"};
inline const Bilingual sources{.zh = "资料来源", .en = "Sources"};
inline const Bilingual system{.zh = "坐标系", .en = "Coordinate system"};
inline const Bilingual date{.zh = "输入数据日期", .en = "Input data of"};
inline const Bilingual program{.zh = "制图程序", .en = "Made with"};
inline const Bilingual north{.zh = "指北针", .en = "North arrow"};
inline const Bilingual keys{.zh = "图上编号", .en = "Numbers on the map"};
inline const Bilingual unmarked{.zh = "图上未注记", .en = "Too small to be marked"};
inline const Bilingual unwritable{
    .zh = "个别名称含本机字体没有的字：图上不注记，文中以“□”代替；名称以表格为准。",
    .en = "Some names have characters that no installed font has: they are not marked on the map, and □ stands for "
          "such a character in texts; the tables have the names."};
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

/// What the north arrow shows, and how far the grid north of the plane is off it: `angle` as of `north_angle`.
Bilingual north_text(double angle);

/// Why a zone has no colour.
const Bilingual& blank_text(Blank blank);

/// That so many zones could not be named on the sheet.
Bilingual unnamed_text(std::size_t count);

/// What a CRS is called; our own in Chinese too.
Bilingual system_name(const std::string& crs_name);

} // namespace peaksite
