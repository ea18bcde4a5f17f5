#pragma once

#include "base/unit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// A unit as offices write it; beyond `unit`: "万度", "亿元人民币", "单位：万元", "百分比", "万㎡", "KWH", "×10^4kWh",
/// with remarks in brackets or of prices beside it ("亿元（当年价）"), and "亿" by itself, 10^8. Numbers in it are
/// powers of ten: "104kWh" has lost its raised 4. What follows the one solidus is all below it, as offices mean it:
/// "kWh/m²·a" is kWh/(m²·a); products behind two are none. Nothing when it is none, or no word at all.
std::optional<Unit> office_unit(std::string_view text);

/// As office_unit; also the sign of a share behind the words that it is a share of: "占比%", "占GDP%".
std::optional<Unit> column_unit(std::string_view text);

/// Whether a text that office_unit does not know is made as units are, a magnitude with a measure word among them:
/// "万箱", "吨油当量", "百斗/亩", "104kWh"; remarks
/// ("年末", "含个体户", "2020年", "十大集群") are not.
bool looks_like_unit(std::string_view text);

} // namespace peaksite
