#include "map/sheet/wording.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

namespace peaksite {

std::string leading_text(const Bilingual& text, std::string_view lang) { return text.in(lang == "en" ? "en" : "zh"); }

std::string second_text(const Bilingual& text, std::string_view lang)
{
    return lang != "both" || text.zh.empty() || text.en == text.zh ? std::string{} : text.en;
}

std::string on_one_line(const Bilingual& text, std::string_view lang)
{
    const auto second = second_text(text, lang);
    return second.empty() ? leading_text(text, lang) : leading_text(text, lang) + " / " + second;
}

std::string heading(const Bilingual& words, std::string_view lang)
{
    return on_one_line(words, lang) + (lang == "zh" ? "：" : ": ");
}

UnitName with_unit(const std::string& text, const std::string& unit, bool chinese)
{
    if (unit.empty()) return {.name = text, .unit = {}};
    return {.name = text, .unit = chinese ? "（" + unit + "）" : " (" + unit + ")"};
}

Bilingual north_text(double angle)
{
    constexpr double minutes_per_radian = 180 * 60 / std::numbers::pi;
    const auto minutes = static_cast<int>(std::lround(std::fabs(angle) * minutes_per_radian));
    if (minutes == 0) return {.zh = "图幅中心真北", .en = "true north at the centre"};
    const auto off = fmt::format("{}°{:02}′", minutes / 60, minutes % 60);
    return {.zh = fmt::format("图幅中心真北（坐标北偏{} {}）", angle < 0 ? "东" : "西", off),
            .en = fmt::format("true north at the centre (grid north {} {} of it)", off, angle < 0 ? "east" : "west")};
}

const Bilingual& blank_text(Blank blank)
{
    switch (blank) {
    case Blank::too_little:
        return wording::too_little;
    case Blank::not_compared:
        return wording::not_compared;
    case Blank::no_data:
        break;
    }
    return wording::no_data;
}

Bilingual unnamed_text(std::size_t count)
{
    return {.zh = fmt::format("另有 {} 个单元因图幅所限未注记名称，见指标表。", count),
            .en = fmt::format("{} more zones have no room for a name; see the table of indicators.", count)};
}

Bilingual system_name(const std::string& crs_name)
{
    if (crs_name == "China Albers (CGCS2000)") return {.zh = "中国阿尔伯斯等积圆锥投影（CGCS2000）", .en = crs_name};
    return {.zh = crs_name, .en = crs_name};
}

} // namespace peaksite
