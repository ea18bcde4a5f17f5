#include "map/wording.hpp"

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

Bilingual system_name(const std::string& crs_name)
{
    if (crs_name == "China Albers (CGCS2000)") return {.zh = "中国阿尔伯斯等积圆锥投影（CGCS2000）", .en = crs_name};
    return {.zh = crs_name, .en = crs_name};
}

} // namespace peaksite
