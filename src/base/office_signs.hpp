#pragma once

#include <string>
#include <string_view>

namespace peaksite {

/// Half-width, round brackets only but for "{year}", one blank for any white space, none around.
std::string office_text(std::string_view text);

/// Traditional signs of units as simplified ones of the same length: "億圓" as "亿元". 圆 by itself may be a shape.
std::string simplified(std::string_view text);

/// Without any blank.
std::string without_blanks(std::string text);

/// A unit as offices write it in the signs that `unit` reads, as far as they can mean one thing only: "万㎡", "KWH",
/// "千瓦·时" and "万度" as "万m2", "kWh", "千瓦时" and "万千瓦时", without "单位：" before it. "mW", "MT" and "ML"
/// stay; so do "M" that is not raised (metre, million) and "T" by itself (tonne, tera), which "元/T" cannot mean.
std::string office_signs(std::string_view text);

/// Blanks are none of a unit where a Chinese word stands on either side: "万 人" is "万人".
std::string compact(std::string_view text);

} // namespace peaksite
